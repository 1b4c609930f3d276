import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { InputError } from "../tables/input-error.ts";

/** More than any card needs; what is longer is no card, and would take long to read. */
const longestCard = 2e5; // bytes

/** Why a card cannot be read, by the code of the error. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "you may not read it",
};

/** The text of a card; an `InputError` at `where`, with `hint`, if it cannot be read. */
export function readCardText(path: string, where: string, hint: string): string {
  try {
    const { size } = statSync(path);
    if (size > longestCard) {
      const what = `${displayName(path)} is ${(size / 1e6).toPrecision(2)} MB long, and a card has at most 0.2 MB; ${hint}`;
      throw new InputError([{ where, what }]);
    }
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = reasons[code ?? ""] ?? message;
    throw new InputError([{ where, what: `${displayName(path)} cannot be read: ${reason}; ${hint}` }]);
  }
}

/** A path as the user would write it: against the working folder, where it is below it. */
export function displayName(path: string): string {
  const below = `${resolve(process.cwd())}/`;
  return path.startsWith(below) ? path.slice(below.length) : path;
}
