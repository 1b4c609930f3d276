import { beamMomentum } from "../cuts/beam-momentum.ts";
import { hcalQuiet } from "../cuts/hcal-quiet.ts";
import { missingEnergy } from "../cuts/missing-energy.ts";
import { showerShape } from "../cuts/shower-shape.ts";
import { singleTrack } from "../cuts/single-track.ts";
import { smallAngle } from "../cuts/small-angle.ts";
import { synchrotronTag } from "../cuts/synchrotron-tag.ts";
import { vetoQuiet } from "../cuts/veto-quiet.ts";
import type { EventBatch, Events } from "../src/detector/events.ts";
import { shippedSelection } from "../src/node/load-selection.ts";
import type { Cut } from "../src/selection/cut.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { exponentialSlope } from "../src/statistics/exponential-slope.ts";
import { Share } from "../src/statistics/share.ts";
import { WeightedMoments } from "../src/statistics/weighted-moments.ts";
import { GeV } from "../src/units.ts";
import { passesAll } from "./dimuon-samples.ts";
import { type FoundNumber, foundNumber } from "./found-number.ts";
import { prepareRegions } from "./hadron-regions.ts";
import type { HadronSource } from "./hadron-sources.ts";

/** Reactions of less leave too much in the ECAL for the trigger of Eq. (14), but for a few. */
const hard = 20 * GeV;

export const hardReactions: HadronSource = {
  name: "reactions above 20 GeV",
  process: "hadron-production",
  options: { minimumPhotonEnergy: `${hard / GeV} GeV`, bias: "1" },
};

/** E_ECAL of the spectrum whose slope is told: below the signal box's end, and above where there are few. */
const spectrum = { low: 20 * GeV, high: 50 * GeV } as const;

/** What the paper has: events that passed (i)-(iv) of Sec. IV, in so many electrons on target. */
export const paperPreselected = { events: 7e4, electrons: 4.3e10 } as const;

const { cuts: trigger } = shippedSelection("trigger");
const track = [singleTrack, smallAngle, beamMomentum, synchrotronTag];

interface Asked {
  readonly name: string;
  readonly cuts: readonly Cut[];
}

/** Of all, the spectrum only. */
const uncut = "no cut";

/** What is asked of reactions; the share that passes is told for each. */
const asked: readonly Asked[] = [
  { name: uncut, cuts: [] },
  { name: "trigger", cuts: trigger },
  { name: "V2", cuts: [vetoQuiet] },
  { name: "shower shape", cuts: [showerShape] },
  { name: "HCAL", cuts: [hcalQuiet] },
  { name: "V2 and shape", cuts: [vetoQuiet, showerShape] },
  { name: "V2, shape and HCAL", cuts: [vetoQuiet, showerShape, hcalQuiet] },
  { name: "trigger, track and SRD", cuts: [...trigger, ...track] },
  { name: "these, V2 and shape: preselected", cuts: [...trigger, ...track, showerShape, vetoQuiet] },
  {
    name: "these and HCAL and E_ECAL: signal box",
    cuts: [...trigger, ...track, showerShape, vetoQuiet, hcalQuiet, missingEnergy],
  },
];

const spectra = [uncut, "trigger", "trigger, track and SRD", "these, V2 and shape: preselected"];

/** Counts what reactions above 20 GeV become. */
export interface ReactionCount {
  take(batch: EventBatch, simulated: number): void;
  numbers(): FoundNumber[];
}

export function prepareReactions(card: RunCard): ReactionCount {
  const regions = prepareRegions(card);
  const all = asked.map(({ name, cuts }) => ({
    name,
    passes: passesAll(cuts, card),
    share: new Share(),
    rate: { sum: 0, squares: 0, events: 0 },
    slope: new WeightedMoments(),
  }));
  const sums = [
    {
      name: "E_ECAL + E_HCAL, trigger, in region II",
      inRegion: true,
      of: (events: Events, i: number) => events.hcalEnergy[i]!,
    },
    {
      name: "E_ECAL + E_HCAL, trigger",
      inRegion: false,
      of: (events: Events, i: number) => events.hcalEnergy[i]!,
    },
    {
      name: "E_ECAL + four modules, trigger",
      inRegion: false,
      of: (events: Events, i: number) => events.hcalTotalEnergy[i]!,
    },
  ].map((one) => ({ ...one, moments: new WeightedMoments() }));
  const triggers = passesAll(trigger, card);
  const inSecond = new Share();
  return {
    take: ({ columns, size }, simulated) => {
      const { weight, ecalEnergy, hcalEnergy } = columns;
      for (let i = 0; i < size; i++) {
        const perElectron = weight[i]! / simulated;
        if (perElectron === 0) continue;
        const energy = ecalEnergy[i]!;
        for (const { passes, share, rate, slope } of all) {
          const passed = passes(columns, i);
          share.add(perElectron, passed);
          if (!passed) continue;
          rate.sum += perElectron;
          rate.squares += perElectron * perElectron;
          rate.events += 1;
          if (energy >= spectrum.low && energy < spectrum.high) slope.add(energy, perElectron);
        }
        if (!triggers(columns, i)) continue;
        const isSecond = regions.of(energy, hcalEnergy[i]!) === "II";
        inSecond.add(perElectron, isSecond);
        for (const { inRegion, of, moments } of sums)
          if (isSecond || !inRegion) moments.add(energy + of(columns, i), perElectron);
      }
    },
    numbers: () => [
      ...all
        .filter(({ name }) => name !== uncut)
        .flatMap(({ name, share, rate }) => [
          foundNumber(`pass ${name}`, "of reactions above 20 GeV", share.estimate()),
          foundNumber(
            `pass ${name}`,
            "per electron",
            rate.events === 0 ? undefined : { mean: rate.sum, error: Math.sqrt(rate.squares) },
            name.endsWith("preselected")
              ? { paper: paperPreselected.events / paperPreselected.electrons }
              : {},
          ),
        ]),
      ...all
        .filter(({ name }) => spectra.includes(name))
        .map(({ name, slope }) =>
          foundNumber(
            `slope of E_ECAL, ${spectrum.low / GeV}-${spectrum.high / GeV} GeV, per GeV: ${name}`,
            "value",
            exponentialSlope(slope, spectrum.low, spectrum.high),
          ),
        ),
      foundNumber("share in region II, trigger", "value", inSecond.estimate()),
      ...sums.flatMap(({ name, moments }) => [
        foundNumber(`mean of ${name}`, "value", moments.mean(), { unit: "GeV" }),
        foundNumber(`width of ${name}`, "value", moments.width(), { unit: "GeV" }),
      ]),
    ],
  };
}
