import { z } from "zod";
import { electronComponents } from "../src/beam/components.ts";
import { preparePrimary } from "../src/beam/primary.ts";
import { avogadro } from "../src/constants.ts";
import { antimuon, muon } from "../src/event/particle.ts";
import { dimuonCrossSection } from "../src/physics/dimuon-cross-section.ts";
import { dimuonYield } from "../src/physics/dimuon-yield.ts";
import type { Generator } from "../src/simulation/generator.ts";
import { InputError } from "../src/tables/input-error.ts";
import { energy, formatQuantity } from "../src/tables/quantity.ts";
import { prepareForcedPair } from "../src/transport/forced-pair.ts";
import { defaultThreshold, prepareTargetCascade } from "../src/transport/target-cascade.ts";
import { GeV, rad, ub } from "../src/units.ts";

const options = z.strictObject({
  minimumPairEnergy: energy(
    "muon pairs of photons of less energy are left out: they leave too much in the ECAL for the trigger of Eq. (14)",
    { min: 1 * GeV, max: 90 * GeV },
  ).prefault("10 GeV"),
});

/**
 * Muon pairs γ Z → μ⁺ μ⁻ Z in the target, Eq. (16) and (17): the cascade of the beam electron is followed, one pair is forced upon the
 * tracks of its photons with x₊ from Eq. (18), and the cascade goes on without that photon. The weight is the probability per
 * electron; the direct trident e⁻ Z → e⁻ Z μ⁺ μ⁻ by a virtual photon is a fraction more of it, `dimuons.tridentFraction` of the card.
 */
export const dimuon: Generator<z.output<typeof options>> = {
  name: "dimuon",
  about: "muon pairs gamma Z -> mu+ mu- Z of the photons of the shower",
  options,
  prepare: ({ minimumPairEnergy }, setup) => {
    const { beam, target, dimuons } = setup;
    if (minimumPairEnergy >= beam.momentum) {
      const what = `${formatQuantity(minimumPairEnergy, "energy")} is not below the energy of the beam, ${formatQuantity(beam.momentum, "energy")}: no pair would be left`;
      throw new InputError([{ where: "--minimum-pair-energy", what }]);
    }
    const { charge, massNumber, depth, criticalEnergy, radiationLength } = target;
    const nucleus = { charge, massNumber };
    const nucleiPerRadiationLength = (avogadro * target.nucleiMass) / massNumber;
    const pairTarget = { nucleus, nucleiPerRadiationLength, minimumEnergy: minimumPairEnergy };
    const cascade = prepareTargetCascade(
      { depth, criticalEnergy, charge, nucleiPerRadiationLength },
      Math.min(defaultThreshold, minimumPairEnergy),
    );
    const force = prepareForcedPair(cascade, pairTarget);
    const primary = preparePrimary(setup, electronComponents);
    const pair = { depth: 0, photonEnergy: 0, share: 0, plusX: 0, plusY: 0, minusX: 0, minusY: 0 };
    return {
      facts: [
        {
          name: "crossSection",
          value: dimuonCrossSection(beam.momentum, nucleus) / ub,
          unit: "ub",
          about: "Eq. (22) for a photon of the beam momentum",
        },
        {
          name: "pairsPerElectron",
          value: dimuonYield({ ...pairTarget, criticalEnergy, beamEnergy: beam.momentum }),
          unit: "1",
          about: "Eq. (22) over the photons of the shower above the minimum energy, without simulation",
        },
        {
          name: "tridentFraction",
          value: dimuons.tridentFraction,
          unit: "1",
          about: "in the weights: direct trident e- Z -> e- Z mu+ mu- by a virtual photon, over real photons",
        },
      ],
      write: (truth, i, random) => {
        const { particles, columns } = truth;
        const p = primary(truth, i, random);
        const weight = force(particles.energy[p]!, random, pair);
        const makes = weight > 0;
        truth.cascading = p;
        truth.cascade = cascade;
        columns.weight[i] = weight * (1 + dimuons.tridentFraction);
        columns.trials[i] = 1;
        columns.vertexDepth[i] = makes ? pair.depth : Number.NaN;
        columns.vertexEnergy[i] = makes ? pair.photonEnergy : Number.NaN;
        if (!makes) return;
        const vertex = pair.depth * radiationLength;
        const plusEnergy = pair.share * pair.photonEnergy;
        const plus = particles.addFrom(p, vertex, antimuon, plusEnergy);
        particles.angleX[plus]! += pair.plusX * rad;
        particles.angleY[plus]! += pair.plusY * rad;
        const minus = particles.addFrom(p, vertex, muon, pair.photonEnergy - plusEnergy);
        particles.angleX[minus]! += pair.minusX * rad;
        particles.angleY[minus]! += pair.minusY * rad;
      },
    };
  },
};
