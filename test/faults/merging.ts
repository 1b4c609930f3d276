import { expect } from "vitest";
import { all, copy, type Fault, mended, nothing, told, write } from "./fault.ts";

/** Files that do not belong together. */
function merging(fault: string, files: readonly string[], says: string, out = "all.arrow"): Fault {
  return {
    fault: `merge: ${fault}`,
    given: all(...files.map((name) => copy(name))),
    call: `merge ${files.join(" ")} --out ${out} --quiet`,
    code: 2,
    says,
    lost: nothing,
  };
}

const [a, b] = ["a/cutflow.json", "b/cutflow.json"] as const;

export const mergings: readonly Fault[] = [
  {
    ...merging(
      "events that are in two files",
      ["few.arrow", "second.arrow"],
      "second.arrow: holds events 150:300, which are in few.arrow too: they would count twice",
    ),
    given: all(copy("few.arrow"), copy("first.arrow"), copy("second.arrow")),
    afterwards: mended("merge second.arrow first.arrow --out all.arrow", "all.arrow", "few.arrow"),
  },
  {
    ...merging(
      "a file that is named twice",
      ["first.arrow"],
      "first.arrow: holds events 0:150, which are in first.arrow too: they would count twice",
    ),
    call: "merge first.arrow first.arrow --out all.arrow",
  },
  merging(
    "another seed",
    ["first.arrow", "seed.arrow"],
    'seed.arrow: is not of the run of first.arrow: seed is "other" and not "aprime"',
  ),
  merging(
    "another run card",
    ["first.arrow", "card.arrow"],
    "card.arrow: is not of the run of first.arrow: beam.dutyFactor is 0.7 and not …",
  ),
  merging(
    "another table of the same run",
    ["few.arrow", "waves.pulses.arrow"],
    "…waves.pulses.arrow: holds pulses, and few.arrow holds events",
  ),
  merging(
    "events with, and without, the columns of a selection",
    ["first.arrow", "b/events.arrow"],
    "b/events.arrow: …selection is calibration …has other columns than first.arrow",
  ),
  merging(
    "a cut flow among event files",
    ["first.arrow", b],
    `${b}: is not an event file of aprime: it begins like none of .arrow`,
  ),
  {
    ...merging("events missing between two files", ["first.arrow"], ""),
    given: all(copy("first.arrow"), copy("late.arrow")),
    call: "merge first.arrow late.arrow --out all.arrow --quiet",
    code: 0,
    says: "",
    lost: "the missing events; `ranges` tells those that are there",
    changes: ["all.arrow"],
    afterwards: async (place) => {
      expect(await told(place, "all.arrow")).toMatchObject({
        ranges: [
          { first: 0, end: 150 },
          { first: 200, end: 300 },
        ],
        electronsOnTarget: 250,
      });
    },
  },
  {
    ...merging(
      "cut flows with events in common",
      [a, "ab/cutflow.json"],
      `ab/cutflow.json: holds events 0:150, which are in ${a} too: they would count twice`,
      "all.json",
    ),
    given: all(copy(a), copy(b), copy("ab/cutflow.json")),
    afterwards: mended(`merge ${a} ${b} --out all.json`, "all.json", "ab/cutflow.json"),
  },
  merging(
    "an event file among cut flows",
    [a, "few.arrow"],
    "few.arrow: is not JSON: merge into .json takes the cutflow.json of aprime run or select",
    "all.json",
  ),
  {
    ...merging(
      "a cut flow that was cut off",
      [a, b],
      `${b}: is not JSON: merge into .json takes the cutflow.json of aprime run or select`,
      "all.json",
    ),
    given: all(
      copy(a),
      copy(b, b, (bytes) => bytes.subarray(0, 500)),
    ),
  },
  {
    ...merging(
      "JSON that is no cut flow",
      [a, b],
      `${b}: is not a cut flow of aprime: selection: …`,
      "all.json",
    ),
    given: all(copy(a), write(b, '{"name": "aprime"}\n')),
  },
  {
    ...merging(
      "a cut flow that is not there",
      [a, "gone.json"],
      "gone.json: there is no such file",
      "all.json",
    ),
    given: copy(a),
  },
];
