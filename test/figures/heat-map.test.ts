import { expect, test } from "vitest";
import { type HeatMap, heatMapFigure } from "../../src/figures/heat-map.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { data, labels, texts } from "./read-figure.ts";

const map: HeatMap = {
  x: { title: "time [ns]", scale: "linear", values: [-10, 0, 20] },
  y: { title: "ratio", scale: "log", values: [0.1, 10] },
  shares: [0, 0.5, 1, 1, 0.25, 0.75],
  title: "an algorithm",
  subtitle: "some events",
};

test("each point is in its rectangle: linear and logarithmic middles between, as far beyond the ends", () => {
  const cells = data(heatMapFigure(map), "cells") as unknown as Record<string, number>[];
  expect(cells.map(({ left, right }) => [left, right])).toEqual([
    [-15, -5],
    [-5, 10],
    [10, 30],
    [-15, -5],
    [-5, 10],
    [10, 30],
  ]);
  cells.forEach(({ bottom, top, weight }, k) => {
    expect(bottom).toBeCloseTo(k < 3 ? 0.01 : 1, 9);
    expect(top).toBeCloseTo(k < 3 ? 1 : 100, 9);
    expect(weight).toBe(map.shares[k]);
  });
});

test("it has its words, and a bar of shares if asked for", async () => {
  const words = texts(await drawSvg(heatMapFigure(map)));
  for (const word of ["time [ns]", "ratio", "an algorithm", "some events"]) expect(words).toContain(word);
  expect(words).not.toContain("0.6");
  const barred = texts(await drawSvg(heatMapFigure({ ...map, bar: "share" })));
  for (const word of ["share", "0", "0.2", "0.6", "1"]) expect(barred).toContain(word);
  expect(labels(heatMapFigure(map), "yTicks")).toEqual(["0.01", "0.1", "1", "10", "100"]);
});

test("a share has the same colour in all maps: from dark to light", async () => {
  const fills = async (shares: readonly number[]) => {
    const svg = await drawSvg(heatMapFigure({ ...map, shares }));
    return [...svg.matchAll(/fill="(#[0-9a-f]{6}|rgb\([^)]*\))" stroke="\1"/g)].map(([, fill]) => fill!);
  };
  const dark = await fills([0, 0, 0, 0, 0, 0]);
  expect(new Set(dark).size).toBe(1);
  const both = await fills([0, 1, 1, 1, 1, 1]);
  expect(both[0]).toBe(dark[0]);
  expect(both[1]).not.toBe(dark[0]);
});

test("one value on an axis has a rectangle too", () => {
  const one = heatMapFigure({ ...map, x: { ...map.x, values: [5] }, shares: [1, 0] });
  expect(data(one, "cells").map(({ left, right }) => [left, right])).toEqual([
    [4.5, 5.5],
    [4.5, 5.5],
  ]);
});
