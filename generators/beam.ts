import { z } from "zod";
import { beamComponents } from "../src/beam/components.ts";
import { preparePrimary, totalAbundance } from "../src/beam/primary.ts";
import { writeWithoutVertex } from "../src/event/truth.ts";
import type { Generator } from "../src/simulation/generator.ts";

const options = z.strictObject({
  component: z
    .enum(["all", ...beamComponents.map(({ name }) => name)])
    .prefault("all")
    .meta({
      description: `which particles of the beam: all as they come, or one of ${beamComponents.map(({ name }) => name).join(", ")}`,
    }),
});

/**
 * Whatever comes down the beam line, as it comes: what a trigger without condition would take. The weight is the number of such particles
 * per beam electron, so that sums of weights over the electrons on target are rates per electron, for all or one component.
 */
export const beam: Generator<z.output<typeof options>> = {
  name: "beam",
  about:
    "beam particles as they come: electrons, their low-energy tail, hadrons, muons, halo (trigger rates)",
  options,
  // All as they come are what a run would take; one component alone is a background that is studied.
  isPseudoData: ({ component }) => component === "all",
  prepare: ({ component }, setup) => {
    const components = beamComponents.filter(({ name }) => component === "all" || component === name);
    const primary = preparePrimary(setup, components);
    const perElectron = totalAbundance(components, setup.beam);
    return {
      facts: [
        {
          name: "perBeamElectron",
          value: perElectron,
          unit: "1",
          about: "such particles per beam electron; the weight of each event",
        },
      ],
      write: (truth, i, random) => {
        primary(truth, i, random);
        writeWithoutVertex(truth.columns, i, perElectron);
      },
    };
  },
};
