// Which rows and columns of the open table are shown, and in what order.

import { state } from './state.js';
import { shown } from './wording.js';

const collator = new Intl.Collator('en', { numeric: true });

export function visibleColumns() {
  return state.table.names.filter((name) => !state.hidden.has(name));
}

/** Return the numbers of the rows that the search and the filters leave, in order. */
export function visibleRows() {
  const { table, search, sort } = state;
  const words = search.trim().toLowerCase();
  const numbers = [...table.rows.keys()].filter((number) => passes(table, table.rows[number], words));
  if (!sort.column) return numbers;
  const at = table.column.get(sort.column);
  const sign = sort.descending ? -1 : 1;
  return numbers.sort((one, other) => compareValues(table.rows[one][at], table.rows[other][at], sign) || one - other);
}

function passes(table, row, words) {
  if (words && !row.some((value) => hasWords(value, words))) return false;
  // The filter of a hidden column rests, because nobody could see why rows are gone.
  return [...state.filters].every(([name, wants]) => state.hidden.has(name) || wants(row[table.column.get(name)]));
}

/** Tell whether a value has words, which are in lower case, whatever its own case. */
export function hasWords(value, words) {
  return shown(value).toLowerCase().includes(words);
}

/** Order two values; nulls come last whichever way the column is sorted. */
export function compareValues(one, other, sign = 1) {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  const order = typeof one === 'string' ? collator.compare(one, other) : one - other;
  return sign * order;
}
