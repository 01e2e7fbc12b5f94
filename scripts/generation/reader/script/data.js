// The data of the page: its tables, the report, and what is looked up in them.

import { find } from './dom.js';
import { withLazy } from './lazily.js';
import { cell, decodeTable, isFact, records } from './tables.js';

export const data = decode(JSON.parse(find('#data').textContent));

function decode(carried) {
  const tables = new Map(carried.tables.map((table) => [table.name, decodeTable(table, carried.values)]));
  const facts = [...tables.values()].filter(isFact);
  return withLazy({ ...carried, tables, facts }, {
    spans: () => indexSpans(tables.get('evidence')),
    reasons: () => indexReasons(tables.get('missing_values')),
    mentions: () => indexMentions(tables.get('mentions')),
    codings: () => indexCodings(tables.get('codings')),
    notes: () => indexNotes(tables.get('note_rows')),
  });
}

function indexSpans(evidence) {
  const spans = new Map();
  const names = ['table_name', 'row_id', 'column_name', 'char_start', 'char_end'];
  const columns = names.map((name) => evidence.column.get(name));
  for (const row of evidence.rows) {
    const [table, id, column, from, to] = columns.map((at) => row[at]);
    push(spans, `${table}/${id}/${column}`, [from, to]);
  }
  return spans;
}

function indexReasons(missing) {
  return new Map(records(missing).map((gap) => [`${gap.table_name}/${gap.row_id}/${gap.column_name}`, gap.reason]));
}

function indexMentions(mentions) {
  const spans = new Map();
  for (const mention of records(mentions)) {
    if (mention.entity_id) push(spans, mention.entity_id, [mention.char_start, mention.char_end]);
  }
  return spans;
}

function indexCodings(codings) {
  const coded = new Map();
  for (const row of records(codings)) push(coded, `${row.table_name}/${row.row_id}/${row.column_name}`, row);
  return coded;
}

function indexNotes(noteRows) {
  const notes = new Map();
  for (const row of records(noteRows)) push(notes, `${row.table_name}/${row.row_id}`, row.note_id);
  return notes;
}

/** Add a value to the list that a map has at a key. */
export function push(map, key, value) {
  if (map.has(key)) map.get(key).push(value);
  else map.set(key, [value]);
}

/** Return the words of the report at a span, white space folded. */
export function textOf([from, to]) {
  return data.report.slice(from, to).replace(/\s+/g, ' ').trim();
}

export function codesOf(vocabulary) {
  const terms = records(data.tables.get('vocabularies'));
  return terms.filter((term) => term.vocabulary === vocabulary).map((term) => term.code);
}

/** Return the label and the definition of a code, and the link to its row, or undefined. */
export function termOf(vocabulary, code) {
  const terms = data.tables.get('vocabularies');
  const number = terms.byId.get(`${vocabulary}/${encodeURIComponent(code)}`);
  if (number === undefined) return undefined;
  return { number, label: cell(terms, number, 'label'), definition: cell(terms, number, 'definition') };
}
