import type { z } from "zod";
import { nominalBend } from "../beam/beam-particle.ts";
import { electronMass } from "../constants.ts";
import type { ColumnSet } from "../event/columns.ts";
import { electron } from "../event/particle.ts";
import {
  criticalEnergy,
  meanPhotonNumber,
  synchrotronSpectrum,
  synchrotronSurvival,
} from "../physics/synchrotron-radiation.ts";
import { fromDensity } from "../random/from-density.ts";
import { gaussian } from "../random/gaussian.ts";
import { poisson } from "../random/poisson.ts";
import { energy, fraction, length, time } from "../tables/quantity.ts";
import { section } from "../tables/section.ts";
import { mm, ns, rad } from "../units.ts";
import type { Subdetector } from "./subdetector.ts";

const schema = section("The three counters of the synchrotron-radiation detector (SRD), Sec. III", {
  position: length("position along the beam, from the front face of the target", { max: 0 }),
  counterWidth: length("width of one counter in the plane of the bend", { min: 1 * mm }),
  absorption: fraction("probability that a photon on a counter is absorbed in it"),
  photonThreshold: energy("photons below this leave no light", { min: 1e-9 }),
  stochastic: energy(
    "energy at which one photon is measured to 100 %: the resolution is sqrt(stochastic / energy)",
    {
      min: 0,
    },
  ),
  noise: energy("noise (rms) of a counter", { min: 0 }),
  gate: time("full width of the time cut around the trigger", { min: 1 * ns }),
});

const counters = 3;

/**
 * Photons of less than this many critical energies, 12 eV at 100 GeV, are left out: 1.2 % of all, which no counter sees.
 */
const leastRelativeEnergy = 1e-6;

const columns = {
  srdEnergy: {
    unit: "GeV",
    width: counters,
    about: "energy in each counter of the SRD in time with the trigger",
  },
} as const satisfies ColumnSet;

/** Sampler of the logarithm of photon energies in units of the critical energy, from dN/dx, tabulated in it. */
function prepareLogRelativeEnergy() {
  const nodes = 600;
  const low = Math.log(leastRelativeEnergy);
  const high = Math.log(12);
  const logarithms = Float64Array.from({ length: nodes }, (_, k) => low + ((high - low) * k) / (nodes - 1));
  const density = logarithms.map((logarithm) => {
    const x = Math.exp(logarithm);
    return x * synchrotronSpectrum(x);
  });
  return fromDensity(logarithms, density);
}

/**
 * SRD: each beam electron radiates in the magnets a Poisson number of photons with the exact spectrum, spread evenly along
 * the fan between the undeflected line and the electron; each counter takes the share of its width (Sec. III), which falls
 * with the energy, as a slower electron spreads its photons over a wider fan.
 * Muons and hadrons radiate nothing that could be seen. Knock-on electrons of hadrons are not simulated yet.
 */
export const synchrotron: Subdetector<typeof columns, z.output<typeof schema>> = {
  name: "synchrotron",
  about: "synchrotron-radiation detector, three counters",
  columns,
  schema,
  prepare: (card, { beam, magnets }) => {
    const bend = nominalBend(beam, magnets);
    const radius = magnets.length / (bend / rad);
    const gamma = beam.momentum / electronMass;
    const fan = (bend / rad) * (card.position - magnets.exit + magnets.length / 2);
    const photons = meanPhotonNumber(gamma, bend) * synchrotronSurvival(leastRelativeEnergy);
    const nominalCritical = criticalEnergy(gamma, radius);
    const logRelativeEnergy = prepareLogRelativeEnergy();
    return {
      readout: { kind: "gate", channels: counters, gate: card.gate, noise: card.noise },
      deposit: ({ particles }, _i, random, pulses) => {
        for (let p = 0; p < particles.count; p++) {
          // What comes out of the magnets carries on the way of what went in.
          if (particles.kind[p] !== electron || particles.parent[p]! < 0) continue;
          if (!particles.reaches(p, card.position)) continue;
          const relative = particles.energy[p]! / beam.momentum;
          const critical = nominalCritical * relative * relative;
          const photonsPerCounter = photons * Math.min(1 / counters, (card.counterWidth / fan) * relative);
          for (let c = 0; c < counters; c++) {
            let sum = 0;
            for (let n = poisson(photonsPerCounter, random); n > 0; n--) {
              const photonEnergy = critical * Math.exp(logRelativeEnergy(random));
              if (photonEnergy < card.photonThreshold || random.uniform() >= card.absorption) continue;
              sum += Math.max(0, photonEnergy + Math.sqrt(card.stochastic * photonEnergy) * gaussian(random));
            }
            if (sum > 0) pulses.add(c, particles.time[p]!, sum, particles.origin[p]!);
          }
        }
      },
      measure: ({ energy: read }, i, events) => {
        for (let c = 0; c < counters; c++) events.srdEnergy[i * counters + c] = read[c]!;
      },
    };
  },
};
