import { beamMomentum } from "../cuts/beam-momentum.ts";
import { showerShape } from "../cuts/shower-shape.ts";
import { singleTrack } from "../cuts/single-track.ts";
import { smallAngle } from "../cuts/small-angle.ts";
import { synchrotronTag } from "../cuts/synchrotron-tag.ts";
import { vetoQuiet } from "../cuts/veto-quiet.ts";
import type { EventBatch } from "../src/detector/events.ts";
import { shippedSelection } from "../src/node/load-selection.ts";
import type { Cut } from "../src/selection/cut.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { type Axis, fill2D, type Histogram2D, histogram2D } from "../src/statistics/histogram.ts";
import { Share } from "../src/statistics/share.ts";
import { prepareRegions, type RegionName, regionNames } from "./hadron-regions.ts";
import type { HadronSource } from "./hadron-sources.ts";

const { cuts: trigger } = shippedSelection("trigger");

/** How far events have come: each stage asks for what the one before does, and more. */
export const stages: readonly {
  readonly name: string;
  readonly about: string;
  readonly more: readonly Cut[];
}[] = [
  { name: "trigger", about: "trigger of Eq. (14)", more: trigger },
  { name: "SRD", about: "trigger and SRD tag, as the left panels of Fig. 7", more: [synchrotronTag] },
  {
    name: "track",
    about: "and one track of the beam, Sec. IV (i) and (ii)",
    more: [singleTrack, smallAngle, beamMomentum],
  },
  { name: "preselected", about: "and shower shape and V2, Sec. IV (i)-(iv)", more: [showerShape, vetoQuiet] },
];

/** What the regions of a source hold at a stage: an element of `rates` of the document of --json. */
export interface RegionRate {
  readonly stage: string;
  /** One of the sources, or "all". */
  readonly source: string;
  /** One of the regions, or "all". */
  readonly region: RegionName | "all";
  /** Events per electron on target, with its statistical error. */
  readonly perElectron: number;
  readonly error: number;
  /** Where no event was seen: no more than this, with 84 % of confidence; of "all", the sum over sources without any. */
  readonly atMost: number;
  readonly events: number;
}

const axes: readonly [Axis, Axis] = [
  { low: 0, high: 140, bins: 70, label: "E_{ECAL}", unit: "GeV" },
  { low: 0, high: 140, bins: 70, label: "E_{HCAL}", unit: "GeV" },
];

interface Sum {
  weight: number;
  squares: number;
  events: number;
}

/** Counts the events of all sources in the regions, stage by stage. */
export interface PlaneCount {
  /** Events of a source, of which `simulated` are made in all. */
  take(source: HadronSource, batch: EventBatch, simulated: number): void;
  rates(): RegionRate[];
  /** Share of the events of a stage that are in region III; undefined without events. */
  shareOfThird(stage: string): ReturnType<Share["estimate"]>;
  /** Events of each stage per electron on target. */
  readonly planes: ReadonlyMap<string, Histogram2D>;
  /** Per electron on target, what was left out of a source since another has it. */
  readonly leftOut: ReadonlyMap<string, number>;
}

export function prepareHadronPlane(card: RunCard, sources: readonly HadronSource[]): PlaneCount {
  const regions = prepareRegions(card);
  const passes = stages.map(({ more }) => more.map((cut) => cut.prepare(card.cuts[cut.name] ?? {})));
  const sums = new Map(
    sources.map(({ name }) => [name, stages.map(() => regionNames.map(emptySum))] as const),
  );
  const made = new Map(sources.map(({ name }) => [name, emptySum()] as const));
  const leftOut = new Map<string, number>();
  const planes = new Map(stages.map(({ name }) => [name, histogram2D(...axes)] as const));
  const third = new Map(stages.map(({ name }) => [name, new Share()] as const));

  const count = (source: HadronSource, batch: EventBatch, simulated: number): void => {
    const { columns, size } = batch;
    const { weight, ecalEnergy, hcalEnergy } = columns;
    const [ofStages, all] = [sums.get(source.name)!, made.get(source.name)!];
    for (let i = 0; i < size; i++) {
      const perElectron = weight[i]! / simulated;
      if (source.isLeftOut?.(columns, i)) {
        leftOut.set(source.name, (leftOut.get(source.name) ?? 0) + perElectron);
        continue;
      }
      add(all, perElectron);
      const region = regions.of(ecalEnergy[i]!, hcalEnergy[i]!);
      for (const [s, { name }] of stages.entries()) {
        if (!passes[s]!.every((pass) => pass(columns, i))) break;
        add(ofStages[s]![regionNames.indexOf(region)]!, perElectron);
        fill2D(planes.get(name)!, ecalEnergy[i]!, hcalEnergy[i]!, perElectron);
        third.get(name)!.add(perElectron, region === "III");
      }
    }
  };
  return {
    take: count,
    planes,
    leftOut,
    shareOfThird: (stage) => third.get(stage)!.estimate(),
    rates: () =>
      stages.flatMap(({ name: stage }, s) => {
        const own = sources.flatMap(({ name: source }) => {
          const ofRegions = sums.get(source)![s]!;
          const rate = (region: RegionRate["region"], sum: Sum) =>
            rateOf({ stage, source, region }, sum, made.get(source)!);
          return [
            ...regionNames.map((region, r) => rate(region, ofRegions[r]!)),
            rate("all", total(ofRegions)),
          ];
        });
        const together = ([...regionNames, "all"] as const).map((region) =>
          combined(own.filter((row) => row.region === region)),
        );
        return [...own, ...together];
      }),
  };
}

/** The interval of no event out of n ends at 1.84 / n. */
const ofNone = 1.84;

function rateOf(
  labels: Pick<RegionRate, "stage" | "source" | "region">,
  { weight, squares, events }: Sum,
  made: Sum,
): RegionRate {
  // Sum of squares less those of the mean, over all events of the source.
  const error = events === 0 ? 0 : Math.sqrt(Math.max(0, squares - (weight * weight) / made.events));
  const typical = made.weight === 0 ? 0 : made.squares / made.weight;
  return { ...labels, perElectron: weight, error, atMost: events === 0 ? ofNone * typical : 0, events };
}

function combined(rows: readonly RegionRate[]): RegionRate {
  const sum = (of: (row: RegionRate) => number): number => rows.reduce((all, row) => all + of(row), 0);
  return {
    ...rows[0]!,
    source: "all",
    perElectron: sum(({ perElectron }) => perElectron),
    error: Math.sqrt(sum(({ error }) => error * error)),
    atMost: sum(({ atMost }) => atMost),
    events: sum(({ events }) => events),
  };
}

const emptySum = (): Sum => ({ weight: 0, squares: 0, events: 0 });

function add(sum: Sum, weight: number): void {
  sum.weight += weight;
  sum.squares += weight * weight;
  sum.events += 1;
}

function total(sums: readonly Sum[]): Sum {
  const all = emptySum();
  for (const { weight, squares, events } of sums) {
    all.weight += weight;
    all.squares += squares;
    all.events += events;
  }
  return all;
}
