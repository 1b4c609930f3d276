import { describe, expect, test } from "vitest";
import { figureOf, mark, text, values } from "../../src/figures/specification.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { texts } from "./read-figure.ts";

describe("a figure", () => {
  test("has the size of its plot and the room around it", async () => {
    const figure = figureOf({ width: 200, height: 100 }, { left: 10, right: 20, top: 30, bottom: 40 });
    const svg = await drawSvg(figure);
    expect(svg).toMatch(/<svg[^>]* width="230" height="170"/);
    expect(svg).toContain("translate(10,30)");
  });

  test("writes its texts", async () => {
    const figure = figureOf({ width: 200, height: 100 }, { left: 0, right: 0, top: 0, bottom: 0 });
    const svg = await drawSvg({ ...figure, marks: [text("m_{A} [MeV]", { x: 3, y: 50 })] });
    expect(texts(svg)).toEqual(["mA [MeV]"]);
    expect(svg).toContain("DejaVu Sans");
  });
});

test("a mark is of its type, with its channels, for each row of its data", () => {
  expect(values({ x: 1, fill: "red" })).toEqual({ x: { value: 1 }, fill: { value: "red" } });
  expect(mark("rule", { x: { value: 1 } })).toEqual({ type: "rule", encode: { enter: { x: { value: 1 } } } });
  expect(mark("rule", {}, "rows")).toEqual({ type: "rule", from: { data: "rows" }, encode: { enter: {} } });
});
