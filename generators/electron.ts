import { z } from "zod";
import { electronComponents } from "../src/beam/components.ts";
import { preparePrimary } from "../src/beam/primary.ts";
import { writeWithoutVertex } from "../src/event/truth.ts";
import type { Generator } from "../src/simulation/generator.ts";

const options = z.strictObject({});

/** Plain beam electrons, for calibration: every one is kept, whatever it leaves in the ECAL. */
export const electron: Generator<z.output<typeof options>> = {
  name: "electron",
  about: "beam electrons without a rare process (calibration; select with --selection calibration)",
  options,
  prepare: (_options, setup) => {
    const primary = preparePrimary(setup, electronComponents);
    return {
      facts: [],
      write: (truth, i, random) => {
        primary(truth, i, random);
        writeWithoutVertex(truth.columns, i, 1);
      },
    };
  },
};
