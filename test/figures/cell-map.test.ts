import { expect, test } from "vitest";
import { cellMap, mappedEnergies } from "../../src/figures/cell-map.ts";
import { colourBarScales } from "../../src/figures/colour-bar.ts";
import { figureOf, type JsonObject } from "../../src/figures/specification.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { data, texts } from "./read-figure.ts";

const box = { x: 10, y: 20, width: 90, height: 90 };
const cells = [
  { column: 0, row: 0, energy: 47.91 },
  { column: 2, row: 1, energy: 0.347 },
  { column: 1, row: 2, energy: 0.02 },
  { column: 2, row: 2, energy: 0 },
];
const svgOf = (map: JsonObject): Promise<string> =>
  drawSvg({
    ...figureOf({ width: 120, height: 150 }, { left: 0, right: 0, top: 0, bottom: 0 }),
    scales: colourBarScales(mappedEnergies, 90, "yellowgreenblue"),
    marks: [map],
  });

test("cells keep their energies; those that matter are written", async () => {
  const map = cellMap(box, 3, cells, "48.28 GeV");
  expect(data(map, "cells").map(({ energy, label }) => [energy, label])).toEqual([
    [47.91, "47.9"],
    [0.347, ".35"],
    [0.02, ""],
  ]);
  const words = texts(await svgOf(map));
  for (const expected of ["47.9", ".35", "48.28 GeV"]) expect(words).toContain(expected);
});

test("x goes to the right and y up, and cells without energy are left white", async () => {
  const svg = await svgOf(cellMap(box, 3, cells, ""));
  const squares = [...svg.matchAll(/d="M([\d.]+),([\d.]+)h30v30h-30Z" fill="([^"]+)"/g)];
  expect(squares.map(([, x, y]) => [Number(x), Number(y)])).toEqual([
    [0, 60],
    [60, 30],
    [30, 0],
  ]);
  const colours = squares.map(([, , , colour]) => colour);
  expect(new Set(colours).size).toBe(3);
});

test("no deposit at all gives an empty map", async () => {
  const map = cellMap(box, 3, [], "0.00 GeV");
  expect(data(map, "cells")).toEqual([]);
  expect(texts(await svgOf(map))).toContain("0.00 GeV");
});
