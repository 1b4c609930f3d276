import { frame, linearTicks, logTicks, type Tick } from "./axes.ts";
import { clipped, faint, figureOf, type JsonObject, mark, text, values } from "./specification.ts";

/** An axis of curves. */
export interface CurveAxis {
  /** With its unit; may hold scripts. */
  readonly title: string;
  readonly scale: "linear" | "log";
  /** The ends of the axis; without them all points are inside. */
  readonly low?: number;
  readonly high?: number;
}

/** Ends of an error that is not the same to both sides. */
export interface Bar {
  readonly from: number;
  readonly to: number;
}

export interface Curve {
  readonly label: string;
  /** x and y, in the units of the axes, in the order in which they are joined. */
  readonly points: readonly (readonly [x: number, y: number, error?: number | Bar])[];
  /** Discs instead of a line, with bars of an error: what was measured, beside what was computed. */
  readonly measured?: boolean;
  /** Discs with a line through them, which leads the eye. */
  readonly joined?: boolean;
  /** Curves that belong together have the same colour, a number from 0 on. */
  readonly colour: number;
  /** Of discs: filled if solid, else open. */
  readonly dash?: "solid" | "dashed" | "dotted";
}

/** Curves with one title and one line below it, of about 70 and 100 letters: they are not broken. */
export interface Curves {
  readonly x: CurveAxis;
  readonly y: CurveAxis;
  readonly curves: readonly Curve[];
  readonly title: string;
  readonly subtitle: string;
}

/** As many colours as can be told apart, by colour-blind readers too (Okabe and Ito, without its yellow). */
export const colours = ["#000000", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"] as const;

export const dashes = { solid: [], dashed: [8, 5], dotted: [2, 4] } as const;
const size = { width: 560, height: 430 };
const lineHeight = 22;

/**
 * Vega specification of labelled curves, as Fig. 2 and 3. Labels stand in a list at the right, where no curve can be. Points that
 * a logarithmic axis cannot show, at zero and below, are left out; what lies outside of an axis is cut off at the frame.
 */
export function curvesFigure({ x, y, curves, title, subtitle }: Curves): JsonObject {
  const drawn = curves.map(({ points }) =>
    points.filter(
      ([atX, atY]) =>
        Number.isFinite(atX) &&
        Number.isFinite(atY) &&
        (x.scale === "linear" || atX > 0) &&
        (y.scale === "linear" || atY > 0),
    ),
  );
  const all = drawn.flat();
  const xDomain = domain(
    x,
    all.map(([atX]) => atX),
    0,
  );
  const yDomain = domain(
    y,
    all.map(([, atY]) => atY),
    0.05,
  );
  const longest = Math.max(0, ...curves.map(({ label }) => label.replace(/[_^{}]/g, "").length));
  return {
    ...figureOf(size, { left: 92, right: 80 + 8.5 * longest, top: 76, bottom: 66 }),
    data: [
      ...drawn.map((points, k) => ({
        name: `curve${k}`,
        values: points.map(([atX, atY, error]) =>
          error === undefined ? { atX, atY } : { atX, atY, ...bar(atY, error, y.scale) },
        ),
      })),
      { name: "xTicks", values: ticksOf(x, xDomain) },
      { name: "yTicks", values: ticksOf(y, yDomain) },
    ],
    scales: [
      { name: "x", type: x.scale, domain: xDomain, range: [0, size.width], zero: false },
      { name: "y", type: y.scale, domain: yDomain, range: [size.height, 0], zero: false },
    ],
    marks: [
      text(title, { x: 0, y: -44, fontSize: 17 }),
      text(subtitle, { x: 0, y: -20, fill: faint }),
      clipped(
        size,
        curves.flatMap((curve, k) => [
          ...(!curve.measured || curve.joined ? [line(curve, k)] : []),
          ...(curve.measured ? discs(curve, k) : []),
        ]),
      ),
      ...frame(size, "x", "y"),
      ...curves.flatMap(legendEntry),
      text(x.title, { x: size.width / 2, y: size.height + 46, align: "center", fontSize: 15 }),
      text(y.title, { x: -66, y: size.height / 2, align: "center", fontSize: 15, angle: -90 }),
    ],
  };
}

/** Of the values `all`, with `margin` of the length free at each end that the axis does not have of its own. */
function domain({ scale, low, high }: CurveAxis, all: readonly number[], margin: number): [number, number] {
  const least = low ?? all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = high ?? all.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (!(least < most)) {
    // One value, or none: a little room around it.
    const middle = Number.isFinite(least) ? least : 1;
    return middle > 0 ? [0.8 * middle, 1.25 * middle] : [middle - 1, middle + 1];
  }
  const onLog = scale === "log";
  const room = margin * (onLog ? Math.log(most / least) : most - least);
  return [
    low ?? (onLog ? least * Math.exp(-room) : least - room),
    high ?? (onLog ? most * Math.exp(room) : most + room),
  ];
}

function ticksOf({ scale }: CurveAxis, [low, high]: readonly [number, number]): Tick[] {
  return scale === "log" ? logTicks([low, high]) : linearTicks({ low, high });
}

function line({ colour, dash = "solid" }: Curve, k: number): JsonObject {
  const place = { x: { scale: "x", field: "atX" }, y: { scale: "y", field: "atY" } };
  return mark("line", { ...place, ...stroke(colour, dash) }, `curve${k}`);
}

/** Discs, and bars of an error where the points have one. */
function discs(curve: Curve, k: number): JsonObject[] {
  const x = { scale: "x", field: "atX" };
  const bars = { x, y: { scale: "y", field: "from" }, y2: { scale: "y", field: "to" } };
  return [
    ...(curve.points.some(([, , error]) => error !== undefined)
      ? [mark("rule", { ...bars, ...stroke(curve.colour, "solid") }, `curve${k}`)]
      : []),
    mark("symbol", { x, y: { scale: "y", field: "atY" }, ...disc(curve) }, `curve${k}`),
  ];
}

function disc({ colour, dash = "solid" }: Curve): JsonObject {
  const ink = { value: colours[colour % colours.length]! };
  const fill = dash === "solid" ? ink : { value: "white" };
  return { ...values({ size: 46, strokeWidth: 1.6 }), stroke: ink, fill };
}

/** The ends of a bar; on a logarithmic axis it begins at a thousandth of the value, if it would begin below zero. */
function bar(value: number, error: number | Bar, scale: CurveAxis["scale"]): Bar {
  const { from, to } = typeof error === "number" ? { from: value - error, to: value + error } : error;
  return { from: scale === "log" ? Math.max(from, 1e-3 * value) : from, to };
}

function legendEntry(curve: Curve, k: number): JsonObject[] {
  const { label, colour, dash = "solid", measured = false } = curve;
  const y = 12 + k * lineHeight;
  const left = size.width + 16;
  return [
    measured
      ? mark("symbol", { ...values({ x: left + 17, y }), ...disc(curve) })
      : mark("rule", { ...values({ x: left, x2: left + 34, y }), ...stroke(colour, dash) }),
    text(label, { x: left + 42, y, baseline: "middle" }),
  ];
}

/** The line of a curve. */
export function stroke(colour: number, dash: keyof typeof dashes): JsonObject {
  return {
    stroke: { value: colours[colour % colours.length]! },
    strokeWidth: { value: 1.8 },
    strokeDash: { value: dashes[dash] },
  };
}

/** A bin of a histogram and what is drawn at it. */
export interface Step {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** The points of a histogram as a curve of steps. Empty bins are drawn at `least`, which lies below a logarithmic axis. */
export function stepPoints(steps: readonly Step[], least = 0): Curve["points"] {
  return steps.flatMap(({ from, to, value }) => {
    const height = Math.max(least, value);
    return [[from, height] as const, [to, height] as const];
  });
}
