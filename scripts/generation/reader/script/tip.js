// The tip at words of the text: which cells they give.

import { find, make } from './dom.js';
import { laneOf, makeSwatch } from './lanes.js';
import { markedAt } from './marks.js';
import { ownLabelOf, targetOf } from './references.js';
import { segmentOf, segments } from './segments.js';
import { cell } from './tables.js';
import { clip, shown } from './wording.js';

const LINES_AT_MOST = 6;
const HIDING_DELAY = 200;
const MARGIN = 8;
const DISTANCE = 6;

let timer = 0;

export function buildTip() {
  find('main').append(make('div', {
    id: 'tip', role: 'tooltip', hidden: true, onpointerenter: () => clearTimeout(timer), onpointerleave: hideTip,
  }));
  document.addEventListener('scroll', keepTip, { capture: true, passive: true });
}

export function isTipShown() {
  return !find('#tip').hidden;
}

export function hideTip() {
  clearTimeout(timer);
  find('#tip').hidden = true;
}

export function hideTipSoon() {
  clearTimeout(timer);
  timer = setTimeout(hideTip, HIDING_DELAY);
}

export function showTip(at) {
  if (at < 0) return;
  clearTimeout(timer);
  const marked = markedAt(at);
  const rest = marked.length - LINES_AT_MOST;
  const hint = rest > 0 ? `and ${rest} more; click or press Enter for all` : 'Click or press Enter for the rows';
  const tip = find('#tip');
  tip.replaceChildren(...marked.slice(0, LINES_AT_MOST).map(tipLine), make('div', { class: 'tip-more' }, hint));
  tip.hidden = false;
  placeTip(tip, segments[at].element.getClientRects()[0]);
}

function tipLine({ table, number, name }) {
  const target = targetOf(table, number, table.fields[table.column.get(name)]);
  const label = target && ownLabelOf(target);
  return make('div', { class: 'tip-line' },
    makeSwatch(laneOf(table)),
    make('span', { class: 'where' }, `${table.name} · ${table.ids[number]} · ${name}`),
    ' ', make('b', {}, clip(shown(cell(table, number, name)), 70)), label ? ` ${clip(label, 70)}` : null);
}

/** Let the tip of a focused segment follow it; any other goes when its words move. */
function keepTip() {
  if (!isTipShown()) return;
  const at = segmentOf(document.activeElement);
  if (at >= 0) showTip(at);
  else hideTip();
}

function placeTip(tip, box) {
  const width = Math.min(tip.offsetWidth, innerWidth - 2 * MARGIN);
  const below = box.bottom + DISTANCE;
  const hasRoom = below + tip.offsetHeight <= innerHeight;
  const top = hasRoom ? below : box.top - tip.offsetHeight - DISTANCE;
  tip.style.left = `${Math.max(MARGIN, Math.min(box.left, innerWidth - width - MARGIN))}px`;
  tip.style.top = `${Math.max(MARGIN, top)}px`;
}
