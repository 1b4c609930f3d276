import { type Curve, type CurveAxis, curvesFigure } from "../src/figures/curves.ts";
import { heatMapFigure } from "../src/figures/heat-map.ts";
import { panels } from "../src/figures/panels.ts";
import type { JsonObject } from "../src/figures/specification.ts";
import type { ScanKind } from "./pileup-scan-kind.ts";
import { energyWithin, type ScanRow, timeWithin } from "./pileup-scan-rows.ts";
import { titleOf, valuesOf } from "./pileup-scan-text.ts";

/** Maps in a row. */
const inRow = 4;
/** Curves that lie on each other are drawn that much apart, per cent. */
const apart = 0.7;
/** Bias beyond that is not shown: it would flatten all the rest; per cent. */
const farthest = 30;
/** In this order, so that of the three fits, which come last and lie on each other most, all can be seen. */
const dashes = ["dotted", "solid", "dashed"] as const;

/** Maps side by side, one for each algorithm; or success and bias against what was changed, a row for each variant. */
export function scanFigure(kind: ScanKind, rows: readonly ScanRow[], made: string): JsonObject {
  return kind.y === undefined ? curves(kind, rows, made) : maps(kind, rows, made);
}

function maps({ x, y }: ScanKind, rows: readonly ScanRow[], made: string): JsonObject {
  const algorithms = valuesOf(rows, "algorithm");
  const drawn = algorithms.map((algorithm, k) => {
    const own = rows.filter((row) => row.algorithm === algorithm);
    return heatMapFigure({
      x: { title: titleOf(x), scale: x.scale, values: valuesOf(own, "x") },
      y: { title: titleOf(y!), scale: y!.scale, values: valuesOf(own, "y") as number[] },
      shares: own.map(({ success }) => success),
      title: algorithm,
      subtitle: k % inRow === 0 ? made : "",
      ...(k === Math.min(inRow, algorithms.length) - 1 ? { bar: "share read well" } : {}),
    });
  });
  return panels(
    Array.from({ length: Math.ceil(drawn.length / inRow) }, (_, r) =>
      drawn.slice(r * inRow, (r + 1) * inRow),
    ),
  );
}

function curves(kind: ScanKind, rows: readonly ScanRow[], made: string): JsonObject {
  const { name, x } = kind;
  const algorithms = valuesOf(rows, "algorithm");
  return panels(
    valuesOf(rows, "variant").map((variant) => {
      const own = rows.filter((row) => row.variant === variant);
      const axis: CurveAxis = { title: titleOf(x), scale: x.scale };
      const curvesOf = (value: (row: ScanRow, k: number) => number): Curve[] =>
        algorithms.map((algorithm, k) => ({
          label: algorithm,
          colour: k,
          dash: dashes[k % dashes.length]!,
          points: own
            .filter((row) => row.algorithm === algorithm)
            .map((row) => [row.x, value(row, k)] as const),
        }));
      const title = `${name}${variant === null ? "" : `: ${variant}`}`;
      return [
        curvesFigure({
          x: axis,
          y: { title: "read well [%]", scale: "linear", low: -apart * algorithms.length, high: 103 },
          title: `Success, ${title}`,
          subtitle: `within ${100 * energyWithin} % and ${timeWithin} ns, drawn ${apart} % apart; ${made}`,
          curves: curvesOf(({ success }, k) => 100 * success - apart * k),
        }),
        curvesFigure({
          x: axis,
          y: { title: "median energy / true - 1 [%]", scale: "linear", low: -farthest, high: farthest },
          title: `Bias of the energy, ${title}`,
          subtitle: `beyond ${farthest} % not shown; ${made}`,
          curves: curvesOf(({ bias }) => 100 * bias),
        }),
      ];
    }),
  );
}
