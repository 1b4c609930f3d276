import type { z } from "zod";
import { nominalBend } from "../beam/beam-particle.ts";
import { electronMass, muonMass, pionMass } from "../constants.ts";
import type { ColumnSet } from "../event/columns.ts";
import { electron, isCharged, isElectromagnetic, isMuon, positron } from "../event/particle.ts";
import type { Particles } from "../event/particles.ts";
import type { Pulses } from "../event/pulses.ts";
import { drawKnockOn, knockOnNumber, knockOnTangent, largestKnockOn } from "../physics/knock-on.ts";
import { criticalEnergy, emissionWay, meanPhotonNumber } from "../physics/synchrotron-radiation.ts";
import { gaussian } from "../random/gaussian.ts";
import { poisson } from "../random/poisson.ts";
import type { RandomStream } from "../random/stream.ts";
import type { Setup } from "../tables/run-card.ts";
import { rad } from "../units.ts";
import type { PreparedPart, Subdetector } from "./subdetector.ts";
import { counters, prepareSynchrotronLight } from "./synchrotron-light.ts";
import { prepareSynchrotronPhotons } from "./synchrotron-photons.ts";
import { synchrotronSection } from "./synchrotron-section.ts";

type SynchrotronCard = z.output<typeof synchrotronSection>;

const columns = {
  srdEnergy: {
    unit: "GeV",
    width: counters,
    about: "energy in each counter of the SRD in time with the trigger, the one next to the beam first",
  },
} as const satisfies ColumnSet;

/** The part, and what it does with one particle, for those who force knock-on electrons. */
export interface PreparedSynchrotron extends PreparedPart {
  /** Mean number of knock-on electrons of particle p that could be seen, if it passes the window. */
  meanKnockOns(particles: Particles, p: number): number;
  /** The pulses of charged particle p, with so many knock-on electrons. */
  depositOne(particles: Particles, p: number, knockOns: number, random: RandomStream, pulses: Pulses): void;
}

function prepare(card: SynchrotronCard, { beam, magnets }: Setup): PreparedSynchrotron {
  const bend = nominalBend(beam, magnets);
  const distance = card.position - magnets.exit;
  const window = card.position - card.windowDistance;
  const nominalRadius = magnets.length / (bend / rad);
  const gamma = beam.momentum / electronMass;
  const photonsPerWay = meanPhotonNumber(gamma, bend) / magnets.length;
  const nominalCritical = criticalEnergy(gamma, nominalRadius);
  const spectrum = prepareSynchrotronPhotons();
  const electrons = card.windowElectrons * card.windowMass;
  const light = prepareSynchrotronLight(card);
  const { photonThreshold, clearance, counterWidth } = card;
  const halfHeight = 0.5 * card.counterHeight;

  /** Channel that a line at (x, y) hits; -1 if none. The photons fly on the side of negative x, to which nothing is bent. */
  const counterAt = (x: number, y: number): number => {
    if (Math.abs(y) >= halfHeight) return -1;
    const c = Math.floor((-x - clearance) / counterWidth);
    return c >= 0 && c < counters ? c : -1;
  };

  /** The photons of an electron at x behind the magnets that fall on the counters: each sees a piece of the arc. */
  const radiate = (x: number, energy: number, random: RandomStream): void => {
    const relative = energy / beam.momentum;
    const radius = nominalRadius * relative;
    const logCritical = Math.log(nominalCritical * relative * relative);
    // Fainter photons leave no light: they are not drawn.
    const logLeast = Math.log(photonThreshold) - logCritical;
    const visiblePerWay = photonsPerWay * spectrum.above(logLeast);
    let near = emissionWay(x + clearance, radius, distance);
    for (let c = 0; c < counters && near < magnets.length; c++) {
      const far = Math.min(
        magnets.length,
        emissionWay(x + clearance + (c + 1) * counterWidth, radius, distance),
      );
      const photons = far > near ? poisson(visiblePerWay * (far - near), random) : 0;
      for (let k = 0; k < photons; k++)
        light.photon(c, logCritical + spectrum.draw(logLeast, random), random);
      near = far;
    }
  };

  /** An electron that particle p knocks out of the window. */
  const knockOn = (particles: Particles, p: number, random: RandomStream): void => {
    const largest = largestKnockOn(massOf(particles.kind[p]!), particles.energy[p]!);
    const kinetic = drawKnockOn(photonThreshold, largest, random);
    const aside = card.windowDistance * knockOnTangent(kinetic);
    const azimuth = 2 * Math.PI * random.uniform();
    const x = particles.xAt(p, card.position) + aside * Math.cos(azimuth);
    const c = counterAt(x, particles.yAt(p, card.position) + aside * Math.sin(azimuth));
    if (c >= 0) light.absorb(c, kinetic, random);
  };

  const meanKnockOns = (particles: Particles, p: number): number =>
    particles.reaches(p, window)
      ? knockOnNumber(
          electrons,
          photonThreshold,
          largestKnockOn(massOf(particles.kind[p]!), particles.energy[p]!),
        )
      : 0;

  const depositOne: PreparedSynchrotron["depositOne"] = (particles, p, knockOns, random, pulses) => {
    const kind = particles.kind[p]!;
    for (let k = 0; k < knockOns; k++) knockOn(particles, p, random);
    if (particles.reaches(p, card.position)) {
      const x = particles.xAt(p, card.position);
      const y = particles.yAt(p, card.position);
      const isBent = particles.parent[p]! >= 0; // what comes out of the magnets carries on the way of what went in
      if (isBent && (kind === electron || kind === positron) && Math.abs(y) < halfHeight)
        radiate(x, particles.energy[p]!, random);
      const c = counterAt(x, y);
      if (c >= 0) {
        if (isElectromagnetic(kind)) light.shower(c, particles.energy[p]!);
        else light.ionise(c, random);
      }
    }
    for (let c = 0; c < counters; c++) {
      const energy = light.collect(c, random);
      if (energy === 0) continue;
      const time = particles.time[p]! + card.timeResolution * gaussian(random);
      pulses.add(c, time, energy, particles.origin[p]!);
    }
  };

  return {
    readout: { kind: "gate", channels: counters, gate: card.gate, noise: card.noise },
    meanKnockOns,
    depositOne,
    deposit: ({ particles }, _i, random, pulses) => {
      for (let p = 0; p < particles.count; p++) {
        if (!isCharged(particles.kind[p]!)) continue;
        // Nothing of what begins behind it, or ends before, has light in it.
        if (!particles.reaches(p, window) && !particles.reaches(p, card.position)) continue;
        depositOne(particles, p, poisson(meanKnockOns(particles, p), random), random, pulses);
      }
    },
    measure: ({ energy: read }, i, events) => {
      for (let c = 0; c < counters; c++) events.srdEnergy[i * counters + c] = read[c]!;
    },
  };
}

function massOf(kind: number): number {
  if (kind === electron || kind === positron) return electronMass;
  return isMuon(kind) ? muonMass : pionMass;
}

/**
 * SRD: three counters side by side in the fan of photons that beam electrons radiate in the magnets (Sec. III), each photon with
 * its energy from the exact spectrum and its place. What else is seen: knock-on electrons of every charged particle from
 * the window of the vacuum vessel, and particles that hit a counter themselves.
 */
export const synchrotron = {
  name: "synchrotron",
  about: "synchrotron-radiation detector, three counters",
  columns,
  schema: synchrotronSection,
  prepare,
} satisfies Subdetector<typeof columns, SynchrotronCard>;
