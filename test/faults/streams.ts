import { expect } from "vitest";
import { thisRun } from "./examples.ts";
import { bash, copy, expectSame, type Fault, nothing } from "./fault.ts";

const line = `${thisRun} --out x.arrow`;

/** Something is wrong with stdin, stdout or stderr of a simulation: its file is complete. */
function whole(fault: string, call: string, code: Fault["code"], says: string, lost: string): Fault {
  return {
    fault,
    call: (place) => bash(place, call),
    code,
    says,
    lost,
    changes: ["x.arrow"],
    afterwards: async (place) => expectSame(place, "x.arrow", "whole.arrow"),
  };
}

const noSpace =
  "stdout: cannot be used: the disk is full; free some space, or give a place on another one (ENOSPC, write)";
const loud = line.replace(" --quiet", "");

export const streams: readonly Fault[] = [
  whole(
    "stdin, stdout and stderr that are closed",
    `aprime ${loud} <&- >&- 2>&-`,
    0,
    "",
    "what it would have said",
  ),
  whole(
    "stdout that is full, of simulate",
    `aprime ${line} >/dev/full`,
    2,
    noSpace,
    "what it would have said; the file is complete",
  ),
  whole("stderr that is full", `aprime ${loud} 2>/dev/full`, 0, "", "the progress"),
  whole(
    "a pipe that took the progress breaks",
    `aprime ${loud} 2>&1 >/dev/null | true`,
    0,
    "",
    "the progress",
  ),
  whole(
    "a pipe that took stdout breaks, of simulate",
    `aprime ${line} --json 2>/dev/null | true`,
    0,
    "",
    "what it would have said",
  ),
  {
    fault: "a pipe that took stdout breaks, of inspect (`| head`)",
    given: copy("few.arrow"),
    // Many files, so that there is something to say after the reader has gone.
    call: (place) => bash(place, `aprime inspect ${Array(40).fill("few.arrow").join(" ")} | head -n 1`),
    code: 0,
    says: "",
    lost: nothing,
    afterwards: async (_, { stdout }) => expect(stdout).toBe("few.arrow: 300 events\n"),
  },
  {
    fault: "stdout that is full, of inspect",
    given: copy("few.arrow"),
    call: (place) => bash(place, "aprime inspect few.arrow --json >/dev/full"),
    code: 2,
    says: noSpace,
    lost: "what it would have said",
  },
];
