// Find and make the elements of the page.

export function find(selector, within = document) {
  return within.querySelector(selector);
}

/** Make an element; properties that begin with "on" listen, all others are attributes. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export function makeSvg(tag, properties, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function makeButton(text, onclick, properties = {}) {
  return make('button', { type: 'button', ...properties, onclick }, text);
}

export function makeOption(value, text) {
  return make('option', { value }, text);
}

export function makeCheckbox(name, change, attributes = {}) {
  const input = make('input', {
    type: 'checkbox', checked: true, ...attributes, onchange: (event) => change(event.target.checked),
  });
  return make('label', { class: 'check' }, input, name);
}

export function makeSelect(title, options, change, id) {
  const choice = make('select', { id, onchange: (event) => change(event.target.value) }, options);
  return make('label', { class: 'field', for: id }, make('span', {}, title), choice);
}

/** Make a line of a list of definitions. */
export function makeTerm(name, content) {
  return make('div', {}, make('dt', {}, name), make('dd', {}, content));
}

const LISTED_AT_MOST = 40;

/** Make the first items of a list, and say how many more there are. */
export function makeList(items, show) {
  const rest = items.length - LISTED_AT_MOST;
  const lines = items.slice(0, LISTED_AT_MOST).map(show);
  return rest > 0 ? [...lines, make('p', { class: 'hint' }, `and ${rest} more`)] : lines;
}
