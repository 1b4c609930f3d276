import { distance } from "fastest-levenshtein";
import type { Problem } from "../src/tables/input-error.ts";

/** What yargs finds wrong with the `words` of a command line, in words of ours; `help` is the text of --help at that place. */
export function wrongUsage(message: string, words: readonly string[], help: string): Problem[] {
  const where = "command line";
  const plain = words.filter((word) => !word.startsWith("-"));
  const command = help.split(/\s/, 2)[1];
  const see = command === undefined || command.startsWith("<") ? "aprime --help" : `aprime ${command} --help`;

  const meant = /^Did you mean (.*)\?$/.exec(message);
  if (meant !== null)
    return [{ where, what: `there is no command "${plain[0]}"; did you mean "${meant[1]}"?` }];

  const unknown = /^Unknown (?:argument|command)s?: (.*)$/.exec(message);
  if (unknown !== null) {
    const atTop = see === "aprime --help" && plain.length > 0;
    if (atTop) return [{ where, what: `there is no command "${plain[0]}"; see ${see}` }];
    const flags = [...new Set([...help.matchAll(/--([a-z0-9-]+)/g)].map((match) => match[1]!))];
    return unknown[1]!.split(", ").map((name) => {
      if (plain.includes(name)) return { where, what: `"${name}" is not known here; see ${see}` };
      const best = flags.toSorted((a, b) => distance(name, a) - distance(name, b))[0];
      const near = best !== undefined && distance(name, best) <= 0.5 * name.length;
      return {
        where: `--${name}`,
        what: `is not known${near ? `; did you mean --${best}?` : `; see ${see}`}`,
      };
    });
  }

  const empty = /^Not enough arguments following: (.*)$/.exec(message);
  if (empty !== null) return [{ where: `--${empty[1]}`, what: `needs a value; see ${see}` }];
  const required = /^Missing required argument: (.*)$/.exec(message);
  if (required !== null) return [{ where: `--${required[1]}`, what: `is missing; see ${see}` }];
  const few = /^Not enough non-option arguments: got (\d+)/.exec(message);
  if (few !== null) {
    const first = help.includes("<event>") ? "the number of the event" : "the event file";
    const missing = few[1] === "0" ? first : "the file to write";
    return [{ where, what: `${missing} is missing; see ${see}` }];
  }
  return [{ where, what: `${message}; see ${see}` }];
}
