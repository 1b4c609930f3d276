import { describe, expect, it, test } from "vitest";
import {
  type Aim,
  aimOf,
  refuseCrossing,
  refuseEdges,
  refuseEnergies,
  refuseForm,
} from "../../scripts/tagging-refusals.ts";
import { InputError } from "../../src/tables/input-error.ts";
import { MeV } from "../../src/units.ts";

/** The problems that it finds, each as where: what. */
function problemsOf(refuse: () => unknown): string[] {
  try {
    refuse();
  } catch (error) {
    if (error instanceof InputError) return error.message.split("\n");
    throw error;
  }
  return [];
}

describe("one thing at a time", () => {
  it("is what is asked for", () => {
    expect(aimOf({ window: false, spectrum: false, fit: undefined })).toBe("rates");
    expect(aimOf({ window: true, spectrum: false, fit: undefined })).toBe("window");
    expect(aimOf({ window: false, spectrum: true, fit: undefined })).toBe("spectrum");
    expect(aimOf({ window: false, spectrum: false, fit: "0.97" })).toBe("fit");
  });

  it("two are refused", () => {
    expect(problemsOf(() => aimOf({ window: true, spectrum: true, fit: undefined }))).toEqual([
      "--window: goes without --spectrum: give one of the two",
    ]);
    expect(problemsOf(() => aimOf({ window: false, spectrum: true, fit: "1" }))).toEqual([
      "--spectrum: goes without --fit: give one of the two",
    ]);
  });
});

describe("edges and energies", () => {
  it("edges belong to --window", () => {
    const scan = { values: [1], spacing: "list" };
    expect(problemsOf(() => refuseEdges("rates", scan, scan))).toEqual([
      "--above: is an edge of --window; without it the window is that of the card: --set cuts.synchrotron-tag.above=...",
      "--below: is an edge of --window; without it the window is that of the card: --set cuts.synchrotron-tag.below=...",
    ]);
    expect(problemsOf(() => refuseEdges("window", scan, scan))).toEqual([]);
    expect(problemsOf(() => refuseEdges("fit", undefined, undefined))).toEqual([]);
  });

  it("every lower edge must be below every upper one", () => {
    expect(problemsOf(() => refuseCrossing([1 * MeV, 80 * MeV], [80 * MeV, 90 * MeV]))).toEqual([
      "--above: 80 MeV is not below 80 MeV, the least of --below: give lower edges below the upper ones",
    ]);
    expect(problemsOf(() => refuseCrossing([1 * MeV, 79 * MeV], [80 * MeV]))).toEqual([]);
  });

  it("a fit has the energy of the beam", () => {
    expect(problemsOf(() => refuseEnergies("fit", {}))).toEqual([
      "--energy: goes without --fit, which takes electrons of the beam of the card",
    ]);
    expect(problemsOf(() => refuseEnergies("rates", {}))).toEqual([]);
  });
});

test.each<[string, Aim, { energies?: number; above?: number; below?: number }, string?]>([
  ["t.md", "rates", {}],
  [
    "t.svg",
    "rates",
    {},
    '"t.svg" would be a picture, which needs --window or --spectrum; give .md, .csv or .json',
  ],
  ["t.png", "fit", {}, '"t.png" would be a picture, which needs --window or --spectrum; give .md or .json'],
  ["t.csv", "fit", {}, '"t.csv" would be a table of rows, which --fit has not; give .md or .json'],
  [
    "t.md",
    "spectrum",
    {},
    '"t.md" would be a table for people, which --spectrum has not; give .csv, .json, .svg or .png',
  ],
  ["t.svg", "window", {}],
  [
    "t.svg",
    "window",
    { energies: 2 },
    "a picture of windows shows electrons of one energy, not of 2: give one --energy",
  ],
  [
    "t.svg",
    "window",
    { above: 1 },
    "a picture of windows needs several values of --above, such as 0.3MeV:3MeV:log:9",
  ],
  ["t.svg", "window", { below: 8 }, "a picture can show 7 upper edges, not 8: give fewer values of --below"],
  ["t.svg", "spectrum", { energies: 7 }],
  [
    "t.svg",
    "spectrum",
    { energies: 8 },
    "a picture can show 7 energies, not 8: give fewer values of --energy",
  ],
])("--out %s of %s, %o: %s", (out, aim, sizes, problem) => {
  const found = problemsOf(() => refuseForm(out, aim, { energies: 1, above: 9, below: 7, ...sizes }));
  expect(found).toEqual(problem === undefined ? [] : [`--out: ${problem}`]);
});
