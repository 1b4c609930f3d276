import { type BeamComponent, beamComponents } from "../src/beam/components.ts";
import { prepareOverlay } from "../src/pileup/overlay.ts";
import type { RunKey } from "../src/random/run-key.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { clopperPearson, type Efficiency } from "../src/statistics/efficiency.ts";
import type { Estimate } from "../src/statistics/estimate.ts";
import { GeV } from "../src/units.ts";
import { beamElectrons, endingAtEcal, prepareSources, type SimulateSource } from "./calorimeters-events.ts";
import { type Leakage, paperEfficiencies } from "./calorimeters-leakage.ts";
import {
  counters,
  type Leaks,
  type Sample,
  samples,
  simulateLeaks,
  thresholdOf,
} from "./calorimeters-leaks.ts";

/** What is lost by one cause, the others switched off: an element of `rows` of the document of --json. */
export interface BudgetRow {
  readonly cause: string;
  readonly about: string;
  /** Share of the events at or above the threshold of V2, or of the HCAL. */
  readonly losses: Losses<Efficiency>;
}

/** By sample, for each counter. */
export type Losses<T> = Readonly<Record<Sample, Readonly<Record<"HCAL" | "V2", T>>>>;

/** The document of --json, without its origin. */
export interface Budget {
  readonly energy_GeV: number;
  readonly electrons_per_spill: number;
  readonly thresholdHcal_GeV: number;
  readonly thresholdVeto_GeV: number;
  /** Each simulated by itself. */
  readonly rows: readonly BudgetRow[];
  /** Of the rows; the error is that of their sum. */
  readonly sum: Losses<Estimate>;
  /** All causes in the same events. */
  readonly whole: Losses<Efficiency>;
  /** Sum less whole, with its error: the events of both are the same. */
  readonly difference: Losses<Estimate>;
  readonly paper: Leakage["paper"];
}

export interface BudgetRequest {
  readonly card: RunCard;
  readonly events: number;
  readonly key: RunKey;
  readonly signal?: AbortSignal;
}

/** What is on, besides counters, track and tag of the electron. */
interface Cause {
  readonly cause: string;
  readonly about: string;
  /** Card of the other beam particles, and which of them there are. */
  readonly beam?: RunCard["beam"];
  readonly components: readonly BeamComponent[];
  /** Whether the electron goes on into the ECAL, and whether MSADC and V2 have noise. */
  readonly leak?: boolean;
  readonly noise?: boolean;
  /** Counts only events with, or only those without, a photonuclear reaction of the electron's shower. */
  readonly reacted?: boolean;
}

/** Every cause: the halo's electrons and muons apart. */
function causesOf({ beam }: RunCard): Cause[] {
  const { haloFraction, haloElectronShare } = beam;
  const named = (name: string) => beamComponents.filter((component) => component.name === name);
  const halo = (share: number, haloElectronShare: number) => ({
    beam: { ...beam, haloFraction: haloFraction * share, haloElectronShare },
    components: named("halo"),
  });
  return [
    {
      cause: "e-m leak",
      about: "what the shower of the electron lets through, without a photonuclear reaction",
      components: [],
      leak: true,
      reacted: false,
    },
    {
      cause: "photonuclear reactions",
      about: "hadrons made by photons of the electron's shower",
      components: [],
      leak: true,
      reacted: true,
    },
    { cause: "noise", about: "noise of the MSADC and of V2", components: [], noise: true },
    ...(
      [
        ["electron", "electrons"],
        ["low-energy", "low-energy tail"],
        ["hadron", "hadrons"],
        ["muon", "muons"],
      ] as const
    ).map(([name, words]) => ({
      cause: `pileup: ${words}`,
      about: beamComponents.find((component) => component.name === name)!.about,
      components: named(name),
    })),
    { cause: "pileup: halo muons", about: "muons beside the beam", ...halo(1 - haloElectronShare, 0) },
    { cause: "pileup: halo electrons", about: "electrons beside the beam", ...halo(haloElectronShare, 1) },
  ];
}

/** Simulates the same electrons of the beam with each cause alone, and with all. */
export async function leakageBudget({ card, events, key, signal }: BudgetRequest): Promise<Budget> {
  const electrons = beamElectrons(card, card.beam.momentum);
  const [noisy, quiet] = [card, withoutNoise(card)].map((one) => prepareSources(one, key, signal)) as [
    SimulateSource,
    SimulateSource,
  ];
  const simulated = ({ beam = card.beam, components, leak = false, noise = false }: Cause): Promise<Leaks> =>
    simulateLeaks(noise ? noisy : quiet, leak ? electrons : endingAtEcal(electrons), card, {
      events,
      others: prepareOverlay({ ...card, beam }, components),
      withTrack: true,
    });
  const causes = causesOf(card);
  const parts: Losses<Failures>[] = [];
  for (const cause of causes) parts.push(failuresOf(await simulated(cause), card, cause.reacted));
  const whole = failuresOf(
    await simulated({ cause: "", about: "", components: beamComponents, leak: true, noise: true }),
    card,
  );
  const rows = causes.map(({ cause, about }, c) => ({
    cause,
    about,
    losses: each((sample, counter) => parts[c]![sample][counter].loss),
  }));
  const combined = (all: readonly (readonly [sign: number, failures: Losses<Failures>])[]) =>
    each((sample, counter) =>
      combine(all.map(([sign, failures]) => [sign, failures[sample][counter]] as const)),
    );
  const plus = parts.map((part) => [1, part] as const);
  const [hcal, veto] = counters.map(({ cut }) => thresholdOf(card, cut) / GeV) as [number, number];
  return {
    energy_GeV: card.beam.momentum / GeV,
    electrons_per_spill: card.beam.intensityMean,
    thresholdHcal_GeV: hcal,
    thresholdVeto_GeV: veto,
    rows,
    sum: combined(plus),
    whole: each((sample, counter) => whole[sample][counter].loss),
    difference: combined([...plus, [-1, whole]]),
    paper: await paperEfficiencies(),
  };
}

/** Which events of a sample are at or above a threshold. */
interface Failures {
  readonly loss: Efficiency;
  readonly inSample: Uint8Array;
  readonly failed: Uint8Array;
}

/** Of all events, or of those alone that reacted or did not. */
function failuresOf(leaks: Leaks, card: RunCard, reacted?: boolean): Losses<Failures> {
  return each((sample, counter) => {
    const { key, cut } = counters.find((one) => one.counter === counter)!;
    const threshold = thresholdOf(card, cut);
    const inSample = leaks.inSample[sample];
    const counts = (k: number): boolean => reacted === undefined || (leaks.reacted[k] === 1) === reacted;
    const failed = inSample.map((is, k) => (is === 1 && leaks[key][k]! >= threshold && counts(k) ? 1 : 0));
    return { loss: clopperPearson(sum(failed), sum(inSample)), inSample, failed };
  });
}

/** A sum of losses with signs, of which the events are the same: to first order, by how much each event moves it. */
export function combine(all: readonly (readonly [sign: number, failures: Failures])[]): Estimate {
  const pulls = all.map(([sign, { loss, inSample }]) => [sign / sum(inSample), loss.value] as const);
  const events = all[0]![1].inSample.length;
  let variance = 0;
  for (let k = 0; k < events; k++) {
    const pull = all.reduce((total, [, { inSample, failed }], a) => {
      const [scale, loss] = pulls[a]!;
      return total + (inSample[k] === 1 ? scale * (failed[k]! - loss) : 0);
    }, 0);
    variance += pull * pull;
  }
  return {
    mean: all.reduce((total, [sign, { loss }]) => total + sign * loss.value, 0),
    error: Math.sqrt(variance),
  };
}

/** The card without noise in MSADC and V2; the SRD keeps its own, for the tag. */
function withoutNoise(card: RunCard): RunCard {
  const veto = { ...(card.detector.veto as object), noise: 0 };
  return { ...card, msadc: { ...card.msadc, noise: 0 }, detector: { ...card.detector, veto } };
}

function each<T>(make: (sample: Sample, counter: "HCAL" | "V2") => T): Losses<T> {
  return Object.fromEntries(
    samples.map((sample) => [sample, { HCAL: make(sample, "HCAL"), V2: make(sample, "V2") }]),
  ) as unknown as Losses<T>;
}

function sum(flags: Uint8Array): number {
  return flags.reduce((total, flag) => total + flag, 0);
}
