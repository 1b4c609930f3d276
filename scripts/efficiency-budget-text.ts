import { markdownTable } from "markdown-table";
import { tableText } from "../src/node/write-table.ts";
import type { Efficiency } from "../src/statistics/efficiency.ts";
import type { FactorRow } from "./efficiency-budget.ts";
import type { BudgetDocument } from "./efficiency-budget-answer.ts";
import { percent } from "./report.ts";

/** With more masses than this in a run, a line of the table is a mass, not a factor. */
const mostLong = 3;

/** The tables for people. */
export function budgetText(document: BudgetDocument): string {
  const { rows, derived, normalisation, events, seed, version, changed, notes } = document;
  const runs = [...new Set(rows.map(({ run }) => run))];
  const tables = runs.map((run) => {
    const own = rows.filter((row) => row.run === run);
    const masses = new Set(own.map(({ mass_MeV }) => mass_MeV));
    const table = masses.size <= mostLong ? longTable(own) : wideTable(own);
    return `${run}: efficiency of the signal by the factors of Eq. (23), in %\n\n${table}`;
  });
  const ratios = markdownTable(
    [
      ["run", "MeV", "", "here", "paper"],
      ...derived.map(({ run, mass_MeV, quantity, value, error, paper }) => [
        run,
        String(mass_MeV),
        quantity,
        estimateText(value, error),
        paper === null ? "" : paper.toFixed(3),
      ]),
    ],
    { align: ["l", "r", "l", "r", "r"] },
  );
  const targets = markdownTable(
    [
      ["run", "n_EOT", "error", "suppression", "dead [%]", "n_EOT per recorded event", "recorded"],
      ...normalisation.map((row) => [
        row.run,
        row.electronsOnTarget.toPrecision(3),
        `${(100 * row.error).toFixed(0)} %`,
        String(row.triggerSuppression),
        (100 * row.deadShare).toFixed(2),
        row.electronsPerRecorded.toFixed(1),
        row.recorded.toPrecision(3),
      ]),
    ],
    { align: ["l", "r", "r", "r", "r", "r", "r"] },
  );
  const statuses = [...new Map(rows.map(({ factor, status }) => [factor, status]))];
  return [
    ...tables,
    ratios,
    `Electrons on target, recorded times suppression / (1 - dead share): no factor of Eq. (23)\n\n${targets}`,
    [
      `${events} events at each mass, seed ${JSON.stringify(seed)}, aprime ${version}.`,
      ...(changed.length === 0 ? [] : [`Changed: ${changed.join(", ")}.`]),
      ...notes,
    ].join("\n"),
    [
      "* rests on calibrated numbers; all else is predicted:",
      ...statuses
        .filter(([, status]) => status !== "predicted")
        .map(([factor, status]) => `- ${factor}, ${status}`),
    ].join("\n"),
  ].join("\n\n");
}

/** "0.9426 ± 0.0032"; few events may leave no error. */
function estimateText(value: number, error: number): string {
  if (Number.isNaN(value)) return "no events";
  return `${value.toFixed(4)} ± ${Number.isNaN(error) ? "?" : error.toFixed(4)}`;
}

function longTable(rows: readonly FactorRow[]): string {
  return markdownTable(
    [
      ["MeV", "factor", "here [%]", "alone [%]", "paper [%]"],
      ...rows.map((row) => [
        String(row.mass_MeV),
        marked(row),
        percent(row),
        row.alone === null ? "" : percent(row.alone),
        row.paper === null ? "" : (100 * row.paper).toFixed(0),
      ]),
    ],
    { align: ["r", "l", "r", "r", "r"] },
  );
}

function wideTable(rows: readonly FactorRow[]): string {
  const factors = [...new Map(rows.map((row) => [row.factor, marked(row)])).values()];
  const masses = [...new Set(rows.map(({ mass_MeV }) => mass_MeV))];
  return markdownTable(
    [
      ["MeV", ...factors],
      ...masses.map((mass) => [
        Number(mass.toPrecision(4)).toString(),
        ...rows.filter(({ mass_MeV }) => mass_MeV === mass).map(short),
      ]),
    ],
    { align: ["r", ...factors.map(() => "r" as const)] },
  );
}

function marked({ factor, status }: FactorRow): string {
  return status === "predicted" ? factor : `${factor} *`;
}

/** The mean of both sides of the interval: the files have both. */
function short({ value, low, high }: Efficiency): string {
  return Number.isNaN(value)
    ? "no events"
    : `${(100 * value).toFixed(1)} ± ${(50 * (high - low)).toFixed(1)}`;
}

/** Every row. */
export function budgetCsv({ rows, seed, events, version, changed, notes }: BudgetDocument): Promise<string> {
  return tableText(
    [
      { name: "run" },
      { name: "mass", unit: "MeV" },
      { name: "factor" },
      ...["value", "low", "high", "alone", "alone low", "alone high", "paper"].map((name) => ({
        name,
        unit: "1",
      })),
      { name: "status" },
    ],
    rows.map(({ run, mass_MeV, factor, value, low, high, alone, paper, status }) => [
      ...[run, mass_MeV, factor, value, low, high],
      ...(alone === null ? [Number.NaN, Number.NaN, Number.NaN] : [alone.value, alone.low, alone.high]),
      ...[paper ?? Number.NaN, status],
    ]),
    [
      "Efficiency of the signal by the factors of Eq. (23)",
      "source: NA64-2018 Sec. VI",
      `obtained: simulated by aprime ${version}, efficiency`,
      `note: ${[`${events} events at each mass, seed ${JSON.stringify(seed)}`, ...changed].join(", ")}`,
      ...notes.map((note) => `note: ${note}`),
    ],
  );
}
