// The Escape key, which closes whatever is open, the uppermost first.

import { closeDetail } from './detail.js';
import { find } from './dom.js';
import { hideTip, isTipShown } from './tip.js';

export function listenToEscape() {
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') closeUppermost();
  });
}

function closeUppermost() {
  const menu = find('.menu[open]');
  const about = find('#about');
  if (isTipShown()) hideTip();
  else if (menu) menu.open = false;
  else if (about.open) about.open = false;
  else if (!find('#detail').hidden) closeDetail();
}
