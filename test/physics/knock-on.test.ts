import { describe, expect, it } from "vitest";
import { electronMass, muonMass, pionMass, protonMass } from "../../src/constants.ts";
import {
  drawKnockOn,
  knockOnConstant,
  knockOnNumber,
  knockOnTangent,
  largestKnockOn,
} from "../../src/physics/knock-on.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { cm, GeV, MeV } from "../../src/units.ts";
import { binnedDeviation } from "../random/standard-errors.ts";

/** 1 mm of mylar. */
const mylar = (0.52 * 0.14) / (cm * cm);

describe("reference (notes 3.3)", () => {
  it("half of the constant of Bethe's formula: 0.1535 MeV cm²/g", () => {
    expect(knockOnConstant / (MeV * cm * cm)).toBeCloseTo(0.15354, 5);
  });

  it.each([
    [1, 1.1e-2, 0.79],
    [5, 2.1e-3, 0.43],
    [10, 1.1e-3, 0.31],
    [50, 2.1e-4, 0.14],
  ])("above %s MeV there are %s of 1 mm of mylar, at %s rad", (energyMeV, number, angleRad) => {
    const expected = knockOnNumber(mylar, energyMeV * MeV, largestKnockOn(pionMass, 100 * GeV));
    expect(Math.abs(expected / number - 1)).toBeLessThan(0.07); // the notes have two digits
    expect(Math.abs(Math.atan(knockOnTangent(energyMeV * MeV)) - angleRad)).toBeLessThan(0.011);
  });

  it("a pion of 100 GeV gives at most 84 GeV, a muon 90.5 GeV, a proton at rest nothing", () => {
    expect(largestKnockOn(pionMass, 100 * GeV)).toBeCloseTo(83.99, 1);
    // Two bodies: what a head-on collision leaves to the muon is its own mass squared over twice the electron's, here 10.4 %.
    expect(largestKnockOn(muonMass, 100 * GeV) / 100).toBeCloseTo(1 / (1 + 0.10923), 2);
    expect(largestKnockOn(protonMass, protonMass)).toBe(0);
    expect(largestKnockOn(electronMass, 100 * GeV)).toBeCloseTo(50, 2);
  });
});

describe("kinematics", () => {
  // Elastic: cos θ = T (E + m) / (p √(T² + 2 m T)).
  it.each([0.3, 1, 10, 100])(
    "the angle of an electron of %s MeV is that of an elastic collision",
    (energyMeV) => {
      const kinetic = energyMeV * MeV;
      const energy = 100 * GeV;
      const momentum = Math.sqrt(energy * energy - pionMass * pionMass);
      const cosine =
        (kinetic * (energy + electronMass)) /
        (momentum * Math.sqrt(kinetic * kinetic + 2 * electronMass * kinetic));
      const tangent = Math.sqrt(1 / (cosine * cosine) - 1);
      expect(Math.abs(knockOnTangent(kinetic) / tangent - 1)).toBeLessThan(2e-3);
    },
  );

  it("no electron is knocked out above the largest energy", () => {
    expect(knockOnNumber(mylar, 90 * GeV, 84 * GeV)).toBe(0);
    expect(knockOnNumber(0, 1 * MeV, 84 * GeV)).toBe(0);
  });
});

describe("energies drawn", () => {
  it("fall as 1/T² between the least and the largest", () => {
    const [least, largest] = [0.2 * MeV, 5 * MeV];
    const random = new RandomStream(runKeyFromSeed("knock-on.test"));
    const below = (kinetic: number) => (1 / least - 1 / kinetic) / (1 / least - 1 / largest);
    const edges = [0.22, 0.25, 0.3, 0.4, 0.6, 1, 2, 4].map((edge) => edge * MeV);
    const draw = () => drawKnockOn(least, largest, random);
    expect(binnedDeviation({ count: 50_000, draw, edges, below })).toBeLessThan(4);
    for (let k = 0; k < 1000; k++) {
      const kinetic = draw();
      expect(kinetic >= least && kinetic <= largest).toBe(true);
    }
  });
});
