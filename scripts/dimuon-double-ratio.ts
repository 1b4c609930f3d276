import { shippedSelection } from "../src/node/load-selection.ts";
import { simulateEvents } from "../src/node/simulate-events.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { changedNumbers } from "./changed-numbers.ts";
import { twoMips } from "./compare-table-1.ts";
import type { PairFindings } from "./dimuon-figure.ts";
import { type Origin, passesAll } from "./dimuon-samples.ts";
import { prepareDoubleRatio, type SignalSpectrum } from "./double-ratio.ts";
import { doubleRatioFindings } from "./double-ratio-findings.ts";
import { ofPairs } from "./double-ratio-pairs.ts";
import { type DoubleRatioPlan, parted } from "./double-ratio-plan.ts";
import { interruptible } from "./interruption.ts";
import type { PlannedRun } from "./plan-run.ts";
import { showProgress } from "./progress.ts";
import { simulatePairs } from "./simulate-pairs.ts";

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
