import { doCommandLine } from "./command-line.ts";
import { outcomeOf } from "./outcome.ts";
import { print } from "./speak.ts";

/** Does what a command line says, given as its words after "aprime", and tells what cannot be done of it; returns the exit code. */
export async function main(words: readonly string[]): Promise<number> {
  try {
    await doCommandLine(words);
    // A command tells so that what it watches for has happened.
    return Number(process.exitCode ?? 0);
  } catch (error) {
    const { code, problems, text } = outcomeOf(error);
    if (words.includes("--json")) print({ problems });
    process.stderr.write(`aprime: ${text}\n`);
    return code;
  }
}
