// The two views of a narrow window: the report or the tables.

import { find, makeButton, make } from './dom.js';

const TITLES = { report: 'Report', tables: 'Tables' };

export function buildViews() {
  const buttons = Object.entries(TITLES)
    .map(([name, title]) => makeButton(title, () => showView(name), { 'data-view': name }));
  find('#views').append(make('div', {}, buttons));
  showView('report');
}

export function showView(name) {
  document.body.dataset.view = name;
  for (const button of document.querySelectorAll('#views button')) {
    button.setAttribute('aria-pressed', String(button.dataset.view === name));
  }
}
