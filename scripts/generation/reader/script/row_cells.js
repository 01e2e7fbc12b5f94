// All cells of one row: their values, and where each comes from.

import { data } from './data.js';
import { make } from './dom.js';
import { reasonOf } from './grid.js';
import { addressOfPlace, ownLabelOf, targetOf } from './references.js';
import { addressOf, cell, cellId } from './tables.js';
import { placesOf, quotedValue, shown } from './wording.js';

const HEADINGS = ['Column', 'Value', 'Where it comes from'];

/** Make the table of a row's cells; those that are cited stand out. */
export function cellList(table, number, cited = []) {
  const fields = table.fields.filter((field) => cited.includes(field.name) || !isBesideLink(table, field));
  const lines = fields.map((field) => make('tr', { class: cited.includes(field.name) ? 'cited' : null },
    make('th', { scope: 'row' }, make('a', { href: addressOf(table, number, field.name), title: field.description }, field.name)),
    make('td', {}, cellValue(table, number, field)),
    make('td', { class: 'origin' }, origin(table, number, field))));
  const headings = HEADINGS.map((name) => make('th', { scope: 'col' }, name));
  return make('div', { class: 'cells' },
    make('table', {}, make('thead', {}, make('tr', {}, headings)), make('tbody', {}, lines)));
}

/** Tell whether a column has the label of a link, which stands beside the link already. */
function isBesideLink(table, { name, kind }) {
  return kind === 'label' && name.endsWith('_label') && table.column.has(name.replace(/_label$/, '_id'));
}

function cellValue(table, number, field) {
  const value = cell(table, number, field.name);
  if (value === null) {
    const reason = reasonOf(table, number, field.name);
    return make('span', { class: 'null' }, reason ? `null: ${reason}` : 'null');
  }
  const target = targetOf(table, number, field);
  return target ? linkTo(target, shown(value)) : shown(value);
}

/** Make a link to a row, with the row's label beside it if it has one. */
export function linkTo(place, words) {
  const label = ownLabelOf(place);
  const link = make('a', { href: addressOfPlace(place) }, words);
  return [link, label ? make('span', { class: 'beside' }, ` ${label}`) : null];
}

/** Say how a cell came about, in one phrase. */
function origin(table, number, field) {
  if (field.kind === 'derived') {
    const inputs = field.inputs.map((name) => `${name} ${quotedValue(cell(table, number, name))}`);
    return ['derived by ', make('code', {}, field.rule), ` from ${inputs.join(', ')}`];
  }
  const spans = data.spans.get(cellId(table, number, field.name));
  const rule = field.rule ? [' by ', make('code', {}, field.rule)] : [];
  const inputs = field.inputs ? [` from ${field.inputs.join(', ')}`] : [];
  return [field.kind, ...rule, ...inputs, spans ? ` at ${placesOf(spans)}` : ''];
}
