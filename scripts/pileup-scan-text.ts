import { markdownTable } from "markdown-table";
import { tableText } from "../src/node/write-table.ts";
import { ns } from "../src/units.ts";
import type { ScanKind } from "./pileup-scan-kind.ts";
import { energyWithin, type ScanRow, timeWithin } from "./pileup-scan-rows.ts";
import { percent } from "./report.ts";

const read = `success: energy within ${100 * energyWithin} % and time of the leading cell within ${timeWithin / ns} ns. energy: sum of the nine cells, none left out`;
const spread = "bias: median over true energy, less 1; ±: half the width of the middle 68 % of the events";
const window =
  "dead window: share of the events that are not read well, added up over the times of the other shower. Showers at one time are one: of a tenth of the energy and more, some 20 ns are lost to anybody";

/** The tables for people. */
export function scanText(kind: ScanKind, rows: readonly ScanRow[]): string {
  return kind.y === undefined ? curvesText(kind, rows) : mapText(kind, rows);
}

/** Values of a key, each once, in the order of the rows. */
export function valuesOf<K extends keyof ScanRow>(rows: readonly ScanRow[], key: K): ScanRow[K][] {
  return [...new Set(rows.map((row) => row[key]))];
}

function curvesText({ x }: ScanKind, rows: readonly ScanRow[]): string {
  const tables = valuesOf(rows, "variant").flatMap((variant) => {
    const own = rows.filter((row) => row.variant === variant);
    const title = variant === null ? "" : `, ${variant}`;
    return [
      `Success${title} [%]\n\n${table(x, own, ({ success, successLow, successHigh }) =>
        percent({ value: success, low: successLow, high: successHigh }),
      )}`,
      `Bias and resolution of the energy${title} [%]\n\n${table(
        x,
        own,
        ({ bias, resolution }) => `${tenths(100 * bias)} ± ${tenths(100 * resolution)}`,
      )}`,
    ];
  });
  return [...tables, `${read}\n${spread}`].join("\n\n");
}

function table(x: ScanKind["x"], rows: readonly ScanRow[], cell: (row: ScanRow) => string): string {
  const algorithms = valuesOf(rows, "algorithm");
  return markdownTable(
    [
      [titleOf(x), ...algorithms],
      ...valuesOf(rows, "x").map((at) => [
        short(at),
        ...algorithms.map((algorithm) =>
          cell(rows.find((row) => row.algorithm === algorithm && row.x === at)!),
        ),
      ]),
    ],
    { align: ["r", ...algorithms.map(() => "r")] },
  );
}

/** Of a map the sums over x: the dead window of an algorithm at each y. */
function mapText({ x, y }: ScanKind, rows: readonly ScanRow[]): string {
  const algorithms = valuesOf(rows, "algorithm");
  const step = widths(valuesOf(rows, "x"));
  const cell = (algorithm: string, at: number | null): string => {
    const own = rows.filter((row) => row.algorithm === algorithm && row.y === at);
    const lost = own.reduce((sum, { success }, k) => sum + (1 - success) * step[k]!, 0);
    const events = own.reduce((sum, { successLow, successHigh }, k) => {
      const error = 0.5 * (successHigh - successLow) * step[k]!;
      return sum + error * error;
    }, 0);
    return `${lost.toFixed(0)} ± ${Math.sqrt(events).toFixed(0)}`;
  };
  const lines = valuesOf(rows, "y").map((at) => [
    short(at!),
    ...algorithms.map((algorithm) => cell(algorithm, at)),
  ]);
  return `Dead window around the other shower [${x.unit}]\n\n${markdownTable(
    [[titleOf(y!), ...algorithms], ...lines],
    { align: ["r", ...algorithms.map(() => "r")] },
  )}\n\n${window}\n${read}`;
}

/** How much of the axis belongs to each of some values. */
function widths(values: readonly number[]): number[] {
  return values.map((_, k) => {
    const before = values[Math.max(0, k - 1)]!;
    const behind = values[Math.min(values.length - 1, k + 1)]!;
    return 0.5 * (behind - before);
  });
}

export function titleOf({ name, unit }: ScanKind["x"]): string {
  return unit === "1" ? name : `${name} [${unit}]`;
}

/** Without the sign of a zero. */
function tenths(value: number): string {
  return value.toFixed(1).replace(/^-0\.0$/, "0.0");
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

const columns = [
  ["success", "1", "success"],
  ["success, lower end", "1", "successLow"],
  ["success, upper end", "1", "successHigh"],
  ["bias", "1", "bias"],
  ["resolution", "1", "resolution"],
  ["time resolution", "ns", "timeResolution_ns"],
] as const;

/** All rows as one table. */
export function scanCsv(
  { x, y }: ScanKind,
  rows: readonly ScanRow[],
  comments: readonly string[],
): Promise<string> {
  const hasVariants = rows.some(({ variant }) => variant !== null);
  return tableText(
    [
      { name: "algorithm" },
      ...(hasVariants ? [{ name: "variant" }] : []),
      { name: x.name, unit: x.unit },
      ...(y === undefined ? [] : [{ name: y.name, unit: y.unit }]),
      ...columns.map(([name, unit]) => ({ name, unit })),
    ],
    rows.map((row) => [
      row.algorithm,
      ...(hasVariants ? [row.variant ?? ""] : []),
      row.x,
      ...(y === undefined ? [] : [row.y!]),
      ...columns.map(([, , key]) => row[key] ?? Number.NaN),
    ]),
    [...comments, `note: ${read}`, `note: ${spread}`],
  );
}
