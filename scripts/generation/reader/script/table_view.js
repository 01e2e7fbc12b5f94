// The view of the tables: which is open, its search, its filters and its columns.

import { showAddress } from './browser.js';
import { data } from './data.js';
import { find, make, makeButton, makeCheckbox, makeOption } from './dom.js';
import { download } from './download.js';
import { clearFilters } from './filters.js';
import { boxOf, lineOf, paintRows, paintTable, rove } from './grid.js';
import { visibleRows } from './rows.js';
import { ROWS_AT_ONCE, state } from './state.js';

const FOLDED = ['words', 'source'];
const WORDS_HINT = 'Show or hide the columns with the words of the report and their position';

export function buildTables() {
  find('#tables').append(
    make('div', { class: 'tools' },
      make('div', { class: 'choices' }, tableChoice(), searchInput()),
      makeButton('Filter', toggleFilters, { id: 'filter-toggle', 'aria-pressed': 'false' }),
      makeButton('', toggleWords, { id: 'words-toggle', title: WORDS_HINT }),
      columnMenu(),
      makeButton('Download CSV', download, { id: 'download' }),
      makeButton('Entities', () => { location.hash = '#entities'; }, { id: 'entities' })),
    make('p', { class: 'about-table', id: 'about-table' }),
    make('p', { class: 'count', id: 'count', role: 'status' }),
    make('p', { class: 'notice', id: 'notice', role: 'alert', hidden: true }),
    make('div', { class: 'grid-box', id: 'grid-box' }),
  );
}

function tableChoice() {
  const onchange = (event) => {
    openTable(event.target.value);
    showAddress(`#${event.target.value}`);
  };
  return make('select', { id: 'table-choice', 'aria-label': 'Table', onchange }, data.groups.map(tableGroup));
}

function tableGroup({ title, tables }) {
  const present = tables.map((name) => data.tables.get(name)).filter(Boolean);
  return make('optgroup', { label: title }, present.map(({ name, size }) => makeOption(name, `${name} (${size})`)));
}

function searchInput() {
  return make('input', {
    type: 'search', id: 'search', placeholder: 'Search the rows', 'aria-label': 'Search the rows', autocomplete: 'off',
    oninput: (event) => {
      state.search = event.target.value;
      state.limit = ROWS_AT_ONCE;
      paintRows();
    },
  });
}

function columnMenu() {
  return make('details', { class: 'menu', id: 'columns' },
    make('summary', {}, 'Columns'), make('div', { class: 'menu-body', id: 'column-list' }));
}

function toggleFilters() {
  state.hasFilters = !state.hasFilters;
  clearFilters();
  find('#filter-toggle').setAttribute('aria-pressed', String(state.hasFilters));
  paintTable();
}

/** Show or hide the columns with the words of the report and where they stand. */
function toggleWords() {
  state.hasWords = !state.hasWords;
  foldColumns();
  paintTable();
}

function foldColumns() {
  const folded = state.table.fields.filter(({ part }) => FOLDED.includes(part));
  state.hidden = new Set(state.hasWords ? [] : folded.map(({ name }) => name));
  const toggle = find('#words-toggle');
  toggle.textContent = state.hasWords ? 'Hide words' : 'Show words';
  toggle.disabled = !folded.length;
  paintColumnMenu();
}

function paintColumnMenu() {
  find('#column-list').replaceChildren(...state.table.names.map(columnBox));
}

export function openTable(name) {
  const table = data.tables.get(name);
  const previous = state.table;
  if (previous === table) return;
  state.table = table;
  state.sort = { column: null, descending: false };
  state.limit = ROWS_AT_ONCE;
  clearSearch();
  find('#table-choice').value = name;
  find('#tables-heading').textContent = `${table.name}: ${table.title}`;
  find('#about-table').textContent = table.description;
  foldColumns();
  paintTable();
  // Scrolling lays the page out at once; the first table is at its top as it is.
  if (previous) find('#grid-box').scrollTo(0, 0);
}

function clearSearch() {
  state.search = '';
  find('#search').value = '';
  clearFilters();
}

function columnBox(column) {
  return makeCheckbox(column, (on) => {
    if (on) state.hidden.delete(column);
    else state.hidden.add(column);
    paintTable();
  }, { checked: !state.hidden.has(column) });
}

/** Bring the row of a cell into the table, whatever was filtered, and the cell into view. */
export function reveal(table, number, name) {
  openTable(table.name);
  if (state.hidden.delete(name)) paintColumnMenu();
  if (!visibleRows().includes(number)) clearSearch();
  state.limit = Math.max(state.limit, visibleRows().indexOf(number) + 1);
  paintTable();
  const box = (name && boxOf(number, name)) || lineOf(number).cells[0];
  rove(box);
  state.returnTo = box;
}
