// The details of an entity: its forms, its mentions, and where else it is known.

import { data } from './data.js';
import { make, makeTerm } from './dom.js';
import { addressOfPlace, captionOf } from './references.js';
import { addressOf, cell, numberOf, record, records } from './tables.js';
import { contextLine } from './words.js';
import { quoted, spaced } from './wording.js';

/** Make what is known of an entity, or nothing if there is none. */
export function entityDetail(id) {
  const entities = data.tables.get('entities');
  const number = numberOf(entities, id);
  if (number === undefined) return [];
  const entity = record(entities, number);
  const home = data.tables.get(entity.table_name);
  const link = make('a', { href: addressOf(home, numberOf(home, id)) }, `${home.name} / ${id}`);
  const mentions = data.mentions.get(id) ?? [];
  const relations = relationsOf(id);
  return [make('div', { class: 'entity' },
    make('h4', {}, entity.label),
    make('p', { class: 'hint' }, `${spaced(entity.kind)}; its row is `, link),
    make('dl', { class: 'how' },
      makeTerm('Forms', formsOf(id)),
      makeTerm(`Mentions (${mentions.length})`, mentions.length ? mentions.map(contextLine) : 'none'),
      makeTerm(`Relations (${relations.length})`, relations.length ? relationLinks(relations) : 'none'),
      makeTerm('Identifiers', identifierLinks(id))))];
}

/** Return the relations whose subject or object an entity is. */
function relationsOf(id) {
  return data.facts.flatMap((table) => {
    const ends = table.fields.filter(({ role }) => role === 'subject' || role === 'object');
    const numbers = [...table.rows.keys()].filter((number) => ends.some(({ name }) => cell(table, number, name) === id));
    return ends.length ? numbers.map((number) => ({ table, number })) : [];
  });
}

/** Make links to relations, folded, because a much-named entity has dozens. */
function relationLinks(relations) {
  return make('details', {}, make('summary', {}, 'Show them'), relations.map((place) => (
    make('div', {}, make('a', { href: addressOfPlace(place) }, captionOf(place.table, place.number))))));
}

function formsOf(id) {
  const forms = records(data.tables.get('entity_forms')).filter((form) => form.entity_id === id);
  return forms.map((form) => quoted(form.form)).join(', ') || 'none';
}

function identifierLinks(id) {
  const entries = records(data.tables.get('identifiers')).filter((entry) => entry.entity_id === id);
  return entries.length ? entries.map(identifierLine) : 'none verified';
}

function identifierLine({ identifier, label, match_type: matchType }) {
  const [registry, local] = identifier.split(':');
  const page = data.registries[registry]?.replace('{}', local);
  const name = page
    ? make('a', { href: page, rel: 'noopener noreferrer external', target: '_blank' }, identifier)
    : make('code', {}, identifier);
  return make('div', {}, name, ` ${label}`, make('span', { class: 'where' }, ` ${spaced(matchType)}`));
}
