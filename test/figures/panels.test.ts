import { expect, test } from "vitest";
import { curvesFigure } from "../../src/figures/curves.ts";
import { panels } from "../../src/figures/panels.ts";
import type { JsonObject } from "../../src/figures/specification.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { texts } from "./read-figure.ts";

const panel = (title: string, label = "a") =>
  curvesFigure({
    x: { title: "x", scale: "linear", low: 0, high: 1 },
    y: { title: "y", scale: "linear" },
    curves: [
      {
        label,
        colour: 0,
        points: [
          [0, 1],
          [1, 2],
        ],
      },
    ],
    title,
    subtitle: "below it",
  });
const sizeOf = ({ width, height, padding }: JsonObject): [number, number] => {
  const { left, right, top, bottom } = padding as unknown as Record<string, number>;
  return [(width as number) + left! + right!, (height as number) + top! + bottom!];
};

test("the whole has room for the widest of each column and the highest of each row", () => {
  const [wide, narrow] = [panel("A", "a long label"), panel("B")];
  const [width, height] = sizeOf(wide);
  const [least] = sizeOf(narrow);
  expect(least).toBeLessThan(width);
  expect(sizeOf(panels([[narrow, wide]]))).toEqual([least + width, height]);
  expect(sizeOf(panels([[narrow], [wide]]))).toEqual([width, 2 * height]);
  expect(sizeOf(panels([[wide]]))).toEqual([width, height]);
});

test("each panel has its words, and its curve inside of its own frame", async () => {
  const svg = await drawSvg(panels([[panel("A"), panel("B")], [panel("C")]]));
  for (const title of ["A", "B", "C"]) expect(texts(svg)).toContain(title);
  expect([...svg.matchAll(/d="M0,410\.45\d*L560,19\.54\d*"/g)]).toHaveLength(3);
  expect([...svg.matchAll(/<clipPath[^>]*><rect x="0" y="0" width="560" height="430"/g)]).toHaveLength(3);
});
