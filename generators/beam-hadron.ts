import { z } from "zod";
import { beamComponents } from "../src/beam/components.ts";
import { preparePrimary, totalAbundance } from "../src/beam/primary.ts";
import { writeWithoutVertex } from "../src/event/truth.ts";
import type { Generator } from "../src/simulation/generator.ts";
import { preparePunchThrough, punchThroughOptions } from "../src/simulation/punch-through.ts";

/** Share of each kind of hadron in the beam. */
const kinds = {
  pion: ({ kaonShare, antiprotonShare }: Shares) => 1 - kaonShare - antiprotonShare,
  kaon: ({ kaonShare }: Shares) => kaonShare,
  antiproton: ({ antiprotonShare }: Shares) => antiprotonShare,
} as const;

interface Shares {
  readonly kaonShare: number;
  readonly antiprotonShare: number;
}

const options = z.strictObject({
  kind: z
    .enum(["all", ...(Object.keys(kinds) as (keyof typeof kinds)[])])
    .prefault("all")
    .meta({
      description: "which kind of hadrons: all as the beam has them, or pion, kaon or antiproton alone",
    }),
  ...punchThroughOptions,
});

/**
 * A hadron of the beam as what triggers: what passes for an electron, and what is shower shape and SRD tag worth. The weight is the number of
 * such hadrons per beam electron, as in `beam`, so that sums of weights over the electrons on target are rates per electron. A kaon that exchanges charge
 * in the ECAL makes a neutral one, which may be forced through.
 */
export const beamHadron: Generator<z.output<typeof options>> = {
  name: "beam-hadron",
  about: "hadrons of the beam: pions, kaons and antiprotons (rejection by shower shape and SRD)",
  options,
  prepare: ({ kind, ...through }, setup) => {
    const { beam } = setup;
    const share = kind === "all" ? 1 : kinds[kind](beam);
    const alone =
      kind === "all"
        ? beam
        : {
            ...beam,
            kaonShare: kind === "kaon" ? 1 : 0,
            antiprotonShare: kind === "antiproton" ? 1 : 0,
          };
    const hadrons = beamComponents.filter(({ name }) => name === "hadron");
    const primary = preparePrimary({ ...setup, beam: alone }, hadrons);
    const forceThrough = preparePunchThrough(through);
    const perElectron = totalAbundance(hadrons, beam) * share;
    return {
      facts: [
        {
          name: "perBeamElectron",
          value: perElectron,
          unit: "1",
          about: "such hadrons per beam electron; the weight of each event",
        },
      ],
      write: (truth, i, random) => {
        forceThrough(truth);
        primary(truth, i, random);
        writeWithoutVertex(truth.columns, i, perElectron);
      },
    };
  },
};
