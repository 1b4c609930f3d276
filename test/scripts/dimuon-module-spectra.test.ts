import { describe, expect, test } from "vitest";
import { prepareModuleSpectra } from "../../scripts/dimuon-module-spectra.ts";
import { passesAll } from "../../scripts/dimuon-samples.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { shippedSelection } from "../../src/node/load-selection.ts";
import { data, texts } from "../figures/read-figure.ts";
import { deviation } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";
import { findingsOf, madeUpBatch, numberOf, simulatedBatches, total } from "./muon-pairs.ts";

const events = 12_000;
const batches = simulatedBatches(events);
const found = await findingsOf(prepareModuleSpectra, batches, events);
const rowsOf = (sample: string, module: string, part: string) =>
  found.bins.filter((row) => row.sample === sample && row.module === module && row.part === part);

describe("simulated pairs", () => {
  test("the bins hold the weight that passes the selection", () => {
    const passes = passesAll(shippedSelection("dimuon").cuts, shippedCard());
    for (const sample of ["with others", "alone"] as const) {
      const { columns, size } = batches[sample];
      let sum = 0;
      for (let i = 0; i < size; i++) if (passes(columns, i)) sum += columns.weight[i]! / events;
      expect(sum).toBeGreaterThan(1e-6);
      expect(numberOf(found, "pairs per electron", sample).mean / sum).toBeCloseTo(1, 12);
      // Nothing of a pair is above 12 GeV in the second module but, rarely, a hadron of the beam.
      expect(total(rowsOf(sample, "HCAL2", "all")) / sum).toBeGreaterThan(0.97);
      expect(total(rowsOf(sample, "HCAL2", "all")) / sum).toBeLessThan(1 + 1e-12);
    }
  });

  // Sec. V.C has 2.5 GeV, which sets the scale; the most probable sum of two is a little more than twice that.
  test("peak near 5 GeV with two muons, and near 2.5 GeV with one", () => {
    for (const module of ["HCAL2", "HCAL3"]) {
      const both = numberOf(found, `${module}: peak`);
      expect(both).toMatchObject({ paper: 5, unit: "GeV", status: "calibrated" });
      expect(both.error).toBeLessThan(0.15);
      expect(Math.abs(both.mean - 5.1)).toBeLessThan(0.2 + 4 * both.error);
    }
    // In HCAL2 there are too few of one muon here.
    const one = numberOf(found, "HCAL3: peak of one muon");
    expect(one).toMatchObject({ paper: 2.5, unit: "GeV", status: "calibrated" });
    expect(one.error).toBeLessThan(0.3);
    expect(Math.abs(one.mean - 2.5)).toBeLessThan(0.15 + 4 * one.error);
  });

  test("paper: the bump at 2.5 GeV in HCAL3 is of one muon, whose other one stopped before", () => {
    expect(numberOf(found, "HCAL3: of those within 20 % of the scale, with one muon").mean).toBeGreaterThan(
      0.8,
    );
    // The rest ends in the ECAL, or leaves the HCAL at its sides: about a quarter.
    const stopped = [1, 2].map((m) => numberOf(found, `HCAL3: of these, the other stopped in HCAL${m}`).mean);
    expect(stopped[0]! + stopped[1]!).toBeGreaterThan(0.55);
    // One that stops in HCAL1 is missing in HCAL2 already.
    const shares = ["HCAL2", "HCAL3"].map((module) => numberOf(found, `${module}: share with one muon`));
    expect(shares[1]!.mean).toBeGreaterThan(shares[0]!.mean);
    // Other beam particles do not change the truth, only which pairs are selected.
    const crowded = numberOf(found, "HCAL3: share with one muon", "with others");
    expect(
      deviation(crowded.mean, shares[1]!.mean, Math.hypot(crowded.error, shares[1]!.error)),
    ).toBeLessThan(4);
  });

  test("the figure has two panels, both samples and the parts of the one without others", async () => {
    const figure = found.figure();
    for (const panel of [0, 1]) {
      const area = (k: number) =>
        data(figure, `bins${panel}.${k}`).reduce((sum, { atY }) => sum + 0.1 * (atY as number), 0);
      expect(area(1)).toBeCloseTo(1, 1);
      expect(area(1)).toBeLessThan(1 + 1e-9);
      expect(area(0)).toBeLessThan(1 + 1e-9);
      // A muon that radiates a lot is above the axis.
      const share = numberOf(found, `HCAL${panel + 2}: share with one muon`).mean;
      expect(area(2) / share).toBeLessThan(1 + 1e-9);
      expect(area(2) / share).toBeGreaterThan(0.9);
      expect(area(3)).toBeLessThan(area(2));
    }
    const words = texts(await drawSvg(figure));
    for (const word of ["HCAL2", "HCAL3", "one muon in the module (truth)", "1/N dN/dE [1/GeV]"])
      expect(words).toContain(word);
  });
});

describe("made-up pairs", () => {
  const stopped = (m: number) => [0, 0, 0, 0].map((_, k) => (k === m ? 1 : 0));
  const made = madeUpBatch(
    {},
    { hcalMuons: [2, 2, 1, 1], hcalMuonsStopped: stopped(1), hcalModuleEnergy: [5, 5, 2.55, 2.5], weight: 2 },
    { hcalMuons: [2, 1, 1, 1], hcalMuonsStopped: stopped(0), hcalModuleEnergy: [5, 2.55, 2.65, 2.5] },
    // Left at the side of HCAL2.
    { hcalMuons: [2, 2, 1, 1], hcalModuleEnergy: [5, 5, 2.45, 2.5] },
    // Two muons in HCAL3, of which one stops early: as little energy as of one.
    { hcalMuonsStopped: stopped(2), hcalModuleEnergy: [5, 5, 2.95, 2.5] },
    // Out of the window of HCAL1, and not below 60 GeV.
    { hcalModuleEnergy: [7, 5, 2.5, 2.5] },
    { ecalEnergy: 60 },
  );

  test("each is where it belongs, with its weight", async () => {
    const { bins, numbers, notes } = await findingsOf(prepareModuleSpectra, { alone: made }, 10);
    const filled = bins.filter(({ perElectron }) => (perElectron as number) > 0);
    const of = (module: string, part: string) =>
      filled
        .filter((row) => row.module === module && row.part === part)
        .map(({ from_GeV, perElectron }) => [Number((from_GeV as number).toFixed(9)), perElectron]);
    expect(of("HCAL3", "all")).toEqual([
      [2.4, 0.1],
      [2.5, 0.2],
      [2.6, 0.1],
      [2.9, 0.1],
      [5, 0.1],
    ]);
    expect(of("HCAL3", "one muon in the module")).toEqual([
      [2.4, 0.1],
      [2.5, 0.2],
      [2.6, 0.1],
    ]);
    expect(of("HCAL3", "one, the other stopped in the module before")).toEqual([[2.5, 0.2]]);
    expect(of("HCAL2", "one, the other stopped in the module before")).toEqual([[2.5, 0.1]]);
    const value = (quantity: string) => numbers.find((one) => one.quantity === quantity)!.value;
    expect(value("pairs per electron")).toBeCloseTo(0.6, 12);
    expect(value("HCAL3: share with one muon")).toBeCloseTo(4 / 6, 12);
    expect(value("HCAL3: of these, the other stopped in HCAL1")).toBeCloseTo(1 / 4, 12);
    expect(value("HCAL3: of these, the other stopped in HCAL2")).toBeCloseTo(2 / 4, 12);
    // 2.95 GeV is within 20 % of 2.5 GeV.
    expect(value("HCAL3: of those within 20 % of the scale, with one muon")).toBeCloseTo(4 / 5, 12);
    expect(value("HCAL3: peak"), "too few events").toBeNull();
    expect(notes.join(" ")).toContain("no peak is a prediction");
  });

  test("none at all makes an empty figure, without a number", async () => {
    const { figure, numbers } = await findingsOf(prepareModuleSpectra, { alone: madeUpBatch() }, 10);
    expect(await drawSvg(figure())).not.toContain("NaN");
    expect(numbers.find(({ quantity }) => quantity === "HCAL3: peak")!.value).toBeNull();
  });
});
