import { join } from "node:path";
import { packageRoot } from "../src/node/package-root.ts";
import { readTable } from "../src/node/read-table.ts";
import { numbers, texts } from "../src/tables/table.ts";

/** The overall correction of the signal's efficiency, Sec. VI.A, in the run with the name of a card; none where the paper has a bound only. */
export async function publishedCorrection(name: string): Promise<number | undefined> {
  const table = await readTable(join(packageRoot(), "data", "published", "signal-correction.csv"));
  const printed = texts(table, "printed as");
  const k = texts(table, "run").findIndex((run) => name === `2016 run ${run}`);
  return printed[k] === "value" ? numbers(table, "correction", "1")[k] : undefined;
}
