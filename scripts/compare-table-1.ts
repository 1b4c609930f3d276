import { markdownTable } from "markdown-table";
import { beamMomentum } from "../cuts/beam-momentum.ts";
import { dimuonEcal } from "../cuts/dimuon-ecal.ts";
import { dimuonModules } from "../cuts/dimuon-modules.ts";
import { singleTrack } from "../cuts/single-track.ts";
import { smallAngle } from "../cuts/small-angle.ts";
import { synchrotronTag } from "../cuts/synchrotron-tag.ts";
import { dimuon } from "../generators/dimuon.ts";
import { atIntensity } from "../src/beam/intensity.ts";
import { avogadro } from "../src/constants.ts";
import { ecal } from "../src/detector/ecal.ts";
import type { EcalTrackCard } from "../src/detector/ecal-track.ts";
import { shippedSelection } from "../src/node/load-selection.ts";
import { tableText } from "../src/node/write-table.ts";
import { dimuonYield } from "../src/physics/dimuon-yield.ts";
import { lead } from "../src/physics/muon-materials.ts";
import type { RunKey } from "../src/random/run-key.ts";
import type { Cut } from "../src/selection/cut.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { prepareSimulation } from "../src/simulation/simulate-batch.ts";
import { type Estimate, estimate } from "../src/statistics/estimate.ts";
import { formatQuantity } from "../src/tables/quantity.ts";
import { minimumIonisation } from "../src/transport/muon-sandwich.ts";
import { publishedTable1 } from "./published-table-1.ts";
import { version } from "./version.ts";

/** Muon pairs per electron on target that pass some cuts: a row of the table for people. */
export interface DimuonRow {
  readonly cuts: string;
  readonly yield_per_eot: number;
  /** Statistical. */
  readonly error: number;
}

/** The document of `aprime yield --process dimuon --json`. */
export interface DimuonYields {
  readonly process: "dimuon";
  readonly run: string;
  /** Of the selection `dimuon`: trigger, E_ECAL, HCAL1 and HCAL4. */
  readonly yield_per_eot: number;
  readonly error: number;
  readonly without_windows: number;
  readonly without_windows_error: number;
  readonly analytic_without_windows: number;
  readonly trident_fraction: number;
  readonly paper: { readonly yield_per_eot: number; readonly about: string };
  readonly over_paper: number;
  readonly contains: Readonly<Record<string, string>>;
  readonly rows: readonly DimuonRow[];
  readonly events: number;
}

/** Each with all before it. The third is the selection `dimuon`, what Sec. V.B says of Table I. */
const stages: readonly { readonly words: string; readonly cuts: () => readonly Cut[] }[] = [
  { words: "E_ECAL", cuts: () => [dimuonEcal] },
  { words: "and HCAL1, HCAL4", cuts: () => [dimuonModules] },
  { words: "and trigger", cuts: () => shippedSelection("trigger").cuts },
  { words: "and SRD", cuts: () => [synchrotronTag] },
  { words: "and one track of the beam", cuts: () => [singleTrack, smallAngle, beamMomentum] },
];
const ofTable1 = 2;

const batchSize = 4096;

/** Simulates muon pairs in the whole detector, without other beam particles, and lays them beside Table I. */
export async function compareWithTable1(card: RunCard, events: number, key: RunKey): Promise<DimuonYields> {
  const { tridentFraction } = card.dimuons;
  const rows = simulate(card, events, key).map(
    ({ mean, error }, k): DimuonRow => ({ cuts: stages[k]!.words, yield_per_eot: mean, error }),
  );
  const [ecal, found] = [rows[0]!, rows[ofTable1]!];
  const { expectedPerElectron: paper } = await publishedTable1();
  return {
    process: "dimuon",
    run: card.name,
    yield_per_eot: found.yield_per_eot,
    error: found.error,
    without_windows: ecal.yield_per_eot / (1 + tridentFraction),
    without_windows_error: ecal.error / (1 + tridentFraction),
    analytic_without_windows: analyticYield(card),
    trident_fraction: tridentFraction,
    paper: {
      yield_per_eot: paper,
      about:
        "n_MC / n_EOT of Table I, sums over its runs; ours is a prediction beside it, nothing was tuned to it",
    },
    over_paper: found.yield_per_eot / paper,
    contains: {
      yield_per_eot:
        "gamma Z -> mu+ mu- Z of all photons of the shower, and the trident fraction; trigger of Eq. (14), E_ECAL and the windows of HCAL1 and HCAL4; no other beam particles",
      without_windows:
        "the same pairs without the trident fraction, with the cut on E_ECAL alone: of the full simulation",
      analytic_without_windows: `without simulation: Eq. (22) over the photon tracks of an electron of the nominal momentum, of photons that leave E_ECAL low enough beside the ${formatQuantity(Number(twoMips(card).toPrecision(3)), "energy")} of two muons`,
    },
    rows,
    events,
  };
}

/** Of each stage the pairs per electron on target. */
function simulate(card: RunCard, events: number, key: RunKey): Estimate[] {
  const alone = { ...card, beam: atIntensity(card.beam, 0) };
  const generator = dimuon.prepare(dimuon.options.parse({}), alone);
  const simulateBatch = prepareSimulation(generator, alone, key);
  const passes = stages.map(({ cuts }) => cuts().map((cut) => cut.prepare(card.cuts[cut.name] ?? {})));
  const sums = stages.map(() => ({ sum: 0, squares: 0 }));
  for (let first = 0; first < events; first += batchSize) {
    const { columns, size } = simulateBatch(first, Math.min(batchSize, events - first));
    for (let i = 0; i < size; i++) {
      const weight = columns.weight[i]!;
      for (let k = 0; k < stages.length && passes[k]!.every((pass) => pass(columns, i)); k++) {
        sums[k]!.sum += weight;
        sums[k]!.squares += weight * weight;
      }
    }
  }
  return sums.map(({ sum, squares }) => estimate(sum, squares, events));
}

/** What two minimum-ionising muons leave in the ECAL on the scale of electrons: E_ECAL has it besides what the photon leaves out. 1.03 GeV. */
export function twoMips({ detector, target }: RunCard): number {
  const { samplingFrequency, electronToMip, ...plates } = detector[ecal.name] as EcalTrackCard;
  const [inLead, inScintillator] = minimumIonisation({
    ...plates,
    absorber: lead,
    absorberThickness: plates.leadThickness,
  });
  return (2 * target.depth * samplingFrequency * (inLead + inScintillator)) / electronToMip;
}

/** Pairs of real photons that leave less than the cut in the ECAL, by the cascade equations. */
function analyticYield(card: RunCard): number {
  const { beam, target, cuts } = card;
  const { charge, massNumber, nucleiMass, criticalEnergy } = target;
  const { below } = cuts[dimuonEcal.name] as { below: number };
  const { minimumPairEnergy } = dimuon.options.parse({}) as { minimumPairEnergy: number };
  return dimuonYield({
    beamEnergy: beam.momentum,
    minimumEnergy: Math.max(minimumPairEnergy, beam.momentum - below + twoMips(card)),
    nucleus: { charge, massNumber },
    nucleiPerRadiationLength: (avogadro * nucleiMass) / massNumber,
    criticalEnergy,
  });
}

const reading = [
  'The row "and trigger" is what Sec. V.B says of Table I. Its efficiency f goes to 1.00 ± 0.05 at no intensity:',
  "data and MC have passed the same cuts. If these hold the SRD tag or the track too, the rows below are",
  "beside it: the paper does not say.",
];

/** The yields as a table for people. */
export function dimuonText(found: DimuonYields): string {
  const { rows, paper, run, events, trident_fraction, analytic_without_windows } = found;
  const table = markdownTable(
    [
      ["cuts, each with those above", "pairs per electron", "over Table I"],
      ...rows.map((row) => [
        row.cuts,
        `${row.yield_per_eot.toExponential(3)} ± ${row.error.toExponential(1)}`,
        (row.yield_per_eot / paper.yield_per_eot).toFixed(3),
      ]),
    ],
    { align: ["l", "r", "r"] },
  );
  return `Muon pairs per electron on target, ${run}, without other beam particles, ${events} events\n
${table}

Table I has ${paper.yield_per_eot.toExponential(3)}, n_MC / n_EOT of its runs; ours is a prediction, nothing was tuned to it.
Each number has the direct trident, ${(100 * trident_fraction).toFixed(1)} % of the real photons' pairs. Without it the first
is ${found.without_windows.toExponential(3)}, and ${analytic_without_windows.toExponential(3)} by the cascade equations, without simulation.
${reading.join("\n")}`;
}

export function dimuonCsv({ rows, run, paper }: DimuonYields): Promise<string> {
  const columns = [
    { name: "cuts" },
    { name: "yield per electron on target", unit: "1" },
    { name: "error", unit: "1" },
    { name: "over Table I", unit: "1" },
  ];
  const cells = rows.map((row) => [
    row.cuts,
    row.yield_per_eot,
    row.error,
    row.yield_per_eot / paper.yield_per_eot,
  ]);
  return tableText(columns, cells, [
    `Muon pairs per electron on target, ${run}`,
    "source: NA64-2018 Eq. (22), Sec. V.B",
    `obtained: simulated by aprime ${version()}, yield --process dimuon`,
    `note: ${reading.join(" ")}`,
  ]);
}
