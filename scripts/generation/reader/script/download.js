// The table as it is shown, as a CSV file.

import { make } from './dom.js';
import { visibleColumns, visibleRows } from './rows.js';
import { state } from './state.js';
import { cell } from './tables.js';
import { shown } from './wording.js';

export function download() {
  const address = URL.createObjectURL(new Blob([csv()], { type: 'text/csv' }));
  make('a', { href: address, download: `${state.table.name}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function csv() {
  const columns = visibleColumns();
  const lines = visibleRows().map((number) => csvLine(columns.map((name) => cell(state.table, number, name))));
  return [csvLine(columns), ...lines].join('');
}

function csvLine(values) {
  return `${values.map(csvCell).join(',')}\n`;
}

function csvCell(value) {
  const text = shown(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
