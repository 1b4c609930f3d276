import { frame, linearTicks, logTicks } from "./axes.ts";
import { colourBar, colourBarData, colourBarScales, coloured } from "./colour-bar.ts";
import { faint, figureOf, type JsonObject, text } from "./specification.ts";

/** An axis of a map: the values at which there are points, ascending. */
export interface MapAxis {
  /** With its unit. */
  readonly title: string;
  readonly scale: "linear" | "log";
  readonly values: readonly number[];
}

/** A number from 0 to 1 at each point of two axes. */
export interface HeatMap {
  readonly x: MapAxis;
  readonly y: MapAxis;
  /** At column c and row r: [r * columns + c]. */
  readonly shares: readonly number[];
  readonly title: string;
  readonly subtitle: string;
  /** The title of a bar that tells the colours; without it there is none. */
  readonly bar?: string;
}

const size = { width: 300, height: 250 };

/** Vega specification of a map of shares: the point is in the middle of its rectangle, colours are those of cividis, as colour-blind readers see them too. */
export function heatMapFigure({ x, y, shares, title, subtitle, bar }: HeatMap): JsonObject {
  const [columns, rows] = [edgesOf(x), edgesOf(y)];
  const domain = (edges: readonly number[]): [number, number] => [edges[0]!, edges.at(-1)!];
  const range = [0, 1] as const;
  return {
    ...figureOf(size, { left: 82, right: bar === undefined ? 24 : 104, top: 62, bottom: 60 }),
    data: [
      {
        name: "cells",
        values: shares.map((weight, k) => {
          const [column, row] = [k % x.values.length, Math.floor(k / x.values.length)];
          return {
            left: columns[column]!,
            right: columns[column + 1]!,
            bottom: rows[row]!,
            top: rows[row + 1]!,
            weight,
          };
        }),
      },
      ...(bar === undefined ? [] : colourBarData(range, "linear")),
      { name: "xTicks", values: ticksOf(x, domain(columns)) },
      { name: "yTicks", values: ticksOf(y, domain(rows)) },
    ],
    scales: [
      { name: "x", type: x.scale, domain: domain(columns), range: [0, size.width], zero: false },
      { name: "y", type: y.scale, domain: domain(rows), range: [size.height, 0], zero: false },
      ...colourBarScales(range, size.height, "cividis", "linear"),
    ],
    marks: [
      text(title, { x: 0, y: -34, fontSize: 15 }),
      text(subtitle, { x: 0, y: -14, fill: faint, fontSize: 12 }),
      coloured("cells", {
        x: { scale: "x", field: "left" },
        x2: { scale: "x", field: "right" },
        y: { scale: "y", field: "bottom" },
        y2: { scale: "y", field: "top" },
      }),
      ...frame(size, "x", "y"),
      ...(bar === undefined
        ? []
        : colourBar({ left: size.width + 18, height: size.height, title: bar, titleAt: 56 })),
      text(x.title, { x: size.width / 2, y: size.height + 42, align: "center", fontSize: 13 }),
      text(y.title, { x: -58, y: size.height / 2, align: "center", fontSize: 13, angle: -90 }),
    ],
  };
}

function ticksOf({ scale }: MapAxis, [low, high]: readonly [number, number]) {
  return scale === "log" ? logTicks([low, high]) : linearTicks({ low, high });
}

/** The middles between the values, and as far beyond the ends. */
function edgesOf({ scale, values }: MapAxis): number[] {
  const onLog = scale === "log";
  const at = values.map((value) => (onLog ? Math.log(value) : value));
  const last = at.length - 1;
  const middles = at.slice(1).map((value, k) => 0.5 * (at[k]! + value));
  const half = (k: number): number => (last === 0 ? 0.5 : 0.5 * Math.abs(at[k + 1]! - at[k]!));
  const edges = [at[0]! - half(0), ...middles, at[last]! + half(Math.max(0, last - 1))];
  return edges.map((edge) => (onLog ? Math.exp(edge) : edge));
}
