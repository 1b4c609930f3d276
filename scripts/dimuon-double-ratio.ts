import { dimuonFactors } from "../cuts/index.ts";
import { type Curve, curvesFigure } from "../src/figures/curves.ts";
import type { JsonObject } from "../src/figures/specification.ts";
import { shippedSelection } from "../src/node/load-selection.ts";
import { simulateEvents } from "../src/node/simulate-events.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { approaches, type PlateauFit } from "../src/statistics/plateau-fit.ts";
import { formatQuantity } from "../src/tables/quantity.ts";
import { GeV, MeV } from "../src/units.ts";
import { intensitySets } from "./card-options.ts";
import { changedNumbers } from "./changed-numbers.ts";
import { twoMips } from "./compare-table-1.ts";
import type { PairFindings } from "./dimuon-figure.ts";
import { type PairNumber, pairNumber } from "./dimuon-numbers.ts";
import { type Origin, passesAll } from "./dimuon-samples.ts";
import { middleOf, prepareDoubleRatio, ratioEdges, type SignalSpectrum } from "./double-ratio.ts";
import { interruptible } from "./interruption.ts";
import { type PlanFlags, type PlannedRun, planRun } from "./plan-run.ts";
import { showProgress } from "./progress.ts";
import { publishedCorrection } from "./published-correction.ts";
import { publishedTable1, seenTable1 } from "./published-table-1.ts";
import { simulatePairs } from "./simulate-pairs.ts";

/** The spread of the pulses of the channels that stands for data, in the place of the one that is known. */
const templateErrorOfData = "0.5 %";
/** A' events of each mass, unless fewer pairs are asked for: their spectrum adds little to the errors. */
const mostSignalEvents = 10_000;

/** Of which pairs RR is. */
const ofPairs = [
  { name: "cuts of Sec. V.B", cuts: () => shippedSelection("dimuon").cuts },
  { name: "and track, SRD, shape", cuts: () => dimuonFactors.flatMap(({ cuts }) => cuts) },
] as const;

const forms = Object.keys(approaches) as (keyof typeof approaches)[];

/**
 * Pairs are simulated twice, of all photons and of those above this share of the beam momentum alone, and taken below it and above it: few
 * photons leave less than 40 GeV in the ECAL, where most A' do. The weights make one spectrum of both.
 */
const parted = 0.6;

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

/** Simulates pairs of both kinds and A' of each mass, and makes Fig. 11 of them. */
export async function makeDoubleRatio(
  { data, clean, signals }: DoubleRatioPlan,
  quiet: boolean,
): Promise<{ card: RunCard; origin: Origin; findings: PairFindings }> {
  const [{ card, plan, range }] = data;
  const events = range.end - range.first;
  const hard = parted * card.beam.momentum;
  const muons = twoMips(card);
  const found = ofPairs.map(({ cuts }) => ({ passes: passesAll(cuts(), card), ratio: prepareDoubleRatio() }));
  const spectra: SignalSpectrum[] = [];
  const all = [...data, ...signals.map(({ run }) => run)];
  const progress = showProgress(
    all.reduce((sum, { range: { first, end } }) => sum + end - first, 0),
    quiet,
  );
  try {
    await interruptible(async (signal) => {
      for (const { run } of signals)
        spectra.push(await signalSpectrum(run, signal, (made) => progress.add(made)));
      for (const [part, run] of data.entries()) {
        await simulatePairs(
          run,
          signal,
          (crowded, alone) => {
            for (const [{ columns, size }, sample] of [
              [crowded, "data"],
              [alone, "monteCarlo"],
            ] as const) {
              const { event, ecalEnergy, weight, vertexEnergy } = columns;
              for (const { passes, ratio } of found)
                for (let i = 0; i < size; i++)
                  if (vertexEnergy[i]! >= hard === (part === 1) && passes(columns, i))
                    ratio.add(event[i]!, sample, ecalEnergy[i]! - muons, weight[i]!);
            }
            progress.add(alone.size);
          },
          clean,
        );
      }
    });
  } finally {
    progress.stop();
  }
  return {
    card,
    origin: { run: card.name, events, seed: plan.seed, changed: changedNumbers(plan.card) },
    findings: await doubleRatioFindings(
      card,
      found.map(({ ratio }) => ratio),
      signals.map(({ mass }, k) => ({ mass, spectrum: spectra[k]! })),
    ),
  };
}

/** E_ECAL of the A' events that pass the selection of the signal. */
async function signalSpectrum(
  { plan, card, range, workers, batchSize }: PlannedRun,
  signal: AbortSignal,
  done: (events: number) => void,
): Promise<SignalSpectrum> {
  const passes = passesAll(shippedSelection("signal").cuts, card);
  const energies: number[] = [];
  const weights: number[] = [];
  const worker = new URL("./simulate-worker.js", import.meta.url);
  for await (const { columns, size } of simulateEvents({ plan, range, worker, workers, batchSize, signal })) {
    for (let i = 0; i < size; i++) {
      if (!passes(columns, i)) continue;
      energies.push(columns.ecalEnergy[i]!);
      weights.push(columns.weight[i]!);
    }
    done(size);
  }
  return { energies, weights };
}

/** Numbers, bins and picture, for each kind of pairs. */
export async function doubleRatioFindings(
  card: RunCard,
  ratios: readonly ReturnType<typeof prepareDoubleRatio>[],
  signals: readonly { readonly mass: number; readonly spectrum: SignalSpectrum }[],
): Promise<PairFindings> {
  const found = ratios.map((ratio) => ratio.findings(signals.map(({ spectrum }) => spectrum)));
  const paper = await publishedCorrection(card.name);
  const { observedOverExpected } = await publishedTable1();
  const across = (
    quantity: string,
    value: (one: (typeof found)[0]) => { mean: number; error: number },
    more: Parameters<typeof pairNumber>[3] = {},
  ): PairNumber[] => found.map((one, k) => pairNumber(quantity, ofPairs[k]!.name, value(one), more));
  const bins = found.flatMap(({ bins, fits }, k) =>
    bins.map(({ from, to, dataShare, monteCarloShare, ratio, error }, bin) => ({
      pairs: ofPairs[k]!.name,
      from_GeV: from / GeV,
      to_GeV: to / GeV,
      dataShare,
      monteCarloShare,
      ratio,
      error,
      ...Object.fromEntries(forms.map((form) => [form, fits[form].at(middleOf(bin))])),
    })),
  );
  return {
    title: "RR of muon pairs, Eq. (24), and what it makes of the signal, Fig. 11",
    numbers: [
      ...across("f: pairs, over those of the Monte Carlo", ({ efficiency }) => efficiency, {
        paper: observedOverExpected(card.name),
      }),
      ...across("RR at 1-5 GeV", ({ ratioBetween }) => ratioBetween(1 * GeV, 5 * GeV)),
      ...across("RR at 5-10 GeV", ({ ratioBetween }) => ratioBetween(5 * GeV, 10 * GeV)),
      ...across("RR at 10-20 GeV", ({ ratioBetween }) => ratioBetween(10 * GeV, 20 * GeV)),
      ...across("RR at 20-60 GeV", ({ plateau }) => plateau),
      ...across(
        "RR within 5 % of its plateau above",
        ({ fits: { exponential } }) => ({ mean: worksAbove(exponential) / GeV, error: 0 }),
        { unit: "GeV", paper: 5 },
      ),
      ...signals.flatMap(({ mass }, k) => {
        const of = `A' of ${mass / MeV} MeV`;
        return [
          ...across(`${of}: correction`, ({ corrections }) => corrections[k]!.mean, { paper }),
          ...forms.flatMap((form) =>
            across(`${of}: by ${form}`, ({ corrections }) => corrections[k]!.byFits[form]),
          ),
          ...across(`${of}: by bins`, ({ corrections }) => corrections[k]!.byBins),
          ...across(`${of}: spread of the forms`, ({ corrections }) => ({
            mean: corrections[k]!.spread,
            error: 0,
          })),
          ...across(`${of}: over RR at 20-60 GeV`, ({ corrections }) => corrections[k]!.overPlateau),
          ...across(`${of}: f times correction`, ({ corrections }) => corrections[k]!.efficiency),
        ];
      }),
    ],
    bins,
    columns: [
      { key: "pairs", name: "pairs" },
      { key: "from_GeV", name: "from", unit: "GeV" },
      { key: "to_GeV", name: "to", unit: "GeV" },
      { key: "dataShare", name: "R of data", unit: "1" },
      { key: "monteCarloShare", name: "R of Monte Carlo", unit: "1" },
      { key: "ratio", name: "RR", unit: "1" },
      { key: "error", name: "error", unit: "1" },
      ...forms.map((form) => ({ key: form, name: form, unit: "1" as const })),
    ],
    notes: notesOf(card),
    figure: () => figureOf(card, found),
  };
}

function notesOf(card: RunCard): string[] {
  const { name, beam, pileup } = card;
  return [
    `Data: other beam particles at ${beam.intensityHigh} electrons per spill, pulses that differ by ${templateErrorOfData} (rms) from channel to channel; Monte Carlo: none, and pulses of the shape that is known. The same events, read by ${pileup.algorithm}, as many again of photons above ${100 * parted} % of the beam momentum.`,
    "RR is a ratio of shapes: over the Monte Carlo's spectrum its mean is 1, so that it cannot fall everywhere. The correction, its mean over the spectrum of the A', says how these fare beside pairs; f, in epsilon_e of Eq. (23), says how pairs fare. Their product is what others leave of the A'.",
    `E_ECAL is without the ${formatQuantity(Number(twoMips(card).toPrecision(3)), "energy")} that two muons leave, as the paper takes into account, so that pairs and A' of the same shower meet.`,
    "Over RR at 20-60 GeV it is an efficiency against energy, for where pileup does not tell. Pairs that others move from one energy to another count where they are read: then no bin is an efficiency.",
    "The correction is the mean by the three forms, c (1 - a exp(-E/b)), c (1 - a / (1 + E/b)), c (1 - a exp(-(E/b)^2)), of events that pass the selection of the signal alone. Errors are statistical.",
    `The paper has 0.93 in run III, with 7 % at 10 MeV and 5 % at 100 MeV as uncertainty (Table III), and at least 0.95 in the others; the method works above about 5 GeV. Ours is a prediction beside it for ${name}, no number was fitted to it${pileup.algorithm === seenTable1 ? `; but the pedestals of ${seenTable1} were chosen with Table I in sight, and f with it is no prediction of its own` : ""}.`,
  ];
}

/** The energy above which a fit stays within 5 % of its plateau, GeV; NaN if it does not up to 60 GeV. */
export function worksAbove({ plateau, at }: Pick<PlateauFit, "plateau" | "at">): number {
  const step = 0.1 * GeV;
  const last = Math.round(ratioEdges.at(-1)! / step);
  for (let k = last; k >= 0; k--)
    if (!(Math.abs(at(k * step) / plateau - 1) < 0.05)) return k === last ? Number.NaN : (k + 1) * step;
  return 0;
}

function figureOf(
  card: RunCard,
  found: readonly ReturnType<ReturnType<typeof prepareDoubleRatio>["findings"]>[],
): JsonObject {
  const energies = Array.from({ length: 119 }, (_, k) => 1 + 0.5 * k);
  const points = found.map(
    ({ bins }, k): Curve => ({
      label: ofPairs[k]!.name,
      points: bins.flatMap(({ ratio, error }, bin) =>
        Number.isFinite(ratio) && Number.isFinite(error)
          ? [[middleOf(bin) / GeV, ratio, error] as const]
          : [],
      ),
      measured: true,
      colour: k === 0 ? 0 : 1,
      dash: k === 0 ? "solid" : "dashed",
    }),
  );
  const curves = forms.map(
    (form, k): Curve => ({
      label: form,
      points: energies.map((energy) => [energy, found[0]!.fits[form].at(energy * GeV)] as const),
      colour: [2, 3, 5][k]!,
      dash: (["solid", "dashed", "dotted"] as const)[k]!,
    }),
  );
  return curvesFigure({
    x: { title: "E_{ECAL} [GeV]", scale: "linear", low: 0, high: 60 },
    y: { title: "RR = R_{data} / R_{MC}", scale: "linear", low: 0 },
    curves: [...points, ...curves],
    title: "Double ratio of muon pairs, Fig. 11",
    subtitle: `${card.name}, ${1e-6 * card.beam.intensityHigh}e6 electrons per spill, ${card.pileup.algorithm}; curves are fits to the filled points`,
  });
}
