import { describe, expect, test } from "vitest";
import { type Curve, type CurveAxis, colours, curvesFigure, stepPoints } from "../../src/figures/curves.ts";
import type { JsonObject } from "../../src/figures/specification.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { data, labels, texts } from "./read-figure.ts";

const x: CurveAxis = { title: "m_{A\u2032} [MeV]", scale: "log" };
const y: CurveAxis = { title: "k", scale: "linear" };
const lead: Curve = {
  label: "Pb",
  colour: 0,
  points: [
    [1, 0.6],
    [10, 1.1],
    [100, 1.7],
    [1000, 2.2],
  ],
};
const tungsten: Curve = { ...lead, label: "W, 100 GeV", colour: 1, dash: "dashed" };

function figure(change: Partial<Parameters<typeof curvesFigure>[0]> = {}): JsonObject {
  return curvesFigure({ x, y, curves: [lead, tungsten], title: "k-factor", subtitle: "100 GeV", ...change });
}

function domainOf(specification: JsonObject, name: string): number[] {
  const scales = specification.scales as unknown as { name: string; domain: number[] }[];
  return scales.find((scale) => scale.name === name)!.domain;
}

describe("what is written", () => {
  test("title, subtitle, axes with units, and a label for each curve", async () => {
    const words = texts(await drawSvg(figure()));
    for (const expected of ["k-factor", "100 GeV", "mA\u2032 [MeV]", "k", "Pb", "W, 100 GeV"])
      expect(words).toContain(expected);
  });

  test("ticks of both axes", () => {
    expect(labels(figure(), "xTicks")).toEqual(["1", "10", "100", "1000"]);
    expect(labels(figure(), "yTicks")).toEqual(["1", "1.5", "2"]);
  });

  test("the labels have room, whatever their length", () => {
    const right = (label: string) =>
      (figure({ curves: [{ ...lead, label }] }).padding as unknown as { right: number }).right;
    expect(right("a".repeat(40)) - right("a")).toBeGreaterThan(39 * 8);
    expect(right("m_{A}")).toBe(right("mA"));
  });
});

describe("what is drawn", () => {
  test("an error to both sides, or from end to end; on a logarithmic axis not to zero", () => {
    const points = [
      [1, 0.6, 0.1],
      [10, 1.1, { from: 0.2, to: 1.3 }],
      [100, 2, { from: 0, to: 5 }],
    ] as const;
    const measured = { ...lead, measured: true, points };
    const bars = data(figure({ y: { ...y, scale: "log" }, curves: [measured] }), "curve0");
    expect(bars).toEqual([
      { atX: 1, atY: 0.6, from: 0.5, to: 0.7 },
      { atX: 10, atY: 1.1, from: 0.2, to: 1.3 },
      { atX: 100, atY: 2, from: 0.002, to: 5 },
    ]);
  });

  test("the points of each curve, in their order, in its colour and dashes", async () => {
    expect(data(figure(), "curve0")).toEqual(lead.points.map(([atX, atY]) => ({ atX, atY })));
    const svg = await drawSvg(figure());
    const paths = [...svg.matchAll(/<path [^>]*d="(M[^"]*L[^"]*)"[^>]*stroke="([^"]*)"[^>]*>/g)];
    const lines = paths.filter(([, path]) => path!.split("L").length === 4);
    expect(lines.map(([, , stroke]) => stroke)).toEqual([colours[0], colours[1]]);
    expect(lines.map(([tag]) => /stroke-dasharray="[^"]/.test(tag))).toEqual([false, true]);
    // Equal steps of a logarithmic axis are equal ratios: thirds of the width of 560.
    const places = lines[0]![1]!
      .slice(1)
      .split("L")
      .map((place) => Number(place.split(",")[0]));
    for (const [k, place] of places.entries()) expect(place).toBeCloseTo((560 * k) / 3, 2);
  });

  test("a margin above and below, none at the sides", () => {
    expect(domainOf(figure(), "x")).toEqual([1, 1000]);
    const [low, high] = domainOf(figure(), "y");
    expect(low).toBeCloseTo(0.6 - 0.05 * 1.6, 12);
    expect(high).toBeCloseTo(2.2 + 0.05 * 1.6, 12);
    const [least, most] = domainOf(figure({ y: { ...y, scale: "log" } }), "y");
    expect(0.6 / least!).toBeCloseTo(most! / 2.2, 12);
    expect(most).toBeGreaterThan(2.2);
  });

  test("ends of an axis that are given hold, and what is outside is cut off at the frame", async () => {
    const specification = figure({ y: { ...y, low: 1, high: 2 } });
    expect(domainOf(specification, "y")).toEqual([1, 2]);
    expect(await drawSvg(specification)).toMatch(/clip-path="url\(#d1\)"/);
    const fromBelow = domainOf(figure({ y: { ...y, low: 0 } }), "y");
    expect(fromBelow[0]).toBe(0);
    expect(fromBelow[1]).toBeCloseTo(2.2 * 1.05, 12);
  });

  test("what a logarithmic axis cannot show, and what is no number, is left out", () => {
    const curves = [
      {
        ...lead,
        points: [
          [0, 1],
          [1, 0],
          [2, -1],
          [3, Number.NaN],
          [4, 5],
          [6, 7],
        ] as [number, number][],
      },
    ];
    const drawn = (scale: "log" | "linear") =>
      data(figure({ y: { ...y, scale }, curves }), "curve0").map(({ atX }) => atX);
    expect(drawn("log")).toEqual([4, 6]);
    expect(drawn("linear")).toEqual([1, 2, 4, 6]);
  });

  test.each<[string, [number, number][]]>([
    ["no point", []],
    ["one point", [[5, 5]]],
    [
      "a constant of zero",
      [
        [1, 0],
        [2, 0],
      ],
    ],
  ])("%s still gives a figure", async (_, points) => {
    const words = texts(await drawSvg(figure({ curves: [{ ...lead, points }] })));
    expect(words).toContain("Pb");
    expect(labels(figure({ curves: [{ ...lead, points }] }), "yTicks").length).toBeGreaterThan(1);
  });

  test("seven colours, and then again from the first", async () => {
    const curves = Array.from({ length: 8 }, (_, colour) => ({ ...lead, colour, label: `curve ${colour}` }));
    const svg = await drawSvg(figure({ curves }));
    expect(new Set(colours).size).toBe(7);
    for (const colour of colours) expect(svg).toContain(`stroke="${colour}"`);
  });

  test("the specification is plain JSON", () => {
    expect(JSON.parse(JSON.stringify(figure()))).toEqual(figure());
  });
});

test("steps go along the bins and down between them, empty ones at the least", () => {
  const bins = [
    { from: 0, to: 2, value: 5 },
    { from: 2, to: 3, value: 0 },
  ];
  const along = [0, 2, 2, 3];
  expect(stepPoints(bins)).toEqual([5, 5, 0, 0].map((y, k) => [along[k], y]));
  expect(stepPoints(bins, 0.1)).toEqual([5, 5, 0.1, 0.1].map((y, k) => [along[k], y]));
});

describe("what was measured", () => {
  const measured: Curve = {
    label: "simulated",
    colour: 2,
    measured: true,
    points: [
      [1, 0.5, 0.1],
      [10, 1, 2],
    ],
  };

  test("is drawn as discs with bars, in the plot and in the list", async () => {
    const specification = figure({ curves: [lead, measured] });
    expect(data(specification, "curve1")).toEqual([
      { atX: 1, atY: 0.5, from: 0.4, to: 0.6 },
      { atX: 10, atY: 1, from: -1, to: 3 },
    ]);
    const svg = await drawSvg(specification);
    const discs = [...svg.matchAll(/<path [^>]*d="M[^"]*A[^"]*"[^>]*>/g)].map(([tag]) => tag);
    expect(discs).toHaveLength(3);
    for (const disc of discs) expect(disc).toContain(`fill="${colours[2]}"`);
    const open = await drawSvg(figure({ curves: [{ ...measured, dash: "dashed" }] }));
    expect([...open.matchAll(/A[^"]*"[^>]*fill="white"/g)]).toHaveLength(3);
  });

  test("has bars that a logarithmic axis can show", async () => {
    const specification = figure({ curves: [measured], y: { ...y, scale: "log" } });
    expect(data(specification, "curve0")[1]).toMatchObject({ from: 1e-3, to: 3 });
    await drawSvg(specification);
  });
});
