import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { guard, idle, preparing } from "../pileup/guard.ts";
import { readOwnAlgorithm } from "../pileup/own-algorithm.ts";
import type { PileupAlgorithm } from "../pileup/pileup-algorithm.ts";
import type { RunKey } from "../random/run-key.ts";
import type { AlgorithmModule } from "../simulation/run-plan.ts";
import { InputError } from "../tables/input-error.ts";
import { importModule } from "./import-module.ts";

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
  const exported = await importModule(module, where);
  tell?.(idle);
  return guard(readOwnAlgorithm(exported, where), { where, module, key, tell });
}
