// From the path in an address to a table, row and column, or to the nearest that there is.

import { data } from './data.js';
import { addressOf } from './tables.js';

/** Return the table, row and column that a path names, or the nearest with a message. */
export function resolve(path) {
  const missing = [];
  const settle = (word, known, what) => {
    if (known.includes(word)) return word;
    missing.push(`${what} “${word}”`);
    return nearest(word, known);
  };
  const table = data.tables.get(settle(path[0], [...data.tables.keys()], 'table'));
  const width = table.key.length;
  const key = path.slice(1, 1 + width).map(normal).join('/');
  const id = key && settle(key, table.ids, 'row');
  const wanted = path.slice(1 + width).join('/');
  const name = id && wanted ? settle(wanted, table.names, 'column') : undefined;
  const number = id ? table.byId.get(id) : undefined;
  const address = id ? addressOf(table, number, name) : `#${table.name}`;
  return { table, number, name, address, message: missing.length ? `There is no ${missing.join(', no ')}.` : '' };
}

/** Return a part of a path as keys are written, however it was escaped. */
function normal(part) {
  try {
    return encodeURIComponent(decodeURIComponent(part));
  } catch {
    return encodeURIComponent(part);
  }
}

function nearest(word, known) {
  let best;
  let least = Infinity;
  for (const other of known) {
    const letters = distance(word.toLowerCase(), other.toLowerCase());
    if (letters < least) [best, least] = [other, letters];
  }
  return best;
}

/** Return how many letters must be put in, taken out or changed to make one word of another. */
function distance(one, other) {
  let line = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const changed = line[at - 1] + Number(one[row - 1] !== other[at - 1]);
      next[at] = Math.min(next[at - 1] + 1, line[at] + 1, changed);
    }
    line = next;
  }
  return line[other.length];
}
