import { once } from "node:events";
import { expect } from "vitest";
import { listing } from "../scripts/aprime.ts";
import { thisRun } from "./examples.ts";
import {
  all,
  aprime,
  atEvent,
  begin,
  copy,
  type Fault,
  interruptAtOnce,
  mended,
  nothing,
  type Place,
  told,
  write,
} from "./fault.ts";

const line = `${thisRun} --out x.arrow`;
const kept = (file = "x.arrow", from = "") =>
  `interrupted: events 0:…${from} of 0:1300 are in ${file}; the same command with --resume goes on from there`;
const nothingWritten = "interrupted; nothing was written";

function signal(name: string): string {
  return `process.kill(process.pid, "${name}");`;
}

/** The events that were kept are all up to 640, but for batches in work, and perhaps some more. */
async function ofPrefix(place: Place): Promise<void> {
  const { complete, ranges } = (await told(place, "x.arrow")) as {
    complete: boolean;
    ranges: { end: number }[];
  };
  expect([complete, ranges.length]).toEqual([false, 1]);
  expect(ranges[0]!.end).toBeGreaterThanOrEqual(448);
  expect(ranges[0]!.end).toBeLessThan(1300);
}

async function ofPrefixThenWhole(place: Place): Promise<void> {
  await ofPrefix(place);
  await mended(`${line} --resume`, "x.arrow", "whole.arrow")(place);
}

/** Ctrl-C, or another signal, when event 640 has been simulated: the events up to there or a few more are kept. */
function midway(fault: string, words: string, action: string, more: Partial<Fault> = {}): Fault {
  return {
    fault,
    call: (place) => aprime(place, words, { first: atEvent(640, action) }),
    code: 130,
    says: kept(),
    lost: "the batches in work",
    changes: ["x.arrow"],
    afterwards: ofPrefix,
    ...more,
  };
}

/** Ctrl-C as soon as the program can be interrupted. */
function early(fault: string, words: string, more: Partial<Fault> = {}): Fault {
  return {
    fault,
    call: (place) => aprime(place, words, { first: interruptAtOnce }),
    code: 130,
    says: nothingWritten,
    lost: nothing,
    ...more,
  };
}

export const interruptions: readonly Fault[] = [
  {
    fault: "Ctrl-C before the program has started",
    call: async (place) => {
      const { child, ended } = begin(place, line);
      await once(child, "spawn");
      child.kill("SIGINT");
      return ended;
    },
    code: null,
    says: "",
    lost: nothing,
  },
  early("Ctrl-C of simulate before its first event", line),
  midway("Ctrl-C of simulate", line, signal("SIGINT"), { afterwards: ofPrefixThenWhole }),
  midway("SIGTERM", line, signal("SIGTERM"), { afterwards: ofPrefixThenWhole }),
  midway("Ctrl-C twice, as npm passes it on", line, signal("SIGINT"), {
    call: (place) =>
      aprime(place, line, {
        first: `${atEvent(640, signal("SIGINT"))}
          if (isMainThread) process.once("SIGINT", () => ${signal("SIGINT").slice(0, -1)});`,
      }),
  }),
  midway("Ctrl-C of simulate --force over an older output", `${line} --force`, signal("SIGINT"), {
    given: copy("few.arrow", "x.arrow"),
    lost: "the older output, as --force says, and the batches in work",
  }),
  early("Ctrl-C of simulate --force before its first event", `${line} --force`, {
    given: copy("few.arrow", "x.arrow"),
  }),
  early("Ctrl-C of simulate --resume before its first event", `${line} --resume`, {
    given: copy("begun.arrow", "x.arrow"),
    says: kept(),
  }),
  midway("Ctrl-C of simulate --resume", `${line} --resume`, signal("SIGINT"), {
    given: copy("begun.arrow", "x.arrow"),
    call: (place) => aprime(place, `${line} --resume`, { first: atEvent(1024, signal("SIGINT")) }),
    afterwards: async (place) => {
      const { ranges } = (await told(place, "x.arrow")) as { ranges: { end: number }[] };
      const { ranges: before } = (await told({ ...place, folder: place.examples }, "begun.arrow")) as {
        ranges: { end: number }[];
      };
      expect(ranges[0]!.end).toBeGreaterThan(before[0]!.end);
      await mended(`${line} --resume`, "x.arrow", "whole.arrow")(place);
    },
  }),
  midway("Ctrl-C of simulate --waveforms", `${line} --waveforms 700`, signal("SIGINT"), {
    says: kept("x.arrow, x.pulses.arrow, x.waveforms.arrow"),
    changes: ["x.arrow", "x.pulses.arrow", "x.waveforms.arrow"],
    afterwards: async (place) => {
      const all = await Promise.all(
        ["x.arrow", "x.pulses.arrow", "x.waveforms.arrow"].map((name) => told(place, name)),
      );
      expect(new Set(all.map(({ ranges }) => JSON.stringify(ranges))).size, "all of the same events").toBe(1);
      expect(all.map(({ complete }) => complete)).toEqual([false, false, false]);
      expect((await aprime(place, `${line} --waveforms 700 --resume`)).code).toBe(0);
      const samples = await told(place, "x.waveforms.arrow");
      expect(samples).toMatchObject({ complete: true, ranges: [{ first: 0, end: 1300 }] });
    },
  }),
  midway("Ctrl-C of run", "", signal("SIGINT"), {
    call: (place) =>
      aprime(place, `${thisRun.replace("simulate", "run")} --selection calibration`, {
        first: atEvent(640, signal("SIGINT")),
      }),
    says: kept("out/events.arrow"),
    lost: "the batches in work; the cut flow is that of all events, and comes with the last",
    changes: ["out", "out/events.arrow"],
    afterwards: async (place) => {
      expect(listing(place.folder)).toEqual(["out", "out/events.arrow"]);
      const resumed = await aprime(
        place,
        `${thisRun.replace("simulate", "run")} --selection calibration --resume`,
      );
      expect([resumed.code, listing(place.folder).length]).toEqual([0, 7]);
    },
  }),
  early("Ctrl-C of convert", "convert few.arrow x.csv --quiet", {
    given: copy("few.arrow"),
    afterwards: mended("convert few.arrow x.csv", "x.csv", "few.csv"),
  }),
  early("Ctrl-C of convert --force over an older output", "convert few.arrow x.csv --force --quiet", {
    given: all(copy("few.arrow"), write("x.csv", "precious")),
  }),
  early("Ctrl-C of compare", "compare --table I --out x.csv --quiet"),
  early("Ctrl-C of select", "select few.arrow --quiet", { given: copy("few.arrow") }),
  early("Ctrl-C of merge", "merge first.arrow second.arrow --out x.arrow --quiet", {
    given: all(copy("first.arrow"), copy("second.arrow")),
    afterwards: mended("merge first.arrow second.arrow --out x.arrow", "x.arrow", "few.arrow"),
  }),
  {
    fault: "the terminal is closed (SIGHUP; `nohup` prevents it)",
    call: (place) => aprime(place, line, { first: atEvent(640, signal("SIGHUP")) }),
    code: null,
    says: "",
    lost: "all events of this run, as with `kill -9`; the next one clears up",
    changes: [],
    afterwards: mended(line, "x.arrow", "whole.arrow"),
  },
];
