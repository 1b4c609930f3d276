import { describe, expect, it } from "vitest";
import {
  electron,
  hadronicDebris,
  isCharged,
  isNeutralHadron,
  isOfNucleus,
  neutron,
  photon,
  proton,
  shortLivedKaon,
  slowNeutrons,
  slowProtons,
  unbinding,
} from "../../src/event/particle.ts";
import { Particles } from "../../src/event/particles.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { fastestRecoil } from "../../src/transport/nuclear-breakup.ts";
import { preparePhotonuclearReaction } from "../../src/transport/photonuclear-reaction.ts";
import { shippedCard } from "../shipped-card.ts";

const random = new RandomStream(runKeyFromSeed("photonuclear-reaction.test"));
const { photonuclear } = shippedCard();
const react = preparePhotonuclearReaction(photonuclear);
const particles = new Particles();

const isRecoil = (kind: number, energy: number): boolean =>
  (kind === proton || kind === neutron) && energy <= fastestRecoil;

/** What a photon makes, from index 1 on. */
function reaction(event: number, energy: number): Particles {
  particles.clear();
  particles.angleX[particles.add(electron, 100)] = 2;
  react(particles, 0, 30, energy, random.seek(event, 0));
  return particles;
}

/** Mean per reaction of what `count` finds in it. */
function mean(energy: number, events: number, count: (of: Particles) => number): number {
  let sum = 0;
  for (let event = 0; event < events; event++) sum += count(reaction(event, energy));
  return sum / events;
}

const counted = (of: Particles, is: (p: number) => boolean): number => {
  let number = 0;
  for (let p = 1; p < of.count; p++) if (is(p)) number++;
  return number;
};

/** Charged hadrons above 0.5 GeV, those of short-lived kaons too. */
const charged = (of: Particles): number =>
  counted(of, (p) => of.energy[p]! > 0.5 && isCharged(of.kind[p]!)) +
  2 * 0.692 * counted(of, (p) => of.kind[p] === shortLivedKaon && of.energy[p]! > 1);

describe("a reaction", () => {
  it.each([1, 2, 10, 50, 100])("of %d GeV keeps the energy to 1e-9, and starts where it is", (energy) => {
    for (let event = 0; event < 300; event++) {
      const { count, energy: energies, z, x, kind, parent, angleX } = reaction(event, energy);
      let sum = 0;
      for (let p = 1; p < count; p++) {
        sum += energies[p]!;
        expect([z[p], parent[p]]).toEqual([30, 0]);
        expect(x[p]).toBeCloseTo(0.06, 12);
        if (kind[p] === hadronicDebris || isOfNucleus(kind[p]!)) expect(angleX[p]).toBe(2);
        else if (isRecoil(kind[p]!, energies[p]!)) expect(energies[p]!).toBeGreaterThanOrEqual(0.03);
        else expect(energies[p]!).toBeGreaterThanOrEqual(0.5);
      }
      expect(Math.abs(sum / energy - 1)).toBeLessThan(1e-9);
    }
  });

  it("is a rho in 12 % of the cases: two charged pions with all the energy", () => {
    const share = mean(40, 20_000, (of) =>
      counted(of, (p) => isCharged(of.kind[p]!)) === 2 && of.count === 3 ? 1 : 0,
    );
    expect(share).toBeGreaterThan(0.115);
    expect(share).toBeLessThan(0.145);
  });

  // Charged hadrons of Thome-1977 in pp at the same s, 0.88 + 0.44 ln s + 0.118 ln² s, are 3.2, 4.1 and 5.3: all, protons of the target and slow ones
  // too, of which about 1.5 are below 0.5 GeV; a nucleus of lead makes 1.2-1.4 times as many.
  it.each([
    [10, 2.7],
    [20, 3.9],
    [50, 5.5],
  ])("of %d GeV makes %d charged hadrons above 0.5 GeV", (energy, expected) => {
    const found = mean(energy, 20_000, (of) => charged(of));
    expect(Math.abs(found / expected - 1)).toBeLessThan(0.05);
  });

  it("gives a fifth of the energy to photons, and more than 90 % to one neutral hadron in 2e-3 of the cases", () => {
    const events = 40_000;
    const photons = mean(20, events, (of) => {
      let sum = 0;
      for (let p = 1; p < of.count; p++) if (of.kind[p] === photon) sum += of.energy[p]! / 20;
      return sum;
    });
    const leading = mean(20, events, (of) =>
      counted(of, (p) => isNeutralHadron(of.kind[p]!) && of.energy[p]! > 18),
    );
    expect(photons).toBeCloseTo(0.2, 1);
    expect(leading).toBeGreaterThan(1e-3);
    expect(leading).toBeLessThan(3e-3);
  });

  // Of 5 nucleons and 80 MeV as much as the soft hadrons suffice for; a rho in 12 % takes nothing.
  it.each([
    [1, 0.453],
    [5, 0.57],
    [20, 0.61],
    [50, 0.615],
  ])("of %d GeV gives %d GeV to nucleons of the nucleus and what unbinds them", (energy, expected) => {
    const found = mean(energy, 10_000, (of) => {
      let sum = 0;
      for (let p = 1; p < of.count; p++) {
        const kind = of.kind[p]!;
        if (isOfNucleus(kind) || isRecoil(kind, of.energy[p]!)) sum += of.energy[p]!;
      }
      return sum;
    });
    expect(Math.abs(found / expected - 1)).toBeLessThan(0.05);
    for (const kind of [slowProtons, slowNeutrons, unbinding])
      expect(mean(energy, 500, (of) => counted(of, (p) => of.kind[p] === kind))).toBeGreaterThan(0.2);
  });
});
