// What a person has chosen so far: the table, its rows and columns, and the marks.

import { data } from './data.js';

export const ROWS_AT_ONCE = 150;
export const VALUE_KINDS = ['words', 'numbers', 'dates', 'codes', 'entities'];

export const state = {
  table: null,
  sort: { column: null, descending: false },
  search: '',
  filters: new Map(),
  hasFilters: false,
  hidden: new Set(),
  hasWords: false,
  limit: ROWS_AT_ONCE,
  selected: null,
  returnTo: null,
  marks: {
    tables: new Set(data.facts.map((table) => table.name)),
    kinds: new Set(VALUE_KINDS),
    voice: '',
    codes: new Map(), // of columns of claims
  },
};
