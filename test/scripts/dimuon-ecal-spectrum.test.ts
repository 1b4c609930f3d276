import { describe, expect, test } from "vitest";
import { compareWithTable1 } from "../../scripts/compare-table-1.ts";
import { prepareEcalSpectrum } from "../../scripts/dimuon-ecal-spectrum.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { data, texts } from "../figures/read-figure.ts";
import { shippedCard } from "../shipped-card.ts";
import { findingsOf, madeUpBatch, numberOf, simulatedBatches, total } from "./muon-pairs.ts";

const events = 6000;
const found = await findingsOf(prepareEcalSpectrum, simulatedBatches(events), events);
const rowsOf = (sample: string, windows: string) =>
  found.bins.filter((row) => row.sample === sample && row.windows === windows);

describe("simulated pairs", () => {
  test("the bins hold the pairs of the selection, and with the windows open more", () => {
    for (const sample of ["with others", "alone"] as const) {
      const selected = total(rowsOf(sample, "HCAL1 and HCAL4"));
      const all = total(rowsOf(sample, "none"));
      expect(selected / numberOf(found, "pairs per electron", sample).mean).toBeCloseTo(1, 9);
      expect(all / numberOf(found, "the same without windows", sample).mean).toBeCloseTo(1, 9);
      expect(all).toBeGreaterThan(selected);
      expect(rowsOf(sample, "none")).toHaveLength(30);
    }
  });

  test("without others they are what yield --process dimuon tells of the same events", async () => {
    const { yield_per_eot, error } = await compareWithTable1(
      shippedCard(),
      events,
      runKeyFromSeed("muon-pairs"),
    );
    const alone = numberOf(found, "pairs per electron");
    expect(alone.mean / yield_per_eot).toBeCloseTo(1, 9);
    expect(alone.error / error).toBeCloseTo(1, 9);
    expect(alone.paper).toBeCloseTo(6985 / 976.5e6, 12);
  });

  test("the ratio of both is beside that of run III in Table I, 3417 / 4271", () => {
    const ratio = numberOf(found, "the same, over that alone", "with others");
    const of = (sample: "with others" | "alone") => numberOf(found, "pairs per electron", sample);
    expect(ratio.mean).toBeCloseTo(of("with others").mean / of("alone").mean, 9);
    expect(ratio.paper).toBeCloseTo(3417 / 4271, 12);
    // The same events: known better than from two samples.
    const apart = Math.hypot(
      of("with others").error / of("with others").mean,
      of("alone").error / of("alone").mean,
    );
    expect(ratio.error / ratio.mean).toBeLessThan(0.8 * apart);
  });

  test("the figure shows both, the one without others also as many as the points", async () => {
    const figure = found.figure();
    const pairs = (k: number) =>
      data(figure, `bins0.${k}`).reduce((sum, { atY }) => sum + 2 * (atY as number), 0) / 1e9;
    const [alone, scaled, points, open] = [0, 1, 2, 3].map(pairs);
    expect(alone! / numberOf(found, "pairs per electron").mean).toBeCloseTo(1, 9);
    expect(points! / numberOf(found, "pairs per electron", "with others").mean).toBeCloseTo(1, 9);
    expect(scaled! / points!).toBeCloseTo(1, 9);
    expect(open! / numberOf(found, "the same without windows").mean).toBeCloseTo(1, 9);
    const words = texts(await drawSvg(figure));
    for (const word of [
      "EECAL [GeV]",
      "pairs per GeV and 109 electrons on target",
      "the same, as many as the points",
    ])
      expect(words).toContain(word);
  });
});

describe("made-up pairs", () => {
  const crowded = madeUpBatch(
    { weight: 3, ecalEnergy: 11 },
    { weight: 1, ecalEnergy: 41, hcalModuleEnergy: [0, 5, 5, 0] },
    { weight: 1, ecalEnergy: 61 },
  );
  const alone = madeUpBatch(
    { weight: 3, ecalEnergy: 11 },
    { weight: 1, ecalEnergy: 41 },
    { weight: 1, ecalEnergy: 59 },
  );

  test("ratio and shares are of weights", async () => {
    const found = await findingsOf(prepareEcalSpectrum, { "with others": crowded, alone }, 10);
    expect(numberOf(found, "the same, over that alone", "with others").mean).toBeCloseTo(3 / 5, 12);
    expect(numberOf(found, "share with E_ECAL below 30 GeV").mean).toBeCloseTo(3 / 5, 12);
    expect(numberOf(found, "the same without windows", "with others").mean).toBeCloseTo(0.4, 12);
  });

  test("of one sample there is no ratio, and no histogram that is scaled", async () => {
    const found = await findingsOf(prepareEcalSpectrum, { "with others": crowded }, 10);
    expect(() => numberOf(found, "the same, over that alone", "with others")).toThrow();
    const words = texts(await drawSvg(found.figure()));
    expect(words).toContain("no windows, with other particles");
    expect(words.join()).not.toContain("as many as");
    expect(found.notes.join()).not.toContain("Both samples");
  });

  test("nothing selected makes an empty figure", async () => {
    const none = madeUpBatch({ ecalEnergy: 90 });
    const found = await findingsOf(prepareEcalSpectrum, { "with others": none, alone: none }, 10);
    expect(await drawSvg(found.figure())).not.toContain("NaN");
    expect(numberOf(found, "the same, over that alone", "with others").mean).toBeNaN();
  });
});
