import { beforeAll, describe, expect, test } from "vitest";
import { signalFactors } from "../../cuts/index.ts";
import { type Comparison, compareWithTable2 } from "../../scripts/compare-table-2.ts";
import { percent } from "../../scripts/report.ts";
import { clopperPearson } from "../../src/statistics/efficiency.ts";

const ours = {
  acceptance: clopperPearson(90, 100),
  factors: signalFactors.map(({ name }, k) => ({ name, efficiency: clopperPearson(50 + 10 * k, 100) })),
  total: clopperPearson(33, 100),
};

const byAlgorithm = (algorithm: string) => ({ pileup: { algorithm } });

describe("compareWithTable2", () => {
  let comparison: Comparison;
  beforeAll(async () => {
    comparison = await compareWithTable2(ours, byAlgorithm("nearest-peak"));
  });
  const row = (factor: string) => comparison.rows.find((candidate) => candidate.factor === factor)!;

  test("has the acceptance, the factors in their order, and the total", () => {
    expect(comparison.rows.map(({ factor }) => factor)).toEqual([
      "A' in the signal box",
      "primary e-",
      "ECAL",
      "V2",
      "HCAL",
      "Total",
    ]);
    expect(comparison.rows.map(({ ours }) => ours.value)).toEqual([0.9, 0.5, 0.6, 0.7, 0.8, 0.33]);
  });

  test("sets the printed numbers beside ours: two where two are printed, one where one holds for both masses", () => {
    expect(row("ECAL")).toMatchObject({ paper10MeV: 0.93, paper100MeV: 0.9 });
    expect(row("Total")).toMatchObject({ paper10MeV: 0.5, paper100MeV: 0.48 });
    expect(row("primary e-")).toMatchObject({ paper10MeV: 0.58 });
    expect(row("V2")).toMatchObject({ paper10MeV: 0.94 });
    expect(row("HCAL")).toMatchObject({ paper10MeV: 0.98 });
    for (const factor of ["primary e-", "V2", "HCAL"]) expect(row(factor)).not.toHaveProperty("paper100MeV");
  });

  test("the acceptance is not in Table II, and is not given a number of the paper", () => {
    expect(row("A' in the signal box")).not.toHaveProperty("paper10MeV");
    expect(lineOf("A' in the signal box")).toContain("not in the table");
  });

  test("what is calibrated is not called a prediction", () => {
    expect(row("primary e-").status).toContain("calibrated");
    expect(row("Total").status).toContain("calibrated");
    expect(row("HCAL").status).toBe("predicted with a calibrated scale");
    expect(row("ECAL").status).toBe("partly calibrated: shower shape");
    for (const factor of ["A' in the signal box", "V2"]) expect(row(factor).status).toBe("predicted");
  });

  test("the ECAL is predicted with an algorithm that was not chosen with Table I in sight", async () => {
    const { rows } = await compareWithTable2(ours, byAlgorithm("template-fit"));
    expect(rows.find(({ factor }) => factor === "ECAL")!.status).toBe("predicted");
  });

  test("the table for people holds the same", () => {
    const lines = comparison.table.split("\n");
    expect(lines).toHaveLength(2 + comparison.rows.length);
    for (const { factor, ours, status } of comparison.rows) {
      const line = lineOf(factor);
      expect(line).toContain(percent(ours));
      expect(line).toContain(status);
    }
    expect(lineOf("ECAL")).toContain(" 93 (90) ");
    expect(lineOf("Total")).toContain(" 50 (48) ");
    expect(lineOf("primary e-")).toMatch(/ 58 \|/);
  });

  test("the note tells for which data the paper's numbers hold", () => {
    expect(comparison.note).toContain("run III");
    expect(comparison.note).toContain("10 (100) MeV");
  });

  test("a run without events is told as such", async () => {
    const nothing = clopperPearson(0, 0);
    const nowhere = {
      acceptance: nothing,
      factors: signalFactors.map(({ name }) => ({ name, efficiency: nothing })),
      total: nothing,
    };
    const { table } = await compareWithTable2(nowhere, byAlgorithm("nearest-peak"));
    expect(table).not.toContain("NaN");
    expect(table.match(/no events/g)).toHaveLength(6);
  });

  test("a factor that Table II does not have gets none of its numbers", async () => {
    const other = { name: "trigger", efficiency: clopperPearson(1, 2) };
    const { rows, table } = await compareWithTable2({ ...ours, factors: [other] }, {});
    expect(rows[1]).not.toHaveProperty("paper10MeV");
    expect(table).not.toContain("NaN");
  });

  function lineOf(factor: string): string {
    return comparison.table.split("\n").find((line) => line.startsWith(`| ${factor} `))!;
  }
});
