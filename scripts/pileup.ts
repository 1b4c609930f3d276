import { pileupAlgorithms } from "../src/pileup/index.ts";
import { Checks, InputError } from "../src/tables/input-error.ts";
import { addAnswerOptions, give, refuseDestination } from "./answer.ts";
import { addCardOptions } from "./card-options.ts";
import type { Command } from "./commands.ts";
import { arena } from "./pileup-arena.ts";
import { pileupExport } from "./pileup-export.ts";
import { pileupInit } from "./pileup-init.ts";
import { optionsOfModes, type PileupFlags, type PileupMode } from "./pileup-mode.ts";
import { reduction } from "./pileup-reduction.ts";
import { scan } from "./pileup-scan.ts";
import { addProcessOptions } from "./run-options.ts";
import { dashed } from "./schema-flags.ts";

/** What `aprime pileup` does. To add to it: a file, and a line here. */
const modes: readonly PileupMode[] = [arena, scan, reduction, pileupInit, pileupExport];

const names = pileupAlgorithms.map(({ name }) => name);

/** Lets pileup algorithms compete on the same events. */
export const pileup: Command<PileupFlags> = {
  builder: (yargs) => {
    const endings = [...new Set(modes.flatMap((mode) => mode.endings))];
    const common = addAnswerOptions(addProcessOptions(addCardOptions(yargs)), endings)
      // Without a default, so that a mode for which it means nothing knows whether it was given.
      .default("process", undefined, "dimuon; with --export electron")
      .describe(
        "process",
        "Events that are read: dimuon, signal or electron; with --export any process of aprime simulate",
      )
      .describe("mass", "(signal) mass of the A' [default: 20 MeV]")
      .describe(
        "minimum-aprime-energy",
        "(signal) A' of less energy are left out [default: 50 GeV: those of the signal box]",
      )
      .option("events", {
        type: "string",
        requiresArg: true,
        describe:
          "How many events (1e5), or a half-open range of their numbers [default: 1000; with --reduction 20000]; with --scan at each point [default: by its kind]",
      })
      .option("algorithms", {
        type: "string",
        requiresArg: true,
        describe: `Which ones, separated by commas: ${names.join(", ")}, or paths of modules of your own (--init) [default: all of these]`,
      })
      .option("intensity", {
        type: "string",
        requiresArg: true,
        describe:
          "Electrons per spill: a value, a list (2e6,5e6) or a range (5e5:2e7, 5e5:2e7:log:6) [default: 5e5:2e7:log:6]",
      })
      .option("workers", {
        type: "string",
        requiresArg: true,
        describe: "Worker threads [default: one per core]; the events do not depend on it",
      })
      .option("quiet", { type: "boolean", default: false, describe: "No progress" });
    return modes.reduce((builder, mode) => mode.addOptions(builder), common) as never;
  },
  handler: async (flags) => {
    const { out, force, json } = flags;
    const checks = new Checks();
    const mode = checks.take(() => modeOf(flags));
    if (mode === undefined) return checks.done();
    checks.take(() => refuseFlags(mode, flags));
    const find = mode.plan(flags, checks);
    if (mode.endings.length > 0) checks.take(() => refuseDestination({ out, force, json }, mode.endings));
    checks.done();
    await give(await find(), { out, force, json });
  },
};

/** The one mode whose flag is given, or else the arena. */
function modeOf(flags: PileupFlags): PileupMode {
  const asked = modes.filter(
    ({ flag }) => flag !== undefined && flags[flag] !== undefined && flags[flag] !== false,
  );
  const [first, second] = asked;
  if (second !== undefined)
    throw new InputError([
      { where: dashed(first!.flag!), what: `goes without ${dashed(second.flag!)}: give one of the two` },
    ]);
  return first ?? modes.find(({ flag }) => flag === undefined)!;
}

function refuseFlags({ flag, reads, endings }: PileupMode, flags: PileupFlags): void {
  const refused = optionsOfModes.filter((option) => !reads.includes(option));
  // What is given a file by its own flag has no --out.
  const problems = (endings.length > 0 ? refused : ["out", ...refused])
    .filter((key) => flags[key] !== undefined && flags[key] !== false)
    .map((key) => ({
      where: dashed(key),
      what:
        flag === undefined
          ? "means nothing without one of the other modes: leave it out"
          : `goes without ${dashed(flag)}: leave it out`,
    }));
  if (problems.length > 0) throw new InputError(problems);
}
