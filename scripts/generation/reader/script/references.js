// From a cell that names a row to that row, and what the row is called.

import { data } from './data.js';
import { labelOf } from './roles.js';
import { addressOf, cell, fieldWithRule, keyOf, numberOf } from './tables.js';
import { shown, spaced } from './wording.js';

const STATED_IN = ['stated_in_table', 'stated_in_row', 'stated_in_column'];
const NAMED_IN = ['table_name', 'row_id', 'column_name'];
// Stands in place of a column where a whole row is meant.
const WHOLE_ROW = '*';

/** Return the cell of another table that states a row in its place, or null. */
export function statingCell(table, number) {
  const columns = STATED_IN.map((rule) => fieldWithRule(table, rule)?.name);
  return columns[0] ? placeNamed(table, number, columns) : null;
}

/** Return the row that a row of a helper table is about, or null. */
export function subjectOf(table, number) {
  return table.column.has(NAMED_IN[1]) ? placeNamed(table, number, NAMED_IN) : null;
}

function placeNamed(table, number, columns) {
  const [name, key, column] = columns.map((other) => cell(table, number, other));
  return placeOf(data.tables.get(name), key, column === WHOLE_ROW ? undefined : column);
}

function placeOf(table, key, name) {
  const number = table && key !== null ? numberOf(table, key) : undefined;
  return number === undefined ? null : { table, number, name };
}

/** Return the row, or the cell of it, that a cell names by its key, or null. */
export function targetOf(table, number, { name, rule }) {
  if (rule === STATED_IN[1]) return statingCell(table, number);
  if (name === NAMED_IN[1]) return subjectOf(table, number);
  return placeOf(data.tables.get(table.references[name]), cell(table, number, name));
}

export function addressOfPlace({ table, number, name }) {
  return addressOf(table, number, name);
}

/** Return the label of a row, or null if its table has none. */
export function ownLabelOf({ table, number }) {
  const label = labelOf(table, number);
  return label === keyOf(table, number) ? null : label;
}

/** Return what a row says in one line: its label or, of a relation, subject, predicate and object. */
export function captionOf(table, number) {
  const parts = ['subject', 'predicate', 'object'].map((role) => table.fields.find((field) => field.role === role));
  if (!parts.every(Boolean)) return ownLabelOf({ table, number });
  return parts.map((field) => wordOf(table, number, field)).join(' ');
}

function wordOf(table, number, field) {
  const target = targetOf(table, number, field);
  return (target && ownLabelOf(target)) ?? spaced(shown(cell(table, number, field.name)));
}
