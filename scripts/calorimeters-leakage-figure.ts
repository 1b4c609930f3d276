import { type Curve, type CurveAxis, curvesFigure, type Step, stepPoints } from "../src/figures/curves.ts";
import { panels } from "../src/figures/panels.ts";
import type { JsonObject } from "../src/figures/specification.ts";
import { GeV, MeV } from "../src/units.ts";
import type { Leakage, LeakageBin } from "./calorimeters-leakage.ts";
import { whose } from "./calorimeters-leakage-text.ts";

/** How a counter is drawn: in which unit, up to which threshold, and how many bins are joined to one. */
const hcal = { counter: "HCAL", words: "HCAL1 + HCAL2", unit: GeV, named: "GeV", farthest: 5, joined: 4 };
const veto = { counter: "V2", words: "V2", unit: MeV, named: "MeV", farthest: 30, joined: 2 };
type Drawn = typeof hcal;

/** Fig. 12, for the HCAL and for V2: what is read of electrons of the beam (left), and the share below a threshold (right). */
export function leakageFigure(found: Leakage, run: string): JsonObject {
  const { bins, paper, thresholdHcal_GeV, thresholdVeto_GeV } = found;
  return panels([
    [spectrum(bins, hcal, run), efficiency(bins, hcal, run, [thresholdHcal_GeV * GeV, paper.epsilonHcal])],
    [spectrum(bins, veto, run), efficiency(bins, veto, run, [thresholdVeto_GeV * GeV, paper.epsilonVeto])],
  ]);
}

/** The bins of each kind of events, with how that is drawn. */
function series(all: readonly LeakageBin[], counter: string) {
  return [...new Set(all.map(whose))].map((kind) => {
    const bins = all.filter((bin) => bin.counter === counter && whose(bin) === kind);
    const { pileup, sample } = bins[0]!;
    const dash: Curve["dash"] = sample === "trigger" ? "solid" : "dashed";
    return { bins, pileup, sample, style: { label: kind, colour: pileup ? 2 : 1, dash } };
  });
}

function axis(title: string, { named }: Drawn, low: number, high: number): CurveAxis {
  return { title: `${title} [${named}]`, scale: "linear", low, high };
}

/** Of the sample of the trigger only, as in the paper. */
function spectrum(all: readonly LeakageBin[], drawn: Drawn, run: string): JsonObject {
  const { counter, words, unit, named, joined } = drawn;
  const shown = series(all, counter).filter(({ sample }) => sample === "trigger");
  const steps = shown.map(({ bins }) => stepsOf(bins, unit, joined));
  const shares = steps.flat().filter(({ value }) => value > 0);
  const least = Math.min(0.1, ...shares.map(({ value }) => value));
  const low = Number(`1e${Math.floor(Math.log10(least))}`);
  const { from } = steps[0]![0]!;
  const { to } = steps[0]!.at(-1)!;
  const beyond = 100 * (1 - shown.at(-1)!.bins.at(-1)!.epsilon);
  const width = Number((steps[0]![0]!.to - from).toPrecision(6));
  return curvesFigure({
    x: axis(`energy in ${words}`, drawn, from, to),
    y: { title: `share of the electrons per ${width} ${named}`, scale: "log", low, high: 1 },
    title: `Energy in ${words} of ${all[0]!.energy_GeV} GeV electrons`,
    subtitle: `simulated; beyond: ${beyond.toFixed(2)} %; ${run}`,
    curves: shown.map(({ style }, k) => ({ ...style, points: stepPoints(steps[k]!, 1e-3 * low) })),
  });
}

function stepsOf(bins: readonly LeakageBin[], unit: number, joined: number): Step[] {
  return Array.from({ length: Math.floor(bins.length / joined) }, (_, k) => {
    const together = bins.slice(k * joined, (k + 1) * joined);
    return {
      from: (together[0]!.from_GeV * GeV) / unit,
      to: (together.at(-1)!.to_GeV * GeV) / unit,
      value: together.reduce((sum, { share }) => sum + share, 0),
    };
  });
}

function efficiency(
  all: readonly LeakageBin[],
  drawn: Drawn,
  run: string,
  [threshold, printed]: readonly [number, number],
): JsonObject {
  const { counter, words, unit, farthest } = drawn;
  return curvesFigure({
    x: axis(`threshold in ${words}`, drawn, 0, farthest),
    y: { title: "efficiency", scale: "linear", low: Math.min(0.95, printed - 0.01), high: 1.005 },
    title: `Efficiency against the threshold in ${words}`,
    subtitle: `share of ${all[0]!.energy_GeV} GeV electrons below it; ${run}`,
    curves: [
      ...series(all, counter).map(({ bins, style }) => ({
        ...style,
        points: bins
          .filter(({ to_GeV }) => to_GeV >= 0 && (to_GeV * GeV) / unit <= farthest)
          .map(({ to_GeV, epsilon }) => [(to_GeV * GeV) / unit, epsilon] as const),
      })),
      { label: "paper, run III", colour: 0, measured: true, points: [[threshold / unit, printed]] },
    ],
  });
}
