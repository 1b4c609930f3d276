import { describe, expect, test } from "vitest";
import {
  beyond,
  type ComparisonRow,
  compareRows,
  comparisonCsv,
  comparisonText,
  isJudged,
  notesOf,
} from "../../scripts/comparison-rows.ts";
import { parseReference, type ReferenceRow } from "../../scripts/reference-table.ts";

const row = (quantity: string, value: number, error: number, status: string): ReferenceRow => {
  return { quantity, value, error, status, valueFrom: "printed", errorFrom: "assumed" };
};
const reference = {
  name: "table.csv",
  unit: "1",
  rows: [
    row("f", 0.8, 0.03, "predicted"),
    row("e", 0.58, 0.02, "partly calibrated: its counters"),
    row("n", 0.02, 0.005, "calibrated: taken over"),
    row("g", 0.8, 0.03, "another reading: of f"),
    row("r", 0.07, 0.005, "no prediction: of our events"),
    row("exact", 0.5, Number.NaN, "predicted"),
    row("rare", 7.15e-6, 1e-7, "predicted"),
  ],
};
const measured = new Map([
  ["f", { mean: 0.85, error: 0.04 }],
  ["e", { mean: 0.7, error: 0.02 }],
  ["n", { mean: 0.04, error: 0.001 }],
  ["g", { mean: 1.2, error: 0.01 }],
  ["r", { mean: 0.02, error: 0.01 }],
  ["exact", { mean: 0.53, error: 0.01 }],
  ["rare", { mean: 6.5e-6, error: 1e-6 }],
]);
const rows = compareRows("II", reference, measured);
const of = (quantity: string) => rows.find((one) => one.quantity === quantity)!;

describe("a row", () => {
  test("has both numbers, both errors, and the pull: 0.05 over 0.03 and 0.04 in quadrature is 1", () => {
    const { pull, ...rest } = of("f");
    expect(pull).toBeCloseTo(1, 12);
    expect(rest).toEqual({
      ...{ table: "II", quantity: "f", ours: 0.85, error: 0.04, paper: 0.8, paperError: 0.03 },
      ...{ status: "predicted", paperFrom: "printed", paperErrorFrom: "assumed" },
    });
    expect(of("exact")).toMatchObject({ paperError: null, pull: expect.closeTo(3, 12) });
  });

  test("of what is calibrated, or no prediction, has no pull; of another reading it has", () => {
    expect(["n", "r", "g"].map((quantity) => of(quantity).pull)).toEqual([
      null,
      null,
      expect.closeTo(12.65, 2),
    ]);
  });

  test("of a prediction with an error above 10 % says so, once", () => {
    expect(of("rare").status).toBe("predicted; its error is more than 10 %");
    expect(of("r").status).toBe("no prediction: of our events");
    const again = { ...reference, rows: [row("rare", 7e-6, 1e-7, of("rare").status)] };
    expect(compareRows("II", again, measured)[0]!.status).toBe(of("rare").status);
  });

  test("without a known error of ours has no pull; where nothing is left, no number either", () => {
    const found = new Map([
      ["f", { mean: 1, error: Number.NaN }],
      ["e", { mean: Number.NaN, error: Number.NaN }],
    ]);
    const [sure, none] = compareRows("I", { ...reference, rows: reference.rows.slice(0, 2) }, found);
    expect(sure).toMatchObject({ ours: 1, error: null, pull: null });
    expect(none).toMatchObject({ ours: null, error: null, pull: null });
    expect(beyond([sure!, none!], 3)).toEqual([none]);
  });

  test("has the status of the reference, or else that of ours, or else none", () => {
    const plain = {
      ...reference,
      rows: ["f", "e", "n"].map((name) => row(name, 1, 1, name === "f" ? "x" : "")),
    };
    const statuses = new Map([["e", "predicted"]]);
    const found = compareRows("mine.csv", plain, measured, statuses).map(({ status }) => status);
    expect(found).toEqual(["x", "predicted", "compared"]);
  });

  test("of what was not measured is a bug", () => {
    expect(() => compareRows("I", reference, new Map())).toThrow('"f" of table.csv was not measured');
  });
});

test("beyond a pull are predictions, whole and in part, and nothing else", () => {
  expect(rows.filter(isJudged).map(({ quantity }) => quantity)).toEqual(["f", "e", "exact", "rare"]);
  expect(beyond(rows, 2.99).map(({ quantity }) => quantity)).toEqual(["e", "exact"]);
  expect(beyond(rows, 0.99).map(({ quantity }) => quantity)).toEqual(["f", "e", "exact"]);
});

describe("for people", () => {
  const text = comparisonText({ table: "II", unit: "1", rows });

  test("the table has short words, and the whole status below, once", () => {
    expect(text).toMatch(/\| f +\| +0\.850 ± 0\.040 \| +0\.800 ± 0\.030 \| +1\.0 \| predicted +\|/);
    expect(text).toMatch(/\| e +\|.* 4\.2 \| partly \[1\] +\|/);
    expect(text).toMatch(/\| n +\|.* \| +\| calibrated \[2\] +\|/);
    expect(text).toMatch(
      /\| rare +\| +\(6\.5 ± 1\.0\)e-6 \| \(7\.15 ± 0\.10\)e-6 \| +-0\.6 \| predicted \* +\|/,
    );
    expect(text).toContain("[1] partly calibrated: its counters\n");
    expect(text).toMatch(/\* its error is more than 10 %$/);
    expect(text).not.toMatch(/NaN|null|undefined/);
  });

  test("a table in per cent is shown in it", () => {
    const inPercent = comparisonText({ table: "III", unit: "%", rows: [of("n")] });
    expect(inPercent).toMatch(/ours \[%\] \| Table III \[%\]/);
    expect(inPercent).toMatch(/\| 4\.00 ± 0\.10 \| +2\.00 ± 0\.50 \|/);
  });

  test("only the words that are there are explained", () => {
    expect(notesOf(rows)).toHaveLength(5);
    expect(notesOf([of("f")])).toEqual([expect.stringMatching(/^Pull: /)]);
  });
});

test("the CSV can be a reference again", async () => {
  const csv = await comparisonCsv({ rows, unit: "1", version: "0" });
  const { rows: again } = await parseReference("ours.csv", csv);
  const numbers = (all: readonly (ComparisonRow | ReferenceRow)[]) =>
    all.map((one) =>
      "ours" in one
        ? [one.quantity, one.ours, one.error, one.status]
        : [one.quantity, one.value, one.error, one.status],
    );
  expect(numbers(again)).toEqual(numbers(rows));
});
