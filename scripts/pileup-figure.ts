import { type Curve, type CurveAxis, colours, curvesFigure } from "../src/figures/curves.ts";
import { panels } from "../src/figures/panels.ts";
import type { JsonObject } from "../src/figures/specification.ts";
import type { PileupRow } from "./pileup-rows.ts";
import { type ArenaResult, spill } from "./pileup-text.ts";

/** The middle of a bin, GeV. */
const middle = ({ ecalLow, ecalHigh }: PileupRow): number => (ecalLow + ecalHigh) / 2;

/** A logarithmic axis with a little room at both ends, so that no disc is cut. */
function roomy(title: string, values: readonly number[]): CurveAxis {
  const positive = values.filter((value) => value > 0);
  if (positive.length === 0) return { title, scale: "log" };
  return { title, scale: "log", low: 0.8 * Math.min(...positive), high: 1.25 * Math.max(...positive) };
}

/** Four panels: efficiency against intensity and against energy, what the selection keeps or fakes, and score against speed. */
export function arenaFigure(
  { process, rows, totals, ranking, shown, selection }: ArenaResult,
  run: string,
): JsonObject {
  const algorithms = [...new Set(totals.map(({ algorithm }) => algorithm))];
  const curves = (of: readonly PileupRow[], point: (row: PileupRow) => [number, number, number]): Curve[] =>
    algorithms.map((label, colour) => ({
      ...{ label, colour, measured: true, joined: true },
      dash: colour < colours.length ? "solid" : "dashed",
      points: of.filter(({ algorithm, events }) => algorithm === label && events > 0).map(point),
    }));
  const half = (low: number, high: number): number => 50 * (high - low);
  const percent = { scale: "linear", low: 0, high: 101 } as const;
  const intensity = roomy(
    "electrons per spill",
    totals.map((row) => row.intensity),
  );
  const against = `${process} events; ${run}`;
  const efficiency = curvesFigure({
    x: intensity,
    y: { title: "efficiency [%]", ...percent },
    title: "Events read well",
    subtitle: against,
    curves: curves(totals, (row) => [
      row.intensity,
      100 * (row.efficiency ?? Number.NaN),
      half(row.efficiencyLow, row.efficiencyHigh),
    ]),
  });
  const filled = rows.filter((row) => row.intensity === shown && row.events > 0);
  const energy = curvesFigure({
    x: roomy("E_{ECAL} of the perfect reading [GeV]", filled.map(middle)),
    y: { title: "efficiency [%]", ...percent },
    title: `Events read well, at ${spill(shown)} electrons per spill`,
    subtitle: against,
    curves: curves(filled, (row) => [
      middle(row),
      100 * (row.efficiency ?? Number.NaN),
      half(row.efficiencyLow, row.efficiencyHigh),
    ]),
  });
  const hasElectrons = totals.some(({ electrons }) => electrons > 0);
  const third = hasElectrons
    ? curvesFigure({
        x: intensity,
        y: { title: "read below 80 GeV [%]", scale: "linear", low: 0 },
        title: "Fake missing energy of plain electrons",
        subtitle: against,
        curves: curves(totals, (row) => [
          row.intensity,
          100 * ((row.below50?.value ?? Number.NaN) + (row.from50To80?.value ?? Number.NaN)),
          half(row.below50?.low ?? 0, row.below50?.high ?? 0) +
            half(row.from50To80?.low ?? 0, row.from50To80?.high ?? 0),
        ]),
      })
    : curvesFigure({
        x: intensity,
        y: { title: "kept [%]", ...percent },
        title: `Kept by the selection ${selection}`,
        subtitle: `of events that pass as read perfectly; ${against}`,
        curves: curves(totals, (row) => [
          row.intensity,
          100 * (row.kept ?? Number.NaN),
          half(row.keptLow, row.keptHigh),
        ]),
      });
  const meanTime = (label: string): number => {
    const times = totals.filter(({ algorithm }) => algorithm === label);
    return times.reduce((sum, row) => sum + row.microsecondsPerEvent, 0) / times.length;
  };
  const speed = curvesFigure({
    x: roomy("time per event [us], mean over the intensities", algorithms.map(meanTime)),
    y: { title: "score [%]", ...percent },
    title: "Score against speed",
    subtitle: "mean efficiency over the intensities; this machine",
    curves: algorithms.map((label, colour): Curve => {
      const { score, scoreError } = ranking.find(({ algorithm }) => algorithm === label)!;
      return {
        ...{ label, colour, measured: true },
        dash: colour < colours.length ? "solid" : "dashed",
        points: [[meanTime(label), 100 * score, 100 * (scoreError ?? 0)]],
      };
    }),
  });
  return panels([
    [efficiency, energy],
    [third, speed],
  ]);
}
