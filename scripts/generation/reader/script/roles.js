// What the roles of tables and the rules of columns say: which table is of claims, which of voices.

import { codesOf, data } from './data.js';
import { cell, fieldWithRule, keyOf } from './tables.js';
import { shown } from './wording.js';

/** The account of the whole text, or undefined. */
export const claimTable = data.facts.find((table) => table.role === 'claim');

/** The columns of the claims that sort them: each has a code of a vocabulary. */
export const claimFields = (claimTable?.fields ?? []).filter(({ kind }) => kind === 'judged' || kind === 'coded');

/** The column of the claims whose vocabulary has two codes, which their lines tell apart, or undefined. */
export const contrastField = claimFields.find((field) => codesOf(field.vocabulary).length === 2);

/** The two codes of that column, or none: the first draws a full line, the second a dotted one. */
export const contrastCodes = contrastField ? codesOf(contrastField.vocabulary) : [];

/** Those whose words the report gives, or undefined. */
export const voiceTable = data.facts.find((table) => table.role === 'voice');

/** Return the key of the voice whose words a row gives, or null. */
export function voiceOf(table, number) {
  if (table === voiceTable) return keyOf(table, number);
  const field = fieldWithRule(table, 'voice');
  return field ? cell(table, number, field.name) : null;
}

/** Return what a row is called in its table: its label, if it has one, else its key. */
export function labelOf(table, number) {
  const field = table.fields.find(({ name, kind }) => kind === 'label' && name === 'label');
  return shown((field && cell(table, number, field.name)) ?? keyOf(table, number));
}
