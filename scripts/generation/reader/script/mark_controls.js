// The controls of the marks: by lane, table, kind of value, voice and codes of claims.

import { codesOf, data } from './data.js';
import { find, make, makeButton, makeCheckbox, makeOption, makeSelect } from './dom.js';
import { laneOf, lanes, makeSwatch } from './lanes.js';
import { paintMarks } from './paint.js';
import { claimFields, claimTable, contrastCodes, contrastField, labelOf, voiceTable } from './roles.js';
import { state, VALUE_KINDS } from './state.js';
import { keyOf } from './tables.js';
import { clip, spaced } from './wording.js';

const LINES = 'A solid line marks quoted words, a dotted line an entity and a dashed line a code. ';

export function buildMarks() {
  find('#marks').append(
    make('div', { class: 'chips', role: 'group', 'aria-label': 'Marks in the text' }, lanes.map(laneChip)),
    make('details', { class: 'more' }, make('summary', {}, 'Filter the marks'),
      make('div', { class: 'more-body' },
        make('div', { class: 'selects' }, voiceSelect(), claimFields.map(codeSelect),
          makeButton('Mark all tables', () => markOnly(data.facts), { id: 'mark-all' }),
          makeButton('Mark only the open table', () => markOnly([state.table]), { id: 'mark-shown' })),
        make('div', { class: 'fieldsets' }, kindBoxes(), lanes.map(laneBoxes)),
        make('p', { class: 'key' }, LINES, claimLines()))),
  );
}

function voiceSelect() {
  if (!voiceTable?.size) return null;
  const options = voiceTable.ids.map((_, number) => {
    const key = keyOf(voiceTable, number);
    return makeOption(key, `${key}: ${clip(labelOf(voiceTable, number), 40)}`);
  });
  return makeSelect('Whose words', [makeOption('', 'all voices'), ...options], (key) => {
    state.marks.voice = key;
    paintMarks();
  }, 'mark-voice');
}

/** Make a choice among the codes of a column of claims. */
function codeSelect({ name, vocabulary }) {
  const options = codesOf(vocabulary).map((code) => makeOption(code, spaced(code)));
  return makeSelect(`${claimTable.name}: ${spaced(name)}`, [makeOption('', 'all'), ...options], (code) => {
    if (code) state.marks.codes.set(name, code);
    else state.marks.codes.delete(name);
    paintMarks();
  }, `mark-${name}`);
}

/** Say how claims are marked, if they have the calm lane. */
function claimLines() {
  if (!claimTable || !laneOf(claimTable).isCalm) return '';
  const [full, dotted] = contrastCodes.map(spaced);
  const contrast = contrastField ? `: a solid line if ${full}, a dotted line if ${dotted}` : '';
  return `The thin line next to the words marks ${claimTable.name}${contrast}.`;
}

function kindBoxes() {
  const boxes = VALUE_KINDS.map((kind) => makeCheckbox(kind, (on) => markKind(kind, on)));
  return make('fieldset', {}, make('legend', {}, 'Kind of value'), boxes);
}

function laneBoxes(lane) {
  const boxes = lane.tables.map((name) => makeCheckbox(name, (on) => {
    markTable(data.tables.get(name), on);
    paintMarks();
  }, { 'data-table': name }));
  return make('fieldset', {}, make('legend', {}, makeSwatch(lane), lane.title), boxes);
}

function laneChip(lane) {
  const onchange = (event) => {
    const on = event.target.checked; // markTable sets this box again after each table.
    lane.tables.forEach((name) => markTable(data.tables.get(name), on));
    paintMarks();
  };
  const input = make('input', { type: 'checkbox', checked: true, id: `lane-${lane.number}`, onchange });
  return make('label', { class: `chip g${lane.number}`, title: lane.tables.join(', ') }, input, makeSwatch(lane), lane.title);
}

/** Mark a table or not, and show it in its box and in that of its lane. */
function markTable(table, on) {
  if (on) state.marks.tables.add(table.name);
  else state.marks.tables.delete(table.name);
  find(`#marks [data-table="${table.name}"]`).checked = on;
  const { number, tables } = laneOf(table);
  const marked = tables.filter((name) => state.marks.tables.has(name)).length;
  const chip = find(`#lane-${number}`);
  chip.checked = marked > 0;
  chip.indeterminate = marked > 0 && marked < tables.length;
}

function markOnly(tables) {
  for (const table of data.facts) markTable(table, tables.includes(table));
  paintMarks();
}

function markKind(kind, on) {
  if (on) state.marks.kinds.add(kind);
  else state.marks.kinds.delete(kind);
  paintMarks();
}
