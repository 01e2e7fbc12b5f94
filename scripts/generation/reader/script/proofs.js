// From a cell to the words of the report that give it.

import { data } from './data.js';
import { statingCell, subjectOf } from './references.js';
import { cell, cellId, isFact, record } from './tables.js';

/** Return the spans that give a cell, and how: its own, its inputs', the row's, or another way. */
export function wordsOf(table, number, name) {
  const { spans, how } = isFact(table) ? wordsOfFact(table, number, name) : wordsOfOther(table, number);
  return { how, spans: spans.slice().sort((one, other) => one[0] - other[0]) };
}

function wordsOfFact(table, number, name) {
  const spansOf = (column) => data.spans.get(cellId(table, number, column)) ?? [];
  if (spansOf(name).length) return { spans: spansOf(name), how: 'own' };
  const stating = statingCell(table, number);
  if (stating) return { spans: wordsOfFact(stating.table, stating.number, '*').spans, how: 'stating' };
  const field = table.fields[table.column.get(name)];
  const inputs = (field?.inputs ?? []).flatMap(spansOf);
  return inputs.length ? { spans: inputs, how: 'inputs' } : { spans: spansOf('*'), how: 'row' };
}

function wordsOfOther(table, number) {
  const row = record(table, number);
  if ('char_end' in row) return { spans: [[row.char_start, row.char_end]], how: 'place' };
  const subject = subjectOf(table, number);
  if (subject) return { spans: wordsOf(subject.table, subject.number, subject.name ?? '*').spans, how: 'row' };
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
