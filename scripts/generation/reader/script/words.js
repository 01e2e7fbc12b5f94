// Words of the report as buttons that light them.

import { data, textOf } from './data.js';
import { make, makeButton } from './dom.js';
import { light } from './paint.js';
import { placesOf, quoted } from './wording.js';

const CONTEXT = 32;

/** Make a line with the words at a span and their place. */
export function wordsLine(span) {
  return make('div', {}, makeButton(quoted(textOf(span)), () => light([span]), { class: 'words' }),
    make('span', { class: 'where' }, ` ${placesOf([span])}`));
}

/** Make a line with the words at a span and a few whole words around them. */
export function contextLine(span) {
  const [from, to] = span;
  const before = data.report.slice(Math.max(0, from - CONTEXT), from).replace(/^\S*\s|\s+/g, ' ');
  const after = data.report.slice(to, to + CONTEXT).replace(/\s+\S*$|\s+/g, ' ');
  return make('button', { type: 'button', class: 'words mention', onclick: () => light([span]) },
    `…${before}`, make('b', {}, textOf(span)), `${after}…`);
}
