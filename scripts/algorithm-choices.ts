import { statSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { distance } from "fastest-levenshtein";
import { hashModule } from "../src/node/load-algorithm.ts";
import { pileupAlgorithms } from "../src/pileup/index.ts";
import { InputError, type Problem } from "../src/tables/input-error.ts";

/** A pileup algorithm: one of the list by its name, or a user's module. */
export interface AlgorithmChoice {
  /** For a module what was given, until `proveAlgorithms` has asked it. */
  readonly name: string;
  /** file: URL of the module. */
  readonly module?: string;
  /** Of the bytes of the module. */
  readonly sha256?: string;
}

/** Reads "nearest-peak,multifit,./mine.mjs"; one error tells all that is wrong. `flag` is where it was given. */
export function readAlgorithms(text: string, flag = "--algorithms"): AlgorithmChoice[] {
  const problems: Problem[] = [];
  const choices: AlgorithmChoice[] = [];
  const seen = new Set<string>();
  for (const name of text.split(",").map((part) => part.trim())) {
    const choice = isModule(name) ? moduleOf(name) : namedAlgorithm(name);
    if (typeof choice === "string") problems.push({ where: flag, what: choice });
    else if (seen.has(choice.module ?? choice.name))
      problems.push({ where: flag, what: `"${name}" is given twice; give it once` });
    else choices.push(choice);
    if (typeof choice !== "string") seen.add(choice.module ?? choice.name);
  }
  if (problems.length > 0) throw new InputError(problems);
  return choices;
}

/** Whether an algorithm is given by its path, and not by a name of the list. */
function isModule(text: string): boolean {
  return /[/\\]|\.[cm]?[jt]s$/.test(text);
}

function namedAlgorithm(name: string): AlgorithmChoice | string {
  const names = pileupAlgorithms.map((algorithm) => algorithm.name);
  if (names.includes(name)) return { name };
  const best = names.toSorted((a, b) => distance(name, a) - distance(name, b))[0]!;
  const meant = name !== "" && distance(name, best) <= 0.5 * name.length ? `; did you mean "${best}"?` : "";
  return `there is no algorithm "${name}"${meant || `; known are ${names.join(", ")}, or give the path of a module, such as ./mine.mjs`}`;
}

/** Whether this Node reads TypeScript: by taking the types away, from 22.18 on. */
function readsTypeScript(): boolean {
  return Boolean((process.features as { typescript?: unknown }).typescript);
}

function moduleOf(path: string): AlgorithmChoice | string {
  const full = resolve(path);
  if (/\.[cm]?ts$/.test(path) && !readsTypeScript())
    return `"${path}" is TypeScript, which Node reads from 22.18 on, and this is ${process.version}: use a later one, or compile it first (npx tsc) and give the .js`;
  try {
    if (!statSync(full).isFile())
      return `"${path}" is a folder; give the path of a module, such as ./mine.mjs`;
    const module = pathToFileURL(full).href;
    return { name: path, module, sha256: hashModule(module) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === "EACCES" ? "you may not read it" : "there is no such file";
    return `"${path}" cannot be read: ${reason}; \`aprime pileup --init mine.mjs\` writes one to start from`;
  }
}
