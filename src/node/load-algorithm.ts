import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { guard, idle, placeOf, preparing } from "../pileup/guard.ts";
import { readOwnAlgorithm } from "../pileup/own-algorithm.ts";
import type { PileupAlgorithm } from "../pileup/pileup-algorithm.ts";
import type { RunKey } from "../random/run-key.ts";
import type { AlgorithmModule } from "../simulation/run-plan.ts";
import { InputError } from "../tables/input-error.ts";

/** SHA-256 of the bytes of a module. */
export function hashModule(module: string): string {
  return createHash("sha256")
    .update(readFileSync(fileURLToPath(module)))
    .digest("hex");
}

/** A module as the user would write it: against the working folder, where it is below it. */
export function moduleName(module: string): string {
  const path = fileURLToPath(module);
  const below = relative(process.cwd(), path);
  return below.startsWith("..") ? path : below;
}

/**
 * Loads a pileup algorithm of the user's, under guard. Runs his code: in a thread that can be ended. `tell` is told each event before
 * it is read.
 */
export async function loadAlgorithm(
  { module, sha256 }: Pick<AlgorithmModule, "module" | "sha256">,
  key: RunKey,
  tell?: (event: number) => void,
): Promise<PileupAlgorithm> {
  const where = moduleName(module);
  if (hashModule(module) !== sha256)
    throw new InputError([{ where, what: "was changed while the events were made; start again" }]);
  tell?.(preparing);
  const exported = await import(module).catch((error: unknown) => {
    throw new InputError([importProblem(error, module, where)]);
  });
  tell?.(idle);
  return guard(readOwnAlgorithm(exported, where), { where, module, key, tell });
}

/** Why a module cannot be imported. */
function importProblem(error: unknown, module: string, where: string) {
  const { name, message, code } = (error ?? {}) as NodeJS.ErrnoException;
  const said = error instanceof Error ? `${name}: ${message.replace(/\s+/g, " ")}` : String(error);
  if (error instanceof SyntaxError)
    return {
      where: syntaxPlace(error, module, where),
      what: `is not ${/ts$/.test(module) ? "TypeScript" : "JavaScript"}: ${said}`,
    };
  const [, missing] = /^Cannot find (?:module|package) '([^']*)'/.exec(message ?? "") ?? [];
  if (code === "ERR_MODULE_NOT_FOUND" && missing !== undefined)
    return { where, what: `imports ${missing}, which is not there` };
  return { where: placeOf(error, module, where), what: `cannot be loaded: it throws ${said}` };
}

/** The line of a syntax error, which the error itself does not always tell: that of node --check. */
function syntaxPlace(error: SyntaxError, module: string, where: string): string {
  const place = placeOf(error, module, where);
  if (place !== where) return place;
  const path = fileURLToPath(module);
  const { stderr } = spawnSync(process.execPath, ["--check", path], { encoding: "utf8" });
  for (const name of [module, path]) {
    const from = stderr.indexOf(`${name}:`);
    const line = from < 0 ? null : /^:(\d+)/.exec(stderr.slice(from + name.length));
    if (line !== null) return `${where}:${line[1]}`;
  }
  return where;
}
