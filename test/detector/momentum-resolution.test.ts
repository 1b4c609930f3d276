import { describe, expect, test } from "vitest";
import type { TrackerCard } from "../../src/detector/chambers.ts";
import { momentumResolution } from "../../src/detector/momentum-resolution.ts";
import { GeV } from "../../src/units.ts";
import { shippedCard } from "../shipped-card.ts";

function resolution(momentum: number, sets: readonly string[] = []): number {
  const card = shippedCard(sets.map((set) => `detector.tracker.${set}`));
  return momentumResolution(card.detector.tracker as TrackerCard, card, momentum);
}
const thin = ["micromegasThickness=0", "gemThickness=0"];

describe("the resolution of the momentum", () => {
  test("is about the 1 % of Sec. III at 100 GeV, from points of 0.1 mm and 1 m between MM1 and MM2", () => {
    expect(resolution(100 * GeV)).toBeCloseTo(0.0084, 4);
  });

  test("goes as p without scattering, and as the resolution of the points", () => {
    expect(resolution(50 * GeV, thin) / resolution(100 * GeV, thin)).toBeCloseTo(0.5, 12);
    const coarse = [...thin, "micromegasResolution=200 um", "gemResolution=140 um"];
    expect(resolution(80 * GeV, coarse) / resolution(80 * GeV, thin)).toBeCloseTo(2, 12);
  });

  test("has a part of scattering that is the same at all momenta", () => {
    const scattering = (momentum: number) => {
      const [with_, without] = [resolution(momentum), resolution(momentum, thin)];
      return Math.sqrt(with_ * with_ - without * without);
    };
    expect(scattering(50 * GeV) / scattering(100 * GeV)).toBeCloseTo(1, 8);
    // 0.3 % of a radiation length in MM2 at 100 GeV turn by 0.006 mrad, of 21 mrad.
    expect(scattering(100 * GeV)).toBeGreaterThan(0.006 / 21);
    expect(scattering(100 * GeV)).toBeLessThan(3 * (0.006 / 21));
  });

  test("is better with all four chambers behind the magnets than with one missing", () => {
    expect(resolution(100 * GeV, ["downstreamHits=4"])).toBeLessThan(resolution(100 * GeV));
    const perfect = ["micromegasEfficiency=1", "gemEfficiency=1"];
    expect(resolution(100 * GeV, perfect)).toBe(resolution(100 * GeV, [...perfect, "downstreamHits=4"]));
  });
});
