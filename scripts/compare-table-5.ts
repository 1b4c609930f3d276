import { join } from "node:path";
import { markdownTable } from "markdown-table";
import { packageRoot } from "../src/node/package-root.ts";
import { readTable } from "../src/node/read-table.ts";
import { tableText } from "../src/node/write-table.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { numbers } from "../src/tables/table.ts";
import { MeV } from "../src/units.ts";
import { version } from "./version.ts";
import { eq8Yields, type YieldRequest } from "./yield-methods.ts";

/** Efficiencies of run I, II and III: "0.7-0.5, decreasing for the higher intensity run" in NA64-2018 Sec. VI.B; the middle one is assumed. */
export const efficiencies = [0.7, 0.6, 0.5] as const;

/** Events that are excluded at 90 % CL where none is seen and no background expected: -ln 0.1, rounded. */
export const excludedEvents = 2.3;

/** Limits on epsilon at 90 % CL for one mass, ours beside those of Table V. */
export interface LimitRow {
  readonly mass_MeV: number;
  readonly limit_ww: number;
  readonly limit_k_factor: number;
  readonly limit_etl: number;
  /** Relative, statistical, of each of ours. */
  readonly error: number;
  /** Column 2 and 3 of Table V, for the masses that it has. */
  readonly paper_ww?: number;
  readonly paper_etl?: number;
  /** Ours over the paper's, WW over column 2, the others over column 3. */
  readonly ww_over_paper?: number;
  readonly k_factor_over_paper?: number;
  readonly etl_over_paper?: number;
}

export const comparisonNote =
  "Limits here: 2.3 events in the electrons on target of run I, II and III, efficiencies 0.7, 0.6 and 0.5 (the range of Sec. VI.B, rounded, the same " +
  "for all masses), no background or systematic errors; nothing was tuned to Table V. The paper's columns cannot both agree: the square of " +
  "their ratio should be the shower's k, and is 1.2 to 1.3 times that from 1.1 to 100 MeV (but 0.95 at 16.7 MeV), 1.5 at 200 and 3.2 at 500 MeV.";

/** The masses of Table V, GeV. */
export async function publishedMasses(): Promise<number[]> {
  return [...numbers(await table5(), "mass", "MeV")].map((mass) => mass * MeV);
}

/** Limits by Eq. (8) with the simulated track lengths; `runs` are the cards whose exposures add up. */
export async function compareWithTable5(
  masses: readonly number[],
  request: YieldRequest,
  runs: readonly RunCard[],
): Promise<LimitRow[]> {
  if (runs.length !== efficiencies.length)
    throw new Error(`${runs.length} runs, ${efficiencies.length} efficiencies`);
  const electrons = runs.reduce((sum, run, k) => sum + efficiencies[k]! * run.exposure.electronsOnTarget, 0);
  const limit = (yieldPerElectron: number): number =>
    Math.sqrt(excludedEvents / (electrons * yieldPerElectron));
  const table = await table5();
  const printed = [...numbers(table, "mass", "MeV")];
  const withoutK = numbers(table, "limit without k-factors", "1e-4");
  const withK = numbers(table, "limit with k-factors", "1e-4");
  return eq8Yields(masses, request).map(({ etl, "k-factor": byK, ww }, j) => {
    const mass_MeV = Number((masses[j]! / MeV).toPrecision(12));
    const ours = {
      mass_MeV,
      limit_ww: limit(ww.mean),
      limit_k_factor: limit(byK.mean),
      limit_etl: limit(etl.mean),
      error: (0.5 * etl.error) / etl.mean,
    };
    const k = printed.indexOf(mass_MeV);
    if (k < 0) return ours;
    // Without the last digits that the product may have rounded.
    const printedLimit = (limit: number) => Number((limit * 1e-4).toPrecision(12));
    const [paper_ww, paper_etl] = [printedLimit(withoutK[k]!), printedLimit(withK[k]!)];
    return {
      ...ours,
      paper_ww,
      paper_etl,
      ww_over_paper: ours.limit_ww / paper_ww,
      k_factor_over_paper: ours.limit_k_factor / paper_etl,
      etl_over_paper: ours.limit_etl / paper_etl,
    };
  });
}

/** The rows as a table for people, limits in units of 1e-4, with the note. */
export function limitText(rows: readonly LimitRow[]): string {
  const inUnits = (limit?: number) =>
    limit === undefined ? "" : String(Number((limit * 1e4).toPrecision(3)));
  const ratio = (value?: number) => (value === undefined ? "" : value.toFixed(2));
  const table = markdownTable(
    [
      [
        "mass [MeV]",
        "WW",
        "paper, WW",
        "ratio",
        "k-factor",
        "ETL",
        "paper, ETL",
        "k-factor ratio",
        "ETL ratio",
      ],
      ...rows.map((row) => [
        String(row.mass_MeV),
        inUnits(row.limit_ww),
        inUnits(row.paper_ww),
        ratio(row.ww_over_paper),
        inUnits(row.limit_k_factor),
        inUnits(row.limit_etl),
        inUnits(row.paper_etl),
        ratio(row.k_factor_over_paper),
        ratio(row.etl_over_paper),
      ]),
    ],
    { align: Array.from({ length: 9 }, () => "r") },
  );
  const most = Math.max(...rows.map(({ error }) => error));
  return `Limits on epsilon at 90 % CL [1e-4], beside Table V\n\n${table}\n\n${comparisonNote} Statistical error of the limits: ${(100 * most).toPrecision(2)} %.`;
}

export function limitCsv(rows: readonly LimitRow[]): Promise<string> {
  const pure = (name: string) => ({ name, unit: "1" });
  const columns = [
    { name: "mass", unit: "MeV" },
    ...["limit WW", "limit k-factor", "limit ETL", "relative error"].map(pure),
    ...["paper WW", "paper ETL", "WW over paper", "k-factor over paper", "ETL over paper"].map(pure),
  ];
  const absent = Number.NaN;
  const cells = rows.map((row) => [
    row.mass_MeV,
    row.limit_ww,
    row.limit_k_factor,
    row.limit_etl,
    row.error,
    row.paper_ww ?? absent,
    row.paper_etl ?? absent,
    row.ww_over_paper ?? absent,
    row.k_factor_over_paper ?? absent,
    row.etl_over_paper ?? absent,
  ]);
  return tableText(columns, cells, [
    "Limits on epsilon at 90 % CL beside those of Table V",
    "source: NA64-2018 Table V, for the columns of the paper",
    `obtained: simulated by aprime ${version()}, yield --table-v`,
    `note: ${comparisonNote}`,
  ]);
}

function table5() {
  return readTable(join(packageRoot(), "data", "published", "table-5.csv"));
}
