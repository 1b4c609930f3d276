import { expect, it } from "vitest";
import { beamComponents, electronComponents } from "../../src/beam/components.ts";
import { isHadronic, isMuon } from "../../src/event/particle.ts";
import { Particles } from "../../src/event/particles.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { shippedCard } from "../shipped-card.ts";

const { beam, magnets } = shippedCard();

it("have names of their own, in the order that the column beamComponent counts in", () => {
  const names = beamComponents.map(({ name }) => name);
  expect(names).toEqual(["electron", "low-energy", "hadron", "muon", "halo"]);
});

it("paper: all electrons are one per electron on target; 1e-2 hadrons, 3 % halo (Sec. III)", () => {
  const electrons = electronComponents.reduce((sum, { abundance }) => sum + abundance(beam), 0);
  expect(electrons).toBeCloseTo(1, 15);
  expect(beamComponents.map(({ abundance }) => abundance(beam))).toEqual([0.995, 0.005, 0.01, 1e-3, 0.03]);
});

it("append what they say", () => {
  const random = new RandomStream(runKeyFromSeed("components.test"));
  const kindOf = (name: string) => {
    const particles = new Particles();
    const p = beamComponents
      .find((component) => component.name === name)!
      .add(beam, magnets, particles, random);
    return { kind: particles.kind[p]!, energy: particles.energy[p]! };
  };
  expect(kindOf("electron").kind).toBe(11);
  expect(kindOf("electron").energy).toBeGreaterThan(95);
  expect(kindOf("low-energy").energy).toBeLessThan(95);
  expect(isHadronic(kindOf("hadron").kind)).toBe(true);
  expect(isMuon(kindOf("muon").kind)).toBe(true);
});
