import { describe, expect, test } from "vitest";
import { prepareRegions, regionNames } from "../../scripts/hadron-regions.ts";
import { shippedCard } from "../shipped-card.ts";

const regions = prepareRegions(shippedCard());

test("sigma is by 10 % and 60 % over the root of the energy, and the 1 % of the beam", () => {
  expect(regions.deviation(0, 0)).toBeCloseTo(1, 12);
  expect(regions.deviation(100, 0)).toBeCloseTo(Math.sqrt(2), 12);
  expect(regions.deviation(0, 100)).toBeCloseTo(Math.sqrt(37), 12);
  // Noise around zero is no energy.
  expect(regions.deviation(-5, -5)).toBeCloseTo(1, 12);
});

test.each([
  [49.9, 0.9, "box"],
  [49.9, -0.2, "box"],
  [50.1, 0.9, "elsewhere"],
  [49.9, 1.1, "elsewhere"],
  [40, 5, "I"],
  [40, 14.9, "I"],
  [59.9, 10, "I"],
  [40, 4.9, "elsewhere"],
  [40, 15, "elsewhere"],
  [60, 10, "elsewhere"],
  [50, 50, "II"],
  [95, 5, "II"],
  [100, 0, "II"],
  [0, 100, "II"],
  [50, 66, "III"],
  [150, 0, "III"],
  [30, 40, "elsewhere"],
] as const)("%d GeV and %d GeV are in %s", (ecal, hcal, region) => {
  expect(regions.of(ecal, hcal)).toBe(region);
});

test("every event is in one region, which is told in words", () => {
  for (let ecal = -3; ecal < 160; ecal += 1.7)
    for (let hcal = -3; hcal < 160; hcal += 1.7) expect(regionNames).toContain(regions.of(ecal, hcal));
  expect(Object.keys(regions.about)).toEqual([...regionNames]);
  expect(regions.about.box).toBe("signal box: E_ECAL below 50 GeV, E_HCAL below 1 GeV");
});

describe("the band of region II", () => {
  test.each([0, 20, 50, 80, 95, 99, 104, 120])("at E_ECAL of %d GeV is where it is and ends", (ecal) => {
    const [low, high] = regions.band(ecal);
    // Below 1 GeV of E_HCAL and 50 GeV of E_ECAL is the box.
    for (const [at, inside] of [
      [low - 0.01, false],
      [low + 0.01, true],
      [high - 0.01, true],
      [high + 0.01, false],
    ] as const)
      expect([at, regions.of(ecal, at) === "II"]).toEqual([at, inside]);
    expect(regions.of(ecal, high + 0.01)).toBe("III");
  });
});

test("the box and the beam are those of the card", () => {
  const other = prepareRegions(
    shippedCard(["cuts.missing-energy.above=60GeV", "cuts.hcal-quiet.below=2GeV", "beam.momentumSpread=2%"]),
  );
  expect(other.box).toEqual({ ecalBelow: 40, hcalBelow: 2 });
  expect(other.of(39, 1.5)).toBe("box");
  expect(other.deviation(0, 0)).toBeCloseTo(2, 12);
});
