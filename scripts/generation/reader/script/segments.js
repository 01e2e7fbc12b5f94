// The text in segments: cut wherever the words of some cell begin or end.

import { data } from './data.js';
import { make } from './dom.js';
import { valueKind } from './proofs.js';
import { claimTable } from './roles.js';
import { cellId } from './tables.js';

export const segments = splitText();

/** For each segment the references to the cells whose own words hold it, the shortest words first. */
export const referencesAt = findReferences();

function splitText() {
  const cuts = new Set([...data.spans.values()].flat(2));
  const sorted = [...cuts].sort((one, other) => one - other);
  return [...document.querySelectorAll('#text [data-start]')].flatMap((part) => splitPart(part, sorted));
}

function splitPart(part, cuts) {
  const from = Number(part.dataset.start);
  const text = part.textContent;
  const to = from + text.length;
  const edges = [from, ...cuts.filter((cut) => cut > from && cut < to), to];
  const pieces = edges.slice(0, -1).map((edge, at) => {
    const element = make('span', { class: 's' }, text.slice(edge - from, edges[at + 1] - from));
    return { from: edge, to: edges[at + 1], element };
  });
  part.replaceChildren(...pieces.map((piece) => piece.element));
  return pieces;
}

function findReferences() {
  const lists = segments.map(() => []);
  for (const reference of data.facts.flatMap(referencesOf)) {
    for (let at = firstEndingAfter(reference.from); segments[at]?.from < reference.to; at += 1) {
      lists[at].push(reference);
    }
  }
  lists.forEach((list) => list.sort((one, other) => weight(one) - weight(other)));
  return lists;
}

/** Return a reference for each span of each cell of a table. */
function referencesOf(table) {
  const columns = table.fields.map(({ name, kind }, at) => ({ name, kind, value: valueKind(table, table.fields[at]) }));
  return table.rows.flatMap((_, number) => columns.flatMap((column) => {
    const spans = data.spans.get(cellId(table, number, column.name)) ?? [];
    return spans.map(([from, to]) => ({ table, number, from, to, ...column }));
  }));
}

/** Return the length of a reference's words; those of claims, which hold all text, come last. */
function weight({ table, from, to }) {
  return to - from + (table === claimTable ? data.report.length : 0);
}

/** Return the number of the first segment that ends after an offset. */
function firstEndingAfter(offset) {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (segments[middle].to <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Return the number of the segment that an element is, or -1. */
export function segmentOf(element) {
  return segments.findIndex((segment) => segment.element === element);
}

/** Tell whether a segment is marked and can be seen, so that a person can reach it. */
export function isReachable(segment) {
  return segment.element.classList.contains('m') && segment.element.textContent.trim() !== '';
}
