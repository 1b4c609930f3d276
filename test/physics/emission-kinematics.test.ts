import { describe, expect, it } from "vitest";
import { electronMass } from "../../src/constants.ts";
import {
  angularScale,
  emissionKinematics,
  leastVirtuality,
  logitRange,
  type Reaction,
  virtualitySlope,
} from "../../src/physics/emission-kinematics.ts";
import { nuclearMass } from "../../src/physics/form-factor.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { GeV, MeV } from "../../src/units.ts";
import { dot, momentaAt, randomPoint, randomReaction } from "./four-vectors.ts";

const random = new RandomStream(runKeyFromSeed("emission-kinematics.test"));
const lead = { charge: 82, massNumber: 207.2 };
const me2 = electronMass * electronMass;

describe("emissionKinematics", () => {
  it("agrees with four-vectors that conserve momentum, at 200 random points", () => {
    for (let event = 0; event < 200; event++) {
      const reaction = randomReaction(random.seek(event, 0));
      const point = randomPoint(reaction, random);
      const { p, k, after, transfer, target } = momentaAt(point, reaction);
      const { mass, nucleus } = reaction;
      const m = nuclearMass(nucleus);
      // What the points themselves promise.
      const scale = p[0] * p[0];
      expect(Math.abs(dot(after, after) - me2)).toBeLessThan(1e-12 * scale);
      expect(Math.abs(dot(transfer, transfer) + point.t)).toBeLessThan(1e-12 * scale);
      expect(Math.abs(dot(target, transfer))).toBeLessThan(1e-12 * m * p[0]);

      const kinematics = emissionKinematics(point.x, point.w, reaction);
      expect(kinematics.virtuality / (2 * dot(p, k) - mass * mass)).toBeCloseTo(1, 8);
      const difference = [k[1] - p[1], k[2] - p[2], k[3] - p[3]] as const;
      const length = Math.hypot(...difference);
      expect(kinematics.difference / length).toBeCloseTo(1, 9);
      const parallel = (k[1] * difference[0] + k[2] * difference[1] + k[3] * difference[2]) / length;
      expect(kinematics.parallel / parallel).toBeCloseTo(1, 7);
      const size2 = k[0] * k[0] - mass * mass;
      expect(Math.hypot(kinematics.parallel, kinematics.transverse) / Math.sqrt(size2)).toBeCloseTo(1, 9);
    }
  });

  it("ends the range of t where the transfer lies along k - p, or the electron stands still", () => {
    for (let event = 0; event < 200; event++) {
      const reaction = randomReaction(random.seek(event, 1));
      const { x, w } = randomPoint(reaction, random);
      const { smallestT, largestT } = emissionKinematics(x, w, reaction);
      const across = (t: number) => {
        const { transfer, after } = momentaAt({ x, w, t, azimuthRad: Math.PI / 2 }, reaction);
        return after[0] >= electronMass ? transfer[2] : Number.NaN;
      };
      expect(across(smallestT * 0.9999)).toBeNaN();
      expect(across(smallestT * 1.0001)).toBeGreaterThan(0);
      expect(across(largestT * 0.9999)).toBeGreaterThan(0);
      expect(across(largestT * 1.0001)).toBeNaN();
    }
  });

  it("has the t_min of the notes, [U/(2E(1-x))]², for a heavy nucleus and a fast electron", () => {
    for (const x of [0.01, 0.5, 0.99]) {
      const { virtuality, smallestT } = emissionKinematics(x, 1e-9, {
        mass: 20 * MeV,
        energy: 100 * GeV,
        nucleus: lead,
      });
      const momentum = virtuality / (200 * GeV * (1 - x));
      expect(smallestT / (momentum * momentum)).toBeCloseTo(1, 2);
    }
  });

  it("leaves no range where the emission cannot be", () => {
    const reaction: Reaction = { mass: 100 * MeV, energy: 1 * GeV, nucleus: { charge: 1, massNumber: 1 } };
    const isEmpty = (x: number, w: number) => {
      const { smallestT, largestT } = emissionKinematics(x, w, reaction);
      return !(smallestT < largestT);
    };
    expect(isEmpty(0.5, 1e-3)).toBe(false);
    expect(isEmpty(0.9999, 1e-3)).toBe(true); // less than its mass for the electron
    expect(isEmpty(0.95, 2)).toBe(true); // backwards with all the energy: the proton cannot give that
  });
});

describe("leastVirtuality", () => {
  it("is m² (1-x)/x + mₑ² x for a fast electron", () => {
    for (const massMeV of [1, 30, 1000]) {
      for (const x of [0.1, 0.5, 0.99, 0.9999]) {
        const mass = massMeV * MeV;
        const first = (mass * mass * (1 - x)) / x + me2 * x;
        expect(leastVirtuality(x, mass, 1e5 * GeV) / first).toBeCloseTo(1, 6);
      }
    }
  });

  it("is positive and falls smoothly up to the end of the spectrum, where 2p·k - m² has lost its digits", () => {
    const [mass, energy] = [1 * GeV, 200 * GeV];
    let last = Number.POSITIVE_INFINITY;
    for (let rest = 0.1; rest > electronMass / energy; rest *= 0.999) {
      const here = leastVirtuality(1 - rest, mass, energy);
      expect(here).toBeGreaterThan(0);
      expect(here).toBeLessThan(last);
      last = here;
    }
  });

  it("and the slope give U at any angle: 2 p·k - m²", () => {
    const [mass, energy, x, w] = [0.1, 1, 0.4, 0.3];
    const { p, k } = momentaAt({ x, w, t: 0.1, azimuthRad: 0 }, { mass, energy, nucleus: lead });
    const u = leastVirtuality(x, mass, energy) + w * virtualitySlope(x, mass, energy);
    expect(u / (2 * dot(p, k) - mass * mass)).toBeCloseTo(1, 12);
  });
});

describe("logitRange", () => {
  it("runs from x = m/E to 1 - mₑ/E", () => {
    const [from, to] = logitRange(20 * MeV, 100 * GeV);
    expect(1 / (1 + Math.exp(-from))).toBeCloseTo(2e-4, 12);
    expect(1 / (1 + Math.exp(to)) / (electronMass / 100)).toBeCloseTo(1, 9);
  });

  it("is empty where the energy is not enough", () => {
    const [from, to] = logitRange(1 * GeV, 1 * GeV);
    expect(from).toBe(to);
  });
});

describe("angularScale", () => {
  it("is where U is twice U₀", () => {
    const reaction = { mass: 20 * MeV, energy: 100 * GeV, nucleus: lead };
    const scale = angularScale(0.9, 20 * MeV, 100 * GeV);
    const straight = emissionKinematics(0.9, 0, reaction).virtuality;
    expect(emissionKinematics(0.9, scale, reaction).virtuality / straight).toBeCloseTo(2, 12);
    expect(scale).toBeCloseTo(2.48e-9, 11);
  });
});
