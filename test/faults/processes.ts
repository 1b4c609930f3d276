import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "vitest";
import { listing } from "../scripts/aprime.ts";
import { thisRun } from "./examples.ts";
import {
  aprime,
  atEvent,
  begin,
  expectSame,
  type Fault,
  mended,
  nothing,
  type Place,
  told,
  write,
} from "./fault.ts";

const line = `${thisRun} --out x.arrow`;
const again = mended(`${line} --resume`, "x.arrow", "whole.arrow");

/** More than any process number. */
const noProcess = 99_999_999;

async function ofPrefix(place: Place, end: number): Promise<void> {
  expect(await told(place, "x.arrow")).toMatchObject({
    complete: false,
    ranges: [{ first: 0, end }],
    planned: [{ first: 0, end: 1300 }],
  });
}

const kept = (end: string) =>
  `events 0:${end} of 0:1300 are in x.arrow; the same command with --resume goes on from there`;

export const processes: readonly Fault[] = [
  {
    fault: "two runs that write the same file at once",
    call: async (place) => {
      // The first one stops at event 640 until the second one has ended.
      const pause =
        "while (!existsSync('go')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);";
      const first = begin(place, line, { first: atEvent(640, pause) });
      while (!listing(place.folder).some((name) => name.endsWith(".part")) && first.child.exitCode === null)
        await wait(5);
      const second = await aprime(place, line);
      expect(second.stderr).toContain(`process ${first.child.pid} on ${hostname()}: `);
      write("go", "")(place);
      expect((await first.ended).code).toBe(0);
      return second;
    },
    code: 2,
    says: "x.arrow: is being written by process … on …: wait for it, or give another name (if that process is none of aprime, remove x.arrow.….part)",
    lost: "nothing: the first one goes on",
    changes: ["x.arrow", "go"],
    afterwards: async (place) => {
      expectSame(place, "x.arrow", "whole.arrow");
      expect(listing(place.folder)).toEqual(["go", "x.arrow"]);
    },
  },
  {
    fault: "what a killed run left aside",
    given: write(`x.arrow.${hostname()}-${noProcess}.part`, "ARROW1"),
    call: line,
    code: 0,
    says: "",
    lost: "nothing: it is cleared away",
    changes: ["x.arrow", `x.arrow.${hostname()}-${noProcess}.part`],
    afterwards: async (place) => expectSame(place, "x.arrow", "whole.arrow"),
  },
  {
    fault: "what a run on another machine writes, or left aside",
    given: write("x.arrow.elsewhere-17.part", "ARROW1"),
    call: line,
    code: 2,
    says: "x.arrow: is being written by process 17 on elsewhere: wait for it, or give another name (if that process is none of aprime, remove x.arrow.elsewhere-17.part)",
    lost: nothing,
  },
  {
    fault: "what a killed run left aside, and its process number is now that of another program",
    given: write(`x.arrow.${hostname()}-${process.pid}.part`, "ARROW1"),
    call: line,
    code: 2,
    says: "x.arrow: is being written by process … (if that process is none of aprime, remove x.arrow.….part)",
    lost: nothing,
  },
  {
    fault: "a thread that is lost once",
    call: (place) =>
      aprime(place, line, {
        first: atEvent(640, 'if (!existsSync("lost")) { writeFileSync("lost", ""); process.exit(7); }'),
      }),
    code: 0,
    says: "",
    lost: "nothing: another thread does its work",
    changes: ["x.arrow", "lost"],
    afterwards: async (place) => {
      expect(existsSync(join(place.folder, "lost"))).toBe(true);
      expectSame(place, "x.arrow", "whole.arrow");
    },
  },
  {
    fault: "a thread that is lost, and so is the one that replaced it",
    call: (place) => aprime(place, line, { first: atEvent(640, "process.exit(7);") }),
    code: 2,
    says: `a worker thread ended by itself, with code 7, and so did the one that replaced it: is there memory enough? aprime: ${kept("640")}`,
    lost: "nothing: the events before are kept",
    changes: ["x.arrow"],
    afterwards: async (place) => {
      await ofPrefix(place, 640);
      await again(place);
    },
  },
  {
    fault: "threads that are lost as soon as they start",
    call: (place) =>
      aprime(place, line, {
        first: 'import { isMainThread } from "node:worker_threads"; if (!isMainThread) process.exit(7);',
      }),
    code: 2,
    says: "a worker thread ended by itself, with code 7, and so did the one that replaced it: is there memory enough?",
    lost: nothing,
  },
  {
    fault: "an error of ours in a thread",
    call: (place) =>
      aprime(place, line, { first: atEvent(640, 'throw new Error("ecalEnergy is NaN at event 640");') }),
    code: 1,
    says: `a bug of ours: Error: ecalEnergy is NaN at event 640 …aprime: ${kept("640")}`,
    lost: "nothing: the events before are kept",
    changes: ["x.arrow"],
    afterwards: (place) => ofPrefix(place, 640),
  },
];
