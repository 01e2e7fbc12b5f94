// The tables as the page carries them, and their cells and records.

import { withLazy } from './lazily.js';

const FACT_ROLES = ['fact', 'entity', 'claim', 'voice'];

/** Return a table with its rows; each cell of the page is the index of its value in `values`. */
export function decodeTable(carried, values) {
  const names = carried.fields.map((field) => field.name);
  const column = new Map(names.map((name, at) => [name, at]));
  const keys = carried.key.map((name) => column.get(name));
  const table = { ...carried, names, column, size: carried.cells.length / names.length };
  return withLazy(table, {
    rows: () => decodeRows(carried.cells, names.length, values),
    ids: () => table.rows.map((row) => keys.map((key) => encodeURIComponent(row[key])).join('/')),
    byId: () => new Map(table.ids.map((id, number) => [id, number])),
  });
}

function decodeRows(cells, width, values) {
  const rows = [];
  for (let at = 0; at < cells.length; at += width) {
    rows.push(cells.slice(at, at + width).map((number) => values[number]));
  }
  return rows;
}

export function isFact(table) {
  return FACT_ROLES.includes(table.role);
}

/** Return the first column that a rule fills, or undefined. */
export function fieldWithRule(table, rule) {
  return table.fields.find((field) => field.rule === rule);
}

export function cell(table, number, name) {
  return table.rows[number][table.column.get(name)];
}

export function record(table, number) {
  return Object.fromEntries(table.names.map((name, at) => [name, table.rows[number][at]]));
}

export function records(table) {
  return table.rows.map((_, number) => record(table, number));
}

/** Return the key of a row of a table that has a key of one column. */
export function keyOf(table, number) {
  return cell(table, number, table.key[0]);
}

/** Return the number of the row with a key, or undefined. */
export function numberOf(table, key) {
  return table.byId.get(encodeURIComponent(key));
}

/** Return what names a cell among all cells, as `evidence` and `missing_values` do. */
export function cellId(table, number, name) {
  return `${table.name}/${table.ids[number]}/${name}`;
}

/** Return the link that leads to a row, or to a cell of it. */
export function addressOf(table, number, name) {
  return `#${[table.name, table.ids[number], ...(name ? [name] : [])].join('/')}`;
}
