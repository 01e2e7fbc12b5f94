'use strict';

/* The reader: the report on one side, the tables on the other, each leading to the other. */

document.documentElement.classList.add('js');
document.addEventListener('DOMContentLoaded', start);

const ROWS_AT_ONCE = 150;
const CHOICES_AT_MOST = 16;
const LISTED_AT_MOST = 40;
const KIND_LETTERS = { quoted: 'q', linked: 'l', coded: 'c' };
const VALUE_KINDS = ['words', 'numbers', 'dates', 'codes', 'entities'];
const ROLE_TITLES = { fact: 'Facts', entity: 'Facts', lookup: 'Look-ups', text: 'Proofs', proof: 'Proofs' };
const KIND_NOTES = {
  quoted: 'the words of the report',
  derived: 'made from other columns of the row',
  coded: 'a term of a closed vocabulary, with the words that justify it',
  judged: 'a term that a reader chose by its definition; no words can prove it',
  linked: 'an entity, with the words that name it',
  structural: 'made by the place of the row and its words',
  written: 'not from the report',
};

const state = {
  table: null,
  sort: { column: null, descending: false },
  search: '',
  filters: new Map(),
  hidden: new Set(),
  limit: ROWS_AT_ONCE,
  selected: null,
  returnTo: null,
  marks: { tables: new Set(), kinds: new Set(VALUE_KINDS), voice: '', hardness: '' },
};

let data;
let segments = [];
let citedBy = [];

function start() {
  data = decode(JSON.parse(find('#data').textContent));
  state.marks.tables = new Set(data.facts.map((table) => table.name));
  segments = splitText();
  citedBy = cellsOfSegments();
  buildActions();
  buildStrip();
  buildViews();
  buildMarks();
  buildTables();
  buildDetail();
  listenToText();
  paintMarks();
  openTable(data.facts[0].name);
  follow(location.hash);
  window.addEventListener('hashchange', () => follow(location.hash));
  listenToPrint();
  document.addEventListener('keydown', onKey);
  document.addEventListener('click', onLink);
}

/** Print what the header holds, whether it is open or not. */
function listenToPrint() {
  const about = find('#about');
  let wasOpen = false;
  window.addEventListener('beforeprint', () => { wasOpen = about.open; about.open = true; });
  window.addEventListener('afterprint', () => { about.open = wasOpen; });
}

/* Elements */

function find(selector, within = document) {
  return within.querySelector(selector);
}

/** Make an element; properties that begin with "on" listen, all others are attributes. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function makeSvg(tag, properties, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function option(value, text, selected = false) {
  return make('option', { value, selected }, text);
}

/* What a browser may refuse */

function remembered(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // A browser without storage forgets; nothing else changes.
  }
}

/** Show a place in the address without going there. */
function showAddress(hash) {
  try {
    history.replaceState(null, '', hash);
  } catch {
    // Some browsers refuse this for local files; the address stays as it is.
  }
}

/* The data */

function decode(raw) {
  const tables = new Map(raw.tables.map((table) => [table.name, decodeTable(table, raw.values)]));
  const facts = [...tables.values()].filter(isFact);
  const groupNames = Object.keys(raw.groups);
  const groupOf = new Map();
  groupNames.forEach((name, number) => raw.groups[name].forEach((table) => groupOf.set(table, number + 1)));
  return whenAsked({ ...raw, tables, facts, groupNames, groupOf }, {
    spans: () => indexSpans(tables.get('evidence')),
    missing: () => indexMissing(tables.get('missing_values')),
    places: () => indexPlaces(tables.get('mentions')),
  });
}

/** Give an object properties that are made when they are first asked for, for the page must not wait for all. */
function whenAsked(object, makers) {
  for (const [name, maker] of Object.entries(makers)) {
    const get = () => {
      const value = maker();
      Object.defineProperty(object, name, { value });
      return value;
    };
    Object.defineProperty(object, name, { get, configurable: true });
  }
  return object;
}

function decodeTable(table, values) {
  const names = table.fields.map((field) => field.name);
  const column = new Map(names.map((name, number) => [name, number]));
  const keys = table.key.map((name) => column.get(name));
  const made = { ...table, names, column, size: table.cells.length / names.length };
  return whenAsked(made, {
    rows: () => decodeRows(table.cells, names.length, values),
    ids: () => made.rows.map((row) => keys.map((key) => encodeURIComponent(row[key])).join('/')),
    byId: () => new Map(made.ids.map((id, number) => [id, number])),
  });
}

function decodeRows(cells, width, values) {
  const rows = [];
  for (let at = 0; at < cells.length; at += width) {
    rows.push(cells.slice(at, at + width).map((number) => values[number]));
  }
  return rows;
}

function isFact(table) {
  return table.role === 'fact' || table.role === 'entity';
}

function cell(table, number, name) {
  return table.rows[number][table.column.get(name)];
}

function record(table, number) {
  return Object.fromEntries(table.names.map((name, at) => [name, table.rows[number][at]]));
}

function records(table) {
  return table.rows.map((_, number) => record(table, number));
}

function push(map, key, value) {
  if (map.has(key)) map.get(key).push(value);
  else map.set(key, [value]);
}

function indexSpans(evidence) {
  const spans = new Map();
  const parts = ['table_name', 'row_id', 'column_name', 'char_start', 'char_end'].map((name) => evidence.column.get(name));
  for (const row of evidence.rows) {
    const [table, id, column, from, to] = parts.map((part) => row[part]);
    push(spans, `${table}/${id}/${column}`, [from, to]);
  }
  return spans;
}

function indexMissing(missing) {
  return new Map(records(missing).map((gap) => [`${gap.table_name}/${gap.row_id}/${gap.column_name}`, gap.reason]));
}

function indexPlaces(mentions) {
  const places = new Map();
  for (const mention of records(mentions)) {
    if (mention.entity_id) push(places, mention.entity_id, [mention.char_start, mention.char_end]);
  }
  return places;
}

function textOf([from, to]) {
  return data.report.slice(from, to).replace(/\s+/g, ' ').trim();
}

function shown(value) {
  return value === null ? '' : String(value);
}

/* From a cell to its words */

/** Return the spans that give a cell, and how: its own, its inputs', the row's, or another way. */
function wordsOf(table, number, name) {
  const proofs = isFact(table) ? wordsOfFact(table, number, name) : wordsOfOther(table, number);
  return { ...proofs, spans: proofs.spans.slice().sort((one, other) => one[0] - other[0]) };
}

function wordsOfFact(table, number, name) {
  const of = (column) => data.spans.get(`${table.name}/${table.ids[number]}/${column}`) ?? [];
  const field = table.fields[table.column.get(name)];
  if (of(name).length) return { spans: of(name), how: 'own' };
  const inputs = (field?.inputs ?? []).flatMap(of);
  return inputs.length ? { spans: inputs, how: 'inputs' } : { spans: of('*'), how: 'row' };
}

function wordsOfOther(table, number) {
  const row = record(table, number);
  if ('char_end' in row) return { spans: [[row.char_start, row.char_end]], how: 'place' };
  if (table.name === 'missing_values') {
    return { spans: data.spans.get(`${row.table_name}/${row.row_id}/*`) ?? [], how: 'row' };
  }
  if (table.name === 'vocabularies') return { spans: wordsOfCode(row), how: 'code' };
  return { spans: data.places.get(row.entity_id) ?? [], how: 'mentions' };
}

function wordsOfCode({ vocabulary, code }) {
  return data.facts.flatMap((table) => table.fields
    .filter((field) => field.vocabulary === vocabulary)
    .flatMap((field) => table.rows
      .map((row, number) => (row[table.column.get(field.name)] === code ? number : -1))
      .filter((number) => number >= 0)
      .flatMap((number) => wordsOf(table, number, field.name).spans)));
}

/** Return what kind of value the words of a column give. */
function valueKind(table, field) {
  if (field.kind === 'coded') return 'codes';
  if (field.kind === 'linked') return 'entities';
  const types = table.fields.filter((other) => other.inputs?.includes(field.name)).map((other) => other.type);
  if (types.includes('date')) return 'dates';
  return types.includes('integer') ? 'numbers' : 'words';
}

function voiceOf(table, number) {
  return table.name === 'voices' ? table.ids[number] : cell(table, number, 'voice_id');
}

function codesOf(vocabulary) {
  return records(data.tables.get('vocabularies')).filter((term) => term.vocabulary === vocabulary).map((term) => term.code);
}

/* The text in segments: cut wherever the words of some cell begin or end */

function splitText() {
  const cuts = new Set([...data.spans.values()].flat(2));
  const ordered = [...cuts].sort((one, other) => one - other);
  return [...document.querySelectorAll('#text [data-start]')].flatMap((part) => splitPart(part, ordered));
}

function splitPart(part, cuts) {
  const from = Number(part.dataset.start);
  const text = part.textContent;
  const to = from + text.length;
  const inner = cuts.filter((cut) => cut > from && cut < to);
  const edges = [from, ...inner, to];
  const made = edges.slice(0, -1).map((edge, at) => {
    const element = make('span', { class: 's' }, text.slice(edge - from, edges[at + 1] - from));
    return { from: edge, to: edges[at + 1], element };
  });
  part.replaceChildren(...made.map((segment) => segment.element));
  return made;
}

/** Return for each segment the cells whose own words hold it, the shortest words first. */
function cellsOfSegments() {
  const cells = segments.map(() => []);
  for (const table of data.facts) {
    const fields = new Map(table.fields.map((field) => [field.name, { field, value: valueKind(table, field) }]));
    table.ids.forEach((id, number) => {
      for (const [name, { field, value }] of fields) {
        for (const [from, to] of data.spans.get(`${table.name}/${id}/${name}`) ?? []) {
          const reference = { table, number, name, from, to, kind: field.kind, value };
          for (let at = segmentAt(from); at < segments.length && segments[at].from < to; at += 1) {
            cells[at].push(reference);
          }
        }
      }
    });
  }
  cells.forEach((list) => list.sort((one, other) => weight(one) - weight(other)));
  return cells;
}

function weight(reference) {
  return reference.to - reference.from + (reference.table.name === 'claims' ? data.report.length : 0);
}

/** Return the number of the first segment that ends after an offset. */
function segmentAt(offset) {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (segments[middle].to <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* The marks */

function isMarked(reference) {
  const { tables, kinds, voice, hardness } = state.marks;
  if (!tables.has(reference.table.name) || !kinds.has(reference.value)) return false;
  if (voice && voiceOf(reference.table, reference.number) !== voice) return false;
  return !hardness || reference.table.name !== 'claims'
    || cell(reference.table, reference.number, 'hardness') === hardness;
}

function markClass(reference) {
  const group = data.groupOf.get(reference.table.name);
  if (reference.table.name !== 'claims') return `m${group}${KIND_LETTERS[reference.kind]}`;
  return `m${group}${cell(reference.table, reference.number, 'hardness') === 'hard' ? 'q' : 'l'}`;
}

function paintMarks() {
  segments.forEach(({ element }, at) => {
    const marked = citedBy[at].filter(isMarked);
    const lanes = new Map();
    for (const reference of marked) {
      const group = data.groupOf.get(reference.table.name);
      if (!lanes.has(group)) lanes.set(group, markClass(reference));
    }
    const lit = element.classList.contains('lit') ? ['lit'] : [];
    element.className = ['s', ...(marked.length ? ['m'] : []), ...lanes.values(), ...lit].join(' ');
  });
  placeLanes();
  paintStrip();
  if (!activeSegment()?.classList.contains('m')) activate(segments.findIndex(isReachable));
}

/** Stack the lanes of the groups that are shown, so that none stays empty. */
function placeLanes() {
  const text = find('#text');
  const used = data.groupNames
    .map((name, at) => (data.groups[name].some((table) => state.marks.tables.has(table)) ? at + 1 : 0))
    .filter(Boolean);
  const claims = data.groupOf.get('claims');
  const stack = [...used.filter((group) => group !== claims).reverse(), ...used.filter((group) => group === claims)];
  stack.forEach((group, lane) => text.style.setProperty(`--y${group}`, `${lane * 3}px`));
  text.style.setProperty('--lanes', `${used.length * 3}px`);
}

/** Light words of the report and go to the first of them, of those in the unit `home` if any. */
function light(spans, { home, scroll = true } = {}) {
  segments.forEach(({ from, to, element }) => {
    element.classList.toggle('lit', spans.some((span) => from < span[1] && span[0] < to));
  });
  paintLit(spans);
  const unit = home && document.getElementById(home);
  const first = (unit && find('.lit', unit)) ?? find('#text .lit');
  if (first && scroll) {
    showView('report');
    first.scrollIntoView({ block: 'center' });
  }
}

function buildMarks() {
  const chips = data.groupNames.map((name, at) => groupChip(name, at + 1));
  const tables = data.groupNames.map((name, at) => make('fieldset', {},
    make('legend', {}, make('i', { class: `swatch g${at + 1}` }), name),
    data.groups[name].map((table) => checkbox(table, true, (on) => markTable(table, on), { 'data-table': table }))));
  const kinds = make('fieldset', {}, make('legend', {}, 'Kind of value'),
    VALUE_KINDS.map((kind) => checkbox(kind, true, (on) => markKind(kind, on))));
  const voices = data.tables.get('voices');
  const voice = labelledSelect('Whose words', [option('', 'all voices'),
    ...voices.ids.map((id, number) => option(id, `${id}: ${clip(cell(voices, number, 'name'), 40)}`))],
  (value) => { state.marks.voice = value; paintMarks(); }, 'mark-voice');
  const hardness = labelledSelect('Claims', [option('', 'hard and soft'), ...codesOf('hardness').map((code) => option(code, code))],
    (value) => { state.marks.hardness = value; paintMarks(); }, 'mark-hardness');
  find('#marks').append(
    make('div', { class: 'chips', role: 'group', 'aria-label': 'Marks in the text' }, chips),
    make('details', { class: 'more' }, make('summary', {}, 'Filter the marks'),
      make('div', { class: 'more-body' },
        make('div', { class: 'selects' }, voice, hardness,
          make('button', { type: 'button', id: 'mark-all', onclick: () => markOnly(data.facts) }, 'Mark all tables'),
          make('button', { type: 'button', id: 'mark-shown', onclick: () => markOnly([state.table]) }, 'Only the table shown')),
        make('div', { class: 'fieldsets' }, kinds, tables),
        make('p', { class: 'key' }, 'A full line marks quoted words, a dotted one an entity, a dashed one a code. ',
          'Claims have the thin line next to the words: full where hard, dotted where soft.'))),
  );
}

function groupChip(name, group) {
  const change = (event) => {
    const on = event.target.checked; // markTable sets the box anew after each table.
    data.groups[name].forEach((table) => markTable(table, on, false));
    paintMarks();
  };
  const input = make('input', { type: 'checkbox', checked: true, id: `group-${group}`, onchange: change });
  const title = data.groups[name].join(', ');
  return make('label', { class: `chip g${group}`, title }, input, make('i', { class: `swatch g${group}` }), name);
}

function markTable(table, on, paint = true) {
  if (on) state.marks.tables.add(table);
  else state.marks.tables.delete(table);
  find(`#marks [data-table="${table}"]`).checked = on;
  const group = data.groupOf.get(table);
  const members = data.groups[data.groupNames[group - 1]];
  const chosen = members.filter((name) => state.marks.tables.has(name)).length;
  const chip = find(`#group-${group}`);
  chip.checked = chosen > 0;
  chip.indeterminate = chosen > 0 && chosen < members.length;
  if (paint) paintMarks();
}

function markOnly(tables) {
  for (const { name } of data.facts) markTable(name, tables.some((table) => table.name === name), false);
  paintMarks();
}

function markKind(kind, on) {
  if (on) state.marks.kinds.add(kind);
  else state.marks.kinds.delete(kind);
  paintMarks();
}

function checkbox(name, checked, change, attributes = {}) {
  const input = make('input', { type: 'checkbox', checked, ...attributes, onchange: (event) => change(event.target.checked) });
  return make('label', { class: 'check' }, input, name);
}

function labelledSelect(name, options, change, id) {
  const select = make('select', { id, onchange: (event) => change(event.target.value) }, options);
  return make('label', { class: 'field', for: id }, make('span', {}, name), select);
}

/** Make the first items of a list, and say how many more there are. */
function listed(items, show) {
  const rest = items.length - LISTED_AT_MOST;
  return [...items.slice(0, LISTED_AT_MOST).map(show), ...(rest > 0 ? [make('p', { class: 'hint' }, `and ${rest} more`)] : [])];
}

function clip(text, length) {
  return text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text;
}

/* The text: hover, focus, click */

function listenToText() {
  const text = find('#text');
  text.addEventListener('pointerover', (event) => hover(event));
  text.addEventListener('pointerleave', () => hideTipSoon());
  text.addEventListener('focusin', (event) => showTip(numberOf(event.target)));
  text.addEventListener('focusout', () => hideTip());
  text.addEventListener('click', (event) => {
    const at = numberOf(event.target);
    if (at >= 0 && isReachable(segments[at]) && getSelection().isCollapsed) openWords(at);
  });
  text.addEventListener('keydown', onTextKey);
  document.addEventListener('scroll', keepTip, { capture: true, passive: true });
  const tip = make('div', { id: 'tip', role: 'tooltip', hidden: true, onpointerenter: () => clearTimeout(hiding), onpointerleave: () => hideTip() });
  find('main').append(tip);
}

let hiding = 0;

function numberOf(element) {
  return segments.findIndex((segment) => segment.element === element);
}

function isReachable(segment) {
  return segment.element.classList.contains('m') && segment.element.textContent.trim() !== '';
}

function hover(event) {
  if (event.pointerType === 'touch') return;
  const at = numberOf(event.target);
  if (at >= 0 && isReachable(segments[at])) showTip(at);
  else hideTipSoon();
}

function hideTipSoon() {
  clearTimeout(hiding);
  hiding = setTimeout(hideTip, 200);
}

function hideTip() {
  clearTimeout(hiding);
  find('#tip').hidden = true;
}

function showTip(at) {
  if (at < 0) return;
  clearTimeout(hiding);
  const marked = citedBy[at].filter(isMarked);
  const tip = find('#tip');
  tip.replaceChildren(
    ...marked.slice(0, 6).map((reference) => make('div', { class: 'tip-line' },
      make('i', { class: `swatch g${data.groupOf.get(reference.table.name)}` }),
      make('span', { class: 'where' }, `${reference.table.name} · ${reference.table.ids[reference.number]} · ${reference.name}`),
      ' ', make('b', {}, clip(shown(cell(reference.table, reference.number, reference.name)), 70)))),
    make('div', { class: 'tip-more' }, marked.length > 6 ? `and ${marked.length - 6} more; click or press Enter for all` : 'Click or press Enter for the rows'),
  );
  tip.hidden = false;
  placeTip(tip, segments[at].element.getClientRects()[0]);
}

/** Let the tip of a focused segment follow it; any other goes when its words move. */
function keepTip() {
  if (find('#tip').hidden) return;
  const at = numberOf(document.activeElement);
  if (at >= 0) showTip(at);
  else hideTip();
}

function placeTip(tip, box) {
  const width = Math.min(tip.offsetWidth, innerWidth - 16);
  const below = box.bottom + 6;
  const top = below + tip.offsetHeight > innerHeight ? box.top - tip.offsetHeight - 6 : below;
  tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
  tip.style.top = `${Math.max(8, top)}px`;
}

function activeSegment() {
  return find('#text .s[tabindex="0"]');
}

/** Make one segment the text's stop of the tab key. */
function activate(at) {
  const old = activeSegment();
  for (const name of ['tabindex', 'role', 'aria-describedby']) old?.removeAttribute(name);
  const now = segments[at]?.element;
  now?.setAttribute('tabindex', '0');
  now?.setAttribute('role', 'button');
  now?.setAttribute('aria-describedby', 'tip');
  return now;
}

function onTextKey(event) {
  const at = numberOf(event.target);
  if (at < 0) return;
  const unit = (number) => segments[number].element.parentElement;
  const seek = (from, step, fits = () => true) => {
    let number = from;
    while (segments[number] && !(isReachable(segments[number]) && fits(number))) number += step;
    return number;
  };
  const elsewhere = (number) => unit(number) !== unit(at);
  const moves = {
    ArrowRight: () => seek(at + 1, 1),
    ArrowLeft: () => seek(at - 1, -1),
    ArrowDown: () => seek(at + 1, 1, elsewhere),
    ArrowUp: () => seek(at - 1, -1, elsewhere),
    Home: () => seek(0, 1),
    End: () => seek(segments.length - 1, -1),
  };
  if (event.key === 'Enter' || event.key === ' ') {
    openWords(at, true);
  } else if (event.key in moves) {
    const next = moves[event.key]();
    if (segments[next]) {
      activate(next).focus({ preventScroll: true });
      segments[next].element.scrollIntoView({ block: 'nearest' });
      showTip(next);
    }
  } else {
    return;
  }
  event.preventDefault();
}

/* The tables */

function buildTables() {
  const roles = [...new Set(Object.values(ROLE_TITLES))];
  const groups = roles.map((title) => make('optgroup', { label: title },
    [...data.tables.values()].filter((table) => ROLE_TITLES[table.role] === title)
      .map((table) => option(table.name, `${table.name} (${table.size})`))));
  const choice = make('select', {
    id: 'table-choice', 'aria-label': 'Table',
    onchange: (event) => { openTable(event.target.value); showAddress(`#${event.target.value}`); },
  }, groups);
  const search = make('input', {
    type: 'search', id: 'search', placeholder: 'Search the rows', 'aria-label': 'Search the rows', autocomplete: 'off',
    oninput: (event) => { state.search = event.target.value; state.limit = ROWS_AT_ONCE; paintRows(); },
  });
  find('#tables').append(
    make('div', { class: 'tools' }, choice, search,
      make('button', { type: 'button', id: 'filter-toggle', 'aria-pressed': 'false', onclick: toggleFilters }, 'Filter'),
      make('details', { class: 'menu', id: 'columns' }, make('summary', {}, 'Columns'), make('div', { class: 'menu-body', id: 'column-list' })),
      make('button', { type: 'button', id: 'download', onclick: download }, 'Download CSV'),
      make('button', { type: 'button', id: 'entities', onclick: () => { location.hash = '#entities'; } }, 'Entities')),
    make('p', { class: 'about-table', id: 'about-table' }),
    make('p', { class: 'count', id: 'count', role: 'status' }),
    make('p', { class: 'notice', id: 'notice', role: 'alert', hidden: true }),
    make('div', { class: 'grid-box', id: 'grid-box' }),
  );
}

function openTable(name) {
  const table = data.tables.get(name);
  const before = state.table;
  if (before === table) return;
  state.table = table;
  state.sort = { column: null, descending: false };
  state.search = '';
  state.filters.clear();
  filterInputs.clear();
  state.hidden.clear();
  state.limit = ROWS_AT_ONCE;
  find('#search').value = '';
  find('#table-choice').value = name;
  find('#tables-heading').textContent = `${table.name}: ${table.title}`;
  find('#about-table').textContent = table.description;
  find('#column-list').replaceChildren(...table.names.map((column) => checkbox(column, true, (on) => {
    if (on) state.hidden.delete(column);
    else state.hidden.add(column);
    paintTable();
  })));
  paintTable();
  // Scrolling lays the page out at once; the first table is at its top as it is.
  if (before) find('#grid-box').scrollTo(0, 0);
}

function visibleColumns() {
  return state.table.names.filter((name) => !state.hidden.has(name));
}

function visibleRows() {
  const { table, search, filters, sort } = state;
  const sought = search.trim().toLowerCase();
  const numbers = table.rows.map((_, number) => number).filter((number) => {
    const row = table.rows[number];
    if (sought && !row.some((value) => shown(value).toLowerCase().includes(sought))) return false;
    return [...filters].every(([name, wanted]) => wanted(row[table.column.get(name)]));
  });
  if (!sort.column) return numbers;
  const at = table.column.get(sort.column);
  const sign = sort.descending ? -1 : 1;
  return numbers.sort((one, other) => compare(table.rows[one][at], table.rows[other][at], sign) || one - other);
}

const collator = new Intl.Collator('en', { numeric: true });

/** Order two values; nulls come last whichever way the column is sorted. */
function compare(one, other, sign) {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  const order = typeof one === 'string' ? collator.compare(one, other) : one - other;
  return sign * order;
}

function paintTable() {
  const { table } = state;
  const columns = visibleColumns();
  find('#grid-box').replaceChildren(
    make('table', {
      role: 'grid', id: 'grid', 'aria-label': `${table.name}: ${table.title}`, 'aria-colcount': columns.length,
      onclick: onGridClick, onkeydown: onGridKey,
    }, tableHead(table, columns), make('tbody')),
    make('button', { type: 'button', id: 'more', onclick: showMore }),
  );
  paintRows();
}

function paintRows() {
  const { table, limit } = state;
  const grid = find('#grid');
  const columns = visibleColumns();
  const rows = visibleRows();
  const rest = rows.length - limit;
  grid.tBodies[0].replaceChildren(...rows.slice(0, limit).map((number) => tableRow(table, number, columns)));
  grid.setAttribute('aria-rowcount', rows.length + 1);
  find('#more').hidden = rest <= 0;
  find('#more').textContent = `Show ${Math.min(rest, ROWS_AT_ONCE)} more of ${rest}`;
  find('#count').textContent = `${rows.length} of ${table.rows.length} rows, ${columns.length} of ${table.names.length} columns`;
  rove(find('tbody td', grid) ?? find('th button', grid));
  paintSelected();
}

function showMore() {
  const at = state.limit;
  state.limit += ROWS_AT_ONCE;
  paintRows();
  const next = find('#grid').tBodies[0].rows[at]?.cells[0];
  rove(next);
  next?.focus();
}

function tableHead(table, columns) {
  const cells = columns.map((name) => {
    const field = table.fields[table.column.get(name)];
    const sorted = state.sort.column === name;
    const direction = state.sort.descending ? 'descending' : 'ascending';
    return make('th', { scope: 'col', 'aria-sort': sorted ? direction : null, title: field.description },
      make('button', { type: 'button', tabindex: '-1', 'data-sort': name }, name,
        make('span', { class: 'arrow', 'aria-hidden': 'true' }, sorted ? (state.sort.descending ? '▼' : '▲') : '')),
      make('span', { class: 'kind' }, field.kind));
  });
  const filters = state.showFilters ? [make('tr', { class: 'filters' }, columns.map((name) => make('td', {}, filterOf(table, name))))] : [];
  return make('thead', {}, make('tr', {}, cells), filters);
}

function tableRow(table, number, columns) {
  return make('tr', { 'data-row': number }, columns.map((name) => tableCell(table, number, name)));
}

function tableCell(table, number, name) {
  const value = cell(table, number, name);
  const isNumber = typeof value === 'number';
  const text = value === null ? nullMark(table, number, name) : make('span', { class: 'value' }, shown(value));
  return make('td', { tabindex: '-1', 'data-column': name, class: isNumber ? 'number' : null }, text);
}

function nullMark(table, number, name) {
  const reason = reasonOf(table, number, name);
  return make('span', { class: 'null', title: reason ? `null: ${reason}` : 'null' },
    make('span', { 'aria-hidden': 'true' }, '–'), make('span', { class: 'unseen' }, `null ${reason ?? ''}`));
}

function reasonOf(table, number, name) {
  const code = data.missing.get(`${table.name}/${table.ids[number]}/${name}`);
  return code ? code.replace(/_/g, ' ') : null;
}

function toggleFilters() {
  state.showFilters = !state.showFilters;
  if (!state.showFilters) state.filters.clear();
  find('#filter-toggle').setAttribute('aria-pressed', String(state.showFilters));
  filterInputs.clear();
  paintTable();
}

const filterInputs = new Map();

/** Return the control that filters a column, with what was chosen in it. */
function filterOf(table, name) {
  const id = `${table.name}/${name}`;
  if (!filterInputs.has(id)) filterInputs.set(id, makeFilter(table, name));
  return filterInputs.get(id);
}

/** Make a choice for a column that has few values, else an input for words. */
function makeFilter(table, name) {
  const at = table.column.get(name);
  const values = [...new Set(table.rows.map((row) => row[at]))];
  const label = `Filter ${name}`;
  if (values.length > CHOICES_AT_MOST || values.length > table.rows.length / 2) {
    return make('input', {
      type: 'text', 'aria-label': label, placeholder: 'holds …', autocomplete: 'off',
      oninput: (event) => {
        const sought = event.target.value.toLowerCase();
        setFilter(name, sought && ((value) => shown(value).toLowerCase().includes(sought)));
      },
    });
  }
  const choices = values.sort((one, other) => compare(one, other, 1))
    .map((value, number) => option(number, value === null ? 'null' : shown(value)));
  return make('select', {
    'aria-label': label,
    onchange: (event) => {
      const chosen = event.target.value;
      setFilter(name, chosen !== '' && ((value) => value === values[Number(chosen)]));
    },
  }, option('', 'all'), choices);
}

function setFilter(name, wanted) {
  if (wanted) state.filters.set(name, wanted);
  else state.filters.delete(name);
  state.limit = ROWS_AT_ONCE;
  paintRows();
}

function sortBy(name) {
  const { sort } = state;
  if (sort.column !== name) state.sort = { column: name, descending: false };
  else if (!sort.descending) state.sort = { column: name, descending: true };
  else state.sort = { column: null, descending: false };
  paintTable();
  const button = find(`#grid [data-sort="${name}"]`);
  rove(button);
  button.focus();
}

/* The grid: one stop of the tab key, arrows inside */

function rove(element) {
  find('#grid [tabindex="0"]')?.setAttribute('tabindex', '-1');
  element?.setAttribute('tabindex', '0');
}

function onGridClick(event) {
  const button = event.target.closest('[data-sort]');
  if (button) sortBy(button.dataset.sort);
  const box = event.target.closest('tbody td');
  if (!box) return;
  rove(box);
  choose(box);
}

function choose(box, focusDetail = false) {
  state.returnTo = box;
  select(state.table, Number(box.parentElement.dataset.row), box.dataset.column, { focusDetail });
}

function onGridKey(event) {
  const box = event.target.closest('tbody td, th button');
  if (!box) return;
  const grid = find('#grid');
  const lines = [grid.tHead.rows[0], ...grid.tBodies[0].rows];
  const at = lines.indexOf(box.closest('tr'));
  const column = box.closest('td, th').cellIndex;
  const last = lines[0].cells.length - 1;
  const far = event.ctrlKey || event.metaKey;
  const targets = {
    ArrowUp: [at - 1, column],
    ArrowDown: [at + 1, column],
    ArrowLeft: [at, column - 1],
    ArrowRight: [at, column + 1],
    Home: [far ? 1 : at, 0],
    End: [far ? lines.length - 1 : at, last],
    PageUp: [Math.max(Math.min(at, 1), at - 10), column],
    PageDown: [Math.min(lines.length - 1, at + 10), column],
  };
  if ((event.key === 'Enter' || event.key === ' ') && box.matches('td')) {
    choose(box, event.key === 'Enter');
  } else if (event.key in targets) {
    const [line, place] = targets[event.key];
    const target = lines[line]?.cells[place];
    const next = target?.matches('th') ? find('button', target) : target;
    if (next) {
      rove(next);
      next.focus();
    }
  } else {
    return;
  }
  event.preventDefault();
}

/* One cell chosen: its words lit, its row open */

function select(table, number, name, { focusDetail = false, address = true } = {}) {
  state.selected = { table, number, name };
  paintSelected();
  const { spans } = wordsOf(table, number, name ?? table.names[0]);
  if (address) showAddress(addressOf(table, number, name));
  openDetail(name ? cellDetail(table, number, name) : rowDetail(table, number), focusDetail);
  light(spans, { home: record(table, number).unit_id });
  bringCellIntoView();
}

function bringCellIntoView() {
  const box = find('#grid [aria-selected]') ?? find('#grid .chosen td');
  const scroller = find('#grid-box');
  scroller.style.scrollPaddingLeft = `${find('#grid th').offsetWidth + 8}px`;
  scroller.style.scrollPaddingTop = `${find('#grid').tHead.offsetHeight}px`;
  box?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function addressOf(table, number, name) {
  return `#${[table.name, table.ids[number], ...(name ? [name] : [])].join('/')}`;
}

function paintSelected() {
  find('#grid [aria-selected]')?.removeAttribute('aria-selected');
  find('#grid .chosen')?.classList.remove('chosen');
  const { selected } = state;
  if (!selected || selected.table !== state.table) return;
  const line = find(`#grid tr[data-row="${selected.number}"]`);
  line?.classList.add('chosen');
  if (selected.name) find(`#grid tr[data-row="${selected.number}"] [data-column="${selected.name}"]`)?.setAttribute('aria-selected', 'true');
}

/** Bring the row of a cell into the table, whatever was filtered, and the cell into view. */
function reveal(table, number, name) {
  openTable(table.name);
  const hides = () => visibleRows().indexOf(number);
  if (hides() < 0) {
    state.search = '';
    find('#search').value = '';
    state.filters.clear();
    filterInputs.clear();
  }
  if (name) state.hidden.delete(name);
  state.limit = Math.max(state.limit, hides() + 1);
  paintTable();
  const line = find(`#grid tr[data-row="${number}"]`);
  const box = (name && find(`[data-column="${name}"]`, line)) || line.cells[0];
  rove(box);
  state.returnTo = box;
}

/* The detail */

function buildDetail() {
  const close = make('button', { type: 'button', class: 'close', 'aria-label': 'Close the details', onclick: closeDetail }, '×');
  find('#tables').after(make('section', { id: 'detail', 'aria-label': 'Details', hidden: true }, close, make('div', { id: 'detail-body' })));
}

function openDetail(content, focus) {
  find('#detail-body').replaceChildren(...content);
  find('#detail').hidden = false;
  find('#detail').scrollTo(0, 0);
  document.body.classList.add('has-detail');
  const heading = find('#detail h3');
  heading.tabIndex = -1;
  if (focus) heading.focus();
}

function closeDetail() {
  find('#detail').hidden = true;
  document.body.classList.remove('has-detail');
  if (!state.returnTo?.isConnected) return;
  const pane = state.returnTo.closest('.pane').id;
  showView(pane);
  state.returnTo.focus();
  if (pane === 'tables') bringCellIntoView();
}

/** Show the rows whose cells cite the words of a segment. */
function openWords(at, focusDetail = false) {
  const marked = citedBy[at].filter(isMarked);
  const rows = new Map();
  for (const reference of marked) push(rows, `${reference.table.name}/${reference.table.ids[reference.number]}`, reference);
  activate(at);
  state.returnTo = segments[at].element;
  state.selected = null;
  paintSelected();
  const nearestCited = marked[0];
  light(nearestCited ? [[nearestCited.from, nearestCited.to]] : [], { scroll: false });
  hideTip();
  openDetail([
    make('h3', {}, quoted(textOf([nearestCited.from, nearestCited.to]), 120)),
    make('p', { class: 'hint' }, `${rows.size} ${rows.size === 1 ? 'row cites' : 'rows cite'} these words.`),
    ...listed([...rows.values()], (references, number) => rowCard(references[0].table, references[0].number,
      references.map((reference) => reference.name), number === 0)),
  ], focusDetail);
}

function rowCard(table, number, cited, open) {
  const what = cited.map((name) => `${name} `).join('· ');
  return make('details', { class: 'card', open, ontoggle: fillCard },
    make('summary', { 'data-table': table.name, 'data-number': number, 'data-cited': cited.join(' ') },
      make('i', { class: `swatch g${data.groupOf.get(table.name)}` }),
      make('b', {}, table.name), ` ${table.ids[number]} `, make('span', { class: 'where' }, what)),
    open ? cellList(table, number, cited) : null);
}

/** Make the cells of a row when its card is first opened. */
function fillCard(event) {
  const card = event.currentTarget;
  if (!card.open || card.children.length > 1) return;
  const { table, number, cited } = find('summary', card).dataset;
  card.append(cellList(data.tables.get(table), Number(number), cited.split(' ')));
}

function cellList(table, number, cited = []) {
  const lines = table.fields.map((field) => make('tr', { class: cited.includes(field.name) ? 'cited' : null },
    make('th', { scope: 'row' }, make('a', { href: addressOf(table, number, field.name), title: field.description }, field.name)),
    make('td', {}, valueShown(table, number, field)),
    make('td', { class: 'origin' }, origin(table, number, field))));
  return make('div', { class: 'cells' }, make('table', {},
    make('thead', {}, make('tr', {}, ['Column', 'Value', 'Where it comes from'].map((name) => make('th', { scope: 'col' }, name)))),
    make('tbody', {}, lines)));
}

function valueShown(table, number, field) {
  const value = cell(table, number, field.name);
  if (value === null) {
    const reason = reasonOf(table, number, field.name);
    return make('span', { class: 'null' }, reason ? `null: ${reason}` : 'null');
  }
  if (field.kind === 'linked') return make('a', { href: `#entities/${encodeURIComponent(value)}` }, shown(value));
  if (field.name === 'voice_id' && table.name !== 'voices') return make('a', { href: `#voices/${value}` }, shown(value));
  return shown(value);
}

/** Say how a cell came about, in one phrase. */
function origin(table, number, field) {
  if (field.kind === 'derived') {
    const inputs = field.inputs.map((name) => `${name} ${quotedValue(cell(table, number, name))}`);
    return ['derived by ', make('code', {}, field.rule), ` from ${inputs.join(', ')}`];
  }
  const spans = data.spans.get(`${table.name}/${table.ids[number]}/${field.name}`);
  const places = spans ? ` at ${placesOf(spans)}` : '';
  const rule = field.rule ? [' by ', make('code', {}, field.rule)] : [];
  const inputs = field.inputs ? [` from ${field.inputs.join(', ')}`] : [];
  return [field.kind, ...rule, ...inputs, places];
}

/** Show spans; of a code they may be hundreds, so that only its list is cut. */
function spansShown(spans, how) {
  if (!spans.length) return 'none';
  return how === 'code' ? listed(spans, wordsLine) : spans.map(wordsLine);
}

/** Return words within quotation marks, unless they bring their own. */
function quoted(text, length = 160) {
  const words = clip(text, length);
  return /^[“"]/.test(words) ? words : `“${words}”`;
}

function quotedValue(value) {
  return value === null ? 'null' : quoted(shown(value), 80);
}

function placesOf(spans) {
  return spans.map(([from, to]) => `${from}–${to}`).join(', ');
}

function cellDetail(table, number, name) {
  const field = table.fields[table.column.get(name)];
  const value = cell(table, number, name);
  const { spans, how } = wordsOf(table, number, name);
  const reason = value === null ? data.missing.get(`${table.name}/${table.ids[number]}/${name}`) : null;
  return [
    detailHeading(table, number, name),
    make('p', { class: 'hint' }, field.description),
    make('p', { class: `cell-value${value === null ? ' null' : ''}` }, value === null ? nullNote(reason) : shown(value)),
    make('dl', { class: 'how' },
      term('Kind', `${field.kind}: ${KIND_NOTES[field.kind]}`),
      ...derivation(table, number, field),
      ...meaning(field, value),
      term(HOW_TITLES[how], spansShown(spans, how))),
    citeButtons(table, number, name),
    ...(table.name === 'entities' || field.kind === 'linked' ? entityDetail(table.name === 'entities' ? table.ids[number] : value) : []),
    make('h4', {}, 'The whole row'),
    cellList(table, number, [name]),
  ];
}

const HOW_TITLES = {
  own: 'Words', inputs: 'Words of its inputs', row: 'Words of the row', place: 'Words', code: 'Words with this code', mentions: 'Mentions',
};

function rowDetail(table, number) {
  return [
    detailHeading(table, number),
    ...(table.name === 'entities' ? entityDetail(table.ids[number]) : []),
    cellList(table, number),
  ];
}

function detailHeading(table, number, name) {
  const group = data.groupOf.get(table.name);
  const parts = [table.name, decodeURIComponent(table.ids[number]), ...(name ? [name] : [])];
  return make('h3', {}, group ? make('i', { class: `swatch g${group}` }) : null, parts.join(' / '));
}

function nullNote(reason) {
  const codes = data.tables.get('vocabularies');
  const at = codes.byId.get(`missing_reason/${reason}`);
  return at === undefined ? 'null' : `null, ${cell(codes, at, 'label')}: ${cell(codes, at, 'definition')}`;
}

function derivation(table, number, field) {
  if (field.kind !== 'derived') return field.rule ? [term('Rule', make('code', {}, field.rule))] : [];
  return [
    term('Rule', [make('code', {}, field.rule), `: ${data.rules[field.rule].replace(/`/g, '')}`]),
    ...field.inputs.map((name) => term('From', [
      make('a', { href: addressOf(table, number, name) }, name), ` = ${quotedValue(cell(table, number, name))}`])),
  ];
}

function meaning(field, value) {
  const codes = data.tables.get('vocabularies');
  const at = field.vocabulary && codes.byId.get(`${field.vocabulary}/${encodeURIComponent(value)}`);
  if (at === undefined) return [];
  return [term('Code', [make('a', { href: addressOf(codes, at) }, `${field.vocabulary} / ${value}`), `: ${cell(codes, at, 'definition')}`])];
}

function term(name, content) {
  return make('div', {}, make('dt', {}, name), make('dd', {}, content));
}

function wordsLine(span) {
  return make('div', {}, make('button', { type: 'button', class: 'words', onclick: () => light([span]) },
    quoted(textOf(span))), make('span', { class: 'where' }, ` ${placesOf([span])}`));
}

/* Entities */

function entityDetail(id) {
  const entities = data.tables.get('entities');
  const number = entities.byId.get(encodeURIComponent(shown(id)));
  if (number === undefined) return [];
  const entity = record(entities, number);
  const forms = records(data.tables.get('entity_forms')).filter((form) => form.entity_id === id);
  const home = data.tables.get(entity.table_name);
  const places = data.places.get(id) ?? [];
  return [make('div', { class: 'entity' },
    make('h4', {}, entity.name),
    make('p', { class: 'hint' }, `${entity.kind.replace(/_/g, ' ')}; its row is `, make('a', { href: addressOf(home, home.byId.get(id)) }, `${home.name} / ${id}`)),
    make('dl', { class: 'how' },
      term('Forms', forms.map((form) => quoted(form.form)).join(', ') || 'none'),
      term(`Mentions (${places.length})`, places.length ? places.map(mentionLine) : 'none'),
      term('Elsewhere', authorityLinks(id))))];
}

function mentionLine(span) {
  const [from, to] = span;
  const before = data.report.slice(Math.max(0, from - 32), from).replace(/^\S*\s|\s+/g, ' ');
  const after = data.report.slice(to, to + 32).replace(/\s+\S*$|\s+/g, ' ');
  return make('button', { type: 'button', class: 'words mention', onclick: () => light([span]) },
    `…${before}`, make('b', {}, textOf(span)), `${after}…`);
}

function authorityLinks(id) {
  const known = records(data.tables.get('authorities')).filter((entry) => entry.entity_id === id);
  if (!known.length) return 'no identifier verified';
  return known.map((entry) => {
    const [authority, local] = entry.identifier.split(':');
    const base = data.resolvers[authority];
    const name = base
      ? make('a', { href: base + local, rel: 'noopener noreferrer external', target: '_blank' }, entry.identifier)
      : make('code', {}, entry.identifier);
    return make('div', {}, name, ` ${entry.label}`, make('span', { class: 'where' }, ` ${entry.match_type.replace(/_/g, ' ')}`));
  });
}

/* Citation and download */

function citationOf(table, number, name) {
  const { spans } = wordsOf(table, number, name);
  const value = cell(table, number, name);
  const words = spans.map((span) => `${quoted(textOf(span), Infinity)} (characters ${placesOf([span])})`).join('; ');
  return [
    `${table.name}/${table.ids[number]}/${name}: ${value === null ? nullNote(data.missing.get(`${table.name}/${table.ids[number]}/${name}`)) : shown(value)}`,
    `Words: ${words || 'none'}`,
    `Source: the report with sha256 ${data.sha256}`,
    `Data: ${data.citation} ${data.package.name} ${data.package.version}`,
  ].join('\n');
}

function citeButtons(table, number, name) {
  const text = citationOf(table, number, name);
  const area = make('textarea', { id: 'citation', readonly: true, rows: '5', 'aria-label': 'Citation of this cell' });
  area.value = text;
  const said = make('span', { class: 'said', role: 'status' });
  const copy = () => copyText(area, said);
  return make('details', { class: 'cite' }, make('summary', {}, 'Cite this cell'),
    area, make('div', {}, make('button', { type: 'button', id: 'copy', onclick: copy }, 'Copy the citation'), said));
}

async function copyText(area, said) {
  try {
    await navigator.clipboard.writeText(area.value);
    said.textContent = 'Copied.';
  } catch {
    area.focus();
    area.select();
    said.textContent = 'This browser does not let the page copy; the text is selected, copy it with your keyboard.';
  }
}

function csvCell(value) {
  const text = shown(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function csv() {
  const columns = visibleColumns();
  const lines = visibleRows().map((number) => columns.map((name) => csvCell(cell(state.table, number, name))).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

function download() {
  const address = URL.createObjectURL(new Blob([csv()], { type: 'text/csv' }));
  make('a', { href: address, download: `${state.table.name}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/* Links */

/** Follow a link to the place that the address names already; the browser does nothing then. */
function onLink(event) {
  const link = event.target.closest('a[href^="#"]');
  if (link && link.hash === location.hash) follow(link.hash);
}

function follow(hash) {
  const focusDetail = find('#detail').contains(document.activeElement);
  const notice = find('#notice');
  notice.hidden = true;
  const parts = hash.slice(1).split('/').filter(Boolean);
  if (!parts.length || document.getElementById(parts[0])?.matches('.pane')) return;
  const path = parts[0].startsWith('unit-') ? ['units', ...parts] : parts;
  const target = resolve(path);
  if (target.message) {
    notice.hidden = false;
    notice.replaceChildren(target.message, ' Shown instead: ', make('a', { href: target.address }, target.address), '.');
  }
  if (target.number === undefined) {
    openTable(target.table.name);
    showView('tables');
    return;
  }
  reveal(target.table, target.number, target.name);
  select(target.table, target.number, target.name, { focusDetail, address: false });
}

/** Return the table, row and column that a path names, or the nearest with a message. */
function resolve(path) {
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

function normal(part) {
  try {
    return encodeURIComponent(decodeURIComponent(part));
  } catch {
    return encodeURIComponent(part);
  }
}

function nearest(word, known) {
  const scored = known.map((other) => [distance(word.toLowerCase(), other.toLowerCase()), other]);
  return scored.reduce((best, next) => (next[0] < best[0] ? next : best))[1];
}

/** Return how many letters must be put in, taken out or changed to make one word of another. */
function distance(one, other) {
  let line = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let at = 1; at <= other.length; at += 1) {
      next[at] = Math.min(next[at - 1] + 1, line[at] + 1, line[at - 1] + Number(one[row - 1] !== other[at - 1]));
    }
    line = next;
  }
  return line[other.length];
}

/* The coverage strip */

const STRIP = { bars: 26, lane: 4 };

function buildStrip() {
  const units = records(data.tables.get('units'));
  const bars = units.map((unit) => makeSvg('rect', {
    x: unit.char_start, y: STRIP.bars * (1 - unit.fact_characters / unit.characters), width: unit.char_end - unit.char_start - 4,
    height: STRIP.bars * (unit.fact_characters / unit.characters), class: 'bar',
  }));
  const frames = units.map((unit) => makeSvg('rect', {
    x: unit.char_start, y: 0, width: unit.char_end - unit.char_start - 4, height: STRIP.bars, class: 'frame',
  }));
  const lanes = data.groupNames.slice(0, -1).map((_, at) => makeSvg('path', { class: `lane f${at + 1}` }));
  const height = STRIP.bars + 3 + lanes.length * STRIP.lane;
  const image = makeSvg('svg', { viewBox: `0 0 ${data.report.length} ${height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    ...frames, ...bars, ...lanes, makeSvg('path', { class: 'lit-ticks' }), makeSvg('rect', { class: 'here', y: 0, height }));
  const sum = (name) => units.reduce((total, unit) => total + unit[name], 0);
  const share = Math.round((100 * sum('fact_characters')) / sum('characters'));
  const slider = make('div', {
    id: 'coverage', role: 'slider', tabindex: '0', 'aria-label': 'Coverage of the report, unit by unit',
    'aria-valuemin': 1, 'aria-valuemax': units.length, 'aria-valuenow': 1, onkeydown: onStripKey, onpointerdown: onStripPress,
  }, image);
  find('#strip').prepend(make('p', {}, `Cells of fact tables, claims aside, cite ${share} % of the report’s characters.`));
  find('#strip').append(slider);
  moveStrip(0, false);
  watchUnits();
}

/** Show on the strip which part of the report is in view. */
function watchUnits() {
  const units = data.tables.get('units');
  const inView = new Set();
  const watcher = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      if (isIntersecting) inView.add(units.byId.get(target.id));
      else inView.delete(units.byId.get(target.id));
    }
    if (!inView.size) return;
    const from = cell(units, Math.min(...inView), 'char_start');
    const here = find('#coverage .here');
    here.setAttribute('x', from);
    here.setAttribute('width', cell(units, Math.max(...inView), 'char_end') - from);
  });
  units.ids.forEach((id) => watcher.observe(document.getElementById(id)));
}

function paintStrip() {
  data.groupNames.slice(0, -1).forEach((_, at) => {
    const y = STRIP.bars + 3 + at * STRIP.lane;
    const marked = segments.map((segment, number) => (citedBy[number]
      .some((reference) => data.groupOf.get(reference.table.name) === at + 1 && isMarked(reference)) ? segment : null));
    find(`#coverage .f${at + 1}`).setAttribute('d', marked.filter(Boolean)
      .map(({ from, to }) => `M${from} ${y}h${to - from}v${STRIP.lane - 1}h${from - to}z`).join(''));
  });
}

function paintLit(spans) {
  find('#coverage .lit-ticks').setAttribute('d', spans
    .map(([from, to]) => `M${from} 0h${Math.max(to - from, 14)}v${STRIP.bars}h${-Math.max(to - from, 14)}z`).join(''));
}

function moveStrip(number, scroll = true) {
  const unit = record(data.tables.get('units'), number);
  const slider = find('#coverage');
  slider.dataset.unit = number;
  slider.setAttribute('aria-valuenow', number + 1);
  slider.setAttribute('aria-valuetext', `${unit.unit_id}: ${unit.fact_characters} of ${unit.characters} characters are in a fact; ${clip(unit.text, 60)}`);
  if (!scroll) return;
  showView('report');
  document.getElementById(unit.unit_id).scrollIntoView({ block: 'center' });
}

function onStripKey(event) {
  const at = Number(find('#coverage').dataset.unit);
  const last = data.tables.get('units').rows.length - 1;
  const moves = { ArrowRight: at + 1, ArrowUp: at + 1, ArrowLeft: at - 1, ArrowDown: at - 1, PageUp: at + 10, PageDown: at - 10, Home: 0, End: last };
  if (!(event.key in moves)) return;
  event.preventDefault();
  moveStrip(Math.max(0, Math.min(last, moves[event.key])));
}

function onStripPress(event) {
  const box = find('#coverage').getBoundingClientRect();
  const offset = ((event.clientX - box.left) / box.width) * data.report.length;
  const units = data.tables.get('units');
  const number = units.rows.findIndex((_, at) => cell(units, at, 'char_end') > offset);
  moveStrip(number < 0 ? units.rows.length - 1 : number);
}

/* Light and dark, the views of a narrow window, keys for all */

const THEMES = { auto: 'Light or dark as the system is; click for light', light: 'Click for dark', dark: 'Click for the system’s' };

function buildActions() {
  const button = make('button', { type: 'button', id: 'theme', onclick: nextTheme });
  find('#actions').append(button);
  setTheme(remembered('reader-theme') ?? 'auto');
}

function setTheme(name) {
  const theme = name in THEMES ? name : 'auto';
  document.documentElement.dataset.theme = theme;
  find('#theme').textContent = `Colours: ${theme}`;
  find('#theme').title = THEMES[theme];
}

function nextTheme() {
  const names = Object.keys(THEMES);
  const next = names[(names.indexOf(document.documentElement.dataset.theme) + 1) % names.length];
  setTheme(next);
  remember('reader-theme', next);
}

function buildViews() {
  const views = { report: 'Report', tables: 'Tables' };
  find('#views').append(make('div', {},
    Object.entries(views).map(([name, title]) => make('button', { type: 'button', 'data-view': name, onclick: () => showView(name) }, title))));
  showView('report');
}

function showView(name) {
  document.body.dataset.view = name;
  for (const button of document.querySelectorAll('#views button')) {
    button.setAttribute('aria-pressed', String(button.dataset.view === name));
  }
}

function onKey(event) {
  if (event.key !== 'Escape') return;
  if (!find('#tip').hidden) hideTip();
  else if (find('.menu[open]')) find('.menu[open]').open = false;
  else if (find('#about').open) find('#about').open = false;
  else if (!find('#detail').hidden) closeDetail();
}
