// The details of a cell and of a row: value, kind, rule, words and citation.

import { citeButtons, nullNote } from './citation.js';
import { codersOf } from './codings.js';
import { data, termOf } from './data.js';
import { make, makeList, makeTerm } from './dom.js';
import { entityDetail } from './entity_detail.js';
import { laneOf, makeSwatch } from './lanes.js';
import { notesOf } from './notes.js';
import { wordsOf } from './proofs.js';
import { captionOf, statingCell } from './references.js';
import { cellList, linkTo } from './row_cells.js';
import { addressOf, cell, keyOf } from './tables.js';
import { quotedValue, shown } from './wording.js';
import { wordsLine } from './words.js';

const KIND_NOTES = {
  quoted: 'the words of the report',
  derived: 'computed by a rule from other columns of the row',
  coded: 'a code from a closed list, with the words that justify it',
  judged: 'a code that an editor chose by its definition; no words of the report can prove it',
  linked: 'an entity, with the words that name it',
  label: 'a name that the editors gave; it identifies the entity and states nothing about it',
  structural: 'computed from the position of the row and its words',
  written: 'not from the report',
};

const HOW_TITLES = {
  own: 'Words',
  inputs: 'Words behind its inputs',
  row: 'Words of the row',
  stating: 'Words of the row that states it',
  place: 'Words',
  code: 'Words with this code',
  mentions: 'Mentions',
};

export function cellDetail(table, number, name) {
  const field = table.fields[table.column.get(name)];
  const value = cell(table, number, name);
  return [
    ...detailHeading(table, number, name),
    make('p', { class: 'hint' }, field.description),
    valueLine(table, number, name),
    howList(table, number, field),
    citeButtons(table, number, name),
    ...entityOf(table, number, field, value),
    ...notesOf(table, number),
    make('h4', {}, 'The whole row'),
    cellList(table, number, [name]),
  ];
}

export function rowDetail(table, number) {
  return [
    ...detailHeading(table, number),
    ...(table.name === 'entities' ? entityDetail(keyOf(table, number)) : []),
    ...notesOf(table, number),
    cellList(table, number),
  ];
}

function detailHeading(table, number, name) {
  const lane = laneOf(table);
  const parts = [table.name, decodeURIComponent(table.ids[number]), ...(name ? [name] : [])];
  // The details of an entity begin with its label.
  const caption = table.name === 'entities' ? null : captionOf(table, number);
  return [
    make('h3', {}, lane ? makeSwatch(lane) : null, parts.join(' / ')),
    caption ? make('p', { class: 'caption' }, caption) : null,
    statingLine(table, number),
  ].filter(Boolean);
}

/** Say which cell of another table states a row, with a link to it; null for a row of its own. */
function statingLine(table, number) {
  const stating = statingCell(table, number);
  if (!stating) return null;
  const words = [stating.table.name, decodeURIComponent(stating.table.ids[stating.number]), stating.name].join(' / ');
  return make('p', { class: 'stating' }, 'Stated in ', ...linkTo(stating, words));
}

function valueLine(table, number, name) {
  const value = cell(table, number, name);
  if (value !== null) return make('p', { class: 'cell-value' }, shown(value));
  return make('p', { class: 'cell-value null' }, nullNote(table, number, name));
}

function howList(table, number, field) {
  const { spans, how } = wordsOf(table, number, field.name);
  return make('dl', { class: 'how' },
    makeTerm('Kind', `${field.kind}: ${KIND_NOTES[field.kind]}`),
    ...derivation(table, number, field),
    ...meaning(field, cell(table, number, field.name)),
    ...codersOf(table, number, field),
    makeTerm(HOW_TITLES[how], wordsList(spans, how)));
}

/** Name the rule of a cell; of a derived one, what the rule does and from what. */
function derivation(table, number, field) {
  if (field.kind !== 'derived') return field.rule ? [makeTerm('Rule', make('code', {}, field.rule))] : [];
  const summary = data.rules[field.rule].replace(/`/g, '');
  return [
    makeTerm('Rule', [make('code', {}, field.rule), `: ${summary}`]),
    ...field.inputs.map((name) => makeTerm('From', [
      make('a', { href: addressOf(table, number, name) }, name), ` = ${quotedValue(cell(table, number, name))}`])),
  ];
}

/** Define the code of a cell, if its column has a vocabulary. */
function meaning({ vocabulary }, code) {
  const term = vocabulary && termOf(vocabulary, code);
  if (!term) return [];
  const link = make('a', { href: addressOf(data.tables.get('vocabularies'), term.number) }, `${vocabulary} / ${code}`);
  return [makeTerm('Code', [link, `: ${term.definition}`])];
}

/** Show spans; of a code they may be hundreds, so that only its list is cut. */
function wordsList(spans, how) {
  if (!spans.length) return 'none';
  return how === 'code' ? makeList(spans, wordsLine) : spans.map(wordsLine);
}

/** Show the entity of a row of `entities`, or the one that a cell links to. */
function entityOf(table, number, field, value) {
  if (table.name === 'entities') return entityDetail(keyOf(table, number));
  return field.kind === 'linked' ? entityDetail(value) : [];
}
