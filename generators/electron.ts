import { z } from "zod";
import { addBeamElectron } from "../src/beam/beam-particle.ts";
import type { Generator } from "../src/simulation/generator.ts";

const options = z.strictObject({});

/** Plain beam electrons, for calibration: every one is kept, whatever it leaves in the ECAL. */
export const electron: Generator<z.output<typeof options>> = {
  name: "electron",
  about: "beam electrons without a rare process (calibration; select with --selection calibration)",
  options,
  prepare: (_options, { beam, magnets }) => ({
    facts: [],
    write: ({ particles, columns }, i, random) => {
      const p = addBeamElectron(beam, magnets, particles, random);
      columns.weight[i] = 1;
      columns.trials[i] = 1;
      columns.beamEnergy[i] = particles.energy[p]!;
      columns.vertexDepth[i] = Number.NaN;
      columns.vertexEnergy[i] = Number.NaN;
      columns.invisibleEnergy[i] = 0;
    },
  }),
};
