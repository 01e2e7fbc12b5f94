// The lanes: tables that share a colour, a line below the words, and a line on the strip.

import { data } from './data.js';
import { make } from './dom.js';
import { claimTable } from './roles.js';

// Numbers of colours in the style; the hues have the first ones.
const CALM = 6;
const PLAIN = 7;

/** Each lane with its title, the names of its tables, and the number of its colour. */
export const lanes = [...declaredLanes(), ...otherLanes()];

const laneOfTable = new Map(lanes.flatMap((lane) => lane.tables.map((name) => [name, lane])));

function declaredLanes() {
  let hues = 0;
  return data.colours.map(({ title, tables }) => {
    if (tables.every(isClaims)) return calmLane(title, tables);
    hues += 1;
    return { title, tables, isCalm: false, number: hues };
  });
}

/** Return the lanes of the tables for which no colour is declared. */
function otherLanes() {
  const coloured = new Set(data.colours.flatMap((colour) => colour.tables));
  const names = data.facts.map((table) => table.name).filter((name) => !coloured.has(name));
  const tables = names.filter((name) => !isClaims(name));
  const plain = tables.length ? [{ title: 'Other', tables, isCalm: false, number: PLAIN }] : [];
  return names.some(isClaims) ? [...plain, calmLane(claimTable.title, [claimTable.name])] : plain;
}

function isClaims(name) {
  return name === claimTable?.name;
}

/** Return a lane for claims, which hold all text: it stands out less and is not on the strip. */
function calmLane(title, tables) {
  return { title, tables, isCalm: true, number: CALM };
}

/** Return the lane of a table, or undefined for one that holds no facts. */
export function laneOf(table) {
  return laneOfTable.get(table.name);
}

/** Make the swatch of a lane. */
export function makeSwatch(lane) {
  return make('i', { class: `swatch g${lane.number}` });
}
