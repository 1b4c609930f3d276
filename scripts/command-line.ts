import yargs, { type CommandModule } from "yargs";
import { InputError } from "../src/tables/input-error.ts";
import { commands } from "./commands.ts";
import { version } from "./version.ts";
import { wrongUsage } from "./wrong-usage.ts";

/** Options that may be given more than once. */
const lists = ["set", "files", "_"];

/** The commands, of which only those are loaded whose names are among the words. */
function loadNamed(words: readonly string[]): Promise<CommandModule[]> {
  return Promise.all(
    commands.map(async ({ command, describe, load }) => {
      const isNamed = words.includes(command.split(" ", 1)[0]!);
      return { command, describe, ...((isNamed ? await load() : { handler: () => {} }) as CommandModule) };
    }),
  );
}

/** Does what a command line says, given as its words after "aprime"; throws what cannot be used of it. */
export async function doCommandLine(words: readonly string[]): Promise<void> {
  await yargs([...words])
    .scriptName("aprime")
    .usage("$0 <command>\n\nEvents of the NA64 missing-energy search, simulated and selected.")
    .command(await loadNamed(words))
    .example("$0 run --mass 20MeV", "the main job: simulate, select, cut flow; see aprime run --help")
    .example("$0 init my-run.yaml", "a run card of one's own")
    .demandCommand(1, "give a command")
    .recommendCommands()
    .strict()
    .version(version())
    .wrap(Math.min(110, process.stdout.columns ?? 110))
    .exitProcess(false)
    .middleware((flags) => {
      const repeated = Object.entries(flags).flatMap(([flag, value]) =>
        Array.isArray(value) && !lists.includes(flag) && !/[A-Z]/.test(flag)
          ? [{ where: `--${flag}`, what: `is given ${value.length} times; give it once` }]
          : [],
      );
      if (repeated.length > 0) throw new InputError(repeated);
    })
    .fail((message, error, usage) => {
      if (error !== undefined && error !== null && error.name !== "YError") throw error;
      throw new InputError(wrongUsage(message ?? error.message, words, String(usage.help())));
    })
    .parseAsync();
}
