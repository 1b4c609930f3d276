import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/node/package-root.ts";
import { callWarm } from "./call-warm.ts";

/** The built program. */
export const program = join(packageRoot(), "dist", "scripts", "aprime.js");

/** How a call of the program ended. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the built program in a folder; `ended` resolves when it has ended. */
export function start(
  folder: string,
  words: readonly string[],
): { child: ChildProcess; ended: Promise<Outcome> } {
  if (!existsSync(program)) throw new Error(`${program} is not there: npm run build`);
  return watch(spawn(process.execPath, [program, ...words], { cwd: folder }));
}

/** What a process says until its end. */
export function watch(child: ChildProcess): { child: ChildProcess; ended: Promise<Outcome> } {
  let stdout = "";
  let stderr = "";
  child.stdout!.setEncoding("utf8").on("data", (text) => (stdout += text));
  child.stderr!.setEncoding("utf8").on("data", (text) => (stderr += text));
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.on("error", reject).on("close", (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ended };
}

/** Runs the built program to its end; see `warm-program.mjs`. */
export function aprime(folder: string, ...words: string[]): Promise<Outcome> {
  return callWarm(folder, words);
}

/** A folder of its own for a test. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "aprime-cli-"));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Does `work` in a new folder, which is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = newFolder();
  try {
    return await work(folder);
  } finally {
    removeFolder(folder);
  }
}

/** All files below a folder, by name. */
export function listing(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
}
