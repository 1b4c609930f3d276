/**
 * Peak memory must not grow with the number of events: simulates and selects 2e5 and 2e6 of them (some minutes) and compares.
 *
 *   npm run test:memory
 *
 * Ends with 1 if ten times the events take more than 1.2 times the memory.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const aprime = fileURLToPath(new URL("../aprime.js", import.meta.url));
const most = 1.2;
const { values } = parseArgs({
  options: {
    few: { type: "string", default: "2e5" },
    many: { type: "string", default: "2e6" },
  },
});

const few = peak(values.few);
const many = peak(values.many);
const ratio = many / few;
console.log(`ratio: ${ratio.toFixed(3)}, at most ${most}: ${ratio <= most ? "passed" : "failed"}`);
if (!(ratio <= most)) process.exitCode = 1;

/** Peak memory in MB of a whole run, its files in a folder that is removed. */
function peak(events: string): number {
  const folder = mkdtempSync(join(tmpdir(), "aprime-memory-"));
  try {
    const flags = [
      "run",
      "--mass",
      "20 MeV",
      "--events",
      events,
      "--out",
      join(folder, "out"),
      "--quiet",
      "--json",
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, [aprime, ...flags], { encoding: "utf8" });
    if (status !== 0) throw new Error(`aprime ${flags.join(" ")} failed:\n${stderr}`);
    const told = JSON.parse(stdout);
    if (!(told.peakMemory_MB > 0)) throw new Error("aprime run --json tells no peakMemory_MB");
    console.log(`${told.events} events: ${told.peakMemory_MB} MB in ${told.seconds} s`);
    return told.peakMemory_MB;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
