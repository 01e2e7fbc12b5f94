// The coverage strip: the whole report in one line, sentence by sentence.

import { data } from './data.js';
import { find, make, makeSvg } from './dom.js';
import { lanes } from './lanes.js';
import { segmentsOfLane } from './marks.js';
import { claimTable } from './roles.js';
import { cell, record, records } from './tables.js';
import { sentences } from './sentences.js';
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
    id: 'coverage', role: 'slider', tabindex: '0', 'aria-label': 'Coverage of the report, sentence by sentence',
    'aria-valuemin': 1, 'aria-valuemax': sentences.rows.length, 'aria-valuenow': 1,
    onkeydown: onStripKey, onpointerdown: onStripPress,
  }, stripImage());
  find('#strip').prepend(make('p', {}, coverageSentence()));
  find('#strip').append(slider);
  moveStrip(0, false);
  watchSentences();
}

function coverageSentence() {
  const sum = (name) => records(sentences).reduce((total, sentence) => total + sentence[name], 0);
  const share = Math.round((100 * sum('fact_characters')) / sum('characters'));
  const exception = claimTable ? ` except ${claimTable.name}` : '';
  return `The fact tables${exception} cite ${share}% of the report’s characters.`;
}

function stripImage() {
  const paths = stripLanes.map((lane) => makeSvg('path', { class: `lane f${lane.number}` }));
  const height = LANES_FROM + stripLanes.length * LANE_HEIGHT;
  const viewBox = `0 0 ${data.report.length} ${height}`;
  return makeSvg('svg', { viewBox, height, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    ...records(sentences).map(frameOf), ...records(sentences).map(barOf), ...paths,
    makeSvg('path', { class: 'lit-ticks' }), makeSvg('rect', { class: 'here', y: 0, height }));
}

function frameOf({ char_start: from, char_end: to }) {
  return makeSvg('rect', { x: from, y: 0, width: widthOf(from, to), height: BARS_HEIGHT, class: 'frame' });
}

function barOf({ char_start: from, char_end: to, fact_characters: inFacts, characters }) {
  const height = BARS_HEIGHT * (inFacts / characters);
  return makeSvg('rect', { x: from, y: BARS_HEIGHT - height, width: widthOf(from, to), height, class: 'bar' });
}

/** Return the width of a sentence on the strip; one shorter than the gap has none. */
function widthOf(from, to) {
  return Math.max(0, to - from - GAP);
}

/** Show on the strip which part of the report is in view. */
function watchSentences() {
  const inView = new Set();
  const watcher = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      if (isIntersecting) inView.add(sentences.byId.get(target.id));
      else inView.delete(sentences.byId.get(target.id));
    }
    if (inView.size) paintHere(Math.min(...inView), Math.max(...inView));
  });
  sentences.ids.forEach((id) => watcher.observe(document.getElementById(id)));
}

function paintHere(first, last) {
  const from = cell(sentences, first, 'char_start');
  const here = find('#coverage .here');
  here.setAttribute('x', from);
  here.setAttribute('width', cell(sentences, last, 'char_end') - from);
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
  const sentence = record(sentences, number);
  const slider = find('#coverage');
  slider.dataset.sentence = number;
  slider.setAttribute('aria-valuenow', number + 1);
  const share = `${sentence.fact_characters} of ${sentence.characters} characters are cited by a fact`;
  slider.setAttribute('aria-valuetext', `${sentences.ids[number]}: ${share}; ${clip(sentence.text, 60)}`);
  if (!scroll) return;
  showView('report');
  document.getElementById(sentences.ids[number]).scrollIntoView({ block: 'center' });
}

function onStripKey(event) {
  const at = Number(find('#coverage').dataset.sentence);
  const last = sentences.rows.length - 1;
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
  const number = sentences.rows.findIndex((_, at) => cell(sentences, at, 'char_end') > offset);
  moveStrip(number < 0 ? sentences.rows.length - 1 : number);
}
