import { describe, expect, it } from "vitest";
import { electronMass } from "../../src/constants.ts";
import { averagedAmplitude, squaredAmplitude } from "../../src/physics/emission-amplitude.ts";
import { emissionKinematics, type Reaction } from "../../src/physics/emission-kinematics.ts";
import { nuclearMass } from "../../src/physics/form-factor.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { GeV, MeV } from "../../src/units.ts";
import { amplitudeByTrace, combine, gammas, product, trace } from "./dirac-trace.ts";
import { dot, type Momenta, momentaAt, randomPoint, randomReaction } from "./four-vectors.ts";

const random = new RandomStream(runKeyFromSeed("emission-amplitude.test"));
const lead = { charge: 82, massNumber: 207.2 };

function amplitudeOf({ p, after, k, transfer, target }: Momenta, { mass, nucleus }: Reaction): number {
  const s = 2 * dot(after, k) + mass * mass;
  const u = mass * mass - 2 * dot(p, k);
  const invariants = {
    s,
    u,
    t: -dot(transfer, transfer),
    before: dot(target, p),
    after: dot(target, after),
    nuclearMass: nuclearMass(nucleus),
  };
  return squaredAmplitude(invariants, mass);
}

describe("squaredAmplitude", () => {
  it("is checked against matrices that are Dirac's: γ^μ γ^ν + γ^ν γ^μ = 2 g^μν", () => {
    for (let mu = 0; mu < 4; mu++) {
      for (let nu = 0; nu < 4; nu++) {
        const both = combine(product(gammas[mu]!, gammas[nu]!), product(gammas[nu]!, gammas[mu]!));
        expect(trace(both)).toBe(mu === nu ? (mu === 0 ? 8 : -8) : 0);
        expect(both.re.filter((value) => value !== 0)).toHaveLength(mu === nu ? 4 : 0);
        expect(both.im.every((value) => value === 0)).toBe(true);
      }
    }
  });

  // Energies up to 1000 masses: beyond, the trace itself loses its digits. A rational function that is right here is right everywhere.
  it("is the trace of the two diagrams at 40 random points, to 1e-6", () => {
    for (let k = 0; k < 40; k++) {
      const reaction = randomReaction(random.seek(k, 0));
      const momenta = momentaAt(randomPoint(reaction, random), reaction);
      const expected = amplitudeByTrace(momenta, reaction.mass);
      expect(expected).toBeGreaterThan(0);
      expect(Math.abs(amplitudeOf(momenta, reaction) / expected - 1), `point ${k}`).toBeLessThan(1e-6);
    }
  });
});

describe("averagedAmplitude", () => {
  it("is the mean of squaredAmplitude over 8M² around the azimuth, at 100 random points", () => {
    for (let k = 0; k < 100; k++) {
      const reaction = randomReaction(random.seek(k, 1));
      const point = randomPoint(reaction, random);
      const steps = 4096;
      let sum = 0;
      for (let j = 0; j < steps; j++) {
        sum += amplitudeOf(
          momentaAt({ ...point, azimuthRad: (2 * Math.PI * j) / steps }, reaction),
          reaction,
        );
      }
      const mass = nuclearMass(reaction.nucleus);
      const closed = averagedAmplitude(point.t, emissionKinematics(point.x, point.w, reaction));
      expect(Math.abs((closed * 8 * mass * mass * steps) / sum - 1), `point ${k}`).toBeLessThan(1e-6);
    }
  });

  // (b) of the notes: 8E²(1-x)(t - t_min) times the bracket of the double differential, for t far below U and m².
  it.each([
    [100, 0.5, 1e-12],
    [50, 0.1, 1e-10],
    [100, 0.9, 1e-11],
    [200, 0.3, 1e-10],
    [20, 0.7, 1e-13],
  ])("is Weizsäcker and Williams' for small momentum transfer: %s MeV, x = %s, w = %s", (massMeV, x, w) => {
    const mass = massMeV * MeV;
    const energy = 100 * GeV;
    const kinematics = emissionKinematics(x, w, { mass, energy, nucleus: lead });
    const u = kinematics.virtuality;
    const straight = emissionKinematics(x, 0, { mass, energy, nucleus: lead }).virtuality;
    const coupling = mass * mass + 2 * electronMass * electronMass;
    const shape =
      (1 - x + 0.5 * x * x) / (u * u) - (coupling * x * (1 - x) * (u - straight)) / (u * u * u * u);
    for (const times of [3, 10, 30]) {
      const t = times * kinematics.smallestT;
      expect(t / (mass * mass), "small at all").toBeLessThan(1e-3);
      const limit = 8 * energy * energy * (1 - x) * (t - kinematics.smallestT) * shape;
      expect(Math.abs(averagedAmplitude(t, kinematics) / limit - 1)).toBeLessThan(0.01);
    }
  });

  it("is positive and smooth at 100 GeV, down to A' of 1 MeV and up to x = 1 - mₑ/E", () => {
    for (const massMeV of [1, 10, 100, 1000]) {
      for (const rest of [0.5, 1e-2, 1e-4, 1e-5]) {
        const reaction = { mass: massMeV * MeV, energy: 100 * GeV, nucleus: lead };
        const kinematics = emissionKinematics(1 - rest, 1e-10, reaction);
        const at = (t: number) => averagedAmplitude(t, kinematics);
        for (let t = 2 * kinematics.smallestT; t < Math.min(0.1, 0.5 * kinematics.largestT); t *= 3) {
          expect(at(t)).toBeGreaterThan(0);
          // The second difference of a smooth function: rounding would show.
          const bend = at(t * 0.999) + at(t * 1.001) - 2 * at(t);
          expect(Math.abs(bend) / at(t)).toBeLessThan(1e-4);
        }
      }
    }
  });
});
