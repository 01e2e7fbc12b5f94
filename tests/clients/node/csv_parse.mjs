// [snippet]
import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";

const as = { string: String, date: String, integer: Number, boolean: (cell) => cell === "true" };

async function load(name) {
  const { fields } = JSON.parse(await readFile(`schemas/${name}.json`, "utf8"));
  const casts = new Map(fields.map((field) => [field.name, as[field.type]]));
  const cast = (cell, { column, header }) =>
    header ? cell : cell === "" ? null : casts.get(column)(cell);
  return parse(await readFile(`data/csv/${name}.csv`), { columns: true, cast });
}
// [end]

const { write } = await import("./neutral.mjs");
await write(load);
