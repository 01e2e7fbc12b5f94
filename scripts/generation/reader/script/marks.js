// Which cells are marked in the text, and in which manner.

import { laneOf } from './lanes.js';
import { claimTable, contrastCodes, contrastField, voiceOf } from './roles.js';
import { referencesAt, segments } from './segments.js';
import { state } from './state.js';
import { cell } from './tables.js';

const KIND_LETTERS = { quoted: 'q', linked: 'l', coded: 'c' };

export function isMarked({ table, number, value }) {
  const { tables, kinds, voice, codes } = state.marks;
  if (!tables.has(table.name) || !kinds.has(value)) return false;
  if (voice && voiceOf(table, number) !== voice) return false;
  return table !== claimTable || [...codes].every(([name, code]) => cell(table, number, name) === code);
}

/** Return the references to the marked cells whose words hold a segment. */
export function markedAt(at) {
  return referencesAt[at].filter(isMarked);
}

/** Return the classes of a segment: one for each lane that marks it, by the shortest words. */
export function markClasses(at) {
  const letters = new Map();
  for (const reference of markedAt(at)) {
    const { number } = laneOf(reference.table);
    if (!letters.has(number)) letters.set(number, letterOf(reference));
  }
  const classes = [...letters].map(([number, letter]) => `m${number}${letter}`);
  return classes.length ? ['m', ...classes] : [];
}

/** Return the letter of a line: q for a full one, l for a dotted, c for a dashed. */
function letterOf({ table, number, kind }) {
  if (table !== claimTable) return KIND_LETTERS[kind];
  if (!contrastField) return 'q';
  return cell(table, number, contrastField.name) === contrastCodes[0] ? 'q' : 'l';
}

/** Return the segments that a lane marks. */
export function segmentsOfLane(lane) {
  const isOfLane = (reference) => laneOf(reference.table) === lane && isMarked(reference);
  return segments.filter((_, at) => referencesAt[at].some(isOfLane));
}
