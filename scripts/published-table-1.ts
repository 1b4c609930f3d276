import { join } from "node:path";
import { packageRoot } from "../src/node/package-root.ts";
import { readTable } from "../src/node/read-table.ts";
import { numbers, texts } from "../src/tables/table.ts";

/** What Table I has of muon pairs. */
export interface PublishedPairs {
  /** n_MC / n_EOT, sums over the runs: 6985 pairs of 976.5e6 electrons, 7.15e-6. */
  readonly expectedPerElectron: number;
  /** n_data / n_MC of the run with the name of a card, from the counts (the printed 0.81 of run III is a misprint); none of another card. */
  observedOverExpected(run: string): number | undefined;
}

export async function publishedTable1(): Promise<PublishedPairs> {
  const table = await readTable(join(packageRoot(), "data", "published", "table-1.csv"));
  const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
  const expected = numbers(table, "expected", "1");
  const observed = numbers(table, "observed", "1");
  const runs = texts(table, "run");
  return {
    expectedPerElectron: sum(expected) / (1e6 * sum(numbers(table, "electrons on target", "1e6"))),
    observedOverExpected: (run) => {
      const k = runs.findIndex((name) => run === `2016 run ${name}`);
      return k < 0 ? undefined : observed[k]! / expected[k]!;
    },
  };
}
