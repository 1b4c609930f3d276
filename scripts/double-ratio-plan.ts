import { formatQuantity } from "../src/tables/quantity.ts";
import { MeV } from "../src/units.ts";
import { intensitySets } from "./card-options.ts";
import { type PlanFlags, type PlannedRun, planRun } from "./plan-run.ts";

/** The spread of the pulses of the channels that stands for data, in the place of the one that is known. */
export const templateErrorOfData = "0.5 %";
/** A' events of each mass, unless fewer pairs are asked for: their spectrum adds little to the errors. */
const mostSignalEvents = 10_000;

/**
 * Pairs are simulated twice, of all photons and of those above this share of the beam momentum alone, and taken below it and above it: few
 * photons leave less than 40 GeV in the ECAL, where most A' do. The weights make one spectrum of both.
 */
export const parted = 0.6;

/** All that is simulated for Fig. 11. */
export interface DoubleRatioPlan {
  /** Pairs of all photons, and of the hard ones; of the first those below `parted`. */
  readonly data: readonly [PlannedRun, PlannedRun];
  /** What --set says for the Monte Carlo: the same events, without others and with perfect pulses. */
  readonly clean: readonly string[];
  readonly signals: readonly { readonly mass: number; readonly run: PlannedRun }[];
}

/** Checks the flags: pairs as data have them, at the highest intensity of the card, and A' as the Monte Carlo has them. */
export function planDoubleRatio(flags: PlanFlags, masses: readonly number[]): DoubleRatioPlan {
  const { card, range } = planRun(flags);
  const signalEvents = Math.min(range.end - range.first, mostSignalEvents);
  const clean = [...intensitySets(0), "msadc.templateError=0 %"];
  const crowded = [...intensitySets(card.beam.intensityHigh), `msadc.templateError=${templateErrorOfData}`];
  const pairs = { ...flags, set: [...flags.set, ...crowded] };
  return {
    data: [
      planRun(pairs),
      planRun({ ...pairs, minimumPairEnergy: formatQuantity(parted * card.beam.momentum, "energy") }),
    ],
    clean,
    signals: masses.map((mass) => ({
      mass,
      run: planRun({
        ...flags,
        process: "signal",
        mass: `${mass / MeV} MeV`,
        set: [...flags.set, ...clean],
        events: String(signalEvents),
      }),
    })),
  };
}
