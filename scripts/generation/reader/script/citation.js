// The citation of one cell: its value, its words, and the edition.

import { data, termOf, textOf } from './data.js';
import { make, makeButton } from './dom.js';
import { wordsOf } from './proofs.js';
import { cell, cellId } from './tables.js';
import { placesOf, quoted, shown } from './wording.js';

export function citeButtons(table, number, name) {
  const area = make('textarea', { id: 'citation', readonly: true, rows: '5', 'aria-label': 'Citation of this cell' });
  area.value = citationOf(table, number, name);
  const message = make('span', { class: 'said', role: 'status' });
  const copy = makeButton('Copy the citation', () => copyText(area, message), { id: 'copy' });
  return make('details', { class: 'cite' }, make('summary', {}, 'Cite this cell'), area, make('div', {}, copy, message));
}

function citationOf(table, number, name) {
  const { spans } = wordsOf(table, number, name);
  const value = cell(table, number, name);
  const words = spans.map((span) => `${quoted(textOf(span), Infinity)} (characters ${placesOf([span])})`).join('; ');
  return [
    `${cellId(table, number, name)}: ${value === null ? nullNote(table, number, name) : shown(value)}`,
    `Words: ${words || 'none'}`,
    `Source: the report with sha256 ${data.sha256}`,
    `Data: ${data.citation} ${data.package.name} ${data.package.version}`,
  ].join('\n');
}

/** Say why a cell is null, with the definition of the reason. */
export function nullNote(table, number, name) {
  const reason = termOf('missing_reason', data.reasons.get(cellId(table, number, name)));
  return reason ? `null, ${reason.label}: ${reason.definition}` : 'null';
}

async function copyText(area, message) {
  try {
    await navigator.clipboard.writeText(area.value);
    message.textContent = 'Copied.';
  } catch {
    area.focus();
    area.select();
    message.textContent = 'The browser does not let this page copy. The text is selected; please copy it with your keyboard.';
  }
}
