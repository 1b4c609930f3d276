import { join } from "node:path";
import { packageRoot } from "../src/node/package-root.ts";
import { readTable } from "../src/node/read-table.ts";
import { numbers, texts } from "../src/tables/table.ts";

/** Of the shipped algorithms the one whose treatment of pedestals was chosen with Table I in sight. */
export const seenTable1 = "nearest-peak";

/** A row of Table I. */
export interface PublishedReduction {
  readonly run: string;
  /** Electrons per spill. */
  readonly intensity: number;
  /** n_data / n_MC, from the counts: the printed 0.81 of run III is a misprint. */
  readonly f: number;
  /** Of the counted pairs; the expected ones are taken as exact. */
  readonly error: number;
}

/** What Table I has of muon pairs. */
export interface PublishedPairs {
  /** n_MC / n_EOT, sums over the runs: 6985 pairs of 976.5e6 electrons, 7.15e-6. */
  readonly expectedPerElectron: number;
  readonly reductions: readonly PublishedReduction[];
  /** n_data / n_MC of the run with the name of a card; none of another card. */
  observedOverExpected(run: string): number | undefined;
}

export async function publishedTable1(): Promise<PublishedPairs> {
  const table = await readTable(join(packageRoot(), "data", "published", "table-1.csv"));
  const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
  const expected = numbers(table, "expected", "1");
  const observed = numbers(table, "observed", "1");
  const intensities = numbers(table, "beam intensity", "1e6/spill");
  const reductions = texts(table, "run").map((run, k) => {
    const f = observed[k]! / expected[k]!;
    return { run, intensity: 1e6 * intensities[k]!, f, error: f / Math.sqrt(observed[k]!) };
  });
  return {
    expectedPerElectron: sum(expected) / (1e6 * sum(numbers(table, "electrons on target", "1e6"))),
    reductions,
    observedOverExpected: (name) => reductions.find(({ run }) => name === `2016 run ${run}`)?.f,
  };
}

/**
 * The dead window tau of f = e^(-R tau) that goes best with all rows of Table I, in ns, for electrons that come evenly over the spill: the
 * mean of -ln f / R by the errors. 234 ± 16 ns for 4.8 s.
 */
export function deadWindow(
  reductions: readonly PublishedReduction[],
  rateOf: (intensity: number) => number,
): { mean: number; error: number } {
  let weights = 0;
  let sum = 0;
  for (const { intensity, f, error } of reductions) {
    const rate = rateOf(intensity);
    const weight = ((f * rate) / error) * ((f * rate) / error);
    weights += weight;
    sum += (weight * -Math.log(f)) / rate;
  }
  return { mean: sum / weights, error: 1 / Math.sqrt(weights) };
}
