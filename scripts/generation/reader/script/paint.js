// Paint the marks of the text and of the strip, and light words in both.

import { data } from './data.js';
import { find } from './dom.js';
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

/** Stack the lanes of the groups that are shown, so that none stays empty. */
function placeLanes() {
  const text = find('#text');
  const hasMarks = (name) => data.groups[name].some((table) => state.marks.tables.has(table));
  const groups = data.groupNames.map((name, at) => (hasMarks(name) ? at + 1 : 0)).filter(Boolean);
  const claims = data.groupOf.get('claims');
  const stack = [...groups.filter((group) => group !== claims).reverse(), ...groups.filter((group) => group === claims)];
  stack.forEach((group, lane) => text.style.setProperty(`--y${group}`, `${lane * LANE_STEP}px`));
  text.style.setProperty('--lanes', `${groups.length * LANE_STEP}px`);
}

/** Light words of the report and go to the first of them, of those in the unit `home` if any. */
export function light(spans, { home, scroll = true } = {}) {
  segments.forEach(({ from, to, element }) => {
    element.classList.toggle('lit', spans.some((span) => from < span[1] && span[0] < to));
  });
  paintTicks(spans);
  const unit = home && document.getElementById(home);
  const first = (unit && find('.lit', unit)) ?? find('#text .lit');
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
