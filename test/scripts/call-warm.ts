import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/node/package-root.ts";
import type { Outcome } from "./aprime.ts";

const program = join(packageRoot(), "dist", "scripts", "aprime.js");
const script = join(packageRoot(), "test", "scripts", "warm-program.mjs");

/** Calls after which the process is changed for a new one, so that its memory does not grow. */
const mostCalls = 60;

let warm: { child: ChildProcess; calls: number } | undefined;
let last: Promise<unknown> = Promise.resolve();

/** Runs the built program in a process that is loaded already, one call after the other. */
export function callWarm(folder: string, words: readonly string[]): Promise<Outcome> {
  const outcome = last.then(() => callNow(folder, words));
  last = outcome.catch(() => {});
  return outcome;
}

async function callNow(folder: string, words: readonly string[]): Promise<Outcome> {
  if (!existsSync(program)) throw new Error(`${program} is not there: npm run build`);
  if (warm !== undefined && warm.calls >= mostCalls) {
    warm.child.disconnect();
    warm = undefined;
  }
  warm ??= { child: await startWarm(), calls: 0 };
  warm.calls++;
  const { child } = warm;
  return new Promise((resolve) => {
    const texts = { stdout: "", stderr: "" };
    const ended = (code: number | null): void => {
      warm = undefined;
      resolve({ code, ...texts });
    };
    for (const name of ["stdout", "stderr"] as const) {
      child[name]!.removeAllListeners("data").on("data", (text: string) => {
        texts[name] += text;
      });
    }
    child.once("close", ended);
    child.once("message", (outcome: Outcome) => {
      child.off("close", ended);
      resolve(outcome);
    });
    child.send({ folder, words });
  });
}

function startWarm(): Promise<ChildProcess> {
  const child = fork(script, [program], { stdio: ["ignore", "pipe", "pipe", "ipc"], execArgv: [] });
  child.stdout!.setEncoding("utf8");
  child.stderr!.setEncoding("utf8");
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("message", () => resolve(child));
  });
}
