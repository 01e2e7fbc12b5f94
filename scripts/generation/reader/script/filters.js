// The filters of the columns: a choice where there are few values, else an input for words.

import { make, makeOption } from './dom.js';
import { compareValues, hasWords } from './rows.js';
import { ROWS_AT_ONCE, state } from './state.js';
import { shown } from './wording.js';

const CHOICES_AT_MOST = 16;

// The controls are kept, because the head of the table is made again when it is sorted.
const controls = new Map();

/** Return the control that filters a column, with what was chosen in it. */
export function filterOf(table, name, onchange) {
  if (!controls.has(name)) controls.set(name, makeFilter(table, name, onchange));
  return controls.get(name);
}

/** Take all filters away, and their controls. */
export function clearFilters() {
  state.filters.clear();
  controls.clear();
}

function makeFilter(table, name, onchange) {
  const at = table.column.get(name);
  const values = [...new Set(table.rows.map((row) => row[at]))];
  const wants = (test) => {
    if (test) state.filters.set(name, test);
    else state.filters.delete(name);
    state.limit = ROWS_AT_ONCE;
    onchange();
  };
  const hasFew = values.length <= CHOICES_AT_MOST && values.length <= table.rows.length / 2;
  return hasFew ? choiceFilter(name, values, wants) : wordsFilter(name, wants);
}

function wordsFilter(name, wants) {
  return make('input', {
    type: 'text', 'aria-label': `Filter ${name}`, placeholder: 'contains …', autocomplete: 'off',
    oninput: (event) => {
      const words = event.target.value.toLowerCase();
      wants(words && ((value) => hasWords(value, words)));
    },
  });
}

function choiceFilter(name, values, wants) {
  const sorted = values.sort(compareValues);
  const options = sorted.map((value, number) => makeOption(number, value === null ? 'null' : shown(value)));
  return make('select', {
    'aria-label': `Filter ${name}`,
    onchange: (event) => {
      const choice = event.target.value;
      wants(choice !== '' && ((value) => value === sorted[Number(choice)]));
    },
  }, makeOption('', 'all'), options);
}
