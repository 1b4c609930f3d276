import { describe, expect, it } from "vitest";
import { electronMass } from "../../src/constants.ts";
import { integrateByPanels } from "../../src/math/gauss-legendre.ts";
import { aprimeSpectrumIntegral } from "../../src/physics/aprime-cross-section.ts";
import {
  leastVirtuality,
  logitRange,
  type Reaction,
  virtualitySlope,
} from "../../src/physics/emission-kinematics.ts";
import { exactCrossSectionAbove, exactDoubleDifferential } from "../../src/physics/exact-tree-level.ts";
import { kMethodExcess } from "../../src/physics/k-factor-method.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import {
  type AprimeDraw,
  type AprimeSampler,
  prepareAprimeSampler,
} from "../../src/transport/aprime-sampler.ts";
import { type AprimeTables, buildAprimeTables } from "../../src/transport/aprime-tables.ts";
import { GeV, MeV } from "../../src/units.ts";
import { countDeviation, deviation } from "../random/standard-errors.ts";

const nucleus = { charge: 82, massNumber: 207.2 };
const random = new RandomStream(runKeyFromSeed("aprime-sampler.test"));
const built = new Map<number, AprimeTables>();

function tablesOf(massMeV: number): AprimeTables {
  const known = built.get(massMeV);
  if (known !== undefined) return known;
  const nuclei = [{ nucleus, share: 1 }];
  const mass = massMeV * MeV;
  const tables = buildAprimeTables({ mass, nuclei, mediator: "vector", formFactor: "elastic" });
  built.set(massMeV, tables);
  return tables;
}

const samplerOf = (massMeV: number, minimumEnergy = 0): AprimeSampler =>
  prepareAprimeSampler(tablesOf(massMeV), minimumEnergy);

/** How many of the draws lie between the edges, and beyond: of x, and of the angle in radians. */
function histograms(
  { draw }: AprimeSampler,
  {
    energy,
    count,
    shares,
    anglesRad,
  }: { energy: number; count: number; shares: number[]; anglesRad: number[] },
) {
  const [ofShare, ofAngle] = [new Float64Array(shares.length + 1), new Float64Array(anglesRad.length + 1)];
  const squares = anglesRad.map((angle) => 2 * Math.sin(angle / 2) * Math.sin(angle / 2));
  const result: AprimeDraw = { x: 0, w: 0, azimuthRad: 0 };
  for (let k = 0; k < count; k++) {
    draw(energy, random, result);
    let bin = 0;
    while (bin < shares.length && result.x >= shares[bin]!) bin++;
    ofShare[bin]! += 1;
    bin = 0;
    while (bin < squares.length && result.w >= squares[bin]!) bin++;
    ofAngle[bin]! += 1;
  }
  return { ofShare, ofAngle };
}

/** The part of the exact cross section between two angles, in mm². */
function exactBetween(from: number, to: number, reaction: Reaction): number {
  const { mass, energy } = reaction;
  const inEta = (eta: number) => {
    const x = 1 / (1 + Math.exp(-eta));
    const [u0, slope] = [leastVirtuality(x, mass, energy), virtualitySlope(x, mass, energy)];
    const inLogU = (logU: number) => {
      const u = Math.exp(logU);
      return (u / slope) * exactDoubleDifferential(x, (u - u0) / slope, reaction);
    };
    const logU = (angle: number) => Math.log(u0 + 2 * Math.sin(angle / 2) * Math.sin(angle / 2) * slope);
    return x * (1 - x) * integrateByPanels(inLogU, logU(from), logU(to), 1);
  };
  return integrateByPanels(inEta, ...logitRange(mass, energy), 2);
}

/** Fails where a bin with at least 2 % of the A′ is off by more than 0.5 %, beyond 4 standard errors. */
function expectBins(counts: Float64Array, probabilities: readonly number[], draws: number): void {
  probabilities.forEach((p, bin) => {
    if (p < 0.02) return;
    const error = Math.sqrt(((1 - p) * p) / draws);
    expect(Math.abs(counts[bin]! / draws - p), `bin ${bin}, ${p}`).toBeLessThan(0.004 * p + 3 * error);
  });
}

describe("x and θ", () => {
  // Energies between the nodes of the table: 73 and 17.3 GeV are half-way.
  it.each([
    [1.1, 73],
    [20, 17.3],
    [100, 73],
    [500, 73],
  ])("have the exact density, bins within 5e-3: %s MeV, %s GeV", (massMeV, energy) => {
    const reaction = { mass: massMeV * MeV, energy, nucleus };
    const all = exactCrossSectionAbove(0, reaction);
    const shares = [0.2, 0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.997];
    const above = [all, ...shares.map((x) => exactCrossSectionAbove(x * energy, reaction)), 0];
    const anglesRad = [0.03, 0.1, 0.2, 0.4, 0.7, 1, 1.5, 2.5, 5].map((t) => (t * reaction.mass) / energy);
    const between = anglesRad.map((to, k) => exactBetween(k === 0 ? 0 : anglesRad[k - 1]!, to, reaction));
    const count = 1_000_000;
    const { ofShare, ofAngle } = histograms(samplerOf(massMeV), { energy, count, shares, anglesRad });
    expectBins(
      ofShare,
      above.slice(1).map((value, k) => (above[k]! - value) / all),
      count,
    );
    expectBins(
      ofAngle,
      between.map((value) => value / all),
      count,
    );
  });

  it("stay inside the phase space, at the nodes, between and beyond them", () => {
    const result: AprimeDraw = { x: 0, w: 0, azimuthRad: 0 };
    for (const massMeV of [1.1, 500]) {
      const { draw } = samplerOf(massMeV);
      for (const energy of [2, 2.01, 31, 200, 250]) {
        for (let k = 0; k < 5000; k++) {
          draw(energy, random, result);
          const { x, w, azimuthRad } = result;
          const inside = x * energy >= massMeV * MeV && (1 - x) * energy >= electronMass * (1 - 1e-9);
          if (!inside || !(w >= 0 && w <= 2) || !(azimuthRad >= 0 && azimuthRad < 2 * Math.PI))
            throw new Error(`x ${x}, w ${w}, azimuth ${azimuthRad} at ${energy} GeV`);
        }
      }
    }
  });

  it("are drawn with five uniforms, the azimuth evenly", () => {
    const { draw } = samplerOf(20);
    const result: AprimeDraw = { x: 0, w: 0, azimuthRad: 0 };
    random.seek(5, 5);
    const start = random.step;
    draw(50, random, result);
    expect((random.step - start) | 0).toBe(10);
    let [sum, square, half] = [0, 0, 0];
    const count = 100_000;
    for (let k = 0; k < count; k++) {
      draw(50, random, result);
      sum += Math.cos(result.azimuthRad);
      square += Math.sin(result.azimuthRad);
      if (result.azimuthRad < Math.PI / 3) half++;
    }
    expect(Math.hypot(sum, square)).toBeLessThan(4 * Math.sqrt(count));
    expect(countDeviation(half, count, 1 / 6)).toBeLessThan(4);
  });
});

describe("the cross section", () => {
  it("is the exact one within 1e-3 from 10 times the mass on, between the nodes too", () => {
    for (const massMeV of [1.1, 20, 100, 500]) {
      const { crossSectionAt } = samplerOf(massMeV);
      for (const energy of [2, 2.3, 5.2, 11, 33, 73, 100, 187, 200]) {
        if (energy < 10 * massMeV * MeV) continue;
        const exact = exactCrossSectionAbove(0, { mass: massMeV * MeV, energy, nucleus });
        expect(Math.abs(crossSectionAt(energy) / exact - 1)).toBeLessThan(1e-3);
      }
    }
  });

  it("is within 1 % near the threshold: 1 GeV from 2.2 GeV", () => {
    const { crossSectionAt } = samplerOf(1000);
    for (const energy of [2.2, 3, 5]) {
      const exact = exactCrossSectionAbove(0, { mass: 1 * GeV, energy, nucleus });
      expect(Math.abs(crossSectionAt(energy) / exact - 1)).toBeLessThan(1e-2);
    }
  });

  it("is 0 below 2 GeV, and stays at its last value above 200 GeV", () => {
    const { crossSectionAt } = samplerOf(20);
    expect(crossSectionAt(1.99)).toBe(0);
    expect(crossSectionAt(0)).toBe(0);
    expect(crossSectionAt(2)).toBeGreaterThan(0);
    expect(crossSectionAt(300)).toBe(crossSectionAt(200));
  });
});

describe("a minimum energy", () => {
  it("leaves the exact cross section above it, within 2e-3", () => {
    for (const massMeV of [1.1, 20, 100, 500]) {
      for (const minimum of [10, 50]) {
        const { crossSectionAt } = samplerOf(massMeV, minimum * GeV);
        for (const energy of [10.5, 13, 55, 73, 100, 150]) {
          if (energy < minimum) continue;
          const reaction = { mass: massMeV * MeV, energy, nucleus };
          const exact = exactCrossSectionAbove(minimum * GeV, reaction);
          expect(Math.abs(crossSectionAt(energy) / exact - 1), `${massMeV} ${energy}`).toBeLessThan(2e-3);
        }
        expect(crossSectionAt(minimum)).toBe(0);
        expect(crossSectionAt(minimum - 1)).toBe(0);
        expect(crossSectionAt(minimum + 0.1)).toBeGreaterThan(0);
      }
    }
  });

  it("below the mass changes nothing: the same draws", () => {
    const [free, bound] = [samplerOf(500), samplerOf(500, 400 * MeV)];
    const [a, b]: [AprimeDraw, AprimeDraw] = [
      { x: 0, w: 0, azimuthRad: 0 },
      { x: 0, w: 0, azimuthRad: 0 },
    ];
    for (let event = 0; event < 100; event++) {
      free.draw(30, random.seek(event, 0), a);
      bound.draw(30, random.seek(event, 0), b);
      expect(b).toEqual(a);
    }
    expect(bound.crossSectionAt(30)).toBe(free.crossSectionAt(30));
  });

  it("draws what draws without it has above, in the same bins", () => {
    const shares = [0.55, 0.7, 0.8, 0.9, 0.95, 0.99];
    const anglesRad = [1e-5, 1e-4, 2e-4, 4e-4];
    const settings = { energy: 73, count: 400_000, shares, anglesRad };
    const free = histograms(samplerOf(20), { ...settings, count: 800_000 });
    const bound = histograms(samplerOf(20, 0.55 * 73 * GeV), settings);
    expect(bound.ofShare[0]).toBe(0);
    const above = free.ofShare.slice(1).reduce((sum, n) => sum + n, 0);
    for (let bin = 1; bin < shares.length + 1; bin++) {
      const [p, q] = [bound.ofShare[bin]! / settings.count, free.ofShare[bin]! / above];
      expect(deviation(p, q, Math.sqrt(p / settings.count + q / above))).toBeLessThan(4);
    }
    // Hard A′ go more forward.
    expect(bound.ofAngle[0]! / settings.count).toBeGreaterThan(free.ofAngle[0]! / 800_000);
  });

  it("is kept to the last digit", () => {
    const { draw } = samplerOf(1.1, 50 * GeV);
    const result: AprimeDraw = { x: 0, w: 0, azimuthRad: 0 };
    for (const energy of [50.01, 50.5, 73, 100]) {
      for (let k = 0; k < 20_000; k++) {
        draw(energy, random, result);
        if (!(result.x * energy >= 50 * (1 - 1e-12))) throw new Error(`${result.x * energy} GeV`);
      }
    }
  });
});

describe("the k-factor method", () => {
  // An exact total with the improved spectrum, against what is drawn.
  it.each([1.1, 20, 500])("counts too many A′ above 50 GeV, by its excess: %s MeV", (massMeV) => {
    const mass = massMeV * MeV;
    const energy = 100 * GeV;
    const count = 500_000;
    const { ofShare } = histograms(samplerOf(massMeV), { energy, count, shares: [0.5], anglesRad: [] });
    const drawn = ofShare[1]! / count;
    const byK = aprimeSpectrumIntegral(0.5, 1, mass, energy) / aprimeSpectrumIntegral(0, 1, mass, energy);
    const error = Math.sqrt((1 - drawn) / drawn / count);
    const excess = kMethodExcess(50 * GeV, { mass, energy, nucleus });
    expect(Math.abs(byK / drawn - 1 - excess)).toBeLessThan(1e-3 + 3 * error);
    expect(Math.abs(excess), "seen at all").toBeGreaterThan(4 * error);
  });
});
