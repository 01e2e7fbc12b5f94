// The coverage strip: the whole report in one line, sentence by sentence.

import { data } from './data.js';
import { find, make, makeSvg } from './dom.js';
import { lanes } from './lanes.js';
import { segmentsOfLane } from './marks.js';
import { claimTable } from './roles.js';
import { cell, record, records } from './tables.js';
import { units } from './units.js';
import { showView } from './views.js';
import { clip } from './wording.js';

const BARS_HEIGHT = 26;
const LANES_FROM = BARS_HEIGHT + 3;
const LANE_HEIGHT = 4;
const TICK_WIDTH = 14;
const GAP = 4;

const stripLanes = lanes.filter((lane) => !lane.isCalm);

export function buildStrip() {
  const slider = make('div', {
    id: 'coverage', role: 'slider', tabindex: '0', 'aria-label': 'Coverage of the report, unit by unit',
    'aria-valuemin': 1, 'aria-valuemax': units.rows.length, 'aria-valuenow': 1,
    onkeydown: onStripKey, onpointerdown: onStripPress,
  }, stripImage());
  find('#strip').prepend(make('p', {}, coverageSentence()));
  find('#strip').append(slider);
  moveStrip(0, false);
  watchUnits();
}

function coverageSentence() {
  const sum = (name) => records(units).reduce((total, unit) => total + unit[name], 0);
  const share = Math.round((100 * sum('fact_characters')) / sum('characters'));
  const exception = claimTable ? ` except ${claimTable.name}` : '';
  return `Cells of fact tables${exception} cite ${share} % of the report’s characters.`;
}

function stripImage() {
  const paths = stripLanes.map((lane) => makeSvg('path', { class: `lane f${lane.number}` }));
  const height = LANES_FROM + stripLanes.length * LANE_HEIGHT;
  const viewBox = `0 0 ${data.report.length} ${height}`;
  return makeSvg('svg', { viewBox, height, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    ...records(units).map(frameOf), ...records(units).map(barOf), ...paths,
    makeSvg('path', { class: 'lit-ticks' }), makeSvg('rect', { class: 'here', y: 0, height }));
}

function frameOf({ char_start: from, char_end: to }) {
  return makeSvg('rect', { x: from, y: 0, width: widthOf(from, to), height: BARS_HEIGHT, class: 'frame' });
}

function barOf({ char_start: from, char_end: to, fact_characters: inFacts, characters }) {
  const height = BARS_HEIGHT * (inFacts / characters);
  return makeSvg('rect', { x: from, y: BARS_HEIGHT - height, width: widthOf(from, to), height, class: 'bar' });
}

/** Return the width of a unit on the strip; one shorter than the gap has none. */
function widthOf(from, to) {
  return Math.max(0, to - from - GAP);
}

/** Show on the strip which part of the report is in view. */
function watchUnits() {
  const inView = new Set();
  const watcher = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      if (isIntersecting) inView.add(units.byId.get(target.id));
      else inView.delete(units.byId.get(target.id));
    }
    if (inView.size) paintHere(Math.min(...inView), Math.max(...inView));
  });
  units.ids.forEach((id) => watcher.observe(document.getElementById(id)));
}

function paintHere(first, last) {
  const from = cell(units, first, 'char_start');
  const here = find('#coverage .here');
  here.setAttribute('x', from);
  here.setAttribute('width', cell(units, last, 'char_end') - from);
}

/** Paint the lanes of the marks. */
export function paintStrip() {
  stripLanes.forEach((lane, at) => {
    const y = LANES_FROM + at * LANE_HEIGHT;
    const boxes = segmentsOfLane(lane).map(({ from, to }) => boxPath(from, y, to - from, LANE_HEIGHT - 1));
    find(`#coverage .f${lane.number}`).setAttribute('d', boxes.join(''));
  });
}

/** Paint ticks at words that are lit. */
export function paintTicks(spans) {
  const boxes = spans.map(([from, to]) => boxPath(from, 0, Math.max(to - from, TICK_WIDTH), BARS_HEIGHT));
  find('#coverage .lit-ticks').setAttribute('d', boxes.join(''));
}

function boxPath(x, y, width, height) {
  return `M${x} ${y}h${width}v${height}h${-width}z`;
}

function moveStrip(number, scroll = true) {
  const unit = record(units, number);
  const slider = find('#coverage');
  slider.dataset.unit = number;
  slider.setAttribute('aria-valuenow', number + 1);
  const share = `${unit.fact_characters} of ${unit.characters} characters are in a fact`;
  slider.setAttribute('aria-valuetext', `${units.ids[number]}: ${share}; ${clip(unit.text, 60)}`);
  if (!scroll) return;
  showView('report');
  document.getElementById(units.ids[number]).scrollIntoView({ block: 'center' });
}

function onStripKey(event) {
  const at = Number(find('#coverage').dataset.unit);
  const last = units.rows.length - 1;
  const moves = {
    ArrowRight: at + 1, ArrowUp: at + 1, ArrowLeft: at - 1, ArrowDown: at - 1,
    PageUp: at + 10, PageDown: at - 10, Home: 0, End: last,
  };
  if (!(event.key in moves)) return;
  event.preventDefault();
  moveStrip(Math.max(0, Math.min(last, moves[event.key])));
}

function onStripPress(event) {
  const box = find('#coverage').getBoundingClientRect();
  const offset = ((event.clientX - box.left) / box.width) * data.report.length;
  const number = units.rows.findIndex((_, at) => cell(units, at, 'char_end') > offset);
  moveStrip(number < 0 ? units.rows.length - 1 : number);
}
