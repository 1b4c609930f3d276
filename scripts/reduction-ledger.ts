import { dimuonFactors } from "../cuts/index.ts";
import { atIntensity, beamRate } from "../src/beam/intensity.ts";
import type { EventBatch } from "../src/detector/events.ts";
import { shippedSelection } from "../src/node/load-selection.ts";
import { inThreads } from "../src/node/simulate-events.ts";
import { preparePairedLosses } from "../src/selection/paired-losses.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import type { RunPlan } from "../src/simulation/run-plan.ts";
import { type Estimate, estimate } from "../src/statistics/estimate.ts";
import { ns, us } from "../src/units.ts";
import type { AlgorithmChoice } from "./algorithm-choices.ts";
import { changedNumbers } from "./changed-numbers.ts";
import { passesAll } from "./dimuon-samples.ts";
import { interruptible } from "./interruption.ts";
import { lossStatus } from "./loss-steps.ts";
import type { PlannedRun } from "./plan-run.ts";
import { showProgress } from "./progress.ts";
import { deadWindow, publishedTable1, seenTable1 } from "./published-table-1.ts";
import { version } from "./version.ts";
import { watchContestants } from "./watch-contestants.ts";

/** What the threads need besides a plan of a run. */
export interface ReductionPlan extends RunPlan {
  readonly algorithms: readonly AlgorithmChoice[];
  /** Electrons per spill, 0 first: none but the pair. */
  readonly intensities: readonly number[];
}

/** The events of a batch at each intensity, as each algorithm reads them. */
export type ReductionBatch = readonly (readonly EventBatch[])[];

/** What one kind of loss costs; last, what others move in. */
export interface ReductionColumn {
  readonly loss: string;
  /** Of pairs that pass all cuts without others, and with them those of the columns before, what is left; of what is moved in, one and its share. */
  readonly factor: number;
  readonly error: number;
  /** Negative where pairs are moved in. */
  readonly tau_ns: number | null;
  /** Pairs that pass all cuts only with others and fail here without, over those that pass in both. */
  readonly movedIn: number;
}

/** A factor of the number of pairs, and the dead window that it amounts to. */
export interface Reduction {
  readonly f: number | null;
  readonly error: number | null;
  readonly tau_ns: number | null;
  readonly tauError_ns: number | null;
  /** f less that of Table I, over the error of both; null at other intensities. */
  readonly pull: number | null;
  /** The duty factor with which f would be that of Table I, if the loss is exponential in the rate; none such unless it is from 0 to 1. */
  readonly dutyFactor: number | null;
  readonly dutyFactorError: number | null;
}

/** One algorithm at one intensity: an element of `rows` of the document of --json. */
export interface ReductionRow extends Reduction {
  readonly algorithm: string;
  readonly intensity: number;
  readonly beamRate_MHz: number;
  readonly columns: readonly ReductionColumn[];
  /** With the cuts that Sec. V.B names alone: the selection dimuon. */
  readonly namedCuts: Reduction;
  /** Pairs per electron on target that pass the cuts of Sec. V.B without other beam particles. */
  readonly yieldAlone_per_eot: number;
  readonly yieldAloneError: number;
  readonly status: string;
}

/** The document of --json. */
export interface ReductionLedger {
  readonly run: string;
  readonly dutyFactor: number;
  readonly events: number;
  readonly seed: string;
  readonly version: string;
  readonly changed: readonly string[];
  readonly rows: readonly ReductionRow[];
  /** What of each column's efficiency is calibrated, of those where something is. */
  readonly calibrated: Readonly<Record<string, string>>;
  readonly paper: {
    readonly rows: readonly { intensity: number; f: number; error: number; tau_ns: number }[];
    /** Of all rows, for electrons that come evenly over the spill. */
    readonly tau_ns: number;
    readonly tauError_ns: number;
  };
}

/** Counts the same muon pairs at each intensity and without others, by each algorithm. */
export async function makeReduction(
  { plan, card, range, workers, batchSize, timeLimit }: PlannedRun,
  algorithms: readonly AlgorithmChoice[],
  intensities: readonly number[],
  quiet: boolean,
): Promise<ReductionLedger> {
  const counts = intensities.map(() => algorithms.map(() => countReduction(card)));
  const progress = showProgress(range.end - range.first, quiet);
  const worker = new URL("./reduction-worker.js", import.meta.url);
  const asked: ReductionPlan = { ...plan, algorithms, intensities: [0, ...intensities] };
  try {
    await interruptible(async (signal) => {
      const watch = watchContestants(algorithms, plan.key, timeLimit);
      const work = { plan: asked, range, worker, workers, batchSize, watch, signal };
      for await (const [alone, ...crowded] of inThreads<ReductionBatch, ReductionPlan>(work)) {
        for (const [k, readings] of crowded.entries())
          for (const [a, reading] of readings.entries()) counts[k]![a]!.take(reading, alone![a]!);
        progress.add(alone![0]!.size);
      }
    });
  } finally {
    progress.stop();
  }
  const { reductions } = await publishedTable1();
  const evenly = (intensity: number) => intensity / card.beam.spillLength;
  const published = deadWindow(reductions, evenly);
  const rows = algorithms.flatMap(({ name: algorithm }, a) =>
    intensities.map((intensity, k): ReductionRow => {
      const rate = beamRate(intensity, card.beam);
      const paper = reductions.find((one) => one.intensity === intensity);
      const tell = (loss: { logLoss: number; error: number }) => reductionOf(loss, rate, published, paper);
      const { columns, all, named, alone } = counts[k]![a]!.found(rate);
      const pairs = estimate(alone.sum, alone.squares, range.end - range.first);
      return {
        algorithm,
        intensity,
        beamRate_MHz: rate * us,
        columns,
        ...tell(all),
        namedCuts: tell(named),
        yieldAlone_per_eot: pairs.mean,
        yieldAloneError: pairs.error,
        status:
          algorithm === seenTable1
            ? "predicted, but its pedestals were chosen with Table I in sight"
            : "predicted",
      };
    }),
  );
  return {
    run: card.name,
    dutyFactor: card.beam.dutyFactor,
    events: range.end - range.first,
    seed: plan.seed,
    version: version(),
    changed: changedNumbers(plan.card),
    rows,
    calibrated: calibratedColumns(plan.card),
    paper: {
      rows: reductions.map(({ intensity, f, error }) => ({
        intensity,
        f,
        error,
        tau_ns: -Math.log(f) / evenly(intensity) / ns,
      })),
      tau_ns: published.mean / ns,
      tauError_ns: published.error / ns,
    },
  };
}

/** Pairs in both samples, column by column, and those of the cuts that Sec. V.B names. */
export function countReduction(card: RunCard) {
  const steps = preparePairedLosses(dimuonFactors.map(({ cuts }) => passesAll(cuts, card)));
  const { cuts } = shippedSelection("dimuon");
  const named = preparePairedLosses([passesAll(cuts, card)]);
  return {
    take(withOthers: EventBatch, without: EventBatch): void {
      steps.take(withOthers, without);
      named.take(withOthers, without);
    },
    found: (rate: number) => {
      const column = (loss: string, factor: number, error: number, movedIn: number): ReductionColumn => {
        return { loss, factor, error, tau_ns: rate > 0 ? -Math.log(factor) / rate / ns : null, movedIn };
      };
      const gained = steps.gained();
      return {
        columns: [
          ...dimuonFactors.map(({ name }, k) => {
            const { value, low, high } = steps.kept(k);
            return column(name, value, 0.5 * (high - low), steps.gained(k).mean);
          }),
          column("moved in", 1 + gained.mean, gained.error, gained.mean),
        ],
        all: steps.loss(0, dimuonFactors.length),
        named: named.loss(0, 1),
        alone: named.passedWithout(),
      };
    },
  };
}

function reductionOf(
  { logLoss, error }: { logLoss: number; error: number },
  rate: number,
  published: Estimate,
  paper: { f: number; error: number } | undefined,
): Reduction {
  if (!Number.isFinite(logLoss)) {
    const none = { f: null, error: null, tau_ns: null, tauError_ns: null };
    return { ...none, pull: null, dutyFactor: null, dutyFactorError: null };
  }
  const f = Math.exp(-logLoss);
  const tau = rate > 0 ? { mean: logLoss / rate, error: error / rate } : undefined;
  const duty = tau && tau.mean / published.mean;
  return {
    f,
    error: f * error,
    tau_ns: tau ? tau.mean / ns : null,
    tauError_ns: tau ? tau.error / ns : null,
    // Where no pair is lost or moved in, the error is not known.
    pull: paper && error > 0 ? (f - paper.f) / Math.hypot(f * error, paper.error) : null,
    dutyFactor: duty ?? null,
    dutyFactorError: tau ? Math.hypot(tau.error, duty! * published.error) / published.mean : null,
  };
}

function calibratedColumns(rawCard: unknown): Record<string, string> {
  const found = dimuonFactors.flatMap(({ name, cuts }) => {
    const told = cuts.map((cut) => lossStatus(cut.name, rawCard)).filter((status) => status !== "predicted");
    return told.length === 0 ? [] : [[name, told.join("; ")] as const];
  });
  return Object.fromEntries(found);
}

/** The card of a plan at one of its intensities. */
export function cardAt(card: RunCard, intensity: number): RunCard {
  return { ...card, beam: atIntensity(card.beam, intensity) };
}
