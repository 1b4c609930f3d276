import { describe, expect, it } from "vitest";
import {
  kaon,
  longLivedKaon,
  photon,
  pion,
  positiveKaon,
  positivePion,
  proton,
  shortLivedKaon,
} from "../../src/event/particle.ts";
import {
  chargedKstar,
  chargedRho,
  eta,
  neutralKaon,
  neutralKstar,
  neutralPion,
  neutralRho,
  omega,
  phi,
} from "../../src/physics/mesons.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareMesonDecay } from "../../src/transport/meson-decay.ts";

const random = new RandomStream(runKeyFromSeed("meson-decay.test"));
const found: { kind: number; energy: number; x: number; y: number }[] = [];
const decay = prepareMesonDecay((kind, energy, x, y) => {
  found.push({ kind, energy, x, y });
});
const unstable = [
  neutralPion,
  eta,
  neutralRho,
  chargedRho,
  -chargedRho,
  omega,
  phi,
  neutralKaon,
  -neutralKaon,
  chargedKstar,
  -chargedKstar,
  neutralKstar,
  -neutralKstar,
];
const charge = (kind: number): number =>
  ({ [pion]: -1, [kaon]: -1, [positivePion]: 1, [positiveKaon]: 1 })[kind] ?? 0;

describe("a decay", () => {
  it.each(unstable)("of %d keeps energy, momentum across and charge, and leaves stable ones", (kind) => {
    const expected = kind === chargedRho || kind === chargedKstar ? 1 : kind < -neutralKstar ? -1 : 0;
    for (let event = 0; event < 2000; event++) {
      found.length = 0;
      decay.run(kind, 10, 0.3, -0.1, random.seek(event, Math.abs(kind)));
      const sum = (of: (one: (typeof found)[0]) => number) => found.reduce((all, one) => all + of(one), 0);
      expect(sum(({ energy }) => energy)).toBeCloseTo(10, 12);
      expect(sum(({ x }) => x)).toBeCloseTo(0.3, 12);
      expect(sum(({ y }) => y)).toBeCloseTo(-0.1, 12);
      expect(sum((one) => charge(one.kind))).toBe(kind === -chargedRho ? -1 : expected);
      for (const one of found) {
        expect(one.energy).toBeGreaterThan(0);
        expect([photon, pion, positivePion, kaon, positiveKaon, longLivedKaon, shortLivedKaon]).toContain(
          one.kind,
        );
      }
    }
  });

  it("of what is stable is none", () => {
    found.length = 0;
    decay.run(proton, 5, 0.1, 0.2, random.seek(0, 1));
    expect(found).toEqual([{ kind: proton, energy: 5, x: 0.1, y: 0.2 }]);
  });
});

it("a neutral pion shares its energy evenly: the share of a photon is flat", () => {
  const counts = new Float64Array(10);
  for (let event = 0; event < 50_000; event++) {
    found.length = 0;
    decay.run(neutralPion, 1, 0, 0, random.seek(event, 2));
    counts[Math.floor(10 * found[0]!.energy)]!++;
  }
  for (const count of counts) expect(Math.abs(count - 5000)).toBeLessThan(300);
});

// ∫ x² of x = (1 + β cos θ) / 2 with sin² θ: 1/4 + β²/20, β = 0.933.
it("the pions of a diffractive rho share it as sin² theta asks", () => {
  let squares = 0;
  const events = 50_000;
  for (let event = 0; event < events; event++) {
    found.length = 0;
    decay.diffractive(20, random.seek(event, 3));
    expect(found.map(({ kind }) => kind)).toEqual([positivePion, pion]);
    squares += (found[0]!.energy / 20) ** 2;
  }
  expect(squares / events).toBeCloseTo(0.25 + 0.933 ** 2 / 20, 2);
});

it("K0 are K0L in half of the cases", () => {
  let long = 0;
  for (let event = 0; event < 10_000; event++) {
    found.length = 0;
    decay.run(neutralKaon, 10, 0, 0, random.seek(event, 4));
    if (found[0]!.kind === longLivedKaon) long++;
  }
  expect(Math.abs(long - 5000)).toBeLessThan(200);
});
