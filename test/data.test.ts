import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { allCuts } from "../cuts/index.ts";
import { symbols } from "../scripts/efficiency-budget.ts";
import { factorStatus } from "../scripts/factor-status.ts";
import { loadCard } from "../src/node/load-card.ts";
import { packageRoot } from "../src/node/package-root.ts";
import { readTable } from "../src/node/read-table.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import { numbers, texts } from "../src/tables/table.ts";

const data = join(packageRoot(), "data");
const files = readdirSync(data, { recursive: true, encoding: "utf8" }).map((file) =>
  file.replaceAll("\\", "/"),
);
const tables = files.filter((file) => file.endsWith(".csv"));

/** The keys of the first column of references.md. */
const keys = [
  ...readFileSync(join(data, "references.md"), "utf8").matchAll(/^\| ([\w-]+) \| (?!reference)/gm),
]
  .map((match) => match[1]!)
  .filter((key) => !/^-+$/.test(key));

describe("every table", () => {
  test.each(tables)("%s has its header, parses, and has rows of some content", async (file) => {
    const table = await readTable(file);
    const columns = Object.values(table.columns);
    expect(columns.length).toBeGreaterThan(0);
    for (const { values } of columns) {
      expect(values.length).toBeGreaterThan(0);
      expect([...values].some((value) => value !== "" && !Number.isNaN(value))).toBe(true);
    }
    expect(table.obtained, "says when").toMatch(/\d{4}-\d\d-\d\d|scripts\//);
    expect(keys, `the key in "# source: ${table.source}" is in data/references.md`).toContain(
      table.source.split(" ")[0],
    );
  });

  test.each(tables)("%s has a line in data/README.md", (file) => {
    expect(readFileSync(join(data, "README.md"), "utf8")).toContain(`| ${file} |`);
  });
});

test("every source that is cited by its key is in data/references.md, and no key is there twice", () => {
  const cited = new Set<string>();
  for (const folder of ["src", "generators", "cuts", "data"]) {
    for (const file of listFiles(join(packageRoot(), folder))) {
      if (!/\.(ts|csv|yaml)$/.test(file)) continue;
      const text = readFileSync(file, "utf8");
      for (const [key] of text.matchAll(/\b[A-Z][A-Za-z0-9]+(-[A-Z][A-Za-z]+)*-(19|20)\d\d[a-z]?\b/g))
        cited.add(key);
    }
  }
  expect(cited).toContain("NA64-2018");
  expect([...cited].filter((key) => !keys.includes(key))).toEqual([]);
  expect(new Set(keys).size).toBe(keys.length);
});

describe("the published tables agree with themselves", () => {
  test("Table I: the efficiency is observed / expected, but for run III, printed 0.81 where the counts give 0.80", async () => {
    const table = await readTable("published/table-1.csv");
    const expected = numbers(table, "expected", "1");
    const ratios = numbers(table, "observed", "1").map((observed, k) => observed / expected[k]!);
    const printed = numbers(table, "efficiency", "1");
    expect([...ratios].map((ratio) => ratio.toFixed(3))).toEqual(["0.919", "0.850", "0.800"]);
    expect(Math.abs(ratios[0]! - printed[0]!)).toBeLessThan(0.005);
    expect(Math.abs(ratios[1]! - printed[1]!)).toBeLessThan(0.005);
    expect(printed[2]).toBe(0.81);
  });

  test("Table II: the totals are the products, 0.497 and 0.481", async () => {
    const table = await readTable("published/table-2.csv");
    const [low, high] = bothMasses(
      numbers(table, "efficiency at 10 MeV", "1"),
      numbers(table, "efficiency at 100 MeV", "1"),
    );
    const total = texts(table, "item").indexOf("Total");
    for (const [column, product] of [
      [low, 0.497],
      [high, 0.481],
    ] as const) {
      const computed = column.filter((_, k) => k !== total).reduce((a, b) => a * b);
      expect(computed).toBeCloseTo(product, 3);
      expect(computed.toFixed(2)).toBe(column[total]!.toFixed(2));
    }
  });

  test("Table III: the totals are the quadratic sums without the cross section, with or without the number of EOT", async () => {
    const table = await readTable("published/table-3.csv");
    const columns = bothMasses(
      numbers(table, "error at 10 MeV", "%"),
      numbers(table, "error at 100 MeV", "%"),
    );
    const names = texts(table, "source of the error");
    const total = texts(table, "group").indexOf("Total");
    const sum = (column: readonly number[], without: readonly string[]) =>
      Math.sqrt(
        column
          .filter((_, k) => k !== total && !without.includes(names[k]!))
          .reduce((squares, error) => squares + error * error, 0),
      );
    const eot = "number of collected EOT";
    const section = "signal cross section";
    for (const [k, all, noSection, neither] of [
      [0, 13.6, 9.3, 9.1],
      [1, 13.0, 8.4, 8.1],
    ] as const) {
      const column = columns[k];
      expect(sum(column, [])).toBeCloseTo(all, 1);
      expect(sum(column, [section])).toBeCloseTo(noSection, 1);
      expect(sum(column, [section, eot])).toBeCloseTo(neither, 1);
      expect(Math.round(sum(column, [section]))).toBe(column[total]);
      expect(Math.round(sum(column, [section, eot]))).toBe(column[total]);
    }
  });

  test("Table IV: the rows with a value add up to 0.123, printed 0.12; the error is more than their quadratic sum", async () => {
    const table = await readTable("published/table-4.csv");
    const relation = texts(table, "relation");
    const total = texts(table, "background source").indexOf("Total");
    const rows = [...relation.keys()].filter((k) => k !== total && relation[k] === "=");
    const events = numbers(table, "events", "1");
    const errors = numbers(table, "error", "1");
    const sum = rows.reduce((a, k) => a + events[k]!, 0);
    const error = Math.sqrt(rows.reduce((a, k) => a + errors[k]! * errors[k]!, 0));
    expect(sum).toBeCloseTo(0.123, 6);
    expect(sum.toFixed(2)).toBe(events[total]!.toFixed(2));
    expect(error).toBeCloseTo(0.03, 3);
    expect(errors[total]).toBe(0.04);
    for (const [k, sign] of relation.entries()) expect(Number.isNaN(errors[k]!)).toBe(sign === "<");
  });

  test("Table V: nine masses in order; limits that grow with the mass", async () => {
    const table = await readTable("published/table-5.csv");
    const growing = (values: ArrayLike<number>) =>
      Array.from(values).every((v, k, all) => k === 0 || v > all[k - 1]!);
    const without = numbers(table, "limit without k-factors", "1e-4");
    const withFactors = numbers(table, "limit with k-factors", "1e-4");
    expect(numbers(table, "mass", "MeV").length).toBe(9);
    for (const column of [numbers(table, "mass", "MeV"), without, withFactors])
      expect(growing(column)).toBe(true);
    const square = (withFactors[5]! / without[5]!) * (withFactors[5]! / without[5]!);
    expect(square, "not the 1.7 of Sec. II, see the note").toBeCloseTo(2.2, 1);
  });

  test("the runs add up to 4.3e10 EOT and to 0.094 background events, printed 0.09", async () => {
    const table = await readTable("published/runs.csv");
    const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b);
    expect(sum(numbers(table, "electrons on target", "1e10"))).toBeCloseTo(4.3, 9);
    expect(sum(numbers(table, "background", "1"))).toBeCloseTo(0.094, 9);
    const upstream = await readTable("published/table-4.csv");
    const row = texts(upstream, "background source").indexOf("e- interactions in the beam line materials");
    expect(numbers(upstream, "events", "1")[row]).toBe(0.09);
  });
});

describe("what is compared is what is published", () => {
  const compared = async (file: string, unit: string) => {
    const table = await readTable(file);
    const [values, errors] = [numbers(table, "value", unit), numbers(table, "error", unit)];
    const names = texts(table, "quantity");
    expect(new Set(names).size).toBe(names.length);
    for (const column of ["status", "value from", "error from"])
      for (const text of texts(table, column)) expect(text).not.toBe("");
    for (const status of texts(table, "status"))
      expect(status).toMatch(/^(predicted|partly calibrated|calibrated|another reading|no prediction)\b/);
    return (quantity: string) => {
      const k = names.indexOf(quantity);
      expect(k, quantity).toBeGreaterThanOrEqual(0);
      return { value: values[k]!, error: errors[k]! };
    };
  };
  /** Four digits were written. */
  const expectSame = (found: { value: number; error: number }, value: number, error: number) => {
    expect(Math.abs(found.value / value - 1)).toBeLessThan(1e-4);
    expect(Math.abs(found.error / error - 1)).toBeLessThan(1e-3);
  };
  /** Half of the last of two digits, and a relative error. */
  const rounded = (value: number, relative: number) => Math.hypot(0.005, relative * value);

  test("Table I: f and its error from the counts, the rate from all runs", async () => {
    const find = await compared("comparisons/table-1.csv", "1");
    const table = await readTable("published/table-1.csv");
    const [expected, observed] = [numbers(table, "expected", "1"), numbers(table, "observed", "1")];
    for (const [k, run] of texts(table, "run").entries()) {
      const f = observed[k]! / expected[k]!;
      for (const name of [`f of run ${run}`, `f of run ${run} by Sec. V.B alone`])
        expectSame(find(name), f, f / Math.sqrt(observed[k]!));
    }
    const sum = (values: Float64Array) => values.reduce((a, b) => a + b);
    const pairs = sum(expected);
    const rate = pairs / (1e6 * sum(numbers(table, "electrons on target", "1e6")));
    expectSame(find("muon pairs per electron"), rate, rate * Math.hypot(0.02, 1 / Math.sqrt(pairs)));
  });

  test("Table II: the printed factors, with half a digit and the errors of Table III", async () => {
    const find = await compared("comparisons/table-2.csv", "1");
    const table = await readTable("published/table-2.csv");
    const columns = bothMasses(
      numbers(table, "efficiency at 10 MeV", "1"),
      numbers(table, "efficiency at 100 MeV", "1"),
    );
    const items = texts(table, "item");
    const printed = (item: string, k: number) => columns[k]![items.indexOf(item)]!;
    for (const [k, mass, ofEcal] of [
      [0, "10 MeV", 0.02],
      [1, "100 MeV", 0.035],
    ] as const) {
      const all = Math.sqrt(0.04 * 0.04 + ofEcal * ofEcal + 0.03 * 0.03 + 0.02 * 0.02);
      for (const [name, item, relative] of [
        ["epsilon_e", "primary e-", 0.04],
        ["epsilon_ECAL", "ECAL", ofEcal],
        ["epsilon_V", "V2", 0.03],
        ["epsilon_HCAL", "HCAL", 0.02],
        ["total efficiency", "Total", all],
      ] as const) {
        const value = printed(item, k);
        expectSame(find(`${name} at ${mass}`), value, rounded(value, relative));
      }
    }
    for (const [k, mass, ofEcal] of [
      [0, "10 MeV", 0.02],
      [1, "100 MeV", 0.035],
    ] as const) {
      const [first, second] = [printed("primary e-", k), printed("ECAL", k)];
      const relative = Math.hypot(0.005 / first, 0.005 / second, 0.04, ofEcal);
      expectSame(find(`epsilon_e epsilon_ECAL at ${mass}`), first * second, first * second * relative);
    }
    const ratio = printed("ECAL", 1) / printed("ECAL", 0);
    const error = ratio * Math.hypot(0.005 / printed("ECAL", 0), 0.005 / printed("ECAL", 1), 0.015);
    expectSame(find("epsilon_ECAL at 100 MeV over 10 MeV"), ratio, error);
  });

  test("Table II: what is calibrated of a factor is what the run card says", async () => {
    const table = await readTable("comparisons/table-2.csv");
    const { raw } = loadCard("III", [], runCardSchema(allCuts));
    const statuses = texts(table, "status");
    for (const [k, quantity] of texts(table, "quantity").entries()) {
      const [, symbol] = /^(epsilon_\w+) at \d+ MeV$/.exec(quantity) ?? [];
      const factor = Object.keys(symbols).find((name) => symbols[name] === symbol);
      if (factor === undefined) continue;
      const [kind] = factorStatus(factor, raw).split(":");
      expect(statuses[k], quantity).toMatch(new RegExp(`^${kind}`));
    }
  });

  test("Table III: the printed errors, and the quadratic sums without and with the cross section", async () => {
    const find = await compared("comparisons/table-3.csv", "%");
    const table = await readTable("published/table-3.csv");
    const columns = bothMasses(
      numbers(table, "error at 10 MeV", "%"),
      numbers(table, "error at 100 MeV", "%"),
    );
    const sources = texts(table, "source of the error");
    const names: Readonly<Record<string, string>> = {
      "number of collected EOT": "error by the number of EOT",
      "signal cross section": "error by the cross section",
      "primary e- selection": "error by the primary e- selection",
      "ECAL selection": "error by the ECAL selection",
      "ECAL spectrum reweighting": "error by the reweighting",
      "V2 cut threshold": "error by the V2 threshold",
      "HCAL cut threshold": "error by the HCAL threshold",
    };
    for (const [k, mass] of ["10 MeV", "100 MeV"].entries()) {
      const rows = Object.entries(names).map(([source, name]) => {
        const value = columns[k]![sources.indexOf(source)]!;
        const error = Number.isInteger(value) ? 0.5 : 0.25;
        expectSame(find(`${name} at ${mass}`), value, error);
        return { source, value, error };
      });
      for (const [name, kept] of [
        ["all errors but the cross section", rows.filter(({ source }) => source !== "signal cross section")],
        ["all errors", rows],
      ] as const) {
        const total = Math.hypot(...kept.map(({ value }) => value));
        const error = Math.hypot(...kept.map((row) => (row.value * row.error) / total));
        expectSame(find(`${name} at ${mass}`), total, error);
      }
    }
  });
});

/** Where only one value is printed it is for both masses. */
function bothMasses(low: Float64Array, high: Float64Array): readonly [readonly number[], readonly number[]] {
  return [[...low], [...high].map((value, k) => (Number.isNaN(value) ? low[k]! : value))];
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file));
}
