// One row or cell selected: its words lit, its details open, its address shown.

import { showAddress } from './browser.js';
import { cellDetail, rowDetail } from './cell_detail.js';
import { openDetail } from './detail.js';
import { bringCellIntoView, paintSelected } from './grid.js';
import { light } from './paint.js';
import { wordsOf } from './proofs.js';
import { state } from './state.js';
import { addressOf } from './tables.js';
import { sentenceOf } from './sentences.js';

export function select(table, number, name, { focusDetail = false, hasAddress = false } = {}) {
  state.selected = { table, number, name };
  paintSelected();
  const { spans } = wordsOf(table, number, name ?? table.names[0]);
  if (!hasAddress) showAddress(addressOf(table, number, name));
  openDetail(name ? cellDetail(table, number, name) : rowDetail(table, number), focusDetail);
  light(spans, { home: sentenceOf(table, number) });
  bringCellIntoView();
}
