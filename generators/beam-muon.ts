import { z } from "zod";
import { beamComponents } from "../src/beam/components.ts";
import { preparePrimary, totalAbundance } from "../src/beam/primary.ts";
import { writeWithoutVertex } from "../src/event/truth.ts";
import type { Generator } from "../src/simulation/generator.ts";

const options = z.strictObject({});

/**
 * A muon of the beam as what triggers: mu Z -> mu Z gamma in the target is the background of it. The weight is the number of them per beam
 * electron, as in `beam`.
 */
export const beamMuon: Generator<z.output<typeof options>> = {
  name: "beam-muon",
  about: "muons of the beam, with the photons that they radiate in the target",
  options,
  prepare: (_options, setup) => {
    const muons = beamComponents.filter(({ name }) => name === "muon");
    const primary = preparePrimary(setup, muons);
    const perElectron = totalAbundance(muons, setup.beam);
    return {
      facts: [
        {
          name: "perBeamElectron",
          value: perElectron,
          unit: "1",
          about: "such muons per beam electron; the weight of each event",
        },
      ],
      write: (truth, i, random) => {
        primary(truth, i, random);
        writeWithoutVertex(truth.columns, i, perElectron);
      },
    };
  },
};
