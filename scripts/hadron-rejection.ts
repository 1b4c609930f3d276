import { beamCountersFired } from "../cuts/beam-counters-fired.ts";
import { missingEnergyTrigger } from "../cuts/missing-energy-trigger.ts";
import { preshowerFired } from "../cuts/preshower-fired.ts";
import { showerShape } from "../cuts/shower-shape.ts";
import { synchrotronTag } from "../cuts/synchrotron-tag.ts";
import type { EventBatch } from "../src/detector/events.ts";
import type { RunKey } from "../src/random/run-key.ts";
import type { Cut } from "../src/selection/cut.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { clopperPearson, type Efficiency } from "../src/statistics/efficiency.ts";
import { passesAll } from "./dimuon-samples.ts";
import type { HadronSource } from "./hadron-sources.ts";
import { knockOnTagRate, prepareTaggingEvents, tagRate, type Window } from "./tagging-events.ts";

/** Which particles are kept or rejected, and what is asked of them before. */
export interface RejectionSource extends HadronSource {
  readonly asked: readonly { readonly name: string; readonly cuts: readonly Cut[] }[];
}

const shower = { name: "counters and PS", cuts: [beamCountersFired, preshowerFired] };

export const electrons: RejectionSource = {
  name: "electrons",
  process: "electron",
  options: {},
  asked: [shower],
};

export const beamHadrons: RejectionSource = {
  name: "hadrons",
  process: "beam-hadron",
  options: {},
  asked: [shower, { name: "trigger", cuts: [...shower.cuts, missingEnergyTrigger] }],
};

/** Thresholds of the lateral shape, chi2 per cell, that are gone through. */
export const shapeThresholds: readonly number[] = [
  0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6, 8, 11, 16, 22, 32, 64, 128, 256, 512, 1024,
];

/** What is kept of particles of one kind that pass what is asked of them. */
export interface Kept {
  readonly particles: string;
  readonly asked: string;
  readonly events: number;
  readonly shape: Efficiency;
  readonly tag: Efficiency;
  /** Both in the same events. */
  readonly both: Efficiency;
  /** Shape with another threshold of chi2, the k-th of the scan; the depth is cut as in the card. */
  readonly scan: readonly Efficiency[];
}

export interface KeptCount {
  take(batch: EventBatch): void;
  kept(): Kept[];
}

/** Counts what shape and tag keep of a source. */
export function prepareKept({ name, asked }: RejectionSource, card: RunCard): KeptCount {
  const shape = passesAll([showerShape], card);
  const tag = passesAll([synchrotronTag], card);
  const { depthWithin } = card.cuts[showerShape.name] as { depthWithin: number };
  const shapes = shapeThresholds.map((below) => showerShape.prepare({ below, depthWithin }));
  const counts = asked.map((one) => ({
    name: one.name,
    passes: passesAll(one.cuts, card),
    events: 0,
    shape: 0,
    tag: 0,
    both: 0,
    scan: shapes.map(() => 0),
  }));
  return {
    take: ({ columns, size }) => {
      for (let i = 0; i < size; i++) {
        const [hasShape, hasTag] = [shape(columns, i), tag(columns, i)];
        for (const count of counts) {
          if (!count.passes(columns, i)) continue;
          count.events += 1;
          if (hasShape) count.shape += 1;
          if (hasTag) count.tag += 1;
          if (hasShape && hasTag) count.both += 1;
          for (const [k, has] of shapes.entries()) if (has(columns, i)) count.scan[k]! += 1;
        }
      }
    },
    kept: () =>
      counts.map((count) => {
        const of = (passed: number): Efficiency => clopperPearson(passed, count.events);
        return {
          particles: name,
          asked: count.name,
          events: count.events,
          shape: of(count.shape),
          tag: of(count.tag),
          both: of(count.both),
          scan: count.scan.map(of),
        };
      }),
  };
}

/** How often a hadron of the beam fakes the tag: too rarely for plain events, so that knock-on electrons are forced. */
export interface FakeTags {
  readonly alone: Efficiency;
  readonly withOthers: Efficiency;
}

/** As `aprime tagging`: pions with forced knock-on electrons, and among the other particles of the run. */
export function fakeTags(card: RunCard, events: number, key: RunKey): FakeTags {
  const window = card.cuts[synchrotronTag.name] as Window;
  const tagging = prepareTaggingEvents(card, key);
  return {
    alone: knockOnTagRate(tagging, window, events),
    withOthers: tagRate(tagging.pionsAmongOthers(events), window),
  };
}

/** Both cuts of a hadron, if they know nothing of each other: the relative errors add up in quadrature. */
export function product(one: Efficiency, other: Efficiency): Efficiency {
  const value = one.value * other.value;
  const spread = (end: "low" | "high"): number =>
    Math.hypot(other.value * (one[end] - one.value), one.value * (other[end] - other.value));
  // Without one of them the ends are all there is.
  if (value === 0) return { value, low: 0, high: one.high * other.high };
  return { value, low: Math.max(0, value - spread("low")), high: value + spread("high") };
}
