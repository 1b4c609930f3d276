import { dimuon } from "../generators/dimuon.ts";
import type { Estimate } from "../src/statistics/estimate.ts";
import { readAlgorithms } from "./algorithm-choices.ts";
import type { MeasuredTable } from "./measured-table.ts";
import { planRun } from "./plan-run.ts";
import { publishedTable1 } from "./published-table-1.ts";
import { makeReduction, type Reduction } from "./reduction-ledger.ts";

/** Muon pairs: f of the three runs by the algorithm of the card, and pairs per electron. */
export const measuredTable1: MeasuredTable = {
  name: "I",
  number: "1",
  about:
    "muon pairs: the reduction factor f of each run, and pairs per electron [20000 pairs, each at 4 rates]",
  plan: (flags) => {
    const run = planRun({ ...flags, process: dimuon.name, events: flags.events ?? "20000" });
    return async () => {
      const { card, range } = run;
      const { reductions } = await publishedTable1();
      const intensities = reductions.map(({ intensity }) => intensity);
      const algorithms = readAlgorithms(card.pileup.algorithm);
      const { rows, changed } = await makeReduction(run, algorithms, intensities, flags.quiet);
      const quantities = new Map<string, Estimate>();
      for (const [k, { run: name }] of reductions.entries()) {
        const row = rows[k]!;
        quantities.set(`f of run ${name}`, asEstimate(row));
        quantities.set(`f of run ${name} by Sec. V.B alone`, asEstimate(row.namedCuts));
      }
      const { yieldAlone_per_eot: mean, yieldAloneError: error } = rows[0]!;
      quantities.set("muon pairs per electron", { mean, error });
      return { quantities, events: `${range.end - range.first} muon pairs`, run: card.name, changed };
    };
  },
};

/** Where no pair is lost or moved in, the error is not known. */
function asEstimate({ f, error }: Reduction): Estimate {
  return { mean: f ?? Number.NaN, error: error !== null && error > 1e-9 ? error : Number.NaN };
}
