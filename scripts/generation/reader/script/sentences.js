// The sentences of the report: its sentences, list items, headings and titles.

import { data } from './data.js';
import { cell, fieldWithRule } from './tables.js';

export const sentences = data.tables.get('sentences');

const SENTENCE_KEY = sentences.key[0];

/** Return the key of the sentence in which a row stands, or null. */
export function sentenceOf(table, number) {
  const name = fieldWithRule(table, 'sentence')?.name ?? SENTENCE_KEY;
  return table.column.has(name) ? cell(table, number, name) : null;
}

/** Tell whether a part of an address is written like the key of a sentence. */
export function isSentence(part) {
  return /^sentence-/.test(part);
}
