// Print what the header holds, whether it is open or not.

import { find } from './dom.js';

export function listenToPrint() {
  const about = find('#about');
  let wasOpen = false;
  window.addEventListener('beforeprint', () => {
    wasOpen = about.open;
    about.open = true;
  });
  window.addEventListener('afterprint', () => { about.open = wasOpen; });
}
