// The grid's clicks and keys: sort by a column, walk through the cells, select one.

import { find } from './dom.js';
import { paintTable, rove } from './grid.js';
import { select } from './selection.js';
import { state } from './state.js';

/** Listen where the grid is painted, because the grid itself is made again and again. */
export function listenToGrid() {
  find('#grid-box').addEventListener('click', onGridClick);
  find('#grid-box').addEventListener('keydown', onGridKey);
}

function onGridClick(event) {
  const button = event.target.closest('[data-sort]');
  if (button) sortBy(button.dataset.sort);
  const box = event.target.closest('tbody td');
  if (!box) return;
  rove(box);
  choose(box);
}

/** Sort upwards, then downwards, then not at all. */
function sortBy(name) {
  const { column, descending } = state.sort;
  if (column !== name) state.sort = { column: name, descending: false };
  else if (!descending) state.sort = { column: name, descending: true };
  else state.sort = { column: null, descending: false };
  paintTable();
  const button = find(`#grid [data-sort="${name}"]`);
  rove(button);
  button.focus();
}

function choose(box, focusDetail = false) {
  state.returnTo = box;
  select(state.table, Number(box.parentElement.dataset.row), box.dataset.column, { focusDetail });
}

function onGridKey(event) {
  const box = event.target.closest('tbody td, th button');
  if (!box) return;
  const isChoice = (event.key === 'Enter' || event.key === ' ') && box.matches('td');
  if (isChoice) choose(box, event.key === 'Enter');
  else if (!walk(box, event.key, event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
}

/** Move the focus as a key says; return false if it says nothing. */
function walk(box, key, isFar) {
  const grid = find('#grid');
  const lines = [grid.tHead.rows[0], ...grid.tBodies[0].rows];
  const at = lines.indexOf(box.closest('tr'));
  const column = box.closest('td, th').cellIndex;
  const bottom = lines.length - 1;
  const targets = {
    ArrowUp: [at - 1, column],
    ArrowDown: [at + 1, column],
    ArrowLeft: [at, column - 1],
    ArrowRight: [at, column + 1],
    Home: [isFar ? 1 : at, 0],
    End: [isFar ? bottom : at, lines[0].cells.length - 1],
    PageUp: [Math.max(Math.min(at, 1), at - 10), column],
    PageDown: [Math.min(bottom, at + 10), column],
  };
  if (!(key in targets)) return false;
  const [line, place] = targets[key];
  focusBox(lines[line]?.cells[place]);
  return true;
}

function focusBox(target) {
  const element = target?.matches('th') ? find('button', target) : target;
  if (!element) return;
  rove(element);
  element.focus();
}
