// The units of the report: its sentences, list items, headings and titles.

import { data } from './data.js';
import { cell, fieldWithRule } from './tables.js';

export const units = data.tables.get('units');

const UNIT_KEY = units.key[0];

/** Return the key of the unit in which a row stands, or null. */
export function unitOf(table, number) {
  const name = fieldWithRule(table, 'unit')?.name ?? UNIT_KEY;
  return table.column.has(name) ? cell(table, number, name) : null;
}

/** Tell whether a part of an address is written like the key of a unit. */
export function isUnit(part) {
  return /^unit-/.test(part);
}
