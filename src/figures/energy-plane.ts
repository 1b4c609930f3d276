import { type Axis, type Histogram2D, lowerEdge, sumOfWeights } from "../statistics/histogram.ts";
import { GeV } from "../units.ts";
import { frame, linearTicks, signed, type Tick } from "./axes.ts";
import { colourBar, colourBarData, colourBarScales, coloured } from "./colour-bar.ts";
import { clipped, faint, figureOf, ink, type JsonObject, mark, text, values } from "./specification.ts";

export interface EnergyPlane {
  /** E_ECAL along the first axis, E_HCAL along the second, both in GeV. Labels may hold scripts: `E_{ECAL}`. */
  readonly histogram: Histogram2D;
  /** Such as the signal box: what is below both. */
  readonly box: { readonly ecalMaximum: number; readonly hcalMaximum: number; readonly label?: string };
  /** How E_HCAL is drawn: at log(1 + E_HCAL / 1 GeV), in which 1 GeV of 120 can be seen, unless "linear". */
  readonly hcalScale?: "linear";
  /** What the weights are; without it "weight", or "events" where all of them are 1. */
  readonly weightTitle?: string;
  /** How many powers of ten the colours span at most: what is less has the lowest colour. */
  readonly decades?: number;
  /** Lines over the plot, such as the edges of a region, and words on it; cut off at the frame. */
  readonly outlines?: readonly Outline[];
  readonly labels?: readonly { readonly at: Place; readonly text: string }[];
  /** One line each of about 70 and 100 letters: they are not broken. */
  readonly title: string;
  readonly subtitle: string;
}

type Place = readonly [ecal: number, hcal: number];

/** Points that a line joins, in the units of the axes. */
export interface Outline {
  readonly points: readonly Place[];
}

const width = 560;
const height = 430;

const boxColour = "#d55e00";
const boxFill = { fill: { value: boxColour }, fillOpacity: { value: 0.1 } };
const boxLine = { stroke: { value: boxColour }, strokeWidth: { value: 1.8 }, strokeDash: { value: [6, 4] } };

const outlineStroke = values({ stroke: ink, strokeWidth: 1.2 });

/** Below it the axis of E_HCAL is about linear, above logarithmic. */
const knee = 1 * GeV;

/**
 * Vega specification of the (E_ECAL; E_HCAL) plane with a box, as Fig. 7 and 8. The paper draws its signal box five times too
 * high for illustration; here it has its true size. Colours count events, or weight, logarithmically; an empty bin is white; what
 * lies outside of the axes is told below the plot. Texts hold scripts as `_{...}` and `^{...}`.
 */
export function energyPlaneFigure(plane: EnergyPlane): JsonObject {
  const { histogram, box, hcalScale, outlines = [], labels = [], title, subtitle } = plane;
  const [ecal, hcal] = histogram.axes;
  const bins = filledBins(histogram);
  const colours = colourRange(
    bins.map((bin) => bin.weight),
    plane.decades,
  );
  const boxSides = {
    x: { scale: "ecal", value: ecal.low },
    x2: { scale: "ecal", value: Math.min(box.ecalMaximum, ecal.high) },
    y: { scale: "hcal", value: hcal.low },
    y2: { scale: "hcal", value: Math.min(box.hcalMaximum, hcal.high) },
  };
  const boxLabel =
    box.label ?? `signal box: ${below(ecal, box.ecalMaximum)}, ${below(hcal, box.hcalMaximum)}`;
  const isLinear = hcalScale === "linear";
  const drawnAt = isLinear ? "" : `, drawn at log(1 + ${hcal.label} / ${knee} ${hcal.unit})`;
  const weightTitle = plane.weightTitle ?? (isCounted(histogram) ? "events per bin" : "weight per bin");
  return {
    ...figureOf({ width, height }, { left: 82, right: 112, top: 96, bottom: 76 }),
    data: [
      { name: "bins", values: bins },
      ...colourBarData(colours),
      ...outlines.map(({ points }, k) => ({
        name: `outline${k}`,
        values: points.map(([atX, atY]) => ({ atX, atY })),
      })),
      { name: "ecalTicks", values: linearTicks(ecal) },
      { name: "hcalTicks", values: isLinear ? linearTicks(hcal) : kneeTicks(hcal) },
    ],
    scales: [
      { name: "ecal", type: "linear", domain: [ecal.low, ecal.high], range: [0, width] },
      {
        name: "hcal",
        ...(isLinear ? { type: "linear" } : { type: "symlog", constant: knee }),
        domain: [hcal.low, hcal.high],
        range: [height, 0],
      },
      ...colourBarScales(colours, height),
    ],
    marks: [
      // Above the plot, where no data can be: titles, and the name of the box beside a sample of it.
      text(title, { x: 0, y: -66, fontSize: 17 }),
      text(subtitle, { x: 0, y: -44, fill: faint }),
      mark("rect", { ...values({ x: 1, y: -25, width: 30, height: 13 }), ...boxFill, ...boxLine }),
      text(boxLabel, { x: 40, y: -14 }),
      mark("rect", { ...boxSides, ...boxFill }),
      coloured("bins", {
        x: { scale: "ecal", field: "left" },
        x2: { scale: "ecal", field: "right" },
        y: { scale: "hcal", field: "bottom" },
        y2: { scale: "hcal", field: "top" },
      }),
      ...(bins.length === 0
        ? [
            text("no events inside of the axes", {
              x: width / 2,
              y: height / 2,
              align: "center",
              fill: faint,
            }),
          ]
        : []),
      ...frame({ width, height }, "ecal", "hcal"),
      mark("rect", { ...boxSides, ...boxLine }),
      clipped(
        { width, height },
        outlines.map((_, k) =>
          mark(
            "line",
            {
              x: { scale: "ecal", field: "atX" },
              y: { scale: "hcal", field: "atY" },
              ...outlineStroke,
            },
            `outline${k}`,
          ),
        ),
      ),
      ...labels.flatMap((label) => [word(label, { stroke: "white", strokeWidth: 4 }), word(label, {})]),
      ...colourBar({ left: width + 20, height, title: weightTitle, titleAt: 62 }),
      text(`${ecal.label} [${ecal.unit}]`, { x: width / 2, y: height + 44, align: "center", fontSize: 15 }),
      text(`${hcal.label} [${hcal.unit}]${drawnAt}`, {
        x: -56,
        y: height / 2,
        align: "center",
        fontSize: 15,
        angle: -90,
      }),
      ...footnote(histogram, bins),
    ],
  };
}

/** A word on the plot. */
function word({ at, text: content }: { at: Place; text: string }, style: Style): JsonObject {
  return mark("text", {
    x: { scale: "ecal", value: at[0] },
    y: { scale: "hcal", value: at[1] },
    ...values({ text: content, align: "center", baseline: "middle", fontSize: 20, ...style }),
  });
}

type Style = Readonly<Record<string, string | number>>;

function below(axis: Axis, maximum: number): string {
  return `${axis.label} < ${maximum} ${axis.unit}`;
}

type Bin = { left: number; right: number; bottom: number; top: number; weight: number };

/** The bins inside of the axes that hold something. */
function filledBins({ axes: [ecal, hcal], sums }: Histogram2D): Bin[] {
  const bins: Bin[] = [];
  for (let row = 1; row <= hcal.bins; row++) {
    const [bottom, top] = [lowerEdge(hcal, row), lowerEdge(hcal, row + 1)];
    for (let column = 1; column <= ecal.bins; column++) {
      const weight = sums[column + (ecal.bins + 2) * row]!;
      if (weight > 0) {
        bins.push({ left: lowerEdge(ecal, column), right: lowerEdge(ecal, column + 1), bottom, top, weight });
      }
    }
  }
  return bins;
}

/** Whether every weight was 1: then sums are numbers of events. */
function isCounted({ sums, squares }: Histogram2D): boolean {
  return sums.every((sum, cell) => Number.isInteger(sum) && sum === squares[cell]);
}

/** What the plot does not show. */
function footnote(histogram: Histogram2D, bins: readonly Bin[]): JsonObject[] {
  const all = sumOfWeights(histogram);
  const outside = all - bins.reduce((sum, bin) => sum + bin.weight, 0);
  // Sums in another order may differ in their last digits.
  if (outside <= 1e-9 * all) return [];
  const share = isCounted(histogram)
    ? `${outside} of ${all} events`
    : `${signed(Number(((100 * outside) / all).toPrecision(2)))} % of the weight`;
  return [
    text(`outside of the axes: ${share}`, {
      x: width,
      y: height + 64,
      align: "right",
      fontSize: 11,
      fill: faint,
    }),
  ];
}

/** Powers of ten around the weights, one decade apart or more. */
function colourRange(
  weights: readonly number[],
  decades = Number.POSITIVE_INFINITY,
): readonly [number, number] {
  if (weights.length === 0) return [1, 10];
  const least = weights.reduce((a, b) => Math.min(a, b));
  const most = weights.reduce((a, b) => Math.max(a, b));
  const lowest = Math.floor(Math.log10(least));
  const high = Math.max(lowest + 1, Math.ceil(Math.log10(most)));
  const low = Math.max(lowest, high - decades);
  return [Number(`1e${low}`), Number(`1e${high}`)];
}

/** Zero, and 1, 2, 5 times the powers of ten from 1 on, of both signs; minor ones between. */
function kneeTicks({ low, high }: Axis): Tick[] {
  const positive: Tick[] = [0.2, 0.4, 0.6, 0.8].map((value) => ({ value, label: "" }));
  for (let decade = 1; decade <= Math.max(-low, high); decade *= 10) {
    for (let digit = 1; digit < 10; digit++) {
      const value = digit * decade;
      positive.push({ value, label: [1, 2, 5].includes(digit) ? String(value) : "" });
    }
  }
  const negative = positive.map(({ value, label }) => ({ value: -value, label: label && signed(-value) }));
  return [...negative, { value: 0, label: "0" }, ...positive].filter(
    ({ value }) => low <= value && value <= high,
  );
}
