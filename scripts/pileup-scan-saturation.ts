import { GeV, ns } from "../src/units.ts";
import type { ScanKind } from "./pileup-scan-kind.ts";

const energies = [50, 75, 100, 125, 150, 175, 200, 250, 300, 400, 500].map((energy) => energy * GeV);
const before = -60 * ns;

/** Samples at the end of the scale: what is read beyond. */
export const saturation: ScanKind = {
  name: "saturation",
  about: "a shower of more energy than the MSADC can tell, alone and after one of the beam's energy",
  events: 200,
  x: { name: "energy of the shower", unit: "GeV", scale: "log" },
  conditions: ({ beam }) =>
    [
      { variant: "alone", others: undefined },
      {
        variant: `${-before / ns} ns after a shower of ${beam.momentum / GeV} GeV`,
        others: (add: (time: number, energy: number) => void) => add(before, beam.momentum),
      },
    ].flatMap(({ variant, others }) =>
      energies.map((energy) => ({ x: energy / GeV, variant, energy, ...(others && { others }) })),
    ),
};
