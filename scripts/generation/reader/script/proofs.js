// From a cell to the words of the report that give it.

import { data } from './data.js';
import { cell, cellId, fieldWithRule, isFact, numberOf, record } from './tables.js';

const STATED_IN = ['stated_in_table', 'stated_in_row', 'stated_in_column'];

/** Return the spans that give a cell, and how: its own, its inputs', the row's, or another way. */
export function wordsOf(table, number, name) {
  const { spans, how } = isFact(table) ? wordsOfFact(table, number, name) : wordsOfOther(table, number);
  return { how, spans: spans.slice().sort((one, other) => one[0] - other[0]) };
}

function wordsOfFact(table, number, name) {
  const spansOf = (column) => data.spans.get(cellId(table, number, column)) ?? [];
  if (spansOf(name).length) return { spans: spansOf(name), how: 'own' };
  const field = table.fields[table.column.get(name)];
  const inputs = (field?.inputs ?? []).flatMap(spansOf);
  const stating = statingCell(table, number);
  if (stating) return wordsOfFact(stating.table, stating.number, '*');
  return inputs.length ? { spans: inputs, how: 'inputs' } : { spans: spansOf('*'), how: 'row' };
}

/** Return the cell of another table that states a row in its place, or null. */
export function statingCell(table, number) {
  const [inTable, inRow, inColumn] = STATED_IN.map((rule) => fieldWithRule(table, rule)?.name);
  const name = inTable && cell(table, number, inTable);
  if (!name) return null;
  const stating = data.tables.get(name);
  const key = cell(table, number, inRow);
  return { table: stating, number: numberOf(stating, key), name: cell(table, number, inColumn) };
}

function wordsOfOther(table, number) {
  const row = record(table, number);
  if ('char_end' in row) return { spans: [[row.char_start, row.char_end]], how: 'place' };
  if ('row_id' in row) {
    return { spans: data.spans.get(`${row.table_name}/${row.row_id}/*`) ?? [], how: 'row' };
  }
  if (table.name === 'vocabularies') return { spans: wordsOfCode(row), how: 'code' };
  return { spans: data.mentions.get(row.entity_id) ?? [], how: 'mentions' };
}

function wordsOfCode({ vocabulary, code }) {
  const spans = [];
  for (const table of data.facts) {
    for (const field of table.fields.filter((other) => other.vocabulary === vocabulary)) {
      table.rows.forEach((_, number) => {
        if (cell(table, number, field.name) !== code) return;
        spans.push(...wordsOf(table, number, field.name).spans);
      });
    }
  }
  return spans;
}

/** Return what kind of value the words of a column give. */
export function valueKind(table, field) {
  if (field.kind === 'coded') return 'codes';
  if (field.kind === 'linked') return 'entities';
  const types = table.fields.filter((other) => other.inputs?.includes(field.name)).map((other) => other.type);
  if (types.includes('date')) return 'dates';
  return types.includes('integer') ? 'numbers' : 'words';
}
