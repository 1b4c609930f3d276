import { join } from "node:path";
import { markdownTable } from "markdown-table";
import { packageRoot } from "../src/node/package-root.ts";
import { readTable } from "../src/node/read-table.ts";
import type { Efficiency } from "../src/statistics/efficiency.ts";
import { numbers, texts } from "../src/tables/table.ts";
import { factorStatus } from "./factor-status.ts";
import { scaleOnly } from "./loss-steps.ts";
import { percent } from "./report.ts";

/** Our factors of Eq. (23) beside the printed ones. */
export interface Comparison {
  readonly rows: readonly {
    factor: string;
    ours: Efficiency;
    paper10MeV?: number;
    paper100MeV?: number;
    status: string;
  }[];
  /** The same as a table for people. */
  readonly table: string;
  readonly note: string;
}

/** How far a factor may be called a prediction: the numbers it rests on are in the run card, each with its status. */
function statuses(rawCard: unknown): Readonly<Record<string, string>> {
  return {
    "primary e-": "partly calibrated: counters, SRD",
    ...(factorStatus("ECAL", rawCard) !== "predicted" && { ECAL: "partly calibrated: shower shape" }),
    HCAL: scaleOnly,
    Total: "partly calibrated: by its factors",
  };
}

const note =
  "Here: of the A' whose true energy is in the signal box, factor by factor. Paper: run III, 10 (100) MeV, data with its pileup algorithm. " +
  "Nothing was tuned to this table.";

/** Lays our factors by a raw card beside Table II of the paper; `departures` say why the run is not the one of the table. */
export async function compareWithTable2(
  ours: {
    acceptance: Efficiency;
    factors: readonly { name: string; efficiency: Efficiency }[];
    total: Efficiency;
  },
  rawCard: unknown,
  departures: readonly string[] = [],
): Promise<Comparison> {
  const table = await readTable(join(packageRoot(), "data", "published", "table-2.csv"));
  const items = texts(table, "item");
  const at10 = numbers(table, "efficiency at 10 MeV", "1");
  const at100 = numbers(table, "efficiency at 100 MeV", "1");
  const status = statuses(rawCard);
  const rows = [...ours.factors, { name: "Total", efficiency: ours.total }].map(({ name, efficiency }) => {
    const k = items.indexOf(name);
    const [low, high] = [at10[k], at100[k]];
    return {
      factor: name,
      ours: efficiency,
      ...(low !== undefined && { paper10MeV: low }),
      ...(high !== undefined && !Number.isNaN(high) && { paper100MeV: high }),
      status: status[name] ?? "predicted",
    };
  });
  const withAcceptance = [
    { factor: "A' in the signal box", ours: ours.acceptance, status: "predicted" },
    ...rows,
  ];
  return {
    rows: withAcceptance,
    table: markdownTable(
      [
        ["factor of Eq. (23)", "here [%]", "paper [%]", "status"],
        ...withAcceptance.map((row) => [row.factor, percent(row.ours), paperText(row), row.status]),
      ],
      { align: ["l", "r", "r", "l"] },
    ),
    note: departures.length === 0 ? note : `Not like for like: ${departures.join(", ")}. ${note}`,
  };
}

function paperText({ paper10MeV, paper100MeV }: { paper10MeV?: number; paper100MeV?: number }): string {
  if (paper10MeV === undefined) return "not in the table";
  const first = (100 * paper10MeV).toFixed(0);
  return paper100MeV === undefined ? first : `${first} (${(100 * paper100MeV).toFixed(0)})`;
}
