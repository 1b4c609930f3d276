import type { Events } from "../src/detector/events.ts";
import { hcal } from "../src/detector/hcal.ts";
import { electron, muon, pion } from "../src/event/particle.ts";
import type { RunKey } from "../src/random/run-key.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { gaussianCore } from "../src/statistics/gaussian-core.ts";
import { findPeak } from "../src/statistics/peak.ts";
import { fitResolution, type ResolutionTerms } from "../src/statistics/resolution-terms.ts";
import { GeV } from "../src/units.ts";
import {
  atHcal,
  beamElectrons,
  beamPions,
  noOthers,
  prepareSources,
  type SimulateSource,
  type Source,
  settingsOf,
} from "./calorimeters-events.ts";
import { type Spread, spreadOf } from "./calorimeters-spread.ts";

/** What a calorimeter reads of particles of one energy: an element of `rows` of the document of --json. */
export interface ResponseRow extends Spread {
  readonly calorimeter: string;
  readonly particle: string;
  readonly energy_GeV: number;
  /** Whether with the other beam particles of the run. */
  readonly pileup: boolean;
  readonly electrons_per_spill: number;
  /** The resolution that the paper gives; null for what it gives none. */
  readonly paperResolution: number | null;
  /** Most probable energy: of muons. */
  readonly mode_GeV: number | null;
  readonly modeError_GeV: number | null;
}

/** Stochastic, constant and noise term of one series of rows. */
export interface ResponseFit {
  readonly calorimeter: string;
  readonly particle: string;
  readonly pileup: boolean;
  readonly terms: ResolutionTerms;
}

export interface Response {
  readonly rows: readonly ResponseRow[];
  readonly fits: readonly ResponseFit[];
}

export interface ResponseRequest {
  readonly card: RunCard;
  readonly energies: readonly number[];
  /** Particles in each row. */
  readonly events: number;
  readonly key: RunKey;
  readonly signal?: AbortSignal;
}

/** From here on hadrons and muons are simulated: the muon crosses all modules. */
export const lowestOfHcal = 10 * GeV;

/** Sec. III: 10 % and 60 %, each over sqrt(E / GeV). */
const paperTerms: Readonly<Record<string, number>> = { "ECAL electron": 0.1, "HCAL pion": 0.6 };

/** A series of rows: what is summed, of which particles, and whether with others too. */
interface Series {
  readonly calorimeter: string;
  readonly particle: string;
  readonly source: (card: RunCard, energy: number) => Source;
  readonly parts: readonly string[];
  readonly read: (events: Events) => number;
  readonly lowest: number;
  readonly withOthers: boolean;
}

const series: readonly Series[] = [
  {
    ...{ calorimeter: "ECAL", particle: "electron", source: beamElectrons, lowest: 0, withOthers: true },
    parts: ["tracker", "ecal"],
    read: ({ ecalEnergy }) => ecalEnergy[0]!,
  },
  {
    ...{ calorimeter: "HCAL", particle: "pion", lowest: lowestOfHcal, withOthers: true },
    source: (card, energy) => atHcal(card, pion, energy),
    parts: ["hcal"],
    read: ({ hcalTotalEnergy }) => hcalTotalEnergy[0]!,
  },
  {
    ...{ calorimeter: "HCAL", particle: "electron", lowest: lowestOfHcal, withOthers: false },
    source: (card, energy) => atHcal(card, electron, energy),
    parts: ["hcal"],
    read: ({ hcalTotalEnergy }) => hcalTotalEnergy[0]!,
  },
  {
    ...{ calorimeter: "ECAL + HCAL", particle: "pion", lowest: lowestOfHcal, withOthers: true },
    source: beamPions,
    parts: ["tracker", "ecal", "hcal"],
    read: ({ ecalEnergy, hcalTotalEnergy }) => ecalEnergy[0]! + hcalTotalEnergy[0]!,
  },
];

/** Response and resolution of both calorimeters, alone and with the other beam particles, and the muons' peak in each module. */
export async function calorimeterResponse({
  card,
  energies,
  events,
  key,
  signal,
}: ResponseRequest): Promise<Response> {
  const settings = settingsOf(card);
  const simulate = prepareSources(card, key, signal);
  const rows: ResponseRow[] = [];
  const fits: ResponseFit[] = [];
  for (const { calorimeter, particle, source, parts, read, lowest, withOthers } of series) {
    for (const { pileup, electrons_per_spill, others } of settings.filter(
      (one) => withOthers || !one.pileup,
    )) {
      const own: ResponseRow[] = [];
      for (const energy of energies.filter((one) => one >= lowest)) {
        const ratios = new Float64Array(events);
        await simulate(source(card, energy), { count: events, others, read: parts }, (columns, k) => {
          ratios[k] = read(columns) / columns.beamEnergy[0]!;
        });
        const named = { calorimeter, particle, energy_GeV: inGeV(energy), pileup, electrons_per_spill };
        own.push({ ...named, ...spreadOf(ratios, energy), ...paper(named), ...noPeak });
      }
      rows.push(...own);
      const terms = fitResolution(
        own.map(({ energy_GeV, resolution, resolutionError }) => ({
          energy: energy_GeV,
          resolution,
          error: resolutionError,
        })),
      );
      if (terms !== undefined) fits.push({ calorimeter, particle, pileup, terms });
    }
  }
  for (const energy of energies.filter((one) => one >= lowestOfHcal))
    rows.push(...(await muonRows(card, energy, events, simulate)));
  return { rows, fits };
}

/** What each module reads of muons at the front face of the HCAL. */
async function muonRows(
  card: RunCard,
  energy: number,
  events: number,
  simulate: SimulateSource,
): Promise<ResponseRow[]> {
  const modules = Array.from({ length: hcal.columns.hcalModuleEnergy.width }, () => new Float64Array(events));
  const wanted = { count: events, others: noOthers(card), read: ["hcal"] };
  await simulate(atHcal(card, muon, energy), wanted, ({ hcalModuleEnergy }, k) => {
    for (const [m, module] of modules.entries()) module[k] = hcalModuleEnergy[m]! / energy;
  });
  return modules.map((ratios, m) => {
    const named = {
      calorimeter: `HCAL module ${m + 1}`,
      particle: "muon",
      energy_GeV: inGeV(energy),
      pileup: false,
      electrons_per_spill: 0,
    };
    const spread = spreadOf(ratios, energy);
    const { mean, sigma } = gaussianCore(ratios);
    const peak = findPeak(ratios, mean, sigma);
    return {
      ...named,
      ...spread,
      paperResolution: null,
      mode_GeV: peak === undefined ? null : (peak.mode * energy) / GeV,
      modeError_GeV: peak === undefined ? null : (peak.error * energy) / GeV,
    };
  });
}

function paper({
  calorimeter,
  particle,
  energy_GeV,
}: Pick<ResponseRow, "calorimeter" | "particle" | "energy_GeV">) {
  const term = paperTerms[`${calorimeter} ${particle}`];
  return { paperResolution: term === undefined ? null : term / Math.sqrt(energy_GeV) };
}

const noPeak = { mode_GeV: null, modeError_GeV: null };

function inGeV(energy: number): number {
  return Number((energy / GeV).toPrecision(12));
}
