import type { z } from "zod";
import { count, fraction, plain, time } from "../tables/quantity.ts";
import { ns } from "../units.ts";

/** What the card says of every fit of pulses. */
export const fitEntries = {
  modelError: fraction("expected error (rms) of the shape of a pulse, relative to its height"),
  chiSquare: plain("a fit that leaves more than this per degree of freedom lacks a pulse", {
    min: 1,
    max: 100,
  }),
  significance: plain("a pulse counts as one from this height on, in its standard errors", {
    min: 1,
    max: 100,
  }),
  timeWindow: time("the pulse of the trigger is within this of the trigger's time", {
    min: 0,
    max: 50 * ns,
  }),
  pulses: count("most pulses on a channel", { min: 2, max: 8 }),
};
export type FitCard = { readonly [K in keyof typeof fitEntries]: z.output<(typeof fitEntries)[K]> } & {
  /** In how many numbers the error of the shape is; without it in as many as there are degrees of freedom. */
  readonly shapeNumbers?: number;
};
