// The grid: the head, the rows and the cells of the open table, as they are painted.

import { data } from './data.js';
import { find, make, makeButton } from './dom.js';
import { filterOf } from './filters.js';
import { visibleColumns, visibleRows } from './rows.js';
import { ROWS_AT_ONCE, state } from './state.js';
import { cell, cellId } from './tables.js';
import { shown, spaced } from './wording.js';

export function paintTable() {
  const { table } = state;
  const columns = visibleColumns();
  const label = `${table.name}: ${table.title}`;
  find('#grid-box').replaceChildren(
    make('table', { role: 'grid', id: 'grid', 'aria-label': label, 'aria-colcount': columns.length },
      tableHead(table, columns), make('tbody')),
    makeButton('', showMore, { id: 'more' }),
  );
  paintRows();
}

export function paintRows() {
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
  const head = make('tr', {}, columns.map((name) => headCell(table.fields[table.column.get(name)])));
  const filters = columns.map((name) => make('td', {}, state.hasFilters ? filterOf(table, name, paintRows) : null));
  return make('thead', {}, head, state.hasFilters ? make('tr', { class: 'filters' }, filters) : null);
}

function headCell({ name, kind, description }) {
  const isSorted = state.sort.column === name;
  const direction = state.sort.descending ? 'descending' : 'ascending';
  const arrow = state.sort.descending ? '▼' : '▲';
  return make('th', { scope: 'col', 'aria-sort': isSorted ? direction : null, title: description },
    make('button', { type: 'button', tabindex: '-1', 'data-sort': name }, name,
      make('span', { class: 'arrow', 'aria-hidden': 'true' }, isSorted ? arrow : '')),
    make('span', { class: 'kind' }, kind));
}

function tableRow(table, number, columns) {
  return make('tr', { 'data-row': number }, columns.map((name) => tableCell(table, number, name)));
}

function tableCell(table, number, name) {
  const value = cell(table, number, name);
  const content = value === null ? nullMark(table, number, name) : make('span', { class: 'value' }, shown(value));
  return make('td', { tabindex: '-1', 'data-column': name, class: typeof value === 'number' ? 'number' : null }, content);
}

function nullMark(table, number, name) {
  const reason = reasonOf(table, number, name);
  return make('span', { class: 'null', title: reason ? `null: ${reason}` : 'null' },
    make('span', { 'aria-hidden': 'true' }, '–'), make('span', { class: 'unseen' }, `null ${reason ?? ''}`));
}

/** Return why a cell is null, in words, or null. */
export function reasonOf(table, number, name) {
  const code = data.reasons.get(cellId(table, number, name));
  return code ? spaced(code) : null;
}

/** Make an element the one stop of the tab key in the grid; arrows move it. */
export function rove(element) {
  find('#grid [tabindex="0"]')?.setAttribute('tabindex', '-1');
  element?.setAttribute('tabindex', '0');
}

export function paintSelected() {
  find('#grid [aria-selected]')?.removeAttribute('aria-selected');
  find('#grid .chosen')?.classList.remove('chosen');
  const { selected } = state;
  if (!selected || selected.table !== state.table) return;
  lineOf(selected.number)?.classList.add('chosen');
  if (selected.name) boxOf(selected.number, selected.name)?.setAttribute('aria-selected', 'true');
}

/** Return the line of a row in the grid, if it is painted. */
export function lineOf(number) {
  return find(`#grid tr[data-row="${number}"]`);
}

/** Return the box of a cell in the grid, if it is painted. */
export function boxOf(number, name) {
  return find(`#grid tr[data-row="${number}"] [data-column="${name}"]`);
}

/** Scroll the grid, so that the sticky head and first column hide nothing of what is selected. */
export function bringCellIntoView() {
  const box = find('#grid [aria-selected]') ?? find('#grid .chosen td');
  const scroller = find('#grid-box');
  scroller.style.scrollPaddingLeft = `${(find('#grid th')?.offsetWidth ?? 0) + 8}px`;
  scroller.style.scrollPaddingTop = `${find('#grid').tHead.offsetHeight}px`;
  box?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
