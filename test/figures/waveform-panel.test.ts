import { describe, expect, test } from "vitest";
import { figureOf, type JsonObject } from "../../src/figures/specification.ts";
import {
  type WaveformPanel,
  waveformKey,
  waveformLegend,
  waveformPanel,
} from "../../src/figures/waveform-panel.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { data, labels, texts } from "./read-figure.ts";

const box = { x: 60, y: 30, width: 320, height: 100 };
/** A triangle of 50 ns to each side. */
const shape = (time: number): number => Math.max(0, 1 - Math.abs(time) / 50);
const waveform: WaveformPanel = {
  title: "ECAL 2,3: 20.00 GeV left, 21.00 GeV found",
  shape,
  samples: Array.from({ length: 32 }, (_, k) => ({ time: -125 + 12.5 * k, energy: k === 10 ? 20 : 0 })),
  own: [{ time: 0, energy: 20 }],
  others: [
    { time: 100, energy: 60 },
    { time: -400, energy: 90 },
  ],
  found: { time: 5, energy: 21 },
  leastSpan: 0.6,
};
const svgOf = (marks: JsonObject[]): Promise<string> =>
  drawSvg({ ...figureOf({ width: 900, height: 200 }, { left: 0, right: 0, top: 0, bottom: 0 }), marks });
const domainOf = (panel: JsonObject, name: string) =>
  (panel.scales as unknown as { name: string; domain: [number, number] }[]).find(
    (scale) => scale.name === name,
  )!.domain;

describe("a waveform", () => {
  const panel = waveformPanel(box, waveform);

  test("has its samples, and each pulse by its shape at its time and size", () => {
    expect(data(panel, "samples")).toEqual(waveform.samples);
    // Others first, then its own, then what was found.
    const pulses = [...waveform.others, ...waveform.own, waveform.found];
    for (const [k, { time, energy }] of pulses.entries()) {
      const points = data(panel, `pulse${k}`) as unknown as { time: number; energy: number }[];
      expect(points[0]!.time).toBe(-125);
      expect(points.at(-1)!.time).toBeCloseTo(262.5, 9);
      for (const point of points) expect(point.energy).toBeCloseTo(energy * shape(point.time - time), 9);
    }
  });

  test("has axes that hold all of it, and labels", async () => {
    const [low, high] = domainOf(panel, "energy");
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(60);
    expect(high).toBeLessThan(70);
    expect(domainOf(panel, "time")).toEqual([-125, 262.5]);
    expect(labels(panel, "energyTicks").length).toBeGreaterThan(1);
    expect(texts(await svgOf([panel]))).toContain(waveform.title);
  });

  test("of noise spans more than the noise", () => {
    const quiet = waveformPanel(box, {
      ...waveform,
      samples: waveform.samples.map(({ time }, k) => ({ time, energy: k % 2 === 0 ? 0.03 : -0.1 })),
      own: [],
      others: [],
      found: { time: 0, energy: 0.03 },
    });
    const [low, high] = domainOf(quiet, "energy");
    expect(low).toBe(-0.1);
    expect(high).toBeGreaterThan(0.6);
  });

  test("draws the pulse that was found in its colour and dashes", async () => {
    const svg = await svgOf([panel]);
    for (const [, stroke] of waveformKey) expect(svg).toContain(`stroke="${stroke}"`);
    expect(svg.match(/stroke-dasharray="6,3"/g)).toHaveLength(1);
  });
});

test("the key names every line", async () => {
  const words = texts(await svgOf(waveformLegend(10, 20)));
  for (const [about] of waveformKey) expect(words).toContain(about);
  expect(words).toContain("[GeV] against [ns]");
});
