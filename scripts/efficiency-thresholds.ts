import { signalFactors } from "../cuts/index.ts";
import type { EventBatch, Events } from "../src/detector/events.ts";
import { shippedSelection } from "../src/node/load-selection.ts";
import type { Cut, Passes } from "../src/selection/cut.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import type { Efficiency } from "../src/statistics/efficiency.ts";
import { prepareThresholdCurve } from "../src/statistics/threshold-curve.ts";
import { GeV, MeV } from "../src/units.ts";
import { massOf } from "./efficiency-budget.ts";
import type { PlannedRun } from "./plan-run.ts";
import { simulateRuns } from "./simulate-runs.ts";

/** Which events a curve is of: electrons of the beam as the calibration runs had them (Sec. VI.B), or A' of a mass. */
export interface CurveEvents {
  readonly sample: "calibration" | "signal";
  /** Null of electrons. */
  readonly mass_MeV: number | null;
  /** "all", as Eq. (25) has it; or "V2 quiet", those below the threshold of V2, as in the product of Eq. (23). */
  readonly given: string;
}

/** Share of the events below a threshold, Eq. (25): an element of `rows` of the document of --json. */
export interface ThresholdRow extends CurveEvents {
  readonly threshold_GeV: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly events: number;
}

/** At the threshold of the card, signal less electrons: the two are of different events. */
export interface WorkingPoint extends Omit<CurveEvents, "sample"> {
  readonly threshold_GeV: number;
  readonly electrons: Efficiency;
  readonly signal: Efficiency;
  readonly difference: Efficiency;
}

/** A counter behind the ECAL: what it reads, the cut on it, the name of its factor, and thresholds to go through. */
export const counters = {
  v2: {
    words: "V2",
    factor: "V2",
    cut: "veto-quiet",
    value: ({ vetoEnergy }: Events, i: number) => vetoEnergy[i]!,
    thresholds: Array.from({ length: 60 }, (_, k) => 0.5 * (k + 1) * MeV),
  },
  hcal: {
    words: "HCAL",
    factor: "HCAL",
    cut: "hcal-quiet",
    value: ({ hcalEnergy }: Events, i: number) => hcalEnergy[i]!,
    thresholds: Array.from({ length: 50 }, (_, k) => 0.1 * (k + 1) * GeV),
  },
} as const;

export type Counter = keyof typeof counters;

/** The curves of a counter: of electrons, then of A' of each mass. */
export async function thresholdCurves(
  counter: Counter,
  { electrons, signals }: { electrons: PlannedRun; signals: readonly PlannedRun[] },
  asked: readonly number[] | undefined,
  quiet: boolean,
): Promise<{ rows: ThresholdRow[]; workingPoints: WorkingPoint[] }> {
  const { card } = electrons;
  const { below } = card.cuts[counters[counter].cut] as { below: number };
  const thresholds = withoutRounding([...(asked ?? counters[counter].thresholds), below]);
  const samples = [
    { run: electrons, mass_MeV: null, ...prepareCurves(counter, calibrationCuts(card), card, thresholds) },
    ...signals.map((run) => ({
      run,
      mass_MeV: massOf(run),
      ...prepareCurves(counter, signalCuts(card), card, thresholds),
    })),
  ];
  await simulateRuns(samples, quiet);
  const rows = samples.flatMap(({ mass_MeV, result }) =>
    result().flatMap(({ given, events, efficiencies }) =>
      efficiencies.map(({ value, low, high }, k): ThresholdRow => {
        const sample = mass_MeV === null ? "calibration" : "signal";
        return { sample, mass_MeV, given, threshold_GeV: thresholds[k]! / GeV, value, low, high, events };
      }),
    ),
  );
  const at = withoutRounding([below])[0]! / GeV;
  const there = rows.filter(({ threshold_GeV }) => threshold_GeV === at);
  return {
    rows,
    workingPoints: there
      .filter(({ sample }) => sample === "signal")
      .map(({ mass_MeV, given, threshold_GeV, ...signal }) => {
        const before = there.find((row) => row.sample === "calibration" && row.given === given)!;
        const [own, other] = [efficiencyOf(signal), efficiencyOf(before)];
        return {
          mass_MeV,
          given,
          threshold_GeV,
          electrons: other,
          signal: own,
          difference: less(own, other),
        };
      }),
  };
}

function efficiencyOf({ value, low, high }: Efficiency): Efficiency {
  return { value, low, high };
}

/** One efficiency less another, of other events: the sides of the intervals add in quadrature. */
export function less(a: Efficiency, b: Efficiency): Efficiency {
  const value = a.value - b.value;
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  };
}

/** Increasing, each once, to 12 digits: a threshold is the number that it says. */
function withoutRounding(thresholds: readonly number[]): number[] {
  return [...new Set(thresholds.map((value) => Number(value.toPrecision(12))))].sort((a, b) => a - b);
}

/** All that is asked of an electron of the calibration runs, but for V2 and HCAL. */
function calibrationCuts(card: RunCard): Passes[] {
  const behind: readonly string[] = Object.values(counters).map(({ cut }) => cut);
  return prepared(
    shippedSelection("calibration").cuts.filter(({ name }) => !behind.includes(name)),
    card,
  );
}

/** The factors of Eq. (23) before V2, of A' whose true energy is in the signal box. */
function signalCuts(card: RunCard): Passes[] {
  const { above } = card.cuts["missing-energy"] as { above: number };
  const before = signalFactors.slice(
    0,
    signalFactors.findIndex(({ name }) => name === counters.v2.factor),
  );
  return [
    (events, i) => events.invisibleEnergy[i]! > above,
    ...prepared(
      before.flatMap(({ cuts }) => cuts),
      card,
    ),
  ];
}

function prepared(cuts: readonly Cut[], card: RunCard): Passes[] {
  return cuts.map((cut) => cut.prepare(card.cuts[cut.name] ?? {}));
}

/** Curves of the events that pass some cuts, and, for the HCAL, of those of them that are below the threshold of V2. */
export function prepareCurves(
  counter: Counter,
  cuts: readonly Passes[],
  card: RunCard,
  thresholds: readonly number[],
) {
  const { value } = counters[counter];
  const { below } = card.cuts[counters.v2.cut] as { below: number };
  const kinds: readonly { given: string; counts: Passes }[] = [
    { given: "all", counts: () => true },
    ...(counter === "hcal"
      ? [{ given: "V2 quiet", counts: ({ vetoEnergy }: Events, i: number) => vetoEnergy[i]! < below }]
      : []),
  ];
  const curves = kinds.map((kind) => ({ ...kind, curve: prepareThresholdCurve(thresholds) }));
  return {
    take: ({ columns, size }: EventBatch): void => {
      for (let i = 0; i < size; i++) {
        if (!cuts.every((passes) => passes(columns, i))) continue;
        for (const { counts, curve } of curves)
          if (counts(columns, i)) curve.add(value(columns, i), columns.weight[i]!);
      }
    },
    result: () => curves.map(({ given, curve }) => ({ given, ...curve.result() })),
  };
}
