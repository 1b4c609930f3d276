import { z } from "zod";
import { electronComponents } from "../src/beam/components.ts";
import { preparePrimary } from "../src/beam/primary.ts";
import { avogadro, electronMass, muonMass } from "../src/constants.ts";
import { aprime } from "../src/event/particle.ts";
import { decayLength, largestInvisibleEpsilon, leptonWidth } from "../src/physics/decay-width.ts";
import type { Generator } from "../src/simulation/generator.ts";
import { InputError } from "../src/tables/input-error.ts";
import { energy, formatQuantity, plain } from "../src/tables/quantity.ts";
import { crossSectionMethods, prepareAprimeProduction, totals } from "../src/transport/aprime-production.ts";
import { buildAprimeTables } from "../src/transport/aprime-tables.ts";
import { prepareForcedEmission } from "../src/transport/forced-emission.ts";
import { defaultThreshold, prepareTargetCascade } from "../src/transport/target-cascade.ts";
import { GeV, keV, MeV, mm, pb, rad } from "../src/units.ts";

const options = z
  .strictObject({
    mass: energy("mass of the A'", { min: 1 * MeV, max: 1 * GeV }),
    minimumAprimeEnergy: energy(
      "A' of less energy are left out: they leave too much in the ECAL for the trigger of Eq. (14)",
      { min: 1 * GeV, max: 90 * GeV },
    ).prefault("10 GeV"),
    crossSection: z.enum(crossSectionMethods).prefault("etl").meta({
      description:
        "cross section of the A': exact at tree level (etl), the k-factor method of Eq. (13), iww, or ww of Eq. (9) with the IWW spectrum",
    }),
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
 * A' emission in the target (Sec. II): the cascade of the beam electron is followed, one A' is forced upon the tracks of its electrons
 * and positrons with x and angle from the cross section, and what the emitter leaves showers on from there. The weight is the
 * probability per electron at epsilon = 1, in the mean Eq. (8); it scales with epsilon squared. Every A' goes unseen: its couplings
 * must make that so, and `invisibleUpToEpsilon` tells up to which mixing they do.
 */
export const signal: Generator<z.output<typeof options>> = {
  name: "signal",
  about: "A' emission e- Z -> e- Z A', A' -> invisible, by any electron or positron of the shower",
  options,
  prepare: (
    { mass, minimumAprimeEnergy, crossSection: method, darkMatterMass = mass / 3, alphaDark },
    setup,
    tables = buildAprimeTables,
  ) => {
    const { beam, target } = setup;
    if (minimumAprimeEnergy >= beam.momentum) {
      const what = `${formatQuantity(minimumAprimeEnergy, "energy")} is not below the energy of the beam, ${formatQuantity(beam.momentum, "energy")}: no A' would be left`;
      throw new InputError([{ where: "--minimum-aprime-energy", what }]);
    }
    const { charge, massNumber, depth, criticalEnergy, radiationLength } = target;
    const nucleiPerRadiationLength = (avogadro * target.nucleiMass) / massNumber;
    const cascade = prepareTargetCascade(
      { depth, criticalEnergy, charge, nucleiPerRadiationLength },
      Math.min(defaultThreshold, minimumAprimeEnergy),
    );
    const production = prepareAprimeProduction(
      { method, mass, minimumEnergy: minimumAprimeEnergy, nucleus: { charge, massNumber } },
      tables,
    );
    const emit = prepareForcedEmission(cascade, production, nucleiPerRadiationLength);
    const primary = preparePrimary(setup, electronComponents);
    const emission = { depth: 0, electronEnergy: 0, x: 0, w: 0, azimuthRad: 0 };
    return {
      facts: [
        {
          name: "crossSection",
          value: totals[method](mass, beam.momentum, { charge, massNumber }) / pb,
          unit: "pb",
          about: `${method} at the beam momentum, epsilon = 1`,
        },
        {
          name: "crossSectionAboveMinimum",
          value: production.crossSectionAt(beam.momentum) / pb,
          unit: "pb",
          about: "the same, for A' above the minimum energy",
        },
        {
          name: "invisibleUpToEpsilon",
          value: largestInvisibleEpsilon({ mass, darkMatterMass, alphaDark }),
          unit: "1",
          about:
            "Eq. (3) and (4): up to this mixing at least 99 % of the A' decay into dark matter, hadrons left out",
        },
      ],
      write: (truth, i, random) => {
        const { particles, columns } = truth;
        const p = primary(truth, i, random);
        const beamEnergy = particles.energy[p]!;
        const weight = emit(beamEnergy, random, emission);
        const emits = weight > 0;
        truth.cascading = p;
        truth.cascade = cascade;
        columns.weight[i] = weight;
        columns.trials[i] = 1;
        columns.vertexDepth[i] = emits ? emission.depth : Number.NaN;
        columns.vertexEnergy[i] = emits ? emission.electronEnergy : Number.NaN;
        if (!emits) return;
        const { depth: vertexDepth, electronEnergy, x, w, azimuthRad } = emission;
        const q = particles.addFrom(p, vertexDepth * radiationLength, aprime, electronEnergy * x);
        const angle = rad * Math.sqrt(w * (2 - w)); // sin of the angle, which is small
        particles.angleX[q]! += angle * Math.cos(azimuthRad);
        particles.angleY[q]! += angle * Math.sin(azimuthRad);
      },
    };
  },
};
