import { describe, expect, test } from "vitest";
import { foundNumber, numbersTable } from "../../scripts/found-number.ts";

describe("the table", () => {
  test("has a row for each quantity, a column for each sample, two digits of the error", () => {
    const table = numbersTable([
      foundNumber(
        "peak",
        "with others",
        { mean: 5.0312, error: 0.0213 },
        { unit: "GeV", paper: 5, status: "calibrated" },
      ),
      foundNumber("peak", "alone", undefined, { unit: "GeV", paper: 5, status: "calibrated" }),
      foundNumber("pairs", "alone", { mean: 5.4321e-6, error: 2e-8 }, { paper: 7.1531e-6 }),
    ]);
    const cells = table.split("\n").map((line) =>
      line
        .split("|")
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
    expect(cells[0]).toEqual(["", "with others", "alone", "paper"]);
    expect(cells.slice(2)).toEqual([
      ["peak [GeV]", "5.031 ± 0.021", "too few events", "5 (scale)"],
      ["pairs", "", "(5.432 ± 0.020)e-6", "7.15e-6"],
    ]);
  });

  test("has the number of the paper, whichever sample is compared with it", () => {
    const table = numbersTable([
      foundNumber("preselected", "of reactions", { mean: 3e-4, error: 1e-4 }, {}),
      foundNumber("preselected", "per electron", { mean: 2e-7, error: 1e-7 }, { paper: 1.63e-6 }),
    ]);
    expect(table).toContain("| 1.63e-6 |");
  });

  test("marks a number of the paper that is an upper limit", () => {
    const limit = { paper: 1e-13, paperIsLimit: true } as const;
    expect(numbersTable([foundNumber("left", "all", { mean: 3e-14, error: 1e-14 }, limit)])).toContain(
      "| < 1e-13 |",
    );
  });
});
