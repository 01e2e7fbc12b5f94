// Which cells are marked in the text, and in which manner.

import { data } from './data.js';
import { segments, referencesAt } from './segments.js';
import { state } from './state.js';
import { cell } from './tables.js';
import { voiceOf } from './proofs.js';

const KIND_LETTERS = { quoted: 'q', linked: 'l', coded: 'c' };

export function isMarked({ table, number, value }) {
  const { tables, kinds, voice, hardness } = state.marks;
  if (!tables.has(table.name) || !kinds.has(value)) return false;
  if (voice && voiceOf(table, number) !== voice) return false;
  return !hardness || table.name !== 'claims' || cell(table, number, 'hardness') === hardness;
}

/** Return the references to the marked cells whose words hold a segment. */
export function markedAt(at) {
  return referencesAt[at].filter(isMarked);
}

/** Return the classes of a segment: one for each group of tables that marks it, by its shortest words. */
export function markClasses(at) {
  const lanes = new Map();
  for (const reference of markedAt(at)) {
    const group = data.groupOf.get(reference.table.name);
    if (!lanes.has(group)) lanes.set(group, `m${group}${letterOf(reference)}`);
  }
  return lanes.size ? ['m', ...lanes.values()] : [];
}

function letterOf({ table, number, kind }) {
  if (table.name !== 'claims') return KIND_LETTERS[kind];
  return cell(table, number, 'hardness') === 'hard' ? 'q' : 'l';
}

/** Return the segments that a group of tables marks. */
export function segmentsOfGroup(group) {
  const isOfGroup = (reference) => data.groupOf.get(reference.table.name) === group && isMarked(reference);
  return segments.filter((_, at) => referencesAt[at].some(isOfGroup));
}
