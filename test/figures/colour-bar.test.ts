import { expect, test } from "vitest";
import { colourBar, colourBarData, colourBarScales } from "../../src/figures/colour-bar.ts";
import { figureOf } from "../../src/figures/specification.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { texts } from "./read-figure.ts";

const range = [0.1, 100] as const;

test("the ramp covers the range without a gap, in equal ratios", () => {
  const [ramp] = colourBarData(range) as unknown as {
    values: { from: number; to: number; weight: number }[];
  }[];
  const { values } = ramp!;
  expect(values[0]!.from).toBeCloseTo(0.1, 12);
  expect(values.at(-1)!.to).toBeCloseTo(100, 9);
  for (const [k, { from, to, weight }] of values.entries()) {
    if (k > 0) expect(from).toBe(values[k - 1]!.to);
    expect(weight * weight).toBeCloseTo(from * to, 6);
  }
});

test("the bar has its ticks, its title and the colours of its scheme", async () => {
  const draw = (scheme?: string) =>
    drawSvg({
      ...figureOf({ width: 100, height: 200 }, { left: 0, right: 0, top: 0, bottom: 0 }),
      data: colourBarData(range),
      scales: colourBarScales(range, 200, scheme),
      marks: colourBar({ left: 10, height: 200, title: "GeV", titleAt: 50 }),
    });
  const [viridis, other] = await Promise.all([draw(), draw("yellowgreenblue")]);
  expect(texts(viridis).sort()).toEqual(["0.1", "1", "10", "100", "GeV"].sort());
  expect(viridis).not.toBe(other);
});

test("a linear bar has equal steps and ticks", async () => {
  const [ramp] = colourBarData([0, 1], "linear") as unknown as { values: { from: number; to: number }[] }[];
  for (const { from, to } of ramp!.values) expect(to - from).toBeCloseTo(1 / ramp!.values.length, 12);
  const svg = await drawSvg({
    ...figureOf({ width: 100, height: 200 }, { left: 0, right: 0, top: 0, bottom: 0 }),
    data: colourBarData([0, 1], "linear"),
    scales: colourBarScales([0, 1], 200, "cividis", "linear"),
    marks: colourBar({ left: 10, height: 200, title: "share", titleAt: 50 }),
  });
  expect(texts(svg).sort()).toEqual(["0", "0.2", "0.4", "0.6", "0.8", "1", "share"].sort());
});
