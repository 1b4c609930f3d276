import { missingEnergyTrigger } from "../cuts/missing-energy-trigger.ts";
import { synchrotronTag } from "../cuts/synchrotron-tag.ts";
import type { EventBatch } from "../src/detector/events.ts";
import { shippedSelection } from "../src/node/load-selection.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { gaussianTail } from "../src/statistics/gaussian-tail.ts";
import { passesAll } from "./dimuon-samples.ts";
import type { HadronSource } from "./hadron-sources.ts";

/** How events of a source come to be preselected. */
export type PreselectionWay =
  /** The sum of the ECAL that the trigger sees is below its threshold. */
  | "below the threshold"
  /** It is above, and the resolution of the trigger's sum brings it below. */
  | "by the trigger's resolution"
  /** What passes all but the SRD tag, times the share of triggers that have one: both of them rare. */
  | "without tag, times share of tags";

/** Preselected events of a source: an element of `rows` of the document of --json. */
export interface PreselectionRow {
  readonly source: string;
  readonly way: PreselectionWay;
  /** Events per electron on target, and its statistical error; null if none was seen. */
  readonly perElectron: number | null;
  readonly error: number | null;
  /** If none was seen: less than this, with 90 % of confidence. */
  readonly atMost: number | null;
  /** How many events it is made of. */
  readonly events: number;
  /** Mean of the reconstructed E_ECAL, GeV. */
  readonly ecalMean: number | null;
}

/** The sum over all sources, and plain electrons alone, for another resolution of the trigger's sum. */
export interface SmearingRow {
  readonly smearing: number;
  readonly electrons: number;
  readonly all: number;
  readonly error: number;
}

/** The resolution of the card, and a quarter less and more: 3 to 5 GeV, as the shipped card has it. */
const factors = [0.75, 1, 1.25] as const;

/** No event seen where 2.30 are expected: once in ten times. */
export const ofNone = Math.log(10);

const { cuts: preselection } = shippedSelection("preselection");
const { cuts: trigger } = shippedSelection("trigger");
const others = preselection.filter((cut) => cut !== missingEnergyTrigger);
const withoutTag = others.filter((cut) => cut !== synchrotronTag);
const triggering = trigger.filter((cut) => cut !== missingEnergyTrigger);

/** The beam particles that have no tag of their own. */
const untagged = ["hadron", "muon", "halo"].map((component) => `beam: ${component}`);

/** Weighted events, with a weight that each of them has in the mean. */
class Sum {
  weight = 0;
  squares = 0;
  energy = 0;
  events = 0;

  add(weight: number, energy = 0): void {
    this.weight += weight;
    this.squares += weight * weight;
    this.energy += weight * energy;
    this.events += 1;
  }
}

interface Counts {
  readonly made: Sum;
  readonly below: Sum;
  readonly above: Sum;
  readonly triggered: Sum;
  readonly tagged: Sum;
  readonly allButTag: Sum;
  readonly smeared: readonly Sum[];
}

/** Counts preselected events of all sources, of events that are simulated with a trigger sum of the ECAL without resolution. */
export interface PreselectionCount {
  /** Events of a source, of which `simulated` are made in all. */
  take(source: HadronSource, batch: EventBatch, simulated: number): void;
  rows(): PreselectionRow[];
  /** All that was seen, products left out. */
  sum(): { mean: number; error: number };
  bySmearing(): SmearingRow[];
}

/**
 * The resolution of the trigger's sum is folded in: an event counts with the probability that a Gaussian of that width brings the sum below the
 * threshold. That is the mean over what the simulation would draw, which draws it by itself, and tells tails that no number of events would show.
 */
export function preparePreselection(
  card: RunCard,
  sources: readonly HadronSource[],
  smearing: number,
): PreselectionCount {
  const { below: threshold } = card.cuts[missingEnergyTrigger.name] as { readonly below: number };
  const [passes, passesButTag, triggers, tags] = [others, withoutTag, triggering, [synchrotronTag]].map(
    (cuts) => passesAll(cuts, card),
  ) as [Passes, Passes, Passes, Passes];
  const all = new Map(
    sources.map(({ name }): [string, Counts] => [
      name,
      {
        made: new Sum(),
        below: new Sum(),
        above: new Sum(),
        triggered: new Sum(),
        tagged: new Sum(),
        allButTag: new Sum(),
        smeared: factors.map(() => new Sum()),
      },
    ]),
  );
  return {
    take(source, { columns, size }, simulated) {
      const counts = all.get(source.name)!;
      for (let i = 0; i < size; i++) {
        const made = columns.weight[i]! / simulated;
        if (made === 0 || source.isLeftOut?.(columns, i)) continue;
        counts.made.add(made);
        const [sum, energy] = [columns.ecalTriggerEnergy[i]!, columns.ecalEnergy[i]!];
        const weight = made * gaussianTail((sum - threshold) / smearing);
        if (sum < threshold && triggers(columns, i)) {
          counts.triggered.add(weight);
          if (tags(columns, i)) counts.tagged.add(weight);
        }
        if (sum < threshold && passesButTag(columns, i)) counts.allButTag.add(weight, energy);
        if (!passes(columns, i)) continue;
        (sum < threshold ? counts.below : counts.above).add(weight, energy);
        for (const [k, factor] of factors.entries())
          counts.smeared[k]!.add(made * gaussianTail((sum - threshold) / (factor * smearing)));
      }
    },
    rows: () =>
      [...all].flatMap(([source, counts]) => [
        rowOf({ source, way: "below the threshold" }, counts.below, typical(counts.made)),
        ...(counts.above.events === 0
          ? []
          : [rowOf({ source, way: "by the trigger's resolution" }, counts.above, 0)]),
        ...(untagged.includes(source) ? [product(source, counts)] : []),
      ]),
    sum: () => together([...all.values()].flatMap(({ below, above }) => [below, above])),
    bySmearing: () =>
      factors.map((factor, k): SmearingRow => {
        const { mean, error } = together([...all.values()].map(({ smeared }) => smeared[k]!));
        const electrons = all.get("beam: electron")?.smeared[k];
        return { smearing: factor * smearing, electrons: electrons?.weight ?? 0, all: mean, error };
      }),
  };
}

type Passes = ReturnType<typeof passesAll>;

/** The weight of one event of a source, as it stands for those of which none was seen. */
function typical({ weight, squares }: Sum): number {
  return weight === 0 ? 0 : squares / weight;
}

function together(sums: readonly Sum[]): { mean: number; error: number } {
  return {
    mean: sums.reduce((all, { weight }) => all + weight, 0),
    error: Math.sqrt(sums.reduce((all, { squares }) => all + squares, 0)),
  };
}

function rowOf(
  labels: Pick<PreselectionRow, "source" | "way">,
  { weight, squares, energy, events }: Sum,
  one: number,
): PreselectionRow {
  if (events === 0)
    return { ...labels, perElectron: null, error: null, atMost: ofNone * one, events, ecalMean: null };
  return {
    ...labels,
    perElectron: weight,
    error: Math.sqrt(squares),
    atMost: null,
    events,
    ecalMean: energy / weight,
  };
}

/** The tag of another electron, taken for independent of the rest: too many, since its energy and its track are against the event. */
function product(source: string, { made, triggered, tagged, allButTag }: Counts): PreselectionRow {
  const labels = { source, way: "without tag, times share of tags" } as const;
  const seen = allButTag.events > 0 && tagged.events > 0;
  const rest = allButTag.events > 0 ? allButTag.weight : ofNone * typical(made);
  const share =
    tagged.events > 0
      ? tagged.weight / triggered.weight
      : triggered.events > 0
        ? Math.min(1, ofNone / triggered.events)
        : 1;
  const relative = ({ weight, squares }: Sum): number => Math.sqrt(squares) / weight;
  return {
    ...labels,
    perElectron: seen ? rest * share : null,
    error: seen ? rest * share * Math.hypot(relative(allButTag), relative(tagged)) : null,
    atMost: seen ? null : rest * share,
    events: seen ? Math.min(allButTag.events, tagged.events) : 0,
    ecalMean: seen ? allButTag.energy / allButTag.weight : null,
  };
}
