/**
 * Reads event files with other programs, pyarrow and pandas, in a Python environment of its own under .cache/interop:
 *
 *   npm run test:interop
 *
 * Without Python 3.11 or newer, its venv or a network it says so on stderr and ends with 0: then nothing was tested. Else it ends with 0 only
 * if all tests passed. The last line tells which of the three it was.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packageRoot } from "../../src/node/package-root.ts";

const aprime = fileURLToPath(new URL("../aprime.js", import.meta.url));
const tests = join(packageRoot(), "test", "interop");
const environment = join(packageRoot(), ".cache", "interop");
const python = join(environment, "bin", "python");
const events = "20000";
/** Where the run is cut into two parts. */
const cut = "7000";
/** The pulse of each channel as the card has it, so that test_waveforms.py can make the samples over. */
const knownPulse = ["--set", "msadc.templateError=0"];
const signal = ["--run", "III", "--process", "signal", "--mass", "20 MeV", ...knownPulse];
const electron = ["--run", "III", "--process", "electron", "--selection", "calibration"];

/** The packages of requirements.txt want Python 3.11. */
const oldestMinor = 11;

/** What cannot be tested here, through no fault of ours. */
class Skip extends Error {}

try {
  makeEnvironment();
  const folder = mkdtempSync(join(tmpdir(), "aprime-interop-"));
  try {
    writeRuns(folder);
    writeFormats(folder);
    process.exitCode = test(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log(`interop: ${process.exitCode === 0 ? "passed" : "failed"}`);
} catch (error) {
  if (error instanceof Skip) {
    console.error(`\n*** test:interop is SKIPPED, nothing was tested: ${error.message}\n`);
    console.log("interop: skipped");
  } else {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
    console.log("interop: failed");
  }
}

/** Python with the packages of requirements.txt; made anew when that file or the version of Python changes. */
function makeEnvironment(): void {
  const version = spawnSync("python3", ["--version"], { encoding: "utf8" });
  if (version.error !== undefined || version.status !== 0) throw new Skip("there is no python3 that runs");
  const [, major, minor] = /(\d+)\.(\d+)/.exec(version.stdout) ?? [];
  if (Number(major) === 3 && Number(minor) < oldestMinor)
    throw new Skip(
      `${version.stdout.trim()} is too old for the packages of requirements.txt: 3.${oldestMinor} or newer`,
    );
  const requirements = join(tests, "requirements.txt");
  const stamp = join(environment, "made-from");
  const wanted = createHash("sha256").update(version.stdout).update(readFileSync(requirements)).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  rmSync(environment, { recursive: true, force: true });
  mkdirSync(environment, { recursive: true });
  const venv = spawnSync("python3", ["-m", "venv", environment], { encoding: "utf8" });
  if (venv.status !== 0) throw new Skip(`python3 makes no virtual environment: ${lastLine(venv)}`);
  console.error(
    `installing ${readFileSync(requirements, "utf8").trim().split("\n").join(", ")} into ${environment}`,
  );
  const pip = spawnSync(
    python,
    [
      "-m",
      "pip",
      "install",
      "--disable-pip-version-check",
      "--retries",
      "2",
      "--only-binary",
      ":all:",
      // What the tests import is compiled then; most is never.
      "--no-compile",
      "-r",
      requirements,
    ],
    { encoding: "utf8" },
  );
  if (pip.status !== 0) {
    // pip tries again after errors of the network, and says so; a wrong pin it refuses at once.
    if (
      /Retrying|NewConnectionError|Network is unreachable|name resolution|timed out/i.test(
        pip.stdout + pip.stderr,
      )
    )
      throw new Skip(`pip reaches no network: ${lastLine(pip)}`);
    throw new Error(`pip cannot install ${requirements}:\n${pip.stderr}`);
  }
  writeFileSync(stamp, wanted);
}

/** Runs, whole and in parts that are merged; test/interop/event_files.py tells what is where. */
function writeRuns(folder: string): void {
  const runs = {
    signal: [...signal, "--events", events],
    electron: [...electron, "--events", events],
    "part-1": [...signal, "--events", `0:${cut}`],
    // With samples, which the merged events, half of which have none, do not tell of.
    "part-2": [...signal, "--events", `${cut}:${events}`, "--waveforms", "10"],
  };
  for (const [name, flags] of Object.entries(runs))
    run("run", ...flags, "--out", join(folder, name), "--quiet");
  mkdirSync(join(folder, "merged"));
  for (const file of ["events.arrow", "cutflow.json"]) {
    const parts = ["part-2", "part-1"].map((part) => join(folder, part, file));
    run("merge", ...parts, "--out", join(folder, "merged", file), "--quiet");
  }
  for (const name of ["signal", "electron", "merged"]) {
    const told = run("inspect", join(folder, name, "events.arrow"), "--json");
    writeFileSync(join(folder, name, "inspect.json"), told);
  }
}

/** The same tables in each format, simulated and converted. */
function writeFormats(folder: string): void {
  const formats = ["arrow", "parquet", "csv"];
  const file = (place: string, table: string, format: string): string =>
    join(folder, place, `${table}.${format}`);
  for (const format of formats) {
    const flags = ["--events", events, "--waveforms", "50", "--out", file("formats", "events", format)];
    run("simulate", ...signal, ...flags, "--quiet");
  }
  const selected = join(folder, "signal", "events.arrow");
  copyFileSync(selected, file("formats", "selected", "arrow"));
  for (const format of ["parquet", "csv"])
    run("convert", selected, file("formats", "selected", format), "--quiet");
  for (const table of ["events", "selected", "events.waveforms", "events.pulses"]) {
    // Round the circle: each format is made of another one.
    for (const [k, format] of formats.entries()) {
      const from = file("formats", table, formats[(k + 1) % formats.length]!);
      run("convert", from, file("converted", table, format), "--quiet");
    }
  }
}

function run(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [aprime, ...args], {
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(`aprime ${args.join(" ")} failed:\n${stderr}`);
  return stdout;
}

function test(folder: string): number {
  const { status } = spawnSync(
    python,
    ["-m", "unittest", "discover", "--verbose", "--start-directory", tests],
    {
      stdio: "inherit",
      env: {
        ...process.env,
        APRIME_INTEROP: folder,
        APRIME_COMMAND: JSON.stringify([process.execPath, aprime]),
        PYTHONDONTWRITEBYTECODE: "1",
      },
    },
  );
  return status === 0 ? 0 : 1;
}

function lastLine({ stdout, stderr }: { stdout: string; stderr: string }): string {
  return `${stdout}\n${stderr}`.trim().split("\n").at(-1) ?? "";
}
