// How values, words and places are written for a person.

export function clip(text, length) {
  return text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text;
}

/** Return a value as in CSV: a null is empty. */
export function shown(value) {
  return value === null ? '' : String(value);
}

/** Return words within quotation marks, unless they bring their own. */
export function quoted(text, length = 160) {
  const words = clip(text, length);
  return /^[“"]/.test(words) ? words : `“${words}”`;
}

export function quotedValue(value) {
  return value === null ? 'null' : quoted(shown(value), 80);
}

export function placesOf(spans) {
  return spans.map(([from, to]) => `${from}–${to}`).join(', ');
}

/** Return a code as words. */
export function spaced(code) {
  return code.replace(/_/g, ' ');
}
