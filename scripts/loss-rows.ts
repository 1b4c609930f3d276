import { markdownTable } from "markdown-table";
import { tableText } from "../src/node/write-table.ts";
import type { Efficiency } from "../src/statistics/efficiency.ts";
import { percent } from "./report.ts";
import { version } from "./version.ts";

/** What is kept without and with other beam particles, and the dead window that the difference amounts to. */
export interface Loss {
  readonly withoutPileup: Efficiency;
  readonly withPileup: Efficiency;
  /** -ln(with / without) over the beam rate, and its statistical error, of the same events in both; null if nothing is left. */
  readonly tau_ns: number | null;
  readonly tauError_ns: number | null;
}

/** One loss, which stands in no other row: an element of `rows` of the document of --json. */
export interface LossRow extends Loss {
  /** Of Eq. (23); n_EOT for what is lost before it, Sec. VI.B. */
  readonly factor: string;
  readonly loss: string;
  /** The cut of the signal selection; empty for the dead time. */
  readonly cut: string;
  readonly status: string;
  readonly about: string;
}

/** The losses of a factor, or of several, together. */
export interface LossTotal extends Loss {
  readonly factor: string;
}

/** The document of --json. */
export interface Ledger {
  readonly run: string;
  readonly mass_MeV: number;
  readonly intensity: number;
  readonly beamRate_MHz: number;
  readonly events: number;
  readonly seed: string;
  readonly version: string;
  readonly changed: readonly string[];
  /** epsilon_A' of Eq. (23): the share of A' with a true energy in the signal box, of which all rows are. */
  readonly acceptance: Efficiency;
  readonly rows: readonly LossRow[];
  readonly totals: readonly LossTotal[];
  readonly note: string;
}

export const ledgerNote =
  "Each row counts among the events that pass the rows before it, so that products are exact. " +
  "tau = -ln(with / without) / rate, of the same events with and without other beam particles, negative where these hide a loss. The paper's f = exp(-R tau) of Table I, " +
  "234 +- 16 ns for a duty factor of 1, is of dimuons and with its own pileup algorithm: aprime pileup --reduction has those of dimuons beside it.";

/** The ledger as tables for people. */
export function ledgerText(ledger: Ledger): string {
  const { run, mass_MeV, intensity, beamRate_MHz, events, seed, changed, acceptance, rows, totals } = ledger;
  const numbers = (loss: Loss): string[] => [
    shareText(loss.withoutPileup),
    shareText(loss.withPileup),
    tauOf(loss),
  ];
  const head = ["alone [%]", "with pileup [%]", "tau [ns]"];
  const losses = markdownTable(
    [
      ["factor", "lost by", ...head],
      ...rows.map((row) => [
        row.factor,
        row.status === "predicted" ? row.loss : `${row.loss} *`,
        ...numbers(row),
      ]),
    ],
    { align: ["l", "l", "r", "r", "r"] },
  );
  const sums = markdownTable(
    [["factor", ...head], ...totals.map((total) => [total.factor, ...numbers(total)])],
    { align: ["l", "r", "r", "r"] },
  );
  const calibrated = [...new Set(rows.map(({ status }) => status).filter((text) => text !== "predicted"))];
  return [
    `${run}, A' of ${mass_MeV} MeV: where the signal is lost, at ${power(intensity)} electrons per spill, ${Number(beamRate_MHz.toPrecision(3))} MHz`,
    losses,
    sums,
    [
      `Of A' with a true energy in the signal box (${percent(acceptance)} %); ${events} events, seed ${JSON.stringify(seed)}, aprime ${ledger.version}.`,
      ...(changed.length === 0 ? [] : [`Changed: ${changed.join(", ")}.`]),
      ledger.note,
    ].join("\n"),
    ["* rests on calibrated numbers; all else is predicted:", ...calibrated.map((text) => `- ${text}`)].join(
      "\n",
    ),
  ].join("\n\n");
}

/** Ledgers of several intensities side by side, for people: each loss as a dead window. */
export function ledgersText(ledgers: readonly Ledger[]): string {
  const [{ run, mass_MeV, events, seed, version, rows, totals, note }] = ledgers as [Ledger, ...Ledger[]];
  const across = (pick: (ledger: Ledger) => Loss): string[] => ledgers.map((ledger) => tauOf(pick(ledger)));
  const table = markdownTable(
    [
      ["factor", "lost by", ...ledgers.map(({ intensity }) => power(intensity))],
      ...rows.map(({ factor, loss }, k) => [factor, loss, ...across((ledger) => ledger.rows[k]!)]),
      ...totals.map(({ factor }, k) => [factor, "all", ...across((ledger) => ledger.totals[k]!)]),
    ],
    { align: ["l", "l", ...ledgers.map(() => "r")] },
  );
  return [
    `${run}, A' of ${mass_MeV} MeV: where the signal is lost, tau in ns against electrons per spill`,
    table,
    `Of A' with a true energy in the signal box; ${events} events at each intensity, seed ${JSON.stringify(seed)}, aprime ${version}.\n${note}`,
  ].join("\n\n");
}

function tauOf({ withPileup, tau_ns, tauError_ns }: Loss): string {
  if (tau_ns === null || tauError_ns === null) return "nothing left";
  return isExact(withPileup) ? tau_ns.toFixed(1) : `${tau_ns.toFixed(1)} ± ${tauError_ns.toFixed(1)}`;
}

function shareText(share: Efficiency): string {
  return isExact(share) ? (100 * share.value).toFixed(2) : percent(share);
}

/** The dead time is computed, not counted. */
function isExact({ low, high }: Efficiency): boolean {
  return low === high;
}

/** 4.6e6. */
function power(value: number): string {
  return value.toExponential().replace("+", "");
}

/** Every row of one ledger, or of several. */
export function ledgersCsv(ledgers: readonly Ledger[]): Promise<string> {
  const [{ run, mass_MeV, events, seed, changed, note }] = ledgers as [Ledger, ...Ledger[]];
  const interval = (name: string) =>
    ["", " low", " high"].map((end) => ({ name: `${name}${end}`, unit: "1" }));
  const columns = [
    { name: "intensity", unit: "1/spill" },
    { name: "factor" },
    { name: "loss" },
    { name: "cut" },
    ...interval("without pileup"),
    ...interval("with pileup"),
    { name: "tau", unit: "ns" },
    { name: "tau error", unit: "ns" },
    { name: "status" },
    { name: "about" },
  ];
  const cells = ({ withoutPileup: a, withPileup: b, tau_ns, tauError_ns }: Loss) => [
    ...[a.value, a.low, a.high, b.value, b.low, b.high],
    ...[tau_ns ?? Number.NaN, tauError_ns ?? Number.NaN],
  ];
  const rows = ledgers.flatMap(({ intensity, rows, totals }) => [
    ...rows.map((row) => [
      intensity,
      ...[row.factor, row.loss, row.cut],
      ...cells(row),
      ...[row.status, row.about],
    ]),
    ...totals.map((total) => [intensity, total.factor, "total", "", ...cells(total), "", ""]),
  ]);
  return tableText(columns, rows, [
    `Where the signal is lost: ${run}, A' of ${mass_MeV} MeV`,
    "source: NA64-2018 Eq. (23)",
    `obtained: simulated by aprime ${version()}, efficiency --ledger`,
    `note: ${events} events at each intensity, seed ${JSON.stringify(seed)}`,
    ...(changed.length === 0 ? [] : [`note: changed: ${changed.join(", ")}`]),
    `note: ${note}`,
  ]);
}
