import { describe, expect, it } from "vitest";
import { integrate } from "../../src/math/integrate.ts";
import { photonTrackIntegral } from "../../src/physics/dimuon-yield.ts";
import { photonTrackDensity, trackShape } from "../../src/physics/photon-track-density.ts";
import { GeV } from "../../src/units.ts";
import { matter } from "../transport/cascades.ts";

const { criticalEnergy } = matter;

describe("the tracks of photons in closed form", () => {
  // Notes 8.1, a cascade followed particle by particle.
  it.each([
    [35, 0.0469],
    [45, 0.0275],
    [55, 0.0177],
    [65, 0.0121],
    [75, 0.0082],
    [85, 0.0058],
  ])("per GeV at %d GeV of 100: %d", (energy, expected) => {
    expect(Math.abs(photonTrackDensity(energy * GeV, 100 * GeV) / expected - 1)).toBeLessThan(0.04);
  });

  it.each([
    [100, [1, 2, 5, 10, 20, 50, 70]],
    [10, [1, 2, 5, 7]],
    [4, [1, 2]],
  ])(
    "of %d GeV, above some energies, are those of the cascade equations within 2 %%",
    (beamEnergy, above) => {
      for (const minimumEnergy of above) {
        const found = integrate((k) => photonTrackDensity(k, beamEnergy), minimumEnergy, beamEnergy);
        const expected = photonTrackIntegral(() => 1, { beamEnergy, minimumEnergy, criticalEnergy });
        expect(Math.abs(found / expected - 1)).toBeLessThan(0.02);
      }
    },
  );

  it("have a shape that falls from 1 to a half", () => {
    expect([trackShape(0), trackShape(1)]).toEqual([1, 0.52]);
    for (let share = 0; share < 1; share += 0.01) expect(trackShape(share)).toBeLessThan(1.001);
  });
});
