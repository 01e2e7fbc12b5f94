// What a browser may refuse a page: its storage, and its address.

export function remembered(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // A browser without storage forgets; nothing else changes.
  }
}

/** Show a place in the address without going there. */
export function showAddress(hash) {
  try {
    history.replaceState(null, '', hash);
  } catch {
    // Some browsers refuse this for local files; the address stays as it is.
  }
}
