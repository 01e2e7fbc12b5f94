// The editorial notes on a row: what is odd or ambiguous there, and how the tables read it.

import { data } from './data.js';
import { make, makeTerm } from './dom.js';
import { addressOf, keyOf, numberOf, record } from './tables.js';

/** Make the notes on a row, or nothing if there are none. */
export function notesOf(table, number) {
  if (table.key.length > 1) return [];
  const notes = data.notes.get(`${table.name}/${keyOf(table, number)}`) ?? [];
  return notes.length ? [make('h4', {}, notes.length > 1 ? 'Editorial notes' : 'Editorial note'), ...notes.map(noteLine)] : [];
}

function noteLine(id) {
  const table = data.tables.get('editorial_notes');
  const number = numberOf(table, id);
  const note = record(table, number);
  return make('details', { class: 'note' },
    make('summary', {}, note.issue),
    make('dl', { class: 'how' },
      makeTerm('How the tables read it', note.reading),
      makeTerm('Other readings', note.other_readings),
      makeTerm('Note', make('a', { href: addressOf(table, number) }, id))));
}
