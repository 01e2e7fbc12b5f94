// Light, dark, or as the system is.

import { remember, remembered } from './browser.js';
import { find, makeButton } from './dom.js';

const HINTS = {
  auto: 'Follows your system setting; click for light colours',
  light: 'Click for dark colours',
  dark: 'Click to follow your system setting',
};

export function buildTheme() {
  find('#actions').append(makeButton('', nextTheme, { id: 'theme' }));
  setTheme(remembered('reader-theme') ?? 'auto');
}

function setTheme(name) {
  const theme = name in HINTS ? name : 'auto';
  document.documentElement.dataset.theme = theme;
  find('#theme').textContent = `Colours: ${theme}`;
  find('#theme').title = HINTS[theme];
}

function nextTheme() {
  const names = Object.keys(HINTS);
  const next = names[(names.indexOf(document.documentElement.dataset.theme) + 1) % names.length];
  setTheme(next);
  remember('reader-theme', next);
}
