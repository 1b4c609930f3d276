import { type Histogram1D, lowerEdge } from "../statistics/histogram.ts";
import { frame, linearTicks } from "./axes.ts";
import { colours, type dashes, stepPoints, stroke } from "./curves.ts";
import { faint, figureOf, type JsonObject, mark, text, values } from "./specification.ts";

/** A bin of a histogram, in the units of the axes. */
export interface HistogramBin {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  /** Standard error, drawn as a bar where the series has such. */
  readonly error: number;
}

/** The bins of a histogram inside of its axis, with the errors of their weights, both over `per`. */
export function binsOf({ axes: [axis], sums, squares }: Histogram1D, per: number): HistogramBin[] {
  return Array.from({ length: axis.bins }, (_, k) => ({
    from: lowerEdge(axis, k + 1),
    to: lowerEdge(axis, k + 2),
    value: sums[k + 1]! / per,
    error: Math.sqrt(squares[k + 1]!) / per,
  }));
}

/** How one kind of histogram is drawn, in every panel. */
export interface Series {
  readonly label: string;
  /** A number from 0 on. */
  readonly colour: number;
  /** A line of steps, the same filled, or points with error bars. */
  readonly drawn: "steps" | "filled" | "points";
  readonly dash?: keyof typeof dashes;
  /** Error bars at steps too. */
  readonly errors?: boolean;
}

/** Histograms of one quantity: of each series its bins. */
export interface Panel {
  /** Stands in the upper right corner of the frame. */
  readonly title?: string;
  readonly bins: readonly (readonly HistogramBin[])[];
  /** What the panel does not show, in one line below it. */
  readonly footnote?: string;
}

/** An axis, with its unit in the title; both may hold scripts. */
export interface HistogramAxis {
  readonly title: string;
  readonly low: number;
  readonly high: number;
}

/** Panels side by side, with the same axes; one title and one line below it: they are not broken. */
export interface Histograms {
  readonly x: HistogramAxis;
  /** From zero to above the highest bar. */
  readonly y: Pick<HistogramAxis, "title">;
  readonly series: readonly Series[];
  readonly panels: readonly Panel[];
  readonly title: string;
  readonly subtitle: string;
}

const height = 430;
const gap = 84;
const lineHeight = 24;

/**
 * Vega specification of histograms with error bars, as Fig. 9 and 10. The list of the series stands at the right. An empty bin has no
 * point and no bar; what lies outside of the axis is cut off at the frame.
 */
export function histogramFigure({ x, y, series, panels, title, subtitle }: Histograms): JsonObject {
  const width = panels.length > 1 ? 420 : 560;
  const size = { width, height };
  const left = (panel: number): number => panel * (width + gap);
  const all = left(panels.length - 1) + width;
  const bars = panels.flatMap(({ bins }) => bins.flat()).map(({ value, error }) => value + error);
  const domain = { low: 0, high: 1.08 * bars.reduce((a, b) => Math.max(a, b), 0) || 1 };
  const longest = Math.max(...series.map(({ label }) => label.replace(/[_^{}]/g, "").length));
  return {
    ...figureOf({ width: all, height }, { left: 92, right: 80 + 8.2 * longest, top: 76, bottom: 84 }),
    data: [
      ...panels.flatMap(({ bins }, p) =>
        bins.flatMap((own, s) => [
          { name: `steps${p}.${s}`, values: stepPoints(own).map(([atX, atY]) => ({ atX, atY })) },
          { name: `bins${p}.${s}`, values: pointsOf(own) },
        ]),
      ),
      { name: "xTicks", values: linearTicks(x) },
      { name: "yTicks", values: linearTicks(domain) },
    ],
    scales: [
      { name: "x", type: "linear", domain: [x.low, x.high], range: [0, width], zero: false },
      { name: "y", type: "linear", domain: [domain.low, domain.high], range: [height, 0], zero: false },
    ],
    marks: [
      text(title, { x: 0, y: -44, fontSize: 17 }),
      text(subtitle, { x: 0, y: -20, fill: faint }),
      ...panels.map((panel, p) => ({
        type: "group",
        encode: { enter: values({ x: left(p), ...size }) },
        marks: [
          {
            type: "group",
            clip: true,
            encode: { enter: values(size) },
            marks: series.flatMap((one, s) => drawn(one, `${p}.${s}`)),
          },
          ...frame(size, "x", "y"),
          text(panel.title ?? "", { x: width - 14, y: 26, align: "right", fontSize: 15 }),
          text(x.title, { x: width / 2, y: height + 46, align: "center", fontSize: 15 }),
          ...(panel.footnote === undefined
            ? []
            : [
                text(panel.footnote, {
                  x: width,
                  y: height + 68,
                  align: "right",
                  fontSize: 11,
                  fill: faint,
                }),
              ]),
        ],
      })),
      text(y.title, { x: -66, y: height / 2, align: "center", fontSize: 15, angle: -90 }),
      ...series.flatMap((one, s) => legendEntry(one, all + 18, 12 + s * lineHeight)),
    ],
  };
}

/** Points with the ends of their bars. */
function pointsOf(bins: readonly HistogramBin[]): JsonObject[] {
  return bins
    .filter(({ value }) => value > 0)
    .map(({ from, to, value, error }) => ({
      atX: 0.5 * (from + to),
      atY: value,
      low: value - error,
      high: value + error,
    }));
}

const along = { x: { scale: "x", field: "atX" } };
const at = { ...along, y: { scale: "y", field: "atY" } };
const barWidth = 1.2;
const pointSize = 22;

function colourOf({ colour }: Series): string {
  return colours[colour % colours.length]!;
}

function lineOf({ colour, dash = "solid" }: Series): JsonObject {
  return stroke(colour, dash);
}

function fillOf(series: Series): JsonObject {
  return values({ fill: colourOf(series), fillOpacity: 0.3 });
}

function drawn(series: Series, of: string): JsonObject[] {
  const colour = colourOf(series);
  const ends = { ...along, y: { scale: "y", field: "low" }, y2: { scale: "y", field: "high" } };
  const errors = mark("rule", { ...ends, ...values({ stroke: colour, strokeWidth: barWidth }) }, `bins${of}`);
  if (series.drawn === "points")
    return [errors, mark("symbol", { ...at, ...values({ fill: colour, size: pointSize }) }, `bins${of}`)];
  const area = { ...at, y2: { scale: "y", value: 0 }, ...fillOf(series) };
  return [
    ...(series.drawn === "filled" ? [mark("area", area, `steps${of}`)] : []),
    mark("line", { ...at, ...lineOf(series) }, `steps${of}`),
    ...(series.errors === true ? [errors] : []),
  ];
}

/** A sample of the series, and its label. */
function legendEntry(series: Series, x: number, y: number): JsonObject[] {
  const stroke = colourOf(series);
  const middle = x + 17;
  const line = mark("rule", { ...values({ x, x2: x + 34, y }), ...lineOf(series) });
  const bar = mark("rule", values({ x: middle, y: y - 8, y2: y + 8, stroke, strokeWidth: barWidth }));
  const point = mark("symbol", values({ x: middle, y, fill: stroke, size: pointSize }));
  const box = mark("rect", {
    ...values({ x, x2: x + 34, y: y - 7, y2: y + 7 }),
    ...lineOf(series),
    ...fillOf(series),
  });
  const samples = { steps: [line], filled: [box], points: [point] };
  return [
    ...samples[series.drawn],
    ...(series.drawn === "points" || series.errors === true ? [bar] : []),
    text(series.label, { x: x + 42, y, baseline: "middle" }),
  ];
}
