import { inwards, labels, linearTicks, logTicks, ticks } from "./axes.ts";
import { ink, type JsonObject, mark, text, values } from "./specification.ts";

/** Where a colour bar stands: its left edge, and its length downwards from y = 0 of its group. */
export interface ColourBar {
  readonly left: number;
  readonly height: number;
  readonly title: string;
  /** How far right of the bar the title is written. */
  readonly titleAt: number;
}

const width = 16;
const steps = 128;

/** The data of a colour bar over a range of values, logarithmic unless said. */
export function colourBarData(
  [low, high]: readonly [number, number],
  scale: "log" | "linear" = "log",
): JsonObject[] {
  const onLog = scale === "log";
  const at = (k: number): number =>
    onLog ? low * Math.exp((k / steps) * Math.log(high / low)) : low + (k / steps) * (high - low);
  const ramp = Array.from({ length: steps }, (_, k) => ({ from: at(k), to: at(k + 1), weight: at(k + 0.5) }));
  return [
    { name: "ramp", values: ramp },
    { name: "colourTicks", values: onLog ? logTicks([low, high]) : linearTicks({ low, high }) },
  ];
}

/** Its scales: `colour`, which colours by the values of the range too, in a colour scheme of Vega, and that of its ticks. */
export function colourBarScales(
  range: readonly [number, number],
  height: number,
  scheme = "viridis",
  scale: "log" | "linear" = "log",
): JsonObject[] {
  return [
    { name: "colour", type: scale, domain: range, range: { scheme }, clamp: true },
    { name: "bar", type: scale, domain: range, range: [height, 0] },
  ];
}

/** The bar with its ticks and title. */
export function colourBar({ left, height, title, titleAt }: ColourBar): JsonObject[] {
  const at = { scale: "bar", field: "value" };
  const right = left + width;
  return [
    coloured("ramp", {
      ...values({ x: left, x2: right }),
      y: { scale: "bar", field: "from" },
      y2: { scale: "bar", field: "to" },
    }),
    ticks("colourTicks", { y: at, x: { value: right }, x2: inwards(right, -0.75) }),
    mark("rect", values({ x: left, x2: right, y: 0, y2: height, stroke: ink })),
    labels("colourTicks", { y: at, ...values({ x: right + 6, baseline: "middle" }) }),
    text(title, { x: right + titleAt, y: height / 2, align: "center", fontSize: 15, angle: -90 }),
  ];
}

/** Rectangles coloured by weight; the outline has the colour of the cell, against white seams between neighbours. */
export function coloured(data: string, sides: JsonObject): JsonObject {
  const colour = { scale: "colour", field: "weight" };
  return mark("rect", { ...sides, fill: colour, stroke: colour, strokeWidth: { value: 0.4 } }, data);
}
