import { InputError } from "../tables/input-error.ts";
import { pileupAlgorithms } from "./index.ts";
import type { Electronics, PileupAlgorithm } from "./pileup-algorithm.ts";

/**
 * A pileup algorithm of the user's: what the module exports that he gives by its path. As one of the list, but its numbers are
 * constants of its own, not a section of the card.
 */
export interface OwnAlgorithm extends Pick<PileupAlgorithm, "name" | "about"> {
  prepare(electronics: Electronics): ReturnType<PileupAlgorithm["prepare"]>;
}

/** The algorithm that a module exports; an `InputError` tells everything that it lacks. `where` names the module. */
export function readOwnAlgorithm(exported: Readonly<Record<string, unknown>>, where: string): OwnAlgorithm {
  const start = "`aprime pileup --init` writes a module to start from";
  const refuse = (...whats: string[]) => new InputError(whats.map((what) => ({ where, what })));
  if (!("default" in exported)) {
    const names = Object.keys(exported).join(", ");
    throw refuse(
      `has no default export${names === "" ? "" : `, only ${names}`}; write export default { name, about, prepare }: ${start}`,
    );
  }
  const algorithm = exported.default;
  if (typeof algorithm !== "object" || algorithm === null)
    throw refuse(
      `its default export is ${kindOf(algorithm)} and not an object { name, about, prepare }: ${start}`,
    );
  const { name, about, prepare } = algorithm as Record<string, unknown>;
  const wrong = [
    ...nameProblem(name),
    ...(typeof about === "string" && about !== ""
      ? []
      : [`about is ${kindOf(about)} and not a text that says what it does`]),
    ...(typeof prepare === "function"
      ? []
      : [`prepare is ${kindOf(prepare)} and not a function of the electronics: ${start}`]),
  ];
  if (wrong.length > 0) throw refuse(...wrong);
  return algorithm as OwnAlgorithm;
}

function nameProblem(name: unknown): string[] {
  if (typeof name !== "string") return [`name is ${kindOf(name)} and not a text, such as "my-algorithm"`];
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u.test(name))
    return [
      `name is ${JSON.stringify(name)}: it needs 1 to 40 letters, digits, dots and dashes, such as "my-algorithm"`,
    ];
  if (pileupAlgorithms.some((algorithm) => algorithm.name === name))
    return [`name is "${name}", as one of the algorithms of aprime is called; give it another`];
  return [];
}

/** What a value is, for people: undefined, a number, an array, a class. */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return "an array";
  if (value instanceof Promise) return "a promise";
  if (typeof value === "string") return value === "" ? "an empty text" : "a text";
  const type = typeof value;
  return `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}
