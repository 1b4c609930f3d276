import { describe, expect, test } from "vitest";
import { type SideView, sideView } from "../../src/figures/side-view.ts";
import { figureOf, type JsonObject } from "../../src/figures/specification.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { data, texts } from "./read-figure.ts";

const box = { x: 100, y: 50, width: 600, height: 200 };
const view: SideView = {
  start: -30_000,
  end: 6700,
  planes: [
    { name: "S1", z: -28_000, spans: [[-40, 40]] },
    {
      name: "V1",
      z: -27_500,
      spans: [
        [-150, -40],
        [40, 150],
      ],
    },
  ],
  blocks: [{ name: "ECAL", from: 0, to: 450, side: 6, cellSize: 38.2 }],
  field: { from: -19_600, to: -15_600 },
  ways: [
    { from: { z: -30_000, x: 4 }, to: { z: 450, x: -2 }, look: "own", label: "e^{\u2212} 100 GeV" },
    { from: { z: 50, x: -2 }, to: { z: 6700, x: 60 }, look: "unseen", label: "A\u2032 60 GeV" },
    { from: { z: -30_000, x: 5 }, to: { z: 6700, x: 5 }, look: "other", label: "\u2212312 ns" },
  ],
  hits: [{ z: -28_000, x: 4.2, own: true }],
  vertex: { z: 50, x: -2 },
};

const draw = (changes: Partial<SideView> = {}): JsonObject => sideView(box, { ...view, ...changes });
const svgOf = (panel: JsonObject): Promise<string> =>
  drawSvg({
    ...figureOf({ width: 800, height: 400 }, { left: 0, right: 0, top: 0, bottom: 0 }),
    marks: [panel],
  });
const scaleOf = (panel: JsonObject, name: string) =>
  (panel.scales as unknown as { name: string; domain: number[]; range: number[] }[]).find(
    (scale) => scale.name === name,
  )!;

describe("along the beam", () => {
  test("every place has its own, in order, from one end of the panel to the other", () => {
    const { domain, range } = scaleOf(draw(), "z");
    expect(domain).toEqual([-30_000, -28_000, -27_500, -19_600, -15_600, 0, 450, 6700]);
    expect([range[0], range.at(-1)]).toEqual([0, box.width]);
    const gaps = range.slice(1).map((at, k) => at - range[k]!);
    // 1 + ln(1 + gap / 10 cm): 4.04 for 2 m against 2.79 for half a metre.
    expect(gaps[0]! / gaps[1]!).toBeCloseTo((1 + Math.log(21)) / (1 + Math.log(6)), 3);
    expect(Math.min(...gaps)).toBeGreaterThan(20);
  });

  test("a way goes straight through all places between its ends", () => {
    // The others first.
    expect(data(draw(), "way0")[0]).toEqual({ z: -30_000, x: 5 });
    const points = data(draw(), "way1") as unknown as { z: number; x: number }[];
    expect(points[0]).toEqual({ z: -30_000, x: 4 });
    expect(points.at(-1)).toEqual({ z: 450, x: -2 });
    for (const z of [-28_000, -19_600, 0]) expect(points.map((point) => point.z)).toContain(z);
    for (const { z, x } of points) expect(x).toBeCloseTo(4 - (6 * (z + 30_000)) / 30_450, 9);
  });
});

describe("what is written", () => {
  test("the parts, the places in metres, and the key", async () => {
    const words = texts(await svgOf(draw()));
    for (const expected of [
      "S1",
      "V1",
      "ECAL",
      "magnets",
      "\u221228",
      "0.45",
      "x [mm]",
      "z [m]",
      "rare vertex",
    ])
      expect(words).toContain(expected);
  });
});

test("hits and the vertex are where they are; without any it is drawn still", async () => {
  expect(data(draw(), "hits")).toEqual([{ z: -28_000, x: 4.2, own: true }]);
  expect(JSON.stringify(draw())).toContain('"scale":"z","value":50');
  const { vertex: _, ...without } = view;
  const empty = sideView(box, { ...without, ways: [], hits: [] });
  expect(JSON.stringify(empty)).not.toContain('"scale":"z","value":50');
  expect(texts(await svgOf(empty))).toContain("ECAL");
});
