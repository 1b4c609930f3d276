import { type Curve, curvesFigure } from "../src/figures/curves.ts";
import type { JsonObject } from "../src/figures/specification.ts";
import type { ReductionLedger } from "./reduction-ledger.ts";

/** Electrons per spill in the units of the axis. */
const perMillion = 1e-6;

/** The reduction factor against the intensity, by each algorithm, beside the points of Table I. */
export function reductionFigure({ rows, paper, run, events, dutyFactor }: ReductionLedger): JsonObject {
  const algorithms = [...new Set(rows.map(({ algorithm }) => algorithm))];
  const highest = Math.max(...rows.map(({ intensity }) => intensity));
  const ours = algorithms.map((label, k): Curve => {
    const own = rows.filter(({ algorithm, f }) => algorithm === label && f !== null);
    return {
      label,
      points: [[0, 1], ...own.map(({ intensity, f }) => [perMillion * intensity, f!] as const)],
      colour: 1 + (k % 6),
      dash: k < 6 ? "solid" : "dashed",
    };
  });
  const published: Curve = {
    label: "Table I",
    points: paper.rows.map(({ intensity, f, error }) => [perMillion * intensity, f, error]),
    measured: true,
    colour: 0,
  };
  const lowest = Math.min(
    ...paper.rows.map(({ f, error }) => f - error),
    ...rows.flatMap(({ f }) => (f === null ? [] : [f])),
  );
  return curvesFigure({
    x: {
      title: "10^{6} electrons per spill",
      scale: "linear",
      low: 0,
      high: 1.1 * perMillion * highest || 1,
    },
    y: {
      title: "reduction factor f of muon pairs",
      scale: "linear",
      low: Math.floor(20 * lowest) / 20,
      high: 1.05,
    },
    curves: [...ours, published],
    title: "Muon pairs that other beam particles leave, Table I",
    subtitle: `${run}, duty factor ${dutyFactor}; trigger, track, SRD, ECAL, HCAL1 and HCAL4; ${events} events`,
  });
}
