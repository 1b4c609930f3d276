import { describe, expect, it } from "vitest";
import { electronMass, muonMass, pionMass } from "../../src/constants.ts";
import { findRoot } from "../../src/math/find-root.ts";
import { integrate } from "../../src/math/integrate.ts";
import {
  criticalEnergy,
  emissionWay,
  meanPhotonNumber,
  photonOffset,
  synchrotronSpectrum,
  synchrotronSurvival,
} from "../../src/physics/synchrotron-radiation.ts";
import { cm, eV, GeV, keV, MeV, m, mm, rad, teslaMetre } from "../../src/units.ts";

const field = (7 * teslaMetre) / (4 * m);

function inTheMagnets(energy: number, mass = electronMass) {
  const gammaFactor = energy / mass;
  const bendRadius = energy / field;
  return {
    critical: criticalEnergy(gammaFactor, bendRadius),
    photons: meanPhotonNumber(gammaFactor, ((4 * m) / bendRadius) * rad),
  };
}

describe("reference: notes 3.1, 7 T m over 4 m", () => {
  it.each([
    [100, 11.64, 3.58, 155.0, 48.9],
    [95, 10.5, 3.23, 139.9, 44.1],
    [80, 7.45, 2.29, 99.2, 31.3],
    [60, 4.19, 1.29, 55.8, 17.6],
    [50, 2.91, 0.9, 38.8, 12.2],
  ])("%s GeV, to the printed digits", (energy, criticalMeV, meanMeV, sumMeV, rmsMeV) => {
    const { critical, photons } = inTheMagnets(energy * GeV);
    const mean = (8 / (15 * Math.sqrt(3))) * critical;
    expect(critical / MeV).toBeCloseTo(criticalMeV, 2);
    expect(photons).toBeCloseTo(43.26, 2);
    expect(mean / MeV).toBeCloseTo(meanMeV, 2);
    expect((photons * mean) / MeV).toBeCloseTo(sumMeV, 1);
    expect((Math.sqrt((photons * 11) / 27) * critical) / MeV).toBeCloseTo(rmsMeV, 1);
  });

  it("100 GeV bend with a radius of 190.6 m; muons and pions radiate eV", () => {
    expect((100 * GeV) / field / m).toBeCloseTo(190.6, 1);
    expect(inTheMagnets(100 * GeV, muonMass).critical / eV).toBeCloseTo(1.3, 1);
    expect(inTheMagnets(100 * GeV, pionMass).critical / eV).toBeCloseTo(0.57, 2);
  });

  it.each([
    [100 * keV, 0.751],
    [500 * keV, 0.584],
    [1 * MeV, 0.486],
    [2 * MeV, 0.374],
    [3 * MeV, 0.304],
    [5 * MeV, 0.215],
    [10 * MeV, 0.107],
    [20 * MeV, 0.033],
    [30 * MeV, 0.0116],
    [50 * MeV, 0.0016],
  ])("share of the photons of 100 GeV above %s GeV, within a unit of the printed digit", (k, share) => {
    const unit = share > 0.02 ? 1e-3 : 1e-4;
    expect(Math.abs(synchrotronSurvival(k / inTheMagnets(100 * GeV).critical) - share)).toBeLessThan(unit);
  });

  it.each([
    [0.1, 5.4e-4, 2],
    [0.25, 8.67e-3, 3],
    [0.5, 0.0784, 3],
    [0.75, 0.351, 3],
    [0.9, 0.902, 3],
    [0.95, 1.401, 4],
    [0.99, 2.699, 4],
    [0.999, 4.724, 4],
  ])("quantile %s is %s to the printed digits", (quantile, x, digits) => {
    const found = findRoot((at) => synchrotronSurvival(at) - (1 - quantile), 1e-9, 20);
    expect(Number(found.toPrecision(digits))).toBe(x);
  });
});

describe("the photon spectrum", () => {
  it("is that of mpmath", () => {
    expect(synchrotronSpectrum(1)).toBeCloseTo(0.12441259332797, 13);
    expect(synchrotronSpectrum(1e-9) / 410529.3075368495).toBeCloseTo(1, 12);
    expect(synchrotronSurvival(1)).toBeCloseTo(0.0867739728816, 12);
  });

  it("has the asymptote √(π/2x) e^-x (1 + 55/(72 x)) for large x", () => {
    for (const x of [30, 100, 300]) {
      const leading = (3 / (5 * Math.PI)) * Math.sqrt(Math.PI / (2 * x)) * Math.exp(-x);
      const next = 1 + 55 / (72 * x);
      expect(Math.abs(synchrotronSpectrum(x) / (leading * next) - 1)).toBeLessThan(1.1 / (x * x));
    }
    expect(synchrotronSpectrum(1e4)).toBe(0);
  });

  it("is the derivative of the survival, which is 1 at 0", () => {
    expect(synchrotronSurvival(0)).toBeCloseTo(1, 13);
    expect(synchrotronSpectrum(0)).toBe(Number.POSITIVE_INFINITY);
    for (const [from, to] of [
      [1e-6, 1e-3],
      [0.01, 0.5],
      [0.5, 10],
    ] as const) {
      const between = integrate(
        (logX) => Math.exp(logX) * synchrotronSpectrum(Math.exp(logX)),
        Math.log(from),
        Math.log(to),
      );
      expect(between).toBeCloseTo(synchrotronSurvival(from) - synchrotronSurvival(to), 9);
    }
  });

  it("has the mean 8/(15√3) and the mean square 11/27", () => {
    expect(integrate(synchrotronSurvival, 0, 60)).toBeCloseTo(8 / (15 * Math.sqrt(3)), 8);
    expect(integrate((x) => 2 * x * synchrotronSurvival(x), 0, 60)).toBeCloseTo(11 / 27, 8);
  });

  it("has half of the power above x = 1: exactly 0.4999947 (mpmath)", () => {
    const powerAbove = integrate((x) => x * synchrotronSpectrum(x), 1, 60);
    expect(powerAbove / (8 / (15 * Math.sqrt(3)))).toBeCloseTo(0.4999947434618586, 8);
  });
});

describe("where photons fly", () => {
  const bendRadius = (100 * GeV) / field;

  it("reference (notes 3.2): 35.7 cm beside an electron of 100 GeV for the first, 0 for the last", () => {
    expect(bendRadius / m).toBeCloseTo(190.6, 1);
    expect(photonOffset(4 * m, bendRadius, 15 * m) / cm).toBeCloseTo(35.68, 2);
    expect(photonOffset(0, bendRadius, 15 * m)).toBe(0);
  });

  // Notes 3.2: from the undeflected line s^2 / 2 rho + (s / rho) (L - s + D), of which the electron has that of s = L.
  it.each([0, 1, 2.5, 4])("is that of the tangent to the arc after %s m", (metres) => {
    const [s, whole, distance] = [metres * m, 4 * m, 15 * m];
    const fromLine = (arc: number) =>
      (arc * arc) / (2 * bendRadius) + (arc / bendRadius) * (whole - arc + distance);
    expect(photonOffset(whole - s, bendRadius, distance)).toBeCloseTo(fromLine(whole) - fromLine(s), 9);
  });

  it("belongs to one place of the arc, and none on the other side", () => {
    for (const way of [0, 0.01, 1, 4])
      expect(emissionWay(photonOffset(way * m, bendRadius, 15 * m), bendRadius, 15 * m) / m).toBeCloseTo(
        way,
        9,
      );
    expect(emissionWay(-1 * mm, bendRadius, 15 * m)).toBe(0);
  });
});
