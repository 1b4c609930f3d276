import { signalFactors } from "../cuts/index.ts";
import type { EventBatch } from "../src/detector/events.ts";
import { type WeightSums, weightedEfficiency } from "../src/statistics/efficiency.ts";
import { GeV } from "../src/units.ts";
import { massOf } from "./efficiency-budget.ts";
import type { PlannedRun } from "./plan-run.ts";
import { simulateRuns } from "./simulate-runs.ts";

/** epsilon_ECAL of A' that leave so much in the ECAL, Sec. VI.A: an element of `rows` of the document of --json. */
export interface EcalRow {
  readonly mass_MeV: number;
  /** True energy in the ECAL, GeV. */
  readonly from_GeV: number;
  readonly to_GeV: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** In the signal box, with a primary electron. */
  readonly events: number;
}

/** The box ends at 50 GeV, where the resolution takes away half. */
const edges = [0, 2.5, 5, 10, 15, 20, 25, 30, 35, 40, 45, 47.5, 50].map((edge) => edge * GeV);

/** For A' of each mass. */
export async function ecalCurves(runs: readonly PlannedRun[], quiet: boolean): Promise<EcalRow[]> {
  const counted = runs.map((run) => ({ run, ...prepareEcalCurve(run) }));
  await simulateRuns(counted, quiet);
  return counted.flatMap(({ run, result }) => result().map((row) => ({ mass_MeV: massOf(run), ...row })));
}

/** Of those that pass the factor of the primary electron, as Eq. (23) has it. */
export function prepareEcalCurve({ card }: Pick<PlannedRun, "card">) {
  const { above } = card.cuts["missing-energy"] as { above: number };
  const [primary, ecal] = ["primary e-", "ECAL"].map((factor) =>
    signalFactors
      .find(({ name }) => name === factor)!
      .cuts.map((cut) => cut.prepare(card.cuts[cut.name] ?? {})),
  );
  const bins = edges.slice(1).map((to, k) => ({
    from_GeV: edges[k]! / GeV,
    to_GeV: to / GeV,
    events: 0,
    sums: { sumPassed: 0, sumSquaresPassed: 0, sumFailed: 0, sumSquaresFailed: 0 } satisfies WeightSums,
  }));
  return {
    take: ({ columns, size }: EventBatch): void => {
      const { invisibleEnergy, ecalDeposit, weight } = columns;
      for (let i = 0; i < size; i++) {
        if (!(invisibleEnergy[i]! > above) || !primary!.every((passes) => passes(columns, i))) continue;
        const bin = bins[edges.findLastIndex((edge) => edge <= ecalDeposit[i]!)];
        if (bin === undefined) continue;
        const [w, { sums }] = [weight[i]!, bin];
        bin.events++;
        if (ecal!.every((passes) => passes(columns, i))) {
          sums.sumPassed += w;
          sums.sumSquaresPassed += w * w;
        } else {
          sums.sumFailed += w;
          sums.sumSquaresFailed += w * w;
        }
      }
    },
    result: () => bins.map(({ sums, ...bin }) => ({ ...bin, ...weightedEfficiency(sums) })),
  };
}
