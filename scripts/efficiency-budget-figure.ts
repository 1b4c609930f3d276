import { type Curve, curvesFigure } from "../src/figures/curves.ts";
import { panels } from "../src/figures/panels.ts";
import type { JsonObject } from "../src/figures/specification.ts";
import type { FactorRow } from "./efficiency-budget.ts";
import type { BudgetDocument } from "./efficiency-budget-answer.ts";

/** Factors and total against mass, a panel for each run; open discs are Table II. */
export function budgetFigure({ rows, events, seed }: BudgetDocument): JsonObject {
  const runs = [...new Set(rows.map(({ run }) => run))];
  const masses = rows.map(({ mass_MeV }) => mass_MeV);
  // Bars at the ends of the axis would lie on the frame.
  const ends = { low: Math.min(...masses) / 1.2, high: 1.2 * Math.max(...masses) };
  return panels([
    runs.map((run) => {
      const own = rows.filter((row) => row.run === run);
      const factors = [...new Set(own.map(({ factor }) => factor))].map(
        (factor): Factor => [factor, own.filter((row) => row.factor === factor)],
      );
      return curvesFigure({
        x: { title: "mass of the A' [MeV]", scale: "log", ...ends },
        y: { title: "efficiency", scale: "linear", low: 0, high: 1.02 },
        title: `Efficiency of the signal, Eq. (23), ${run}`,
        subtitle: `each factor of those that pass the others before it; ${events} events at each mass, seed ${seed}`,
        curves: [...factors.map(ours), ...factors.flatMap(published)],
      });
    }),
  ]);
}

type Factor = readonly [factor: string, rows: readonly FactorRow[]];

function ours([factor, rows]: Factor, k: number): Curve {
  return {
    label: subscript(factor),
    colour: colourOf(factor, k),
    measured: true,
    joined: true,
    points: rows.map(({ mass_MeV, value, low, high }) => [mass_MeV, value, { from: low, to: high }]),
  };
}

function published([factor, rows]: Factor, k: number): Curve[] {
  const points = rows.flatMap(({ mass_MeV, paper }) => (paper === null ? [] : [[mass_MeV, paper] as const]));
  const label = `Table II: ${subscript(factor)}`;
  return points.length === 0
    ? []
    : [{ label, colour: colourOf(factor, k), measured: true, dash: "dashed", points }];
}

function colourOf(factor: string, k: number): number {
  return factor === "total" ? 0 : 1 + k;
}

/** epsilon_ECAL as ε with its index. */
function subscript(factor: string): string {
  return factor.replace(/^epsilon_(.*)$/, "ε_{$1}");
}
