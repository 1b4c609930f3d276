import { join } from "node:path";
import { packageRoot } from "../src/node/package-root.ts";
import { readTable } from "../src/node/read-table.ts";
import type { RunKey } from "../src/random/run-key.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { clopperPearson } from "../src/statistics/efficiency.ts";
import { estimate } from "../src/statistics/estimate.ts";
import { numbers, texts } from "../src/tables/table.ts";
import { GeV, MeV } from "../src/units.ts";
import { beamElectrons, prepareSources, settingsOf } from "./calorimeters-events.ts";
import {
  counters,
  type Leaks,
  type Sample,
  samples,
  simulateLeaks,
  thresholdOf,
} from "./calorimeters-leaks.ts";

/** Which events a row or a bin is of. */
interface Of {
  readonly energy_GeV: number;
  /** Whether with the other beam particles of the run. */
  readonly pileup: boolean;
  readonly electrons_per_spill: number;
  readonly sample: Sample;
}

/** What electrons of an energy leave behind the ECAL: an element of `rows` of the document of --json. */
export interface LeakageRow extends Of {
  readonly particle: "electron";
  /** In the sample. */
  readonly events: number;
  readonly meanHcal_GeV: number;
  readonly meanHcalError_GeV: number;
  readonly meanVeto_GeV: number;
  readonly meanVetoError_GeV: number;
  /** Share below the threshold of the card. */
  readonly epsilonHcal: number;
  readonly epsilonHcalLow: number;
  readonly epsilonHcalHigh: number;
  readonly epsilonVeto: number;
  readonly epsilonVetoLow: number;
  readonly epsilonVetoHigh: number;
}

/** A bin of what HCAL1 and 2, or V2, read of electrons of the beam: Fig. 12. */
export interface LeakageBin extends Of {
  readonly counter: string;
  readonly from_GeV: number;
  readonly to_GeV: number;
  /** Share of the sample, and its error. */
  readonly share: number;
  readonly shareError: number;
  /** Share below the end of the bin: the efficiency of a threshold there. */
  readonly epsilon: number;
  readonly epsilonLow: number;
  readonly epsilonHigh: number;
}

export interface Leakage {
  readonly thresholdHcal_GeV: number;
  readonly thresholdVeto_GeV: number;
  readonly rows: readonly LeakageRow[];
  readonly bins: readonly LeakageBin[];
  /** epsilon_HCAL and epsilon_V of Table II, for run III. */
  readonly paper: { readonly epsilonHcal: number; readonly epsilonVeto: number };
}

export interface LeakageRequest {
  readonly card: RunCard;
  readonly energies: readonly number[];
  readonly events: number;
  readonly key: RunKey;
  readonly signal?: AbortSignal;
}

/** 0.05 GeV, and 0.3 MeV: the thresholds of the shipped card are edges. */
const axes = {
  HCAL: { low: 0, width: 50 * MeV, bins: 200 },
  V2: { low: -3 * MeV, width: 0.3 * MeV, bins: 110 },
} as const;

/** Electrons of several energies, without other beam particles and with them; of the beam's energy the bins too, whether it is asked for or not. */
export async function leakage({ card, energies, events, key, signal }: LeakageRequest): Promise<Leakage> {
  const { momentum } = card.beam;
  const simulate = prepareSources(card, key, signal);
  const rows: LeakageRow[] = [];
  const bins: LeakageBin[] = [];
  for (const energy of [...new Set([...energies, momentum])].sort((a, b) => a - b)) {
    const ofBeam = energy === momentum;
    const electrons = beamElectrons(card, energy);
    for (const { others, ...setting } of settingsOf(card)) {
      const leaks = await simulateLeaks(simulate, electrons, card, { events, others, withTrack: ofBeam });
      const energy_GeV = Number((energy / GeV).toPrecision(12));
      for (const sample of ofBeam ? samples : (["trigger"] as const)) {
        const of = { energy_GeV, ...setting, sample };
        rows.push(leakageRow(leaks, of, card));
        if (ofBeam) bins.push(...leakageBins(leaks, of));
      }
    }
  }
  const [hcal, veto] = counters.map(({ cut }) => thresholdOf(card, cut) / GeV) as [number, number];
  return { thresholdHcal_GeV: hcal, thresholdVeto_GeV: veto, rows, bins, paper: await paperEfficiencies() };
}

/** epsilon_HCAL and epsilon_V of Table II. */
export async function paperEfficiencies(): Promise<Leakage["paper"]> {
  const table = await readTable(join(packageRoot(), "data", "published", "table-2.csv"));
  const items = texts(table, "item");
  const of = (item: string): number => numbers(table, "efficiency at 10 MeV", "1")[items.indexOf(item)]!;
  return { epsilonHcal: of("HCAL"), epsilonVeto: of("V2") };
}

function leakageRow(leaks: Leaks, of: Of, card: RunCard): LeakageRow {
  const [hcal, veto] = counters.map(({ key, cut }) => {
    const values = leaks[key].filter((_, k) => leaks.inSample[of.sample][k] === 1);
    const sum = values.reduce((total, value) => total + value, 0);
    const squares = values.reduce((total, value) => total + value * value, 0);
    const below = values.filter((value) => value < thresholdOf(card, cut)).length;
    return { ...estimate(sum, squares, values.length), epsilon: clopperPearson(below, values.length) };
  }) as [Summary, Summary];
  return {
    particle: "electron",
    ...of,
    events: leaks.inSample[of.sample].reduce((sum, is) => sum + is, 0),
    meanHcal_GeV: hcal.mean / GeV,
    meanHcalError_GeV: hcal.error / GeV,
    meanVeto_GeV: veto.mean / GeV,
    meanVetoError_GeV: veto.error / GeV,
    epsilonHcal: hcal.epsilon.value,
    epsilonHcalLow: hcal.epsilon.low,
    epsilonHcalHigh: hcal.epsilon.high,
    epsilonVeto: veto.epsilon.value,
    epsilonVetoLow: veto.epsilon.low,
    epsilonVetoHigh: veto.epsilon.high,
  };
}

type Summary = ReturnType<typeof estimate> & { readonly epsilon: ReturnType<typeof clopperPearson> };

function leakageBins(leaks: Leaks, of: Of): LeakageBin[] {
  return counters.flatMap(({ counter, key }) => {
    const { low, width, bins } = axes[counter];
    const values = leaks[key].filter((_, k) => leaks.inSample[of.sample][k] === 1).sort();
    // Rounded, so that an edge is the number that it says.
    const edge = (k: number): number => Number((low + k * width).toPrecision(12));
    let before = values.findIndex((value) => value >= edge(0));
    if (before < 0) before = values.length;
    return Array.from({ length: bins }, (_, k): LeakageBin => {
      const first = before;
      while (before < values.length && values[before]! < edge(k + 1)) before++;
      const efficiency = clopperPearson(before, values.length);
      return {
        counter,
        ...of,
        from_GeV: edge(k) / GeV,
        to_GeV: edge(k + 1) / GeV,
        share: (before - first) / values.length,
        shareError: Math.sqrt(before - first) / values.length,
        epsilon: efficiency.value,
        epsilonLow: efficiency.low,
        epsilonHigh: efficiency.high,
      };
    });
  });
}
