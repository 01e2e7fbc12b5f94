// Follow links and addresses to tables, rows and cells.

import { resolve } from './address.js';
import { find, make } from './dom.js';
import { select } from './selection.js';
import { openTable, reveal } from './table_view.js';
import { isSentence, sentences } from './sentences.js';
import { showView } from './views.js';

export function listenToLinks() {
  follow(location.hash);
  window.addEventListener('hashchange', () => follow(location.hash));
  document.addEventListener('click', onLink);
}

/** Follow a link to the place that the address names already; the browser does nothing then. */
function onLink(event) {
  const link = event.target.closest('a[href^="#"]');
  if (link && link.hash === location.hash) follow(link.hash);
}

function follow(hash) {
  const focusDetail = find('#detail').contains(document.activeElement);
  const parts = hash.slice(1).split('/').filter(Boolean);
  find('#notice').hidden = true;
  if (!parts.length || document.getElementById(parts[0])?.matches('.pane')) return;
  const path = isSentence(parts[0]) ? [sentences.name, ...parts] : parts;
  const { table, number, name, address, message } = resolve(path);
  if (message) showNotice(message, address);
  if (number === undefined) {
    openTable(table.name);
    showView('tables');
    return;
  }
  reveal(table, number, name);
  select(table, number, name, { focusDetail, hasAddress: true });
}

function showNotice(message, address) {
  const notice = find('#notice');
  notice.hidden = false;
  notice.replaceChildren(message, ' This page shows instead: ', make('a', { href: address }, address), '.');
}
