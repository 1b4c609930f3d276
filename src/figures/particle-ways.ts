import { colours } from "./curves.ts";
import { type Box, faint, ink, type JsonObject, mark, text, values } from "./specification.ts";
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

/** The line of a way, whose points are the data of this name. */
export function wayMark(look: Way["look"], data: string): JsonObject {
  const { stroke, strokeWidth, strokeDash } = looks[look];
  return mark(
    "line",
    {
      x: { scale: "z", field: "z" },
      y: { scale: "x", field: "x" },
      ...values({ stroke, strokeWidth }),
      strokeDash: { value: strokeDash },
    },
    data,
  );
}

/** The rows of `hits`. */
export const hitMarks = mark(
  "symbol",
  {
    x: { scale: "z", field: "z" },
    y: { scale: "x", field: "x" },
    fill: { signal: `datum.own ? '${ink}' : '${grey}'` },
    ...values({ size: 16 }),
  },
  "hits",
);

export function vertexMark(where: JsonObject): JsonObject {
  return mark("symbol", {
    ...where,
    ...values({ shape: "diamond", size: 90, fill: looks.unseen.stroke, stroke: "white" }),
  });
}

/** The labels of what comes in at the left, and of what goes out at the right, each with a line to its way. */
export function wayLabels(
  ways: readonly Way[],
  { start, end }: { readonly start: number; readonly end: number },
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
export function wayKey(height: number): JsonObject[] {
  const y = height + 62;
  let x = 0;
  const marks: JsonObject[] = [];
  const add = (sample: JsonObject, words: string) => {
    marks.push(sample, text(words, { x: x + 38, y, baseline: "middle", fontSize: 12 }));
    x += 54 + 6.4 * words.length;
  };
  for (const { about, stroke, strokeWidth, strokeDash } of Object.values(looks)) {
    const line = values({ x, x2: x + 30, y, stroke, strokeWidth });
    add(mark("rule", { ...line, strokeDash: { value: strokeDash } }), about);
  }
  add(vertexMark(values({ x: x + 22, y })), "rare vertex");
  add(mark("symbol", values({ x: x + 26, y, size: 16, fill: ink })), "hit in a chamber");
  return marks;
}
