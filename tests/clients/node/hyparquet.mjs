// [snippet]
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";

async function load(name) {
  const file = await asyncBufferFromFile(`data/parquet/${name}.parquet`);
  return parquetReadObjects({ file });
}
// [end]

const { write } = await import("./neutral.mjs");
await write(load);
