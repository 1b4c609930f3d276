import type { CommandModule } from "yargs";
import { Checks, InputError } from "../src/tables/input-error.ts";
import { addAnswerOptions, give, refuseDestination } from "./answer.ts";
import { addCardOptions } from "./card-options.ts";
import { pileupInit } from "./pileup-init.ts";
import type { PileupFlags, PileupMode } from "./pileup-mode.ts";
import { dashed } from "./schema-flags.ts";

/** What `aprime pileup` does. To add to it: a file, and a line here. */
const modes: readonly PileupMode[] = [pileupInit];

/** Lets pileup algorithms compete on the same events. */
export const pileup: CommandModule<object, PileupFlags> = {
  command: "pileup",
  describe: "Let pileup algorithms compete on the same waveforms",
  builder: (yargs) => {
    const endings = [...new Set(modes.flatMap((mode) => mode.endings))];
    const common = addAnswerOptions(addCardOptions(yargs), endings)
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
    checks.take(() => refuseDestination({ out, force, json }, mode.endings));
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

function refuseFlags({ flag, refuses }: PileupMode, flags: PileupFlags): void {
  const problems = refuses
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
