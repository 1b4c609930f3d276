import type { ArgumentsCamelCase, Argv } from "yargs";

/** What a command takes, and what it does. */
export interface Command<Flags> {
  readonly builder: (yargs: Argv) => Argv;
  readonly handler: (flags: ArgumentsCamelCase<Flags>) => void | Promise<void>;
}

/** A command as --help lists it. Its file is loaded when it is given, so that nobody waits for the others. */
export interface CommandEntry {
  readonly command: string;
  readonly describe: string;
  readonly load: () => Promise<Command<never>>;
}

/** The commands in the order of --help. To add one: its file, and an entry here. */
export const commands: readonly CommandEntry[] = [
  {
    command: "run",
    describe: "Simulate, select, and print the cut flow",
    load: async () => (await import("./run.ts")).run,
  },
  {
    command: "simulate",
    describe: "Simulate events into an event file",
    load: async () => (await import("./simulate.ts")).simulate,
  },
  {
    command: "select <file>",
    describe: "Apply a selection to an event file, and print the cut flow",
    load: async () => (await import("./select.ts")).select,
  },
  {
    command: "inspect <files..>",
    describe: "Check that event files are whole, and tell what is in them",
    load: async () => (await import("./inspect.ts")).inspect,
  },
  {
    command: "display <event>",
    describe: "Show one event: the setup with its particles, energy per cell, waveforms",
    load: async () => (await import("./display.ts")).display,
  },
  {
    command: "convert <file> <to>",
    describe: "Write an event file in another format",
    load: async () => (await import("./convert.ts")).convert,
  },
  {
    command: "merge <files..>",
    describe: "Put event files, or cut flows, of parts of a run together",
    load: async () => (await import("./merge.ts")).merge,
  },
  {
    command: "init [file]",
    describe: "Write a run card to start from, with every number, its unit, source and status",
    load: async () => (await import("./init.ts")).init,
  },
  {
    command: "cross-section",
    describe: "Compute cross sections of A' production: Eq. (9), IWW, exact at tree level, and k",
    load: async () => (await import("./cross-section.ts")).crossSection,
  },
  {
    command: "decay",
    describe: "Tell how an A' decays: widths, lifetime, way in the detector, seen or not",
    load: async () => (await import("./decay.ts")).decay,
  },
  {
    command: "yield",
    describe:
      "Compute A' per electron on target by Eq. (8), beside Table V, Fig. 4 and 6; muon pairs beside Table I; photonuclear reactions",
    load: async () => (await import("./yield.ts")).aprimeYields,
  },
  {
    command: "dimuons",
    describe: "Draw what muon pairs leave in ECAL and HCAL, Fig. 8 to 11, with their peaks",
    load: async () => (await import("./dimuons.ts")).dimuons,
  },
  {
    command: "tracking",
    describe: "Tell how well the tracker finds beam electrons against intensity, and its momentum resolution",
    load: async () => (await import("./tracking.ts")).tracking,
  },
  {
    command: "trigger",
    describe: "Simulate the rate of the trigger of Eq. (14) by its source, beside the paper's suppression",
    load: async () => (await import("./trigger.ts")).trigger,
  },
  {
    command: "tagging",
    describe:
      "Simulate the tag by synchrotron radiation: rates of electrons and pions, windows, spectra, light",
    load: async () => (await import("./tagging.ts")).tagging,
  },
  {
    command: "calorimeters",
    describe:
      "Simulate linearity and resolution of ECAL and HCAL, the muons' peak, and leakage behind the ECAL",
    load: async () => (await import("./calorimeters.ts")).calorimeters,
  },
  {
    command: "hadrons",
    describe:
      "Simulate hadrons of the target and of the beam: regions of Fig. 7, rejection, production, preselection",
    load: async () => (await import("./hadrons.ts")).hadrons,
  },
  {
    command: "pileup",
    describe: "Let pileup algorithms compete on the same waveforms",
    load: async () => (await import("./pileup.ts")).pileup,
  },
  {
    command: "efficiency",
    describe:
      "Tell the factors of Eq. (23) beside Table II, efficiency against thresholds, and where the signal is lost",
    load: async () => (await import("./efficiency.ts")).efficiency,
  },
  {
    command: "systematics",
    describe: "Vary the run card, and tell by how much the rate of the signal moves, beside Table III",
    load: async () => (await import("./systematics.ts")).systematics,
  },
  {
    command: "compare",
    describe: "Lay our numbers beside Tables I to III of the paper, or numbers of your own, with pulls",
    load: async () => (await import("./compare.ts")).compare,
  },
];
