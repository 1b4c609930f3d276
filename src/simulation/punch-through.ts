import type { z } from "zod";
import { modules } from "../detector/hcal.ts";
import type { Truth } from "../event/truth.ts";
import { InputError } from "../tables/input-error.ts";
import { count, energy } from "../tables/quantity.ts";
import { GeV } from "../units.ts";

/** The options of processes whose neutral hadrons may be forced through ECAL and HCAL. */
export const punchThroughOptions = {
  punchThrough: energy(
    "neutral hadrons (n, K0L) of this energy and more cross ECAL and HCAL without interacting, and the weight is multiplied by exp(-L / lambda) of all of them; without it none is forced",
    { min: 0.1 * GeV, max: 1000 * GeV },
  ).optional(),
  punchThroughModules: count("with it: modules of the HCAL that they cross; without it all", {
    min: 1,
    max: modules,
  }).optional(),
};

export type PunchThroughOptions = z.output<z.ZodObject<typeof punchThroughOptions>>;

/** Prepares the forcing of an event's neutral hadrons, if the options ask for it. */
export function preparePunchThrough({ punchThrough, punchThroughModules }: PunchThroughOptions) {
  if (punchThrough === undefined && punchThroughModules !== undefined) {
    const what =
      "goes with --punch-through, the energy from which on neutral hadrons cross them; give it too";
    throw new InputError([{ where: "--punch-through-modules", what }]);
  }
  const above = punchThrough ?? Number.POSITIVE_INFINITY;
  const crossed = punchThroughModules ?? modules;
  return ({ punchThrough: forced }: Truth): void => {
    forced.above = above;
    forced.modules = crossed;
  };
}
