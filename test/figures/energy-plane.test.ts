import { describe, expect, test } from "vitest";
import { energyPlaneFigure } from "../../src/figures/energy-plane.ts";
import type { JsonObject } from "../../src/figures/specification.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { type Axis, fill2D, type Histogram2D, histogram2D } from "../../src/statistics/histogram.ts";
import { data, labels, texts } from "./read-figure.ts";

const ecal: Axis = { low: 0, high: 120, bins: 120, label: "E_{ECAL}", unit: "GeV" };
const hcal: Axis = { low: 0, high: 120, bins: 240, label: "E_{HCAL}", unit: "GeV" };
const box = { ecalMaximum: 50, hcalMaximum: 1 };

function figure(histogram: Histogram2D, label?: string): JsonObject {
  return energyPlaneFigure({
    histogram,
    box: label === undefined ? box : { ...box, label },
    title: "Run III",
    subtitle: "m_{A\u2032} = 20 MeV",
  });
}

function filled(): Histogram2D {
  const histogram = histogram2D(ecal, hcal);
  for (let i = 0; i < 500; i++) fill2D(histogram, 99.5, 0.1);
  for (let i = 0; i < 40; i++) fill2D(histogram, 10 + i, 0.2);
  for (let i = 0; i < 90; i++) fill2D(histogram, 5 + i, 95 - i);
  return histogram;
}

describe("what is written", () => {
  test("titles, axes with units, the box, the colour bar", async () => {
    const words = texts(await drawSvg(figure(filled())));
    for (const expected of [
      "Run III",
      "mA\u2032 = 20 MeV",
      "signal box: EECAL < 50 GeV, EHCAL < 1 GeV",
      "EECAL [GeV]",
      "EHCAL [GeV], drawn at log(1 + EHCAL / 1 GeV)",
      "events per bin",
    ]) {
      expect(words).toContain(expected);
    }
  });

  test("a label of the box in place of the usual one", async () => {
    const words = texts(await drawSvg(figure(filled(), "no candidate in the box")));
    expect(words).toContain("no candidate in the box");
    expect(words.join()).not.toContain("signal box");
  });

  test("outlines with their points, and words on the plot, above a white edge", async () => {
    const points = [
      [0, 15],
      [60, 15],
    ] as const;
    const specification = energyPlaneFigure({
      histogram: filled(),
      box,
      outlines: [{ points }],
      labels: [{ at: [30, 10], text: "region I" }],
      title: "Run III",
      subtitle: "",
    });
    expect(data(specification, "outline0")).toEqual(points.map(([atX, atY]) => ({ atX, atY })));
    const words = texts(await drawSvg(specification));
    expect(words.filter((word) => word === "region I")).toHaveLength(2);
  });

  test("ticks of the axes and of the colours", () => {
    const specification = figure(filled());
    expect(labels(specification, "ecalTicks")).toEqual(["0", "20", "40", "60", "80", "100", "120"]);
    expect(labels(specification, "hcalTicks")).toEqual(["0", "1", "2", "5", "10", "20", "50", "100"]);
    expect(labels(specification, "colourTicks")).toEqual(["1", "10", "100", "1000"]);
  });

  test("a linear axis of E_HCAL, and what the weights are, if that is asked for", async () => {
    const specification = energyPlaneFigure({
      histogram: filled(),
      box,
      hcalScale: "linear",
      weightTitle: "pairs per bin",
      title: "",
      subtitle: "",
    });
    expect(labels(specification, "hcalTicks")).toEqual(["0", "20", "40", "60", "80", "100", "120"]);
    const svg = await drawSvg(specification);
    expect(texts(svg)).toEqual(expect.arrayContaining(["EHCAL [GeV]", "pairs per bin"]));
    const [, height] = /<path d="M0,[\d.]+h[\d.]+v([\d.]+)h-[\d.]+Z"[^>]*stroke-dasharray/.exec(svg)!;
    expect(Number(height)).toBeCloseTo(430 / 120, 6);
  });

  test("negative energies of noise have ticks, with the minus sign of print", () => {
    const histogram = histogram2D({ ...ecal, low: -10, high: 30 }, { ...hcal, low: -2 });
    const specification = figure(histogram);
    expect(labels(specification, "ecalTicks")).toEqual([
      "\u221210",
      "\u22125",
      "0",
      "5",
      "10",
      "15",
      "20",
      "25",
      "30",
    ]);
    expect(new Set(labels(specification, "hcalTicks").slice(0, 4))).toEqual(
      new Set(["\u22122", "\u22121", "0", "1"]),
    );
  });

  test("what lies outside of the axes is told, in events or in weight", async () => {
    const counted = filled();
    fill2D(counted, 130, 3);
    fill2D(counted, Number.NaN, 3);
    expect(texts(await drawSvg(figure(counted)))).toContain("outside of the axes: 2 of 632 events");
    const weighted = histogram2D(ecal, hcal);
    fill2D(weighted, 10, 0.2, 3e-13);
    fill2D(weighted, 10, 500, 1e-13);
    const words = texts(await drawSvg(figure(weighted)));
    expect(words).toContain("outside of the axes: 25 % of the weight");
    expect(words).toContain("weight per bin");
    expect(texts(await drawSvg(figure(filled()))).join()).not.toContain("outside");
  });
});

describe("what is drawn", () => {
  test("a rectangle for each bin that holds something, and none else", () => {
    const histogram = histogram2D(ecal, hcal);
    fill2D(histogram, 22.5, 0.6, 2);
    fill2D(histogram, 22.5, 0.6, 3);
    expect(data(figure(histogram), "bins")).toEqual([
      { left: 22, right: 23, bottom: 0.5, top: 1, weight: 5 },
    ]);
  });

  test("colours span the powers of ten around the weights", () => {
    const range = (...weights: number[]) => {
      const histogram = histogram2D(ecal, hcal);
      for (const [i, weight] of weights.entries()) fill2D(histogram, i, 0, weight);
      const scales = figure(histogram).scales as unknown as { name: string; domain: unknown }[];
      return scales.find((scale) => scale.name === "colour")!.domain;
    };
    expect(range()).toEqual([1, 10]);
    expect(range(1)).toEqual([1, 10]);
    expect(range(1, 1000)).toEqual([1, 1000]);
    expect(range(1, 1001)).toEqual([1, 10_000]);
    expect(range(3e-14, 2e-9)).toEqual([1e-14, 1e-8]);
  });

  test("colours span no more decades than are asked for", () => {
    const histogram = histogram2D(ecal, hcal);
    for (const [i, weight] of [3e-6, 5, 70].entries()) fill2D(histogram, i, 0, weight);
    const specification = energyPlaneFigure({ histogram, box, decades: 3, title: "", subtitle: "" });
    expect(labels(specification, "colourTicks")).toEqual(["0.1", "1", "10", "100"]);
    expect(data(specification, "bins")).toHaveLength(3);
  });

  test("the box has its true place: log(1 + 1 GeV / 1 GeV) of log(1 + 120 GeV / 1 GeV) of the height", async () => {
    const svg = await drawSvg(figure(filled()));
    const path = /<path d="M0,([\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+Z"[^>]*stroke-dasharray/.exec(svg)!;
    const [top, width, height] = path.slice(1).map(Number);
    expect(width).toBeCloseTo((560 * 50) / 120, 6);
    expect(height).toBeCloseTo((430 * Math.log(2)) / Math.log(121), 6);
    expect(top! + height!).toBeCloseTo(430, 6);
  });

  test("an empty histogram gives the frame and says so", async () => {
    const words = texts(await drawSvg(figure(histogram2D(ecal, hcal))));
    expect(words).toContain("no events inside of the axes");
    expect(words).toContain("EECAL [GeV]");
  });

  test("the specification is plain JSON", () => {
    const specification = figure(filled());
    expect(JSON.parse(JSON.stringify(specification))).toEqual(specification);
  });
});
