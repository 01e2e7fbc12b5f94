// What the clients in Node share: writing what they loaded as the tests read it.

import { readdir, writeFile } from "node:fs/promises";
import { argv } from "node:process";

const isNull = (cell) => cell === null || cell === undefined;

/** Return the type of a column's first value; a column of nulls shows none. */
function typeOf(rows, column) {
  const cells = rows.map((row) => row[column]);
  return cells.find((cell) => !isNull(cell))?.constructor.name ?? null;
}

function plain(cell) {
  if (isNull(cell)) return null;
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === "bigint" ? Number(cell) : cell;
}

const each = (object, change) =>
  Object.fromEntries(Object.keys(object).map((key) => [key, change(key)]));

export async function write(load) {
  const lines = [];
  for (const file of (await readdir("schemas")).sort()) {
    const table = file.replace(".json", "");
    const loaded = await load(table);
    const types = each(loaded[0], (column) => typeOf(loaded, column));
    const rows = loaded.map((row) => each(row, (column) => plain(row[column])));
    lines.push(`${JSON.stringify({ table, types, rows })}\n`);
  }
  await writeFile(argv[2], lines.join(""));
}
