// The editorial notes on a row: what is odd or ambiguous there, and how the tables read it.

import { data } from './data.js';
import { make, makeTerm } from './dom.js';
import { addressOf, keyOf, numberOf, record } from './tables.js';

/** Make the notes on a row, or nothing if there are none. */
export function notesOf(table, number) {
  if (table.key.length > 1) return [];
  const notes = data.notes.get(`${table.name}/${keyOf(table, number)}`) ?? [];
  return notes.length ? [make('h4', {}, 'Editorial notes'), ...notes.map(noteLine)] : [];
}

function noteLine(id) {
  const table = data.tables.get('editorial_notes');
  const number = numberOf(table, id);
  const note = record(table, number);
  return make('div', { class: 'note' },
    make('p', {}, make('a', { href: addressOf(table, number) }, id), ` ${note.issue}`),
    make('dl', { class: 'how' },
      makeTerm('Reading', note.reading),
      makeTerm('Others', note.other_readings)));
}
