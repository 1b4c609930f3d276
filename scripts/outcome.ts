import { LostThread } from "../src/node/lost-thread.ts";
import { InputError, type Problem } from "../src/tables/input-error.ts";
import { fileProblem } from "./file-problem.ts";
import { Unfinished } from "./unfinished.ts";

/** More mistakes than this are of one kind, and nobody reads them. */
const mostTold = 50;

/** How an error ends the program: exit code, and what is told, as JSON and for people. */
export function outcomeOf(error: unknown): { code: number; problems: readonly Problem[]; text: string } {
  const one = (code: number, what: string, text = what) => ({
    code,
    problems: [{ where: "aprime", what }],
    text,
  });
  if (error instanceof Unfinished) {
    const { code, problems, text } = outcomeOf(error.cause);
    const kept = error.message;
    if (code === 130) return one(130, `interrupted: ${kept}`);
    return {
      code,
      problems: [...problems, { where: "aprime", what: kept }],
      text: `${text}\naprime: ${kept}`,
    };
  }
  const problems = error instanceof InputError ? error.problems : fileProblem(error);
  if (problems !== undefined) {
    const count = problems.length;
    const title = count === 1 ? "this cannot be used" : `${count} things cannot be used`;
    const lines = problems.slice(0, mostTold).map(({ where, what }) => `\n  ${where}: ${what}`);
    if (count > mostTold) lines.push(`\n  and ${count - mostTold} more, which --json tells`);
    return { code: 2, problems, text: `${title}:${lines.join("")}` };
  }
  const { name, message, stack } = error as Error;
  if (name === "AbortError") return one(130, "interrupted; nothing was written");
  if (error instanceof LostThread) return one(2, `${message}: is there memory enough?`);
  return one(1, `a bug of ours: ${message}`, `a bug of ours: ${stack}`);
}
