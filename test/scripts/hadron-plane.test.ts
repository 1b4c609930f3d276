import { describe, expect, test } from "vitest";
import { prepareHadronPlane, type RegionRate } from "../../scripts/hadron-plane.ts";
import { planeFigure } from "../../scripts/hadron-plane-figure.ts";
import { planeCsv, planeText, rateText } from "../../scripts/hadron-plane-text.ts";
import { hadronSources } from "../../scripts/hadron-sources.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { sumOfWeights } from "../../src/statistics/histogram.ts";
import { texts } from "../figures/read-figure.ts";
import { shippedCard } from "../shipped-card.ts";
import { madeUpHadrons } from "./made-up-hadrons.ts";

const card = shippedCard();
const [pairs, reactions, electrons] = hadronSources as unknown as (typeof hadronSources)[number][];

function rateOf(rates: readonly RegionRate[], stage: string, source: string, region: string): RegionRate {
  return rates.find((row) => row.stage === stage && row.source === source && row.region === region)!;
}

describe("made-up events of two sources", () => {
  const plane = prepareHadronPlane(card, [pairs!, reactions!]);
  plane.take(
    pairs!,
    madeUpHadrons(
      { weight: 2e-5, ecalEnergy: 40, hcalEnergy: 10, vetoEnergy: 0.02 },
      { weight: 1e-5, ecalEnergy: 40, hcalEnergy: 10, vetoEnergy: 0.02, trackCount: 2 },
      // Does not trigger.
      { weight: 7e-5, ecalEnergy: 40, hcalEnergy: 10, ecalTriggerEnergy: 81 },
      { weight: 0, ecalEnergy: 40, hcalEnergy: 0 },
    ),
    4,
  );
  plane.take(
    reactions!,
    madeUpHadrons(
      { weight: 3e-4, ecalEnergy: 60, hcalEnergy: 40 },
      { weight: 3e-4, ecalEnergy: 60, hcalEnergy: 90, srdEnergy: [0.005, 0, 0.005] },
    ),
    2,
  );
  const rates = plane.rates();

  test("are in their regions per electron on target, with the error of their weights", () => {
    const first = rateOf(rates, "trigger", "muon pairs", "I");
    expect(first.perElectron).toBeCloseTo(3e-5 / 4, 12);
    // Root of the sum of squares, less that of the mean over the four.
    expect(first.error).toBeCloseTo(Math.sqrt(5e-10 - 9e-10 / 4) / 4, 12);
    expect(rateOf(rates, "trigger", "photonuclear reactions", "II").perElectron).toBeCloseTo(1.5e-4, 12);
    expect(rateOf(rates, "trigger", "photonuclear reactions", "III").events).toBe(1);
  });

  test("drop out where a cut of a stage fails", () => {
    expect(rateOf(rates, "SRD", "photonuclear reactions", "III").events).toBe(0);
    expect(rateOf(rates, "SRD", "muon pairs", "I").events).toBe(2);
    expect(rateOf(rates, "track", "muon pairs", "I").events).toBe(1);
    expect(rateOf(rates, "preselected", "muon pairs", "I").events).toBe(0);
    expect(rateOf(rates, "preselected", "photonuclear reactions", "II").events).toBe(1);
  });

  test("regions add up to all, sources to all, and the plane to both", () => {
    for (const stage of ["trigger", "SRD", "track", "preselected"]) {
      const own = rates.filter((row) => row.stage === stage);
      const sum = (of: (row: RegionRate) => boolean): number =>
        own.filter(of).reduce((total, { perElectron }) => total + perElectron, 0);
      const all = rateOf(rates, stage, "all", "all").perElectron;
      expect(sum(({ source, region }) => source !== "all" && region !== "all")).toBeCloseTo(all, 12);
      expect(sum(({ source, region }) => source === "all" && region !== "all")).toBeCloseTo(all, 12);
      expect(sumOfWeights(plane.planes.get(stage)!)).toBeCloseTo(all, 12);
    }
  });

  test("the share of region III is by weight", () => {
    expect(plane.shareOfThird("trigger")!.mean).toBeCloseTo(1.5e-4 / (3e-4 + 0.75e-5), 9);
    expect(plane.shareOfThird("preselected")!.mean).toBe(0);
  });

  test("where nothing was seen, a typical weight tells how little that is", () => {
    const none = rateOf(rates, "trigger", "photonuclear reactions", "I");
    expect(none).toMatchObject({ perElectron: 0, error: 0, events: 0 });
    expect(none.atMost).toBeCloseTo(1.84 * 1.5e-4, 12);
    expect(rateText(none)).toBe("< 3e-4");
    expect(rateText(rateOf(rates, "trigger", "photonuclear reactions", "all"))).toMatch(
      /^\(3\.00 ± 0\.00\)e-4$/,
    );
  });

  test("as a table, as CSV and as a picture with its regions", async () => {
    const text = planeText(rates);
    expect(text).toMatch(/\| photonuclear reactions +\|/);
    expect(text).toContain("SRD: trigger and SRD tag, as the left panels of Fig. 7");
    expect(text).not.toMatch(/NaN|undefined|null/);
    const csv = await planeCsv(rates, ["title"]);
    expect(csv.split("\n").filter((line) => line.startsWith("trigger,"))).toHaveLength(18);
    const words = texts(await drawSvg(planeFigure(plane.planes, card)));
    for (const word of [
      "I",
      "II",
      "III",
      "trigger of Eq. (14)",
      "events per bin and 109 electrons on target",
    ])
      expect(words).toContain(word);
  });
});

describe("each event counts once", () => {
  test("an electron of the beam with a forced reaction is left out; one with a softer or without stays", () => {
    const plane = prepareHadronPlane(card, [electrons!]);
    expect(electrons!.name).toBe("beam: electron");
    plane.take(
      electrons!,
      madeUpHadrons(
        { ecalEnergy: 60, hcalEnergy: 40, photonuclearEnergy: 35 },
        { ecalEnergy: 60, hcalEnergy: 40, photonuclearEnergy: 10 },
        { ecalEnergy: 78, hcalEnergy: 22, photonuclearEnergy: 9.9 },
        { ecalEnergy: 79, hcalEnergy: 20, photonuclearEnergy: 0 },
      ),
      4,
    );
    expect(rateOf(plane.rates(), "trigger", "beam: electron", "all")).toMatchObject({
      perElectron: 0.5,
      events: 2,
    });
    expect(plane.leftOut.get("beam: electron")).toBeCloseTo(0.5, 12);
  });

  test("reactions of what is no electron of the beam, and forced ones, stay", () => {
    for (const source of hadronSources.filter(
      ({ name }) => !["beam: electron", "beam: low-energy"].includes(name),
    ))
      expect([source.name, source.isLeftOut]).toEqual([source.name, undefined]);
  });
});

test("without events there are no shares, and tables say so", () => {
  const plane = prepareHadronPlane(card, [pairs!]);
  expect(plane.shareOfThird("trigger")).toBeUndefined();
  expect(planeText(plane.rates())).not.toMatch(/NaN|undefined|null/);
});
