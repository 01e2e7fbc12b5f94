// The details of words in the text: the rows whose cells cite them.

import { data, textOf } from './data.js';
import { openDetail } from './detail.js';
import { find, make, makeList } from './dom.js';
import { paintSelected } from './grid.js';
import { laneOf, makeSwatch } from './lanes.js';
import { markedAt } from './marks.js';
import { activate, light } from './paint.js';
import { captionOf } from './references.js';
import { cellList } from './row_cells.js';
import { segments } from './segments.js';
import { state } from './state.js';
import { hideTip } from './tip.js';
import { quoted } from './wording.js';

/** Show the rows whose cells cite the words of a segment. */
export function openWords(at, focusDetail = false) {
  const marked = markedAt(at);
  const shortest = [marked[0].from, marked[0].to];
  activate(at);
  state.returnTo = segments[at].element;
  state.selected = null;
  paintSelected();
  light([shortest], { scroll: false });
  hideTip();
  const rows = rowsOf(marked);
  openDetail([
    make('h3', {}, quoted(textOf(shortest), 120)),
    make('p', { class: 'hint' }, `${rows.length} ${rows.length === 1 ? 'row cites' : 'rows cite'} these words.`),
    ...makeList(rows, (row, line) => rowCard(row, line === 0)),
  ], focusDetail);
}

/** Return the rows of references, each with the columns that are cited. */
function rowsOf(marked) {
  const rows = new Map();
  for (const { table, number, name } of marked) {
    const id = `${table.name}/${table.ids[number]}`;
    if (!rows.has(id)) rows.set(id, { table, number, cited: [] });
    rows.get(id).cited.push(name);
  }
  return [...rows.values()];
}

function rowCard({ table, number, cited }, open) {
  const label = captionOf(table, number);
  const columns = cited.map((name) => `${name} `).join('· ');
  return make('details', { class: 'card', open, ontoggle: fillCard },
    make('summary', { 'data-table': table.name, 'data-number': number, 'data-cited': cited.join(' ') },
      makeSwatch(laneOf(table)),
      make('b', {}, table.name), ` ${table.ids[number]} `, label ? `${label} ` : null, make('span', { class: 'where' }, columns)),
    open ? cellList(table, number, cited) : null);
}

/** Make the cells of a row when its card is first opened. */
function fillCard(event) {
  const card = event.currentTarget;
  if (!card.open || card.children.length > 1) return;
  const { table, number, cited } = find('summary', card).dataset;
  card.append(cellList(data.tables.get(table), Number(number), cited.split(' ')));
}
