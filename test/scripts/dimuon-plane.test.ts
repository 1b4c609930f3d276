import { describe, expect, test } from "vitest";
import { prepareDimuonPlane } from "../../scripts/dimuon-plane.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { data, labels, texts } from "../figures/read-figure.ts";
import { shippedCard } from "../shipped-card.ts";
import { findingsOf, madeUpBatch, numberOf, simulatedBatches, total } from "./muon-pairs.ts";

const events = 6000;
const found = await findingsOf(prepareDimuonPlane, simulatedBatches(events), events);

describe("simulated pairs", () => {
  // Eight crossings of 2.5 GeV, which sets the scale; the most probable sum of distributions with a tail is a little more.
  test("peak near 20 GeV in four modules, near 10 GeV in two", () => {
    const [four, two] = [
      numberOf(found, "peak of E_HCAL, four modules"),
      numberOf(found, "peak of HCAL1 + HCAL2"),
    ];
    expect(four).toMatchObject({ paper: 20, status: "calibrated" });
    expect(two).toMatchObject({ paper: 10, status: "calibrated" });
    expect(four.error).toBeLessThan(0.6);
    expect(Math.abs(four.mean - 21)).toBeLessThan(0.6 + 4 * four.error);
    expect(Math.abs(two.mean - 10.5)).toBeLessThan(0.4 + 4 * two.error);
  });

  test("the bins and what lies outside of the axes are the weight that passes trigger and windows", () => {
    for (const sample of ["with others", "alone"] as const) {
      const inside = total(found.bins.filter((row) => row.sample === sample));
      const all = numberOf(found, "pairs per electron, any E_ECAL", sample).mean;
      const below = total(
        found.bins.filter((row) => row.sample === sample && (row.ecalTo_GeV as number) <= 60),
      );
      expect(inside / all).toBeLessThan(1 + 1e-12);
      expect(inside / all).toBeGreaterThan(0.9);
      const counted = numberOf(found, "pairs per electron, E_ECAL below 60 GeV", sample).mean;
      expect(below / counted).toBeLessThan(1 + 1e-12);
      expect(below / counted).toBeGreaterThan(0.95);
    }
  });

  test("the figure is of the pairs with other particles, per 1e9 electrons, on linear axes", async () => {
    const figure = found.figure();
    const inside = total(found.bins.filter((row) => row.sample === "with others"));
    const drawn = data(figure, "bins").reduce((sum, { weight }) => sum + (weight as number), 0);
    expect(drawn / (1e9 * inside)).toBeCloseTo(1, 9);
    expect(labels(figure, "hcalTicks")).toEqual(["0", "5", "10", "15", "20", "25", "30", "35", "40"]);
    const words = texts(await drawSvg(figure));
    for (const word of [
      "2016 run III, with other beam particles; EHCAL of all four modules",
      "counted in Table I: EECAL < 60 GeV",
      "pairs per bin and 109 electrons on target",
      "EHCAL [GeV]",
    ])
      expect(words).toContain(word);
  });
});

test("an event is in the bin of E_ECAL and E_HCAL with its weight; above 60 GeV it is not counted", async () => {
  const batch = madeUpBatch(
    { weight: 3, ecalEnergy: 12.5, hcalTotalEnergy: 20.25 },
    { weight: 4, ecalEnergy: 12.9, hcalTotalEnergy: 20.4 },
    { ecalEnergy: 70.5, hcalTotalEnergy: 12 },
    { hcalModuleEnergy: [5, 5, 5, 0.5] },
    { ecalTriggerEnergy: 81 },
  );
  const { bins, numbers } = await findingsOf(prepareDimuonPlane, { alone: batch }, 10, shippedCard());
  expect(bins).toEqual([
    {
      sample: "alone",
      ecalFrom_GeV: 70,
      ecalTo_GeV: 71,
      hcalFrom_GeV: 12,
      hcalTo_GeV: 12.5,
      perElectron: 0.1,
      error: 0.1,
    },
    {
      sample: "alone",
      ecalFrom_GeV: 12,
      ecalTo_GeV: 13,
      hcalFrom_GeV: 20,
      hcalTo_GeV: 20.5,
      perElectron: 0.7,
      error: 0.5,
    },
  ]);
  const value = (quantity: string) => numbers.find((one) => one.quantity === quantity)!.value;
  expect(value("pairs per electron, any E_ECAL")).toBeCloseTo(0.8, 12);
  expect(value("pairs per electron, E_ECAL below 60 GeV")).toBeCloseTo(0.7, 12);
});
