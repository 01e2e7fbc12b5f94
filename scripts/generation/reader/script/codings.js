// The codes that independent coders gave to a cell, so that a contested one can be seen.

import { data } from './data.js';
import { make, makeTerm } from './dom.js';
import { cellId } from './tables.js';

/** Make a line with each coder's code, or nothing for a cell that nobody coded. */
export function codersOf(table, number, { name }) {
  const codings = data.codings.get(cellId(table, number, name)) ?? [];
  if (!codings.length) return [];
  const isContested = codings.some(({ code }) => code !== codings[0].code);
  const lines = codings.map(({ coder, code }) => make('div', {}, `${coder}: ${code ?? 'no code'}`));
  return [makeTerm(isContested ? 'Coders differ' : 'Coders agree', lines)];
}
