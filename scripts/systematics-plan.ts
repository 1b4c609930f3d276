import { allCuts } from "../cuts/index.ts";
import { cardFromRaw } from "../src/node/load-card.ts";
import type { ReadSystematics } from "../src/node/load-systematics.ts";
import { cachedAprimeTables } from "../src/node/table-cache.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import { Checks, InputError } from "../src/tables/input-error.ts";
import { type SystematicSource, setsOf, type Variation } from "../src/tables/systematics-card.ts";
import { MeV } from "../src/units.ts";
import type { CardFlags } from "./card-options.ts";
import { type PlannedRun, planRun } from "./plan-run.ts";

/** A variation of a run card, ready to be simulated. */
export interface PlannedVariation extends Variation {
  readonly run: PlannedRun;
  /** Thresholds alone are varied: the same events are selected once more. */
  readonly selectsOnly: boolean;
}

export type PlannedSource = Omit<SystematicSource, "variations"> & {
  readonly variations: readonly PlannedVariation[];
};

/** All that is simulated for the systematic errors of one run and mass. */
export interface SystematicsPlan {
  readonly mass: number;
  readonly nominal: PlannedRun;
  readonly sources: readonly PlannedSource[];
}

/** The flags that say which events. */
export interface SystematicsFlags extends CardFlags {
  readonly events?: string | undefined;
  readonly workers?: string | undefined;
}

/** A' of less are not simulated: with 60 GeV in the ECAL or more they are no signal but by the rarest readings. */
const minimumAprimeEnergy = "40 GeV";

/** Checks the flags and every variation against the run card; one error tells all that is wrong. */
export function planSystematics(
  { run, set, seed, events, workers }: SystematicsFlags,
  mass: number,
  { card: { sources }, locate }: ReadSystematics,
): SystematicsPlan {
  const nominal = planRun({
    ...{ run, set, seed, events, workers },
    process: "signal",
    mass: `${mass / MeV} MeV`,
    minimumAprimeEnergy,
  });
  prepareAprime(nominal);
  const checks = new Checks();
  const planned = sources.map(({ variations = [], ...source }, s) => ({
    ...source,
    variations: variations.flatMap((variation, v): PlannedVariation[] => {
      const run = checks.take(() => vary(nominal, variation, locate(s, v)));
      const selectsOnly = Object.keys(variation.set).every((path) => path.startsWith("cuts."));
      return run === undefined ? [] : [{ ...variation, run, selectsOnly }];
    }),
  }));
  checks.done();
  return { mass, nominal, sources: planned };
}

/** The same run with some numbers of its card changed; what is wrong with them is told at their place. */
function vary(nominal: PlannedRun, variation: Variation, where: string): PlannedRun {
  try {
    const { raw, card } = cardFromRaw(nominal.plan.card, setsOf(variation), runCardSchema(allCuts));
    const run = { ...nominal, plan: { ...nominal.plan, card: raw }, card };
    if (Object.keys(variation.set).some((path) => /^(beam|target)\./.test(path))) prepareAprime(run);
    return run;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map(({ what }) => ({ where, what: `${variation.name}: ${what}` })));
  }
}

/** Finds what A' production refuses, and leaves its tables to the threads. */
function prepareAprime({ generator, options, card }: PlannedRun): void {
  generator.prepare(options, card, cachedAprimeTables);
}

/** How often each event is simulated: with the card as it is, and with each variation that needs its own. */
export function simulatedPerEvent({ sources }: SystematicsPlan): number {
  return 1 + sources.flatMap(({ variations }) => variations).filter(({ selectsOnly }) => !selectsOnly).length;
}
