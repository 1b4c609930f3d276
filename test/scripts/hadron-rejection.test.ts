import { describe, expect, test } from "vitest";
import {
  beamHadrons,
  electrons,
  prepareKept,
  product,
  shapeThresholds,
} from "../../scripts/hadron-rejection.ts";
import { rejectionFigure } from "../../scripts/hadron-rejection-figure.ts";
import { keptText, rejectionRows, scanRows, scanText } from "../../scripts/hadron-rejection-text.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { clopperPearson } from "../../src/statistics/efficiency.ts";
import { texts } from "../figures/read-figure.ts";
import { shippedCard } from "../shipped-card.ts";
import { madeUpHadrons } from "./made-up-hadrons.ts";

const card = shippedCard();
const events = madeUpHadrons(
  { showerShape: 1, ecalTriggerEnergy: 100 },
  { showerShape: 6, ecalTriggerEnergy: 100 },
  { showerShape: 1, showerDepth: 5 },
  { showerShape: 300, srdEnergy: [0, 0, 0] },
  // No shower: is not asked.
  { preshowerTriggerEnergy: 0.1 },
);
const kept = [electrons, beamHadrons].flatMap((source) => {
  const count = prepareKept(source, card);
  count.take(events);
  return count.kept().map((one) => ({ ...one, setting: "alone" as const }));
});
const tags = { alone: clopperPearson(0, 1000), withOthers: clopperPearson(5, 1000) };

describe("shape, tag and both", () => {
  test("of those that fire the PS, and of those that trigger", () => {
    const [ofElectrons, showered, triggered] = kept;
    expect(ofElectrons).toMatchObject({ particles: "electrons", asked: "counters and PS", events: 4 });
    expect(ofElectrons!.shape.value).toBe(0.25);
    expect(ofElectrons!.tag.value).toBe(0.75);
    expect(ofElectrons!.both.value).toBe(0.25);
    expect(showered!.events).toBe(4);
    expect(triggered).toMatchObject({ asked: "trigger", events: 2 });
    expect(triggered!.shape.value).toBe(0);
  });

  test("the scan is of chi2 alone: it ends at what the depth passes", () => {
    const { scan } = kept[0]!;
    expect(scan[shapeThresholds.indexOf(0.7)]!.value).toBe(0);
    expect(scan[shapeThresholds.indexOf(4)]!.value).toBe(0.25);
    expect(scan[shapeThresholds.indexOf(8)]!.value).toBe(0.5);
    expect(scan.at(-1)!.value).toBe(0.75);
  });
});

describe("both cuts of a hadron", () => {
  test("are the product, with relative errors in quadrature", () => {
    const one = { value: 0.1, low: 0.09, high: 0.12 };
    const found = product(one, { value: 1e-3, low: 9e-4, high: 1e-3 });
    expect(found.value).toBeCloseTo(1e-4, 15);
    expect(found.low).toBeCloseTo(1e-4 - Math.hypot(1e-5, 1e-5), 15);
    expect(found.high).toBeCloseTo(1.2e-4, 15);
  });

  test("have an upper end where none was tagged", () => {
    const found = product({ value: 0, low: 0, high: 1e-3 }, { value: 0.1, low: 0.09, high: 0.12 });
    expect(found).toEqual({ value: 0, low: 0, high: 1.2e-4 });
  });

  test("are told to be a product; electrons are counted", () => {
    const rows = rejectionRows(kept, tags);
    for (const { particles, cut, status } of rows)
      expect(status).toBe(particles === "hadrons" && cut === "both" ? "product" : "simulated");
    const text = keptText(rows);
    expect(text).toMatch(/hadrons +\| alone +\| trigger +\| both .*> /);
    expect(text).not.toMatch(/undefined|null/);
  });
});

test("the scan tells what is left at 95 % of the electrons, or that there is no such threshold", async () => {
  const scan = scanRows(kept);
  expect(scan).toHaveLength(2 * shapeThresholds.length);
  expect(scanText(scan)).toContain("alone, trigger: no threshold keeps 95 % of the electrons.");
  const all = scan.map((row) => ({ ...row, electrons: clopperPearson(row.below < 2 ? 94 : 96, 100) }));
  expect(scanText(all)).toMatch(/alone, counters and PS: chi2 below 2 keeps 96\.0 .* 1 in 4\.00 hadrons\./);
  const words = texts(await drawSvg(rejectionFigure(scan, "run III")));
  expect(words).toContain("share of hadrons kept");
});
