import { z } from "zod";
import { electronComponents } from "../src/beam/components.ts";
import { preparePrimary } from "../src/beam/primary.ts";
import { avogadro } from "../src/constants.ts";
import { photonuclearCrossSection } from "../src/physics/photonuclear-cross-section.ts";
import { overRealPhotons, photonuclearYield } from "../src/physics/photonuclear-yield.ts";
import type { Generator } from "../src/simulation/generator.ts";
import { preparePunchThrough, punchThroughOptions } from "../src/simulation/punch-through.ts";
import { InputError } from "../src/tables/input-error.ts";
import { energy, formatQuantity, plain } from "../src/tables/quantity.ts";
import { prepareForcedPhotonuclear } from "../src/transport/forced-photonuclear.ts";
import { preparePhotonuclearReaction } from "../src/transport/photonuclear-reaction.ts";
import { defaultThreshold, prepareTargetCascade } from "../src/transport/target-cascade.ts";
import { GeV, ub } from "../src/units.ts";

const options = z.strictObject({
  minimumPhotonEnergy: energy(
    "reactions of photons of less energy are left out; those of less than 10 GeV leave too much in the ECAL for the trigger of Eq. (14)",
    { min: 1 * GeV, max: 90 * GeV },
  ).prefault("10 GeV"),
  bias: plain(
    "reactions are drawn with their probability times the photon's energy to this power, and weighted for it: 1 makes more of hard ones",
    { min: -2, max: 4 },
  ).prefault("0"),
  ...punchThroughOptions,
});

/**
 * Photonuclear reactions in the target, gamma A → hadrons (Sec. IV, regions I and II of Fig. 7): the cascade of the beam electron is followed, one
 * reaction is forced upon the tracks of its photons, and the cascade goes on without that photon. The weight is the probability per electron; what virtual
 * photons and the scintillator add is a fraction more of it, by the section `photonuclear` of the card. Its neutral hadrons may be forced through, too.
 */
export const hadronProduction: Generator<z.output<typeof options>> = {
  name: "hadron-production",
  about: "photonuclear reactions gamma A -> hadrons of the photons of the shower",
  options,
  prepare: ({ minimumPhotonEnergy, bias, ...through }, setup) => {
    const { beam, target, photonuclear } = setup;
    if (minimumPhotonEnergy >= beam.momentum) {
      const what = `${formatQuantity(minimumPhotonEnergy, "energy")} is not below the energy of the beam, ${formatQuantity(beam.momentum, "energy")}: no reaction would be left`;
      throw new InputError([{ where: "--minimum-photon-energy", what }]);
    }
    const { charge, massNumber, depth, criticalEnergy, radiationLength } = target;
    const nucleiPerRadiationLength = (avogadro * target.nucleiMass) / massNumber;
    const nuclei = { massNumber, nucleiPerRadiationLength, minimumEnergy: minimumPhotonEnergy };
    const cascade = prepareTargetCascade(
      { depth, criticalEnergy, charge, nucleiPerRadiationLength },
      Math.min(defaultThreshold, minimumPhotonEnergy),
    );
    const force = prepareForcedPhotonuclear(cascade, { ...nuclei, bias });
    const forceThrough = preparePunchThrough(through);
    const react = preparePhotonuclearReaction(photonuclear);
    const primary = preparePrimary(setup, electronComponents);
    const factor = overRealPhotons(photonuclear);
    const reaction = { depth: 0, photonEnergy: 0 };
    return {
      facts: [
        {
          name: "crossSection",
          value: photonuclearCrossSection(beam.momentum, massNumber) / ub,
          unit: "ub",
          about: "for a photon of the beam momentum and a nucleus of the target",
        },
        {
          name: "reactionsPerElectron",
          value: photonuclearYield({ ...nuclei, criticalEnergy, beamEnergy: beam.momentum }),
          unit: "1",
          about:
            "the cross section over the real photons of the shower above the minimum energy, without simulation",
        },
        {
          name: "beyondRealPhotons",
          value: factor,
          unit: "1",
          about: "factor in the weights: scale, virtual photons and the scintillator",
        },
      ],
      write: (truth, i, random) => {
        const { particles, columns } = truth;
        forceThrough(truth);
        const p = primary(truth, i, random);
        const weight = force(particles.energy[p]!, random, reaction);
        const reacts = weight > 0;
        truth.cascading = p;
        truth.cascade = cascade;
        columns.weight[i] = weight * factor;
        columns.trials[i] = 1;
        columns.vertexDepth[i] = reacts ? reaction.depth : Number.NaN;
        columns.vertexEnergy[i] = reacts ? reaction.photonEnergy : Number.NaN;
        if (!reacts) return;
        truth.photonuclear += reaction.photonEnergy;
        react(particles, p, reaction.depth * radiationLength, reaction.photonEnergy, random);
      },
    };
  },
};
