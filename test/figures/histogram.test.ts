import { describe, expect, test } from "vitest";
import { binsOf, type Histograms, histogramFigure } from "../../src/figures/histogram.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { fill1D, histogram1D } from "../../src/statistics/histogram.ts";
import { data, labels, texts } from "./read-figure.ts";

const bins = [
  { from: 0, to: 1, value: 4, error: 2 },
  { from: 1, to: 2, value: 0, error: 0 },
  { from: 2, to: 3, value: 9, error: 3 },
];
const plain: Histograms = {
  x: { title: "E_{HCAL} [GeV]", low: 0, high: 3 },
  y: { title: "events" },
  series: [
    { label: "expected", colour: 0, drawn: "steps", errors: true },
    { label: "measured", colour: 2, drawn: "points" },
    { label: "part", colour: 1, drawn: "filled" },
  ],
  panels: [
    { title: "HCAL2", bins: [bins, bins, bins] },
    { title: "HCAL3", bins: [bins, bins.slice(0, 1), bins], footnote: "outside of the axis: 2 %" },
  ],
  title: "Energy",
  subtitle: "run III",
};

describe("binsOf", () => {
  test("has edges, contents and errors over a number, without what lies outside", () => {
    const histogram = histogram1D({ low: 0, high: 4, bins: 2, label: "E", unit: "GeV" });
    for (const [x, weight] of [
      [1, 3],
      [1.5, 4],
      [3, 1],
      [5, 9],
      [-1, 9],
    ] as const)
      fill1D(histogram, x, weight);
    expect(binsOf(histogram, 10)).toEqual([
      { from: 0, to: 2, value: 0.7, error: 0.5 },
      { from: 2, to: 4, value: 0.1, error: 0.1 },
    ]);
  });
});

describe("what is written", () => {
  test("titles, an axis with its unit for each panel, each series once, footnotes", async () => {
    const words = texts(await drawSvg(histogramFigure(plain)));
    const count = (word: string) => words.filter((found) => found === word).length;
    for (const word of ["Energy", "run III", "events", "HCAL2", "HCAL3", "expected", "measured", "part"])
      expect([word, count(word)]).toEqual([word, 1]);
    expect(count("EHCAL [GeV]")).toBe(2);
    expect(count("outside of the axis: 2 %")).toBe(1);
  });

  test("ticks from zero to above the highest bar", () => {
    expect(labels(histogramFigure(plain), "yTicks")).toEqual(["0", "2", "4", "6", "8", "10", "12"]);
    expect(labels(histogramFigure(plain), "xTicks")).toEqual(["0", "0.5", "1", "1.5", "2", "2.5", "3"]);
  });
});

describe("what is drawn", () => {
  test("each series of each panel: an outline, and points with bars where a bin holds something", () => {
    const figure = histogramFigure(plain);
    expect(data(figure, "steps0.0").map(({ atX, atY }) => [atX, atY])).toEqual([
      [0, 4],
      [1, 4],
      [1, 0],
      [2, 0],
      [2, 9],
      [3, 9],
    ]);
    expect(data(figure, "bins0.1")).toEqual([
      { atX: 0.5, atY: 4, low: 2, high: 6 },
      { atX: 2.5, atY: 9, low: 6, high: 12 },
    ]);
    expect(data(figure, "bins1.1")).toHaveLength(1);
  });

  test("a bar for each error, a symbol for each point, an area where it is filled", async () => {
    const one = (k: number, errors?: boolean) =>
      drawSvg(
        histogramFigure({
          ...plain,
          series: [{ ...plain.series[k]!, errors: errors ?? plain.series[k]!.errors === true }],
          panels: [{ bins: [bins] }],
        }),
      );
    const bars = (svg: string) => svg.match(/stroke-width="1.2"/g)!.length;
    const [withErrors, without] = [await one(0, true), await one(0, false)];
    // Of two filled bins, and of the sample in the list.
    expect(bars(withErrors) - bars(without)).toBe(3);
    const symbols = (svg: string) => svg.match(/<g class="mark-symbol[\s\S]*?<\/g>/g) ?? [];
    expect(symbols(without)).toEqual([]);
    expect(
      symbols(await one(1))
        .join("")
        .match(/<path/g),
    ).toHaveLength(3);
    expect(without).not.toContain("mark-area");
    expect(await one(2)).toContain("mark-area");
  });

  test("panels side by side have the same size, and do not overlap", async () => {
    const width = (panels: Histograms["panels"]) => histogramFigure({ ...plain, panels }).width as number;
    const [first] = plain.panels;
    expect(width([first!])).toBe(560);
    expect(width([first!, first!])).toBe(2 * 420 + 84);
  });

  test("empty histograms give frames", async () => {
    const none = bins.map((bin) => ({ ...bin, value: 0, error: 0 }));
    const svg = await drawSvg(
      histogramFigure({ ...plain, panels: [{ title: "HCAL2", bins: [none, none, none] }] }),
    );
    expect(svg).not.toContain("NaN");
    expect(texts(svg)).toContain("HCAL2");
  });

  test("the specification is plain JSON", () => {
    const specification = histogramFigure(plain);
    expect(JSON.parse(JSON.stringify(specification))).toEqual(specification);
  });
});
