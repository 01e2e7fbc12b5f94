// The pane of details: open it, close it, and go back to where one was.

import { find, make, makeButton } from './dom.js';
import { bringCellIntoView } from './grid.js';
import { state } from './state.js';
import { showView } from './views.js';

export function buildDetail() {
  const close = makeButton('×', closeDetail, { class: 'close', 'aria-label': 'Close the details' });
  const body = make('div', { id: 'detail-body' });
  find('#tables').after(make('section', { id: 'detail', 'aria-label': 'Details', hidden: true }, close, body));
}

export function openDetail(content, focus) {
  find('#detail-body').replaceChildren(...content);
  find('#detail').hidden = false;
  find('#detail').scrollTo(0, 0);
  document.body.classList.add('has-detail');
  const heading = find('#detail h3');
  heading.tabIndex = -1;
  if (focus) heading.focus();
}

export function closeDetail() {
  find('#detail').hidden = true;
  document.body.classList.remove('has-detail');
  if (!state.returnTo?.isConnected) return;
  const pane = state.returnTo.closest('.pane').id;
  showView(pane);
  state.returnTo.focus();
  if (pane === 'tables') bringCellIntoView();
}
