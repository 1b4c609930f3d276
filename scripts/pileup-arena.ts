import type { PileupMode } from "./pileup-mode.ts";

/** The arena: the mode without a flag. */
export const arena: PileupMode = {
  flag: undefined,
  endings: [".md", ".csv", ".json", ".svg", ".png"],
  refuses: [],
  addOptions: (yargs) =>
    yargs
      .example("$0 pileup", "all algorithms on muon pairs, from 5e5 to 2e7 electrons per spill")
      .example("$0 pileup --process electron --out fakes.md", "how much energy goes missing by pileup alone"),
  plan: () => async () => ({ document: {}, text: "" }),
};
