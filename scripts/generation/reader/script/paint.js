// Paint the marks of the text and of the strip, and light words in both.

import { find } from './dom.js';
import { lanes } from './lanes.js';
import { markClasses } from './marks.js';
import { isReachable, segments } from './segments.js';
import { state } from './state.js';
import { paintStrip, paintTicks } from './strip.js';
import { showView } from './views.js';

const LANE_STEP = 3;

export function paintMarks() {
  segments.forEach(({ element }, at) => {
    const lit = element.classList.contains('lit') ? ['lit'] : [];
    element.className = ['s', ...markClasses(at), ...lit].join(' ');
  });
  placeLanes();
  paintStrip();
  if (!activeSegment()?.classList.contains('m')) activate(segments.findIndex(isReachable));
}

/** Stack the lanes that are shown, the calm one next to the words, so that none stays empty. */
function placeLanes() {
  const { style } = find('#text');
  const used = lanes.filter((lane) => lane.tables.some((name) => state.marks.tables.has(name)));
  const stack = [...used.filter((lane) => !lane.isCalm).reverse(), ...used.filter((lane) => lane.isCalm)];
  stack.forEach((lane, at) => style.setProperty(`--y${lane.number}`, `${at * LANE_STEP}px`));
  style.setProperty('--lanes', `${stack.length * LANE_STEP}px`);
}

/** Light words of the report and go to the first of them, of those in the sentence `home` if any. */
export function light(spans, { home, scroll = true } = {}) {
  segments.forEach(({ from, to, element }) => {
    element.classList.toggle('lit', spans.some((span) => from < span[1] && span[0] < to));
  });
  paintTicks(spans);
  const sentence = home && document.getElementById(home);
  const first = (sentence && find('.lit', sentence)) ?? find('#text .lit');
  if (first && scroll) {
    showView('report');
    first.scrollIntoView({ block: 'center' });
  }
}

function activeSegment() {
  return find('#text .s[tabindex="0"]');
}

/** Make one segment the text's stop of the tab key, and return its element. */
export function activate(at) {
  const old = activeSegment();
  for (const name of ['tabindex', 'role', 'aria-describedby']) old?.removeAttribute(name);
  const element = segments[at]?.element;
  element?.setAttribute('tabindex', '0');
  element?.setAttribute('role', 'button');
  element?.setAttribute('aria-describedby', 'tip');
  return element;
}
