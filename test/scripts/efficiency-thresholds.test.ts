import { describe, expect, test } from "vitest";
import { allCuts } from "../../cuts/index.ts";
import type { ThresholdDocument } from "../../scripts/efficiency-curve-answer.ts";
import { thresholdFigure } from "../../scripts/efficiency-curve-figure.ts";
import { less, prepareCurves } from "../../scripts/efficiency-thresholds.ts";
import { eventColumns } from "../../src/detector/events.ts";
import { allocate } from "../../src/event/columns.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { loadCard } from "../../src/node/load-card.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { runCardSchema } from "../../src/simulation/run-card.ts";
import { clopperPearson } from "../../src/statistics/efficiency.ts";
import { aprime } from "./aprime.ts";

const { card } = loadCard("III", [], runCardSchema(allCuts));

/** Events of weight 1, some of which the cut, on the weight of nothing else, refuses. */
function madeUp(size: number) {
  const random = new RandomStream(runKeyFromSeed("made up"));
  const batch = allocate(eventColumns, size);
  for (let i = 0; i < size; i++) {
    batch.columns.event[i] = i;
    batch.columns.weight[i] = 1;
    batch.columns.vetoEnergy[i] = 0.02 * random.uniform();
    batch.columns.hcalEnergy[i] = 3 * random.uniform();
  }
  return batch;
}

describe("curves of made-up events", () => {
  const batch = madeUp(500);
  const { vetoEnergy, hcalEnergy } = batch.columns;
  const passes = (_: unknown, i: number): boolean => i % 3 !== 0;
  const thresholds = [0.5, 1, 2, Number.POSITIVE_INFINITY];
  const all = Array.from({ length: 500 }, (_, i) => i).filter((i) => i % 3 !== 0);

  test("count those that pass the cuts, for the HCAL also those that V2 lets by", () => {
    const curves = prepareCurves("hcal", [passes], card, thresholds);
    curves.take(batch);
    const [of, quiet] = curves.result();
    expect([of!.given, quiet!.given]).toEqual(["all", "V2 quiet"]);
    for (const [found, events] of [
      [of!, all],
      [quiet!, all.filter((i) => vetoEnergy[i]! < 0.0072)],
    ] as const) {
      expect(found.events).toBe(events.length);
      for (const [k, threshold] of thresholds.entries()) {
        const below = events.filter((i) => hcalEnergy[i]! < threshold).length;
        const expected = clopperPearson(below, events.length);
        expect(found.efficiencies[k]!.value).toBeCloseTo(expected.value, 12);
        expect(found.efficiencies[k]!.low).toBeCloseTo(expected.low, 9);
      }
      expect(found.efficiencies.at(-1)!.value).toBe(1);
    }
  });

  test("of V2 are of one kind", () => {
    const curves = prepareCurves("v2", [passes], card, [0.0072]);
    curves.take(batch);
    const [found, ...others] = curves.result();
    expect(others).toEqual([]);
    const below = all.filter((i) => vetoEnergy[i]! < 0.0072).length;
    expect(found!.efficiencies[0]!.value).toBeCloseTo(below / all.length, 12);
  });
});

test("a difference has the sides of both intervals", () => {
  const found = less({ value: 0.9, low: 0.86, high: 0.93 }, { value: 0.8, low: 0.76, high: 0.83 });
  expect(found.value).toBeCloseTo(0.1, 12);
  expect(found.low).toBeCloseTo(0.1 - 0.05, 12);
  expect(found.high).toBeCloseTo(0.1 + 0.05, 12);
});

describe("aprime efficiency --curve", async () => {
  const line = "efficiency --mass 100MeV --minimum-aprime-energy 45GeV --events 300 --quiet --json";
  const { code, stdout, stderr } = await aprime(".", ...`${line} --curve hcal`.split(" "));
  expect([code, stderr]).toEqual([0, ""]);
  const found = JSON.parse(stdout) as ThresholdDocument;

  test("goes up with the threshold, of electrons and of A'", () => {
    for (const sample of ["calibration", "signal"])
      for (const given of ["all", "V2 quiet"]) {
        const rows = found.rows.filter((row) => row.sample === sample && row.given === given);
        expect(rows.map(({ threshold_GeV }) => threshold_GeV)).toContain(1);
        expect(rows).toHaveLength(50);
        expect(rows[0]!.events).toBeGreaterThan(100);
        for (const [k, row] of rows.entries())
          expect(row.value).toBeGreaterThanOrEqual(rows[k - 1]?.value ?? 0);
      }
  });

  test("lays signal and electrons side by side at the threshold of the card", () => {
    expect(found.paper).toBe(0.98);
    expect(
      found.workingPoints.map(({ mass_MeV, given, threshold_GeV }) => [mass_MeV, given, threshold_GeV]),
    ).toEqual([
      [100, "all", 1],
      [100, "V2 quiet", 1],
    ]);
    for (const { signal, electrons, difference } of found.workingPoints)
      expect(difference).toEqual(less(signal, electrons));
  });

  test("is drawn with the point of Table II", async () => {
    const svg = await drawSvg(thresholdFigure(found));
    for (const word of ["threshold in HCAL", "Table II", "100 MeV", "electrons, V2 quiet"])
      expect(svg).toContain(word);
  });
});
