import { mm } from "../units.ts";
import { frame, logTicks, signed, type Tick } from "./axes.ts";
import { colours } from "./curves.ts";
import {
  type Box,
  clipped,
  faint,
  ink,
  type JsonObject,
  mark,
  panel,
  text,
  values,
} from "./specification.ts";
import { spread } from "./spread.ts";

/** A place seen from above: z along the beam and x across it, mm. */
export interface Place {
  readonly z: number;
  readonly x: number;
}

/** The straight way of a particle. */
export interface Way {
  readonly from: Place;
  readonly to: Place;
  readonly look: keyof typeof looks;
  /** Words where it comes in at the left, or goes out at the right. */
  readonly label: string;
}

export interface SideView {
  readonly start: number;
  readonly end: number;
  readonly planes: readonly {
    readonly name: string;
    readonly z: number;
    readonly spans: readonly (readonly [number, number])[];
  }[];
  readonly blocks: readonly {
    readonly name: string;
    readonly from: number;
    readonly to: number;
    readonly side: number;
    readonly cellSize: number;
  }[];
  readonly field: { readonly from: number; readonly to: number };
  readonly ways: readonly Way[];
  readonly hits: readonly (Place & { readonly own: boolean })[];
  readonly vertex?: Place;
}

const grey = "#8c8c8c";

/** How ways are drawn, and what of, in the order of the key: of the particle that triggers, of what nothing sees, of the others. */
const looks = {
  own: { about: "of the particle that triggers", stroke: colours[1], strokeWidth: 2, strokeDash: [] },
  neutral: { about: "neutral", stroke: colours[1], strokeWidth: 1.6, strokeDash: [2, 3] },
  unseen: { about: "invisible (A\u2032)", stroke: colours[2], strokeWidth: 2, strokeDash: [8, 4] },
  other: {
    about: "other beam particles, with their time",
    stroke: grey,
    strokeWidth: 1.1,
    strokeDash: [],
  },
} as const;

const labelDistance = 13;

/** Across the beam the scale is about linear up to here, beyond it logarithmic. */
const knee = 5 * mm;

/** Gaps along the beam are drawn by their length in this. */
const gapUnit = 100 * mm;

/** What the view is, for a line above it. */
export const sideViewNote = `from above, not to scale: x is drawn at log(1 + |x| / ${knee} mm), a gap along z as wide as 1 + log(1 + gap / ${gapUnit / 10} cm), so that straight ways look bent; the axis follows the magnets`;

/**
 * The setup from above, x against z, with the ways of the particles. It is not to scale, so that beam particles millimetres apart and
 * the HCAL, chambers 10 cm apart and 15 m of vacuum can all be seen. The nominal axis, which the magnets bend, is drawn straight.
 */
export function sideView(box: Box, view: SideView): JsonObject {
  const { width, height } = box;
  const half = 1.06 * Math.max(100, ...view.planes.flatMap(({ spans }) => spans.flat().map(Math.abs)));
  const places = placesOf(view);
  const at = (z: number): JsonObject => ({ scale: "z", value: z });
  // The others first: what belongs to the trigger lies above them.
  const ways = [...view.ways].sort((a, b) => Number(a.look !== "other") - Number(b.look !== "other"));
  return panel(box, {
    data: [
      { name: "xTicks", values: xTicks(half) },
      { name: "zTicks", values: places.map((value) => ({ value, label: "" })) },
      { name: "hits", values: view.hits.map(({ z, x, own }) => ({ z, x, own })) },
      ...ways.map((way, k) => ({ name: `way${k}`, values: pointsOf(way, places) })),
    ],
    scales: [
      { name: "z", type: "linear", domain: places, range: drawnPlaces(places, width), zero: false },
      { name: "x", type: "symlog", constant: knee, domain: [-half, half], range: [height, 0] },
    ],
    marks: [
      clipped(box, [
        mark("rect", {
          x: at(view.field.from),
          x2: at(view.field.to),
          ...values({ y: 0, height, fill: "#f4ecd0" }),
        }),
        ...view.blocks.flatMap((block) => blockMarks(block, at)),
        ...view.planes.flatMap((plane) => planeMarks(plane, at)),
        ...ways.map(({ look }, k) => wayMark(look, k)),
        hitMarks,
        ...(view.vertex === undefined ? [] : [vertexMark({ x: at(view.vertex.z), y: inX(view.vertex.x) })]),
      ]),
      ...frame({ width, height }, "z", "x"),
      ...namesOf(view, at),
      ...places.map((z) =>
        mark("text", {
          x: at(z),
          ...values({
            text: signed(Number((z / 1000).toFixed(2))),
            y: height + 8,
            fontSize: 10,
            fill: faint,
          }),
          ...values({ align: "right", baseline: "middle", angle: -60 }),
        }),
      ),
      text("x [mm]", { x: -8, y: -12, align: "right", fontSize: 12 }),
      text("z [m]", { x: width + 12, y: height + 34, fontSize: 12 }),
      ...sideLabels(ways, view, (x) => (height / 2) * (1 - bent(x) / bent(half)), box),
      ...key({ width, height }),
    ],
  });
}

/** Every place along z where something stands, begins or ends. */
function placesOf({ start, end, planes, blocks, field }: SideView): number[] {
  const all = [
    start,
    end,
    field.from,
    field.to,
    ...planes.map(({ z }) => z),
    ...blocks.flatMap(({ from, to }) => [from, to]),
  ];
  return [...new Set(all)].sort((a, b) => a - b);
}

/** Where these places are drawn on `width`. */
function drawnPlaces(places: readonly number[], width: number): number[] {
  const sums = [0];
  for (let k = 1; k < places.length; k++)
    sums.push(sums[k - 1]! + 1 + Math.log1p((places[k]! - places[k - 1]!) / gapUnit));
  return sums.map((sum) => Number(((width * sum) / sums.at(-1)!).toFixed(3)));
}

/** Points between two places at which a way is drawn: neither scale is linear. */
const pointsBetween = 12;

function pointsOf({ from, to }: Way, places: readonly number[]): JsonObject[] {
  const slope = to.z > from.z ? (to.x - from.x) / (to.z - from.z) : 0;
  const stops = [from.z, ...places.filter((z) => z > from.z && z < to.z), to.z];
  const points = stops.slice(1).flatMap((stop, k) =>
    Array.from({ length: pointsBetween }, (_, j) => {
      const z = stops[k]! + (j / pointsBetween) * (stop - stops[k]!);
      return { z, x: from.x + slope * (z - from.z) };
    }),
  );
  return [...points, { ...to }];
}

/** x as it is drawn, up to a factor. */
function bent(x: number): number {
  return Math.sign(x) * Math.log1p(Math.abs(x) / knee);
}

/** Ticks at 1, 2 and 5 times the powers of ten from the knee on, to both sides. */
function xTicks(half: number): Tick[] {
  const positive = logTicks([knee, half]).map(({ value }) => ({
    value,
    label: value > knee && /^[125]/.test(String(value)) ? String(value) : "",
  }));
  const negative = positive.map(({ value, label }) => ({ value: -value, label: label && signed(-value) }));
  return [...negative, { value: 0, label: "0" }, ...positive];
}

function inX(value: number): JsonObject {
  return { scale: "x", value };
}

type At = (z: number) => JsonObject;

function blockMarks({ from, to, side, cellSize }: SideView["blocks"][number], at: At): JsonObject[] {
  const edge = (k: number) => inX((k - side / 2) * cellSize);
  const sides = { x: at(from), x2: at(to), y: edge(0), y2: edge(side) };
  const borders = Array.from({ length: side - 1 }, (_, k) =>
    mark("rule", { x: at(from), x2: at(to), y: edge(k + 1), stroke: { value: "#cfcfcf" } }),
  );
  const filled = values({ fill: "#efefef", stroke: "#9a9a9a" });
  return [mark("rect", { ...sides, ...filled }), ...borders];
}

function planeMarks({ z, spans }: SideView["planes"][number], at: At): JsonObject[] {
  return spans.map(([from, to]) =>
    mark("rule", {
      x: at(z),
      y: inX(from),
      y2: inX(to),
      ...values({ stroke: "#404040", strokeWidth: 2.5 }),
    }),
  );
}

function wayMark(look: Way["look"], k: number): JsonObject {
  const { stroke, strokeWidth, strokeDash } = looks[look];
  return mark(
    "line",
    {
      x: { scale: "z", field: "z" },
      y: { scale: "x", field: "x" },
      ...values({ stroke, strokeWidth }),
      strokeDash: { value: strokeDash },
    },
    `way${k}`,
  );
}

const hitMarks = mark(
  "symbol",
  {
    x: { scale: "z", field: "z" },
    y: { scale: "x", field: "x" },
    fill: { signal: `datum.own ? '${ink}' : '${grey}'` },
    ...values({ size: 16 }),
  },
  "hits",
);

function vertexMark(where: JsonObject): JsonObject {
  return mark("symbol", {
    ...where,
    ...values({ shape: "diamond", size: 90, fill: looks.unseen.stroke, stroke: "white" }),
  });
}

/** The names of the parts, above. */
function namesOf({ planes, blocks, field }: SideView, at: At): JsonObject[] {
  const middles = [
    ...planes.map(({ name, z }) => ({ name, z })),
    ...blocks.map(({ name, from, to }) => ({ name, z: (from + to) / 2 })),
    { name: "magnets", z: (field.from + field.to) / 2 },
  ];
  return middles.map(({ name, z }) =>
    mark("text", {
      x: at(z),
      ...values({ text: name, y: -7, angle: -50, baseline: "middle", fontSize: 12 }),
    }),
  );
}

/** The labels of what comes in at the left, and of what goes out at the right, each with a line to its way. */
function sideLabels(
  ways: readonly Way[],
  { start, end }: SideView,
  drawnX: (x: number) => number,
  { width, height }: Box,
): JsonObject[] {
  const most = Math.floor(height / labelDistance);
  const list = (labelled: readonly (Way & { readonly x: number })[], edge: number, away: 1 | -1) => {
    // Those of the trigger stand last; if there is no room for all, they are kept.
    const shown = labelled.slice(-most);
    const left = labelled.length - shown.length;
    const ends = shown.map(({ x }) => Math.min(Math.max(drawnX(x), 0), height));
    const heights = spread(ends, labelDistance, 0, height);
    const align = away === 1 ? "left" : "right";
    return [
      ...shown.flatMap(({ label, look }, k) => [
        mark("rule", {
          ...values({ x: edge + 2 * away, y: ends[k]!, x2: edge + 18 * away, y2: heights[k]! }),
          ...values({ stroke: looks[look].stroke, strokeWidth: 0.7 }),
        }),
        text(label, {
          ...{ x: edge + 22 * away, y: heights[k]!, align, baseline: "middle", fontSize: 11 },
          fill: look === "other" ? faint : looks[look].stroke,
        }),
      ]),
      ...(left > 0
        ? [text(`and ${left} more`, { x: edge + 22 * away, y: -12, align, fontSize: 11, fill: faint })]
        : []),
    ];
  };
  const incoming = ways.filter(({ from }) => from.z <= start).map((way) => ({ ...way, x: way.from.x }));
  const leaving = ways.filter(({ to }) => to.z >= end).map((way) => ({ ...way, x: way.to.x }));
  return [...list(incoming, -40, -1), ...list(leaving, width, 1)];
}

/** What the lines and marks are, below. */
function key({ height }: Pick<Box, "height" | "width">): JsonObject[] {
  const y = height + 62;
  let x = 0;
  const marks: JsonObject[] = [];
  const add = (sample: JsonObject, words: string) => {
    marks.push(sample, text(words, { x: x + 38, y, baseline: "middle", fontSize: 12 }));
    x += 62 + 6.6 * words.length;
  };
  for (const { about, stroke, strokeWidth, strokeDash } of Object.values(looks)) {
    const line = values({ x, x2: x + 30, y, stroke, strokeWidth });
    add(mark("rule", { ...line, strokeDash: { value: strokeDash } }), about);
  }
  add(vertexMark(values({ x: x + 22, y })), "rare vertex");
  add(mark("symbol", values({ x: x + 26, y, size: 16, fill: ink })), "hit in a chamber");
  return marks;
}
