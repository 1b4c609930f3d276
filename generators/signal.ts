import { z } from "zod";
import { addBeamElectron } from "../src/beam/beam-particle.ts";
import { avogadro, electronMass, muonMass } from "../src/constants.ts";
import { aprime, electron } from "../src/event/particle.ts";
import { aprimeCrossSection, aprimeCrossSectionAbove } from "../src/physics/aprime-cross-section.ts";
import { decayLength, largestInvisibleEpsilon, leptonWidth } from "../src/physics/decay-width.ts";
import type { Generator } from "../src/simulation/generator.ts";
import { InputError } from "../src/tables/input-error.ts";
import { energy, formatQuantity, plain } from "../src/tables/quantity.ts";
import { prepareAprimeEmission } from "../src/transport/aprime-emission.ts";
import { GeV, keV, MeV, mm, pb } from "../src/units.ts";

const options = z
  .strictObject({
    mass: energy("mass of the A'", { min: 1 * MeV, max: 1 * GeV }),
    minimumAprimeEnergy: energy(
      "A' of less energy are left out: they leave too much in the ECAL for the trigger of Eq. (14)",
      { min: 1 * GeV, max: 90 * GeV },
    ).prefault("10 GeV"),
    darkMatterMass: energy("mass of the dark matter, Eq. (4); without it a third of the mass of the A'", {
      min: 1 * keV,
    }).optional(),
    alphaDark: plain("coupling of the A' to dark matter, e_D^2 / 4 pi, Eq. (4)", {
      min: 1e-12,
      max: 10,
    }).prefault("0.5"),
  })
  // Looked at even if other options are wrong.
  .refine(({ mass, darkMatterMass }) => 2 * (darkMatterMass ?? 0) < mass, {
    path: ["darkMatterMass"],
    error: ({ input }) => tooHeavy((input as { mass: number }).mass),
    when: ({ value }) => Number.isFinite((value as { mass?: number }).mass),
  });

/** What an A' does that cannot decay into dark matter, in numbers. */
function tooHeavy(mass: number): string {
  const width = leptonWidth(mass, 1e-4, electronMass) + leptonWidth(mass, 1e-4, muonMass);
  const way = Number((decayLength(width, mass, 100 * GeV) / mm).toPrecision(3));
  const instead =
    width === 0 ? "does not decay at all" : `decays visibly, at epsilon = 1e-4 and 100 GeV after ${way} mm`;
  return `is half the mass of the A' or more, which then ${instead}; this process is A' -> invisible: give less than ${formatQuantity(0.5 * mass, "energy")}`;
}

/**
 * A' emission by the primary electron in the target (Sec. II): total by Eq. (9), shape by IWW, one emission per event. The
 * electron after it showers on from the vertex; what it radiated before showers as an electron of that energy from the front
 * face: then, without an emission, the two give the preshower energy of one shower, wherever the vertex is. The weight is
 * the probability per electron at epsilon = 1; it scales with epsilon squared. Every A' goes unseen: its couplings must make that
 * so, and `invisibleUpToEpsilon` tells up to which mixing they do.
 */
export const signal: Generator<z.output<typeof options>> = {
  name: "signal",
  about: "A' emission e- Z -> e- Z A', A' -> invisible, with the cross section of Eq. (9) and the IWW shape",
  options,
  prepare: (
    { mass, minimumAprimeEnergy, darkMatterMass = mass / 3, alphaDark },
    { beam, magnets, target },
  ) => {
    if (minimumAprimeEnergy >= beam.momentum) {
      const what = `${formatQuantity(minimumAprimeEnergy, "energy")} is not below the energy of the beam, ${formatQuantity(beam.momentum, "energy")}: no A' would be left`;
      throw new InputError([{ where: "minimumAprimeEnergy", what }]);
    }
    const nucleus = { charge: target.charge, massNumber: target.massNumber };
    const emission = { depth: 0, electronEnergy: 0, share: 0, trials: 0 };
    const { probability, draw } = prepareAprimeEmission({
      mass,
      minimumEnergy: minimumAprimeEnergy,
      nucleus,
      nucleiPerRadiationLength: (avogadro * target.nucleiMass) / target.massNumber,
      targetDepth: target.depth,
      maximumBeamEnergy: beam.momentum * (1 + 12 * beam.momentumSpread),
    });
    return {
      facts: [
        {
          name: "crossSection",
          value: aprimeCrossSection(mass, beam.momentum, nucleus) / pb,
          unit: "pb",
          about: "Eq. (9) at the beam momentum, epsilon = 1",
        },
        {
          name: "crossSectionAboveMinimum",
          value: aprimeCrossSectionAbove(minimumAprimeEnergy, mass, beam.momentum, nucleus) / pb,
          unit: "pb",
          about: "the same, for A' above the minimum energy by the IWW shape",
        },
        {
          name: "aprimePerElectron",
          value: probability(beam.momentum),
          unit: "1",
          about: "A' above the minimum energy per electron of the beam momentum on target, epsilon = 1",
        },
        {
          name: "invisibleUpToEpsilon",
          value: largestInvisibleEpsilon({ mass, darkMatterMass, alphaDark }),
          unit: "1",
          about:
            "Eq. (3) and (4): up to this mixing at least 99 % of the A' decay into dark matter, hadrons left out",
        },
      ],
      write: ({ particles, columns }, i, random) => {
        const p = addBeamElectron(beam, magnets, particles, random);
        const beamEnergy = particles.energy[p]!;
        const weight = probability(beamEnergy);
        columns.weight[i] = weight;
        columns.beamEnergy[i] = beamEnergy;
        if (weight === 0) {
          columns.trials[i] = 1;
          columns.vertexDepth[i] = Number.NaN;
          columns.vertexEnergy[i] = Number.NaN;
          columns.invisibleEnergy[i] = 0;
          return;
        }
        draw(beamEnergy, emission, random);
        const { depth, electronEnergy, share } = emission;
        const z = depth * target.radiationLength;
        particles.end[p] = 0;
        particles.addFrom(p, 0, electron, beamEnergy - electronEnergy);
        particles.addFrom(p, z, electron, electronEnergy * (1 - share));
        particles.addFrom(p, z, aprime, electronEnergy * share);
        columns.trials[i] = emission.trials;
        columns.vertexDepth[i] = depth;
        columns.vertexEnergy[i] = electronEnergy;
        columns.invisibleEnergy[i] = electronEnergy * share;
      },
    };
  },
};
