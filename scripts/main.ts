import { doCommandLine } from "./command-line.ts";
import { outcomeOf } from "./outcome.ts";
import { print } from "./speak.ts";

/**
 * Does what a command line says, given as its words after "aprime", and tells what cannot be done of it; returns the exit code: that of
 * `process.exitCode` where a command did all that it was asked and still is to end otherwise, as `compare --max-pull`.
 */
export async function main(words: readonly string[]): Promise<number> {
  process.exitCode = 0;
  try {
    await doCommandLine(words);
    return Number(process.exitCode);
  } catch (error) {
    const { code, problems, text } = outcomeOf(error);
    if (words.includes("--json")) print({ problems });
    process.stderr.write(`aprime: ${text}\n`);
    return code;
  }
}
