import type { z } from "zod";
import { section } from "../tables/section.ts";
import { prepareChannelFits } from "./channel-fits.ts";
import { fitEntries } from "./fit-card.ts";
import type { PileupAlgorithm } from "./pileup-algorithm.ts";

const schema = section("Template fit: as many pulses on a channel as its samples ask for", fitEntries);

/**
 * Fit of two or more pulses of the known shape to each channel by itself, Gauss-Newton on their times, with amplitudes and both
 * pedestals linear. Pulses are added where they lower chi-squared most, until it is good.
 */
export const templateFit: PileupAlgorithm<z.output<typeof schema>> = {
  name: "template-fit",
  about: "fit of pulses of known shape to each channel: times, amplitudes and pedestals",
  schema,
  prepare: (card, electronics) => prepareChannelFits(electronics, card, ({ complete }) => complete),
};
