// The controls of the marks: by group, table, kind of value, voice and kind of claim.

import { codesOf, data } from './data.js';
import { find, make, makeButton, makeCheckbox, makeOption, makeSelect } from './dom.js';
import { paintMarks } from './paint.js';
import { state, VALUE_KINDS } from './state.js';
import { cell } from './tables.js';
import { clip } from './wording.js';

export function buildMarks() {
  const chips = data.groupNames.map((name, at) => groupChip(name, at + 1));
  find('#marks').append(
    make('div', { class: 'chips', role: 'group', 'aria-label': 'Marks in the text' }, chips),
    make('details', { class: 'more' }, make('summary', {}, 'Filter the marks'),
      make('div', { class: 'more-body' },
        make('div', { class: 'selects' }, voiceSelect(), hardnessSelect(),
          makeButton('Mark all tables', () => markOnly(data.facts), { id: 'mark-all' }),
          makeButton('Only the table shown', () => markOnly([state.table]), { id: 'mark-shown' })),
        make('div', { class: 'fieldsets' }, kindBoxes(), data.groupNames.map((name, at) => groupBoxes(name, at + 1))),
        make('p', { class: 'key' }, 'A full line marks quoted words, a dotted one an entity, a dashed one a code. ',
          'Claims have the thin line next to the words: full where hard, dotted where soft.'))),
  );
}

function voiceSelect() {
  const voices = data.tables.get('voices');
  const options = voices.ids.map((id, number) => makeOption(id, `${id}: ${clip(cell(voices, number, 'name'), 40)}`));
  return makeSelect('Whose words', [makeOption('', 'all voices'), ...options], (value) => {
    state.marks.voice = value;
    paintMarks();
  }, 'mark-voice');
}

function hardnessSelect() {
  const options = codesOf('hardness').map((code) => makeOption(code, code));
  return makeSelect('Claims', [makeOption('', 'hard and soft'), ...options], (value) => {
    state.marks.hardness = value;
    paintMarks();
  }, 'mark-hardness');
}

function kindBoxes() {
  const boxes = VALUE_KINDS.map((kind) => makeCheckbox(kind, (on) => markKind(kind, on)));
  return make('fieldset', {}, make('legend', {}, 'Kind of value'), boxes);
}

function groupBoxes(name, group) {
  const boxes = data.groups[name].map((table) => makeCheckbox(table, (on) => {
    markTable(table, on);
    paintMarks();
  }, { 'data-table': table }));
  return make('fieldset', {}, make('legend', {}, make('i', { class: `swatch g${group}` }), name), boxes);
}

function groupChip(name, group) {
  const change = (event) => {
    const on = event.target.checked; // markTable sets this box again after each table.
    data.groups[name].forEach((table) => markTable(table, on));
    paintMarks();
  };
  const input = make('input', { type: 'checkbox', checked: true, id: `group-${group}`, onchange: change });
  const title = data.groups[name].join(', ');
  return make('label', { class: `chip g${group}`, title }, input, make('i', { class: `swatch g${group}` }), name);
}

/** Mark a table or not, and show it in its box and in that of its group. */
function markTable(table, on) {
  if (on) state.marks.tables.add(table);
  else state.marks.tables.delete(table);
  find(`#marks [data-table="${table}"]`).checked = on;
  const group = data.groupOf.get(table);
  const members = data.groups[data.groupNames[group - 1]];
  const marked = members.filter((name) => state.marks.tables.has(name)).length;
  const chip = find(`#group-${group}`);
  chip.checked = marked > 0;
  chip.indeterminate = marked > 0 && marked < members.length;
}

function markOnly(tables) {
  for (const table of data.facts) markTable(table.name, tables.includes(table));
  paintMarks();
}

function markKind(kind, on) {
  if (on) state.marks.kinds.add(kind);
  else state.marks.kinds.delete(kind);
  paintMarks();
}
