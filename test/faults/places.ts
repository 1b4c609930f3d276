import { chmodSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { listing } from "../scripts/aprime.ts";
import { electrons, thisRun } from "./examples.ts";
import {
  all,
  aprime,
  bash,
  copy,
  expectSame,
  type Fault,
  mended,
  nothing,
  type Place,
  write,
} from "./fault.ts";

/** What `run` and `select` write. */
const outputs = [
  "cutflow.csv",
  "cutflow.json",
  "cutflow.md",
  "energy-plane.png",
  "energy-plane.svg",
  "events.arrow",
];

const tooLarge =
  "cannot be used: a file may not grow that large here; raise the limit (ulimit -f), or ask for fewer events (EFBIG, write)";

/** A place where a file may have so many kB and no more. */
function full(
  fault: string,
  given: (place: Place) => unknown,
  line: string,
  file: string,
  { afterwards, kB = 40 }: { afterwards?: Fault["afterwards"]; kB?: number } = {},
): Fault {
  return {
    fault: `no more room: ${fault}`,
    given,
    call: (place) => bash(place, `ulimit -f ${kB}; aprime ${line}`),
    code: 2,
    says: `${file}: ${tooLarge}`,
    lost: nothing,
    ...(afterwards && { afterwards }),
  };
}

/** A place where nothing can be written. */
function unwritable(fault: string, call: Fault["call"], says: string): Fault {
  return { fault, call, code: 2, says, lost: nothing };
}

const denied =
  "cannot be used: you may not write or read there; change its permissions, or give another place (EACCES, …)";

/** A folder of a file system that is mounted to be read only, if the machine has one. */
function readOnlyFolder(): string | undefined {
  if (!existsSync("/proc/mounts")) return undefined;
  const mounts = readFileSync("/proc/mounts", "utf8")
    .split("\n")
    .map((line) => line.split(" "));
  return mounts
    .filter(([, folder, , options]) => options?.startsWith("ro,") && existsSync(folder!))
    .map(([, folder]) => folder!)
    .find((folder) => statSync(folder).isDirectory());
}

/** A folder that only its owner, who is another one, may write to; or nobody, if the tests are not run by root. */
function closedFolder({ folder }: Place): void {
  mkdirSync(join(folder, "closed"));
  chmodSync(folder, 0o755);
  chmodSync(join(folder, "closed"), process.getuid?.() === 0 ? 0o755 : 0o555);
}

function opened(afterwards: NonNullable<Fault["afterwards"]>): NonNullable<Fault["afterwards"]> {
  return async (place, outcome) => {
    chmodSync(join(place.folder, "closed"), 0o755);
    await afterwards(place, outcome);
  };
}

const main = `run ${electrons} --events 300 --selection calibration`;

export const places: readonly Fault[] = [
  ...["arrow", "parquet", "csv"].map((ending) =>
    full(`simulate to .${ending}`, () => {}, `${thisRun} --out x.${ending}`, `x.${ending}`),
  ),
  full(
    "simulate --force over an older output",
    copy("few.arrow", "x.arrow"),
    `${thisRun} --force --out x.arrow`,
    "x.arrow",
  ),
  full("simulate --resume", copy("begun.arrow"), `${thisRun} --resume --out begun.arrow`, "begun.arrow", {
    afterwards: mended(`${thisRun} --resume --out begun.arrow`, "begun.arrow", "whole.arrow"),
  }),
  full(
    "simulate --waveforms",
    () => {},
    `simulate ${electrons} --events 40 --waveforms --out x.arrow`,
    "x.waveforms.arrow",
  ),
  full(
    "simulate --waveforms, at the last of its three files",
    () => {},
    `${thisRun} --waveforms 1 --out x.arrow`,
    "x.arrow",
    { kB: 60 },
  ),
  full(
    "run --force over an older output",
    all(...outputs.map((name) => copy(`a/${name}`))),
    `${main} --out a --force`,
    "a/events.arrow",
  ),
  {
    ...full("run, at its pictures", () => {}, `${main.replace("300", "10")} --out a`, "a/energy-plane.png", {
      kB: 60,
    }),
    lost: "the pictures; --resume makes them",
    changes: ["a", ...outputs.map((name) => join("a", name))],
    afterwards: async (place) => {
      const written = outputs.filter((name) => name !== "energy-plane.png").map((name) => join("a", name));
      expect(listing(place.folder)).toEqual(["a", ...written]);
      const resumed = await aprime(place, `${main.replace("300", "10")} --out a --resume`);
      expect([resumed.code, listing(place.folder)]).toEqual([
        0,
        ["a", ...outputs.map((name) => join("a", name))],
      ]);
    },
  },
  full("convert", copy("few.parquet"), "convert few.parquet x.csv --quiet", "x.csv"),
  full(
    "select, into new folders",
    copy("few.arrow"),
    "select few.arrow --quiet --out deep/below",
    "deep/below/events.arrow",
  ),
  full(
    "select --force over an older output",
    all(copy("few.arrow"), ...outputs.map((name) => copy(`a/${name}`))),
    "select few.arrow --out a --force --quiet",
    "a/events.arrow",
  ),
  full(
    "merge",
    all(copy("first.arrow"), copy("second.arrow")),
    "merge first.arrow second.arrow --out x.arrow --quiet",
    "x.arrow",
  ),
  {
    ...unwritable(
      "a folder that may not be written to",
      (place) => aprime(place, `${thisRun} --out closed/x.arrow`, { asNobody: true }),
      `closed/x.arrow: ${denied}`,
    ),
    given: closedFolder,
    afterwards: opened(async () => {}),
  },
  {
    ...unwritable(
      "a folder that may not be written to, --force over what is there",
      (place) => aprime(place, `${thisRun} --force --out closed/x.arrow`, { asNobody: true }),
      `closed/x.arrow: ${denied}`,
    ),
    given: (place) => {
      mkdirSync(join(place.folder, "closed"));
      copy("few.arrow", "closed/x.arrow")(place);
      chmodSync(place.folder, 0o755);
      chmodSync(join(place.folder, "closed"), process.getuid?.() === 0 ? 0o755 : 0o555);
    },
    afterwards: opened(async (place) => expectSame(place, "closed/x.arrow", "few.arrow")),
  },
  {
    ...unwritable(
      "a new folder below one that may not be written to",
      (place) =>
        aprime(place, `run ${electrons} --events 10 --selection calibration --out closed/new`, {
          asNobody: true,
        }),
      `closed/new/events.arrow: ${denied}`,
    ),
    given: closedFolder,
    afterwards: opened(async () => {}),
  },
  unwritable(
    "an output below /proc",
    `simulate ${electrons} --events 10 --out /proc/x/y.arrow`,
    "/proc/x/y.arrow: cannot be used: that folder is not there and cannot be made; give another place (ENOENT, mkdir)",
  ),
  {
    ...unwritable(
      "a file where a folder should be",
      `run ${electrons} --events 10 --selection calibration --out notes`,
      "notes/events.arrow: cannot be used: a part of its path is a file, not a folder; give another place (…)",
    ),
    given: write("notes", "precious"),
  },
  unwritable(
    "a name that is too long",
    `simulate ${electrons} --events 10 --out ${"x".repeat(300)}.arrow`,
    "….arrow: cannot be used: its name is too long; give a shorter one (ENAMETOOLONG, open)",
  ),
  {
    ...unwritable(
      "a disk that is read only",
      (place) => aprime(place, `simulate ${electrons} --events 10 --out ${readOnlyFolder()}/x.arrow`),
      "…/x.arrow: cannot be used: that disk cannot be written to; give another place (EROFS, open)",
    ),
    impossible: () =>
      readOnlyFolder() === undefined ? "no file system is mounted read-only here" : undefined,
  },
];
