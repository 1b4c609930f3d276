import { mm } from "../units.ts";
import { frame, logTicks, signed, type Tick } from "./axes.ts";
import { hitMarks, type Place, vertexMark, type Way, wayKey, wayLabels, wayMark } from "./particle-ways.ts";
import { type Box, clipped, faint, type JsonObject, mark, panel, text, values } from "./specification.ts";

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
        ...ways.map(({ look }, k) => wayMark(look, `way${k}`)),
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
      ...wayLabels(ways, view, (x) => (height / 2) * (1 - bent(x) / bent(half)), box),
      ...wayKey(height),
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
