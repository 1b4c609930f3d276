import { z } from "zod";
import { writeWithoutVertex } from "../src/event/truth.ts";
import type { Generator } from "../src/simulation/generator.ts";

const options = z.strictObject({});

/**
 * A trigger at a random moment of the spill: no particle belongs to it, only those that happen to be in the window. Pedestals, noise, and
 * the rate of the beam come from these. The moment is one in which the beam is on, at an intensity as an electron sees it.
 */
export const randomTrigger: Generator<z.output<typeof options>> = {
  name: "random-trigger",
  about: "triggers at random moments of the spill: noise and pileup alone",
  options,
  prepare: () => ({
    facts: [],
    write: ({ columns }, i) => {
      columns.beamEnergy[i] = Number.NaN;
      columns.beamKind[i] = 0;
      columns.beamComponent[i] = -1;
      writeWithoutVertex(columns, i, 1);
    },
  }),
};
