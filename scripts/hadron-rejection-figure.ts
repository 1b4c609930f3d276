import { type Curve, curvesFigure } from "../src/figures/curves.ts";
import type { JsonObject } from "../src/figures/specification.ts";
import type { Efficiency } from "../src/statistics/efficiency.ts";
import type { ScanRow } from "./hadron-rejection-text.ts";

/** Hadrons that the shower shape keeps against electrons that it loses, along its threshold of chi2. */
export function rejectionFigure(scan: readonly ScanRow[], run: string): JsonObject {
  const kinds = [...new Set(scan.map(({ setting, asked }) => `${setting}, ${asked}`))];
  const lost = ({ value }: Efficiency): number => 100 * (1 - value);
  const curves = kinds.map((kind, k): Curve => {
    const rows = scan.filter(
      ({ setting, asked, hadrons }) => `${setting}, ${asked}` === kind && hadrons.value > 0,
    );
    return {
      label: kind,
      colour: k,
      measured: true,
      joined: true,
      dash: kind.startsWith("alone") ? "solid" : "dashed",
      points: rows.map(({ electrons, hadrons: { value, low, high } }) => [
        lost(electrons),
        value,
        { from: low, to: high },
      ]),
    };
  });
  const paper: Curve = {
    label: "paper: 10, at most 5 % lost",
    colour: 0,
    dash: "dotted",
    points: [
      [1, 0.1],
      [5, 0.1],
    ],
  };
  return curvesFigure({
    x: { title: "electrons lost by the shower shape [%]", scale: "log", low: 1, high: 100 },
    y: { title: "share of hadrons kept", scale: "log", low: 0.01, high: 1 },
    title: "Hadrons against electrons by the shower shape alone",
    subtitle: `along the threshold of chi2, depth as in the card; hadrons with PS, or with the trigger; ${run}`,
    curves: [...curves, paper],
  });
}
