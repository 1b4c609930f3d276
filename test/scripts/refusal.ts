import { doCommandLine } from "../../scripts/command-line.ts";
import { outcomeOf } from "../../scripts/outcome.ts";

/**
 * What is told of a command line that cannot be used, "where: what" each, found in this process: the same code, and a process the less for each
 * of a list. What a refusal is to a user, its exit code and streams, and that nothing is written, test/scripts/cli.test.ts shows of the program.
 */
export async function refusal(line: string): Promise<string[]> {
  let refused: unknown;
  try {
    await doCommandLine(line.split(" ").filter((word) => word !== ""));
  } catch (error) {
    refused = error;
  }
  if (refused === undefined) throw new Error(`aprime ${line} is not refused`);
  const { code, problems, text } = outcomeOf(refused);
  if (code !== 2) throw new Error(`aprime ${line} ends with ${code}: ${text}`);
  return problems.map(({ where, what }) => `${where}: ${what}`);
}
