import { markdownTable } from "markdown-table";
import { tableText } from "../src/node/write-table.ts";
import { GeV, MeV } from "../src/units.ts";
import { version } from "./version.ts";
import { simulateYields, type YieldMethod, type YieldRequest, yieldMethods } from "./yield-methods.ts";

/** A' per electron on target by one method: an element of the document of --json. */
export interface YieldRow {
  readonly method: YieldMethod;
  readonly yield_per_eot: number;
  /** Statistical, of the cascades; 0 for what is not simulated. Rows of one mass share their cascades: ratios err less. */
  readonly error: number;
  readonly epsilon: number;
  readonly mass_MeV: number;
  readonly above_GeV: number;
  readonly run: string;
  /** In the exposure of the run, before any other cut. */
  readonly expected_events: number;
}

export function yieldRows(mass: number, epsilon: number, request: YieldRequest): YieldRow[] {
  const { card, above } = request;
  const yields = simulateYields(mass, request);
  return (Object.keys(yieldMethods) as YieldMethod[]).map((method) => {
    const { mean, error } = yields[method];
    return {
      method,
      yield_per_eot: epsilon * epsilon * mean,
      error: epsilon * epsilon * error,
      epsilon,
      mass_MeV: Number((mass / MeV).toPrecision(15)),
      above_GeV: Number((above / GeV).toPrecision(15)),
      run: card.name,
      expected_events: epsilon * epsilon * mean * card.exposure.electronsOnTarget,
    };
  });
}

/** The rows of one mass as a table for people. */
export function yieldText(rows: readonly YieldRow[]): string {
  const { mass_MeV, above_GeV, epsilon, run } = rows[0]!;
  const etl = rows.find(({ method }) => method === "etl")!.yield_per_eot;
  const table = markdownTable(
    [
      ["method", "A' per electron on target", "over etl", "A' in the run", ""],
      ...rows.map(({ method, yield_per_eot, error, expected_events }) => [
        method,
        error === 0 ? scientific(yield_per_eot) : `${scientific(yield_per_eot)} ± ${scientific(error, 1)}`,
        (yield_per_eot / etl).toFixed(3),
        String(Number(expected_events.toPrecision(4))),
        yieldMethods[method],
      ]),
    ],
    { align: ["l", "r", "r", "r", "l"] },
  );
  return `A' of ${mass_MeV} MeV above ${above_GeV} GeV, epsilon = ${plainOrPower(epsilon)}, ${run}, before any other cut\n\n${table}`;
}

export function yieldCsv(rows: readonly YieldRow[]): Promise<string> {
  const columns = [
    { name: "mass", unit: "MeV" },
    { name: "above", unit: "GeV" },
    { name: "epsilon", unit: "1" },
    { name: "run" },
    { name: "method" },
    { name: "yield per electron on target", unit: "1" },
    { name: "error", unit: "1" },
    { name: "expected events", unit: "1" },
  ];
  const cells = rows.map((row) => [
    row.mass_MeV,
    row.above_GeV,
    row.epsilon,
    row.run,
    row.method,
    row.yield_per_eot,
    row.error,
    row.expected_events,
  ]);
  return tableText(columns, cells, [
    "A' per electron on target",
    "source: NA64-2018 Eq. (8)",
    `obtained: simulated by aprime ${version()}, yield`,
    ...Object.entries(yieldMethods).map(([method, words]) => `note: ${method}: ${words}`),
  ]);
}

function scientific(value: number, digits = 3): string {
  return value.toExponential(digits).replace("+", "");
}

/** 0.01, but 1e-4. */
export function plainOrPower(value: number): string {
  return value < 1e-3 ? value.toExponential() : String(value);
}
