import { z } from "zod";
import { subdetectors } from "../detector/index.ts";
import { pileupAlgorithms } from "../pileup/index.ts";
import { commonSections, type Daq, type Setup } from "../tables/run-card.ts";

/** A run card, parsed: numbers in internal units. */
export interface RunCard extends Setup {
  readonly name: string;
  readonly about: string;
  readonly exposure: { readonly electronsOnTarget: number };
  readonly daq: Daq;
  /** Each part's own section, by the name of the part. */
  readonly detector: Readonly<Record<string, unknown>>;
  readonly pileup: { readonly algorithm: string } & Readonly<Record<string, unknown>>;
  /** Each cut's thresholds, by the name of the cut. */
  readonly cuts: Readonly<Record<string, unknown>>;
}

/** What the schema of a card needs of a cut. */
interface Criterion {
  readonly name: string;
  readonly schema: z.ZodType<unknown, unknown>;
}

/** The schema of a whole run card: what the parts, algorithms and `cuts` ask for, each in its own words. */
export function runCardSchema(cuts: readonly Criterion[]): z.ZodType<RunCard, unknown> {
  const byName = (all: readonly { name: string; schema: z.ZodType<unknown, unknown> }[]) =>
    Object.fromEntries(all.map(({ name, schema }) => [name, schema]));
  return z.strictObject({
    name: z.string().min(1).meta({ description: "name of the period" }),
    about: z.string().meta({ description: "one sentence on it" }),
    ...commonSections,
    detector: z.strictObject(byName(subdetectors)).meta({ description: "the parts of Fig. 5" }),
    pileup: z
      .strictObject({
        algorithm: z
          .enum(pileupAlgorithms.map(({ name }) => name))
          .meta({ description: "the one that is used" }),
        ...byName(pileupAlgorithms),
      })
      .meta({ description: "pileup algorithms" }),
    cuts: z.strictObject(byName(cuts.filter(hasThresholds))).meta({ description: "thresholds of the cuts" }),
  }) as unknown as z.ZodType<RunCard, unknown>;
}

/** Cuts without a number have no section. */
function hasThresholds({ schema }: Criterion): boolean {
  return !schema.safeParse({}).success;
}

/** Two numbers of a card, by their paths, of which the first must not exceed the second. */
const orders: readonly (readonly [lower: string, upper: string])[] = [
  ["beam.intensityLow", "beam.intensityMean"],
  ["beam.intensityMean", "beam.intensityHigh"],
  ["beam.lowEnergyMinimum", "beam.momentum"],
  ["detector.ecal.preshowerDepth", "target.depth"],
  ["msadc.peakSample", "msadc.samples"],
  ["pileup.highest-sample.pedestalSamples", "msadc.samples"],
  ["msadc.samplingPeriod", "pileup.highest-sample.searchWindow"],
  ["pileup.nearest-peak.timeWindow", "pileup.nearest-peak.searchWindow"],
  ["cuts.preshower-fired.above", "cuts.missing-energy-trigger.below"],
  ["cuts.beam-momentum.above", "cuts.beam-momentum.below"],
  ["cuts.beam-momentum.above", "beam.momentum"],
  ["beam.momentum", "cuts.beam-momentum.below"],
  ["magnets.exit", "detector.synchrotron.position"],
  ["cuts.synchrotron-tag.above", "cuts.synchrotron-tag.below"],
  ["cuts.missing-energy.above", "cuts.missing-energy.beam"],
  ["cuts.dimuon-modules.above", "cuts.dimuon-modules.below"],
];

/** Two places along the beam, by their paths, of which the first must lie before the second. */
const places: readonly (readonly [before: string, behind: string])[] = [
  ["detector.tracker.mm1", "detector.tracker.mm2"],
  ["detector.tracker.mm2", "magnets.exit"],
  ["magnets.exit", "detector.tracker.mm3"],
  ["magnets.exit", "detector.tracker.mm4"],
  ["magnets.exit", "detector.tracker.gem1"],
  ["magnets.exit", "detector.tracker.gem2"],
];

/** Two lists of a card, by their paths, that belong together term by term. */
const pairs: readonly (readonly [one: string, other: string])[] = [
  ["detector.ecal.lateralFractions", "detector.ecal.lateralRadii"],
  ["detector.hcal.coreFractions", "detector.hcal.coreRadii"],
  ["detector.hcal.lateralFractions", "detector.hcal.lateralRadii"],
];

/** Two entries of a card, each good by itself, that cannot both hold. */
export interface Contradiction {
  readonly path: string;
  readonly other: string;
  /** Reads as "path message other". */
  readonly message: string;
}

/** The contradictions among the values of a card; `value` gives undefined for one that is not good by itself. */
export function contradictions(value: (path: string) => unknown): Contradiction[] {
  const disordered = orders.filter(([lower, upper]) => {
    const [low, high] = [value(lower), value(upper)];
    return typeof low === "number" && typeof high === "number" && low > high;
  });
  const displaced = places.filter(([before, behind]) => {
    const [first, second] = [value(before), value(behind)];
    // Before the end of the field is before its beginning.
    const length = behind === "magnets.exit" ? value("magnets.length") : 0;
    return [first, second, length].every((place) => typeof place === "number")
      ? !((first as number) < (second as number) - (length as number))
      : false;
  });
  const unequal = pairs.filter(([one, other]) => {
    const [first, second] = [value(one), value(other)];
    return Array.isArray(first) && Array.isArray(second) && first.length !== second.length;
  });
  return [
    ...disordered.map(([path, other]) => ({ path, other, message: "exceeds" })),
    ...displaced.map(([path, other]) => ({
      path,
      other,
      message:
        other === "magnets.exit" ? "does not lie before the field that ends at" : "does not lie before",
    })),
    ...unequal.map(([path, other]) => ({ path, other, message: "has another number of terms than" })),
  ];
}
