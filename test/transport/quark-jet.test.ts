import { describe, expect, it } from "vitest";
import { antineutron, antiproton, neutron, proton } from "../../src/event/particle.ts";
import { chargedRho, neutralPion } from "../../src/physics/mesons.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { down, prepareQuarkJet, strange, up } from "../../src/transport/quark-jet.ts";

const random = new RandomStream(runKeyFromSeed("quark-jet.test"));
const found: { kind: number; energy: number; x: number; y: number }[] = [];
const fragment = prepareQuarkJet((kind, energy, x, y) => {
  found.push({ kind, energy, x, y });
}, 1);
const jet = (event: number, flavour = up, isQuark = true, energy = 20, purpose = 0): number => {
  found.length = 0;
  return fragment(flavour, isQuark, energy, random.seek(event, purpose));
};

describe("a jet", () => {
  it("keeps its energy: hadrons and a rest below 1 GeV", () => {
    for (let event = 0; event < 2000; event++) {
      const left = jet(event);
      expect(left).toBeLessThan(1);
      expect(left).toBeGreaterThan(0);
      expect(found.reduce((sum, { energy }) => sum + energy, left)).toBeCloseTo(20, 12);
    }
  });

  it("of less than 1 GeV is all rest", () => {
    expect(jet(0, up, true, 0.9)).toBe(0.9);
    expect(found).toHaveLength(0);
  });

  // ∫ z f(z) = 1/2 - a/4 with a = 0.77; and 1 / ∫ -ln(1 - z) f(z) = 1 / 0.487 hadrons per unit of ln E.
  it("gives the first hadron 0.31 of the energy, and makes 2.05 hadrons per unit of ln E", () => {
    const events = 40_000;
    let first = 0;
    let many = 0;
    let few = 0;
    for (let event = 0; event < events; event++) {
      jet(event);
      first += found[0]!.energy / 20 / events;
      few += found.length / events;
      jet(event, up, true, 20 * Math.E, 1);
      many += found.length / events;
    }
    expect(first).toBeCloseTo(0.5 - 0.77 / 4, 2);
    expect(many - few).toBeCloseTo(1 / 0.487, 1);
  });

  // Field-Feynman-1978: 439 MeV in the mean for the mesons of the chain, both of whose quarks were torn from the sea.
  it("gives hadrons 0.44 GeV across", () => {
    let sum = 0;
    let count = 0;
    for (let event = 0; event < 20_000; event++) {
      jet(event);
      for (const { x, y } of found.slice(1)) {
        sum += Math.hypot(x, y);
        count++;
      }
    }
    expect(sum / count).toBeCloseTo(0.439, 2);
  });

  it("of an antiquark is its mirror image: the sign of what is charged is the other one", () => {
    for (let event = 0; event < 500; event++) {
      jet(event, down);
      const kinds = found.map(({ kind }) => kind);
      jet(event, down, false);
      const mirrored = found.map(({ kind }) => kind);
      expect(mirrored.map(Math.abs)).toEqual(kinds.map(Math.abs));
      kinds.forEach((kind, k) => {
        if (kind !== mirrored[k]) expect(kind).toBe(-mirrored[k]!);
        if (Math.abs(kind) === chargedRho) expect(mirrored[k]).toBe(-kind);
        if (kind === neutralPion) expect(mirrored[k]).toBe(kind);
      });
    }
  });
});

it("a u quark leads with positive mesons, a strange one with kaons, phi and eta", () => {
  const leading = (flavour: number) => {
    const kinds: number[] = [];
    for (let event = 0; event < 2000; event++) {
      jet(event, flavour);
      kinds.push(found[0]!.kind);
    }
    return kinds;
  };
  expect(leading(up).filter((kind) => [-211, -213, -321, -323].includes(kind))).toEqual([]);
  for (const kind of leading(strange))
    expect([-321, -323, -311, -313, 221, 333, proton, neutron]).toContain(kind);
});

it("baryons come as pairs, next to each other, in 1 of 11 breaks", () => {
  const sign: Record<number, number> = { [proton]: 1, [neutron]: 1, [antiproton]: -1, [antineutron]: -1 };
  let baryons = 0;
  let breaks = 0;
  for (let event = 0; event < 20_000; event++) {
    jet(event, up, true, 1000, 5);
    const signs = found.map(({ kind }) => sign[kind] ?? 0);
    let open = 0;
    signs.forEach((of, k) => {
      if (open !== 0) expect(of).toBe(-open);
      open = open === 0 ? of : 0;
      if (of > 0) baryons++;
      if (of >= 0 && k < signs.length) breaks++;
    });
  }
  expect(baryons / breaks).toBeCloseTo(1 / 11, 2);
});
