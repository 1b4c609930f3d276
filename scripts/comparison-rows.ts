import { markdownTable } from "markdown-table";
import { tableText } from "../src/node/write-table.ts";
import type { Estimate } from "../src/statistics/estimate.ts";
import { powerText } from "./hadron-plane-text.ts";
import type { ReferenceTable } from "./reference-table.ts";
import { version } from "./version.ts";

/** A quantity beside its reference: an element of `rows` of the document of --json. */
export interface ComparisonRow {
  /** "I", "II" or "III" of the paper, or the file of the reference. */
  readonly table: string;
  readonly quantity: string;
  /** Null where the events do not tell it. */
  readonly ours: number | null;
  /** Standard error, statistical. */
  readonly error: number | null;
  readonly paper: number;
  /** Null where the paper's number is taken as exact. */
  readonly paperError: number | null;
  /** Ours less the paper's, over both errors in quadrature; null of what is calibrated, and where there is no error. */
  readonly pull: number | null;
  /** Begins with predicted, partly calibrated, calibrated, another reading or no prediction; of a user's result that does not say, "compared". */
  readonly status: string;
  readonly paperFrom: string;
  readonly paperErrorFrom: string;
}

/** A reference and what of it was measured. */
export interface Compared {
  /** As in the rows. */
  readonly table: string;
  /** In the unit in which its table is shown to people. */
  readonly unit: string;
  readonly rows: readonly ComparisonRow[];
}

/** The document of --json. */
export interface ComparisonDocument {
  readonly rows: readonly ComparisonRow[];
  /** Of all numbers: "1", but for a result of the user's in another one. */
  readonly unit: string;
  /** What was simulated; absent where two files are compared. */
  readonly simulated?: Simulated;
  readonly version: string;
  /** Of --max-pull, and the quantities that are beyond it or could not be measured. */
  readonly maxPull?: number;
  readonly beyond?: readonly string[];
}

export interface Simulated {
  readonly run: string;
  readonly seed: string;
  /** Of each table, what was simulated in words. */
  readonly events: Readonly<Record<string, string>>;
  readonly changed: readonly string[];
}

/** A prediction with a larger relative error says so in its status. */
const largeError = 0.1;
const tooLarge = "; its error is more than 10 %";

/**
 * Lays what was measured beside a reference in the same unit; `statuses` are those of ours, where the reference has none. An error of
 * ours that is NaN is not known, and there is no pull; one of the reference that is NaN is 0.
 */
export function compareRows(
  table: string,
  reference: ReferenceTable,
  measured: ReadonlyMap<string, Estimate>,
  statuses: ReadonlyMap<string, string> = new Map(),
): ComparisonRow[] {
  return reference.rows.map(({ quantity, value, error: paperError, status: told, valueFrom, errorFrom }) => {
    const found = measured.get(quantity);
    if (found === undefined) throw new Error(`"${quantity}" of ${reference.name} was not measured`);
    const known = Number.isFinite(found.mean);
    const status = (told || statuses.get(quantity) || "compared").replace(tooLarge, "");
    const both = Math.hypot(found.error, Number.isNaN(paperError) ? 0 : paperError);
    const large = found.error > largeError * Math.abs(found.mean);
    return {
      table,
      quantity,
      ours: known ? found.mean : null,
      error: known && Number.isFinite(found.error) ? found.error : null,
      paper: value,
      paperError: Number.isNaN(paperError) ? null : paperError,
      pull: known && both > 0 && !withoutPull.includes(kindOf(status)) ? (found.mean - value) / both : null,
      status: large && !withoutPull.includes(kindOf(status)) ? status + tooLarge : status,
      paperFrom: valueFrom,
      paperErrorFrom: errorFrom,
    };
  });
}

const kinds = ["predicted", "partly calibrated", "calibrated", "another reading", "no prediction"] as const;
/** Of these the difference from the paper's number says nothing. */
const withoutPull: readonly string[] = ["calibrated", "no prediction"];
const notJudged: readonly string[] = [...withoutPull, "another reading"];

/** The words that a status begins with, or the whole of one that is not ours. */
export function kindOf(status: string): string {
  return kinds.find((kind) => status.startsWith(kind)) ?? status;
}

/** Whether --max-pull is of a row: not of what is calibrated, no prediction, or another reading. */
export function isJudged({ status }: ComparisonRow): boolean {
  return !notJudged.includes(kindOf(status));
}

/** Rows that --max-pull finds wrong: further away, or nothing is left of it to measure. */
export function beyond(rows: readonly ComparisonRow[], maxPull: number): ComparisonRow[] {
  return rows.filter(
    (row) => isJudged(row) && (row.ours === null || (row.pull !== null && Math.abs(row.pull) > maxPull)),
  );
}

/** What people must know to read some rows. */
export function notesOf(rows: readonly ComparisonRow[]): string[] {
  const words: Readonly<Record<string, string>> = {
    "partly calibrated":
      "partly calibrated: some of what it is made of was set to numbers of the paper, or chosen with them in sight.",
    calibrated: "calibrated: this number set a parameter or a choice, or was taken over. It has no pull.",
    "no prediction":
      "no prediction: what makes it is ours alone, such as how many events are simulated. It has no pull.",
    "another reading":
      "another reading of a number that is compared above: at most one of both can be meant. It is not judged.",
  };
  const there = new Set(rows.map(({ status }) => kindOf(status)));
  return [
    "Pull: ours less the other number, over both errors in quadrature. Ours are statistical errors, of 68.27 %.",
    ...Object.entries(words).flatMap(([kind, note]) => (there.has(kind) ? [note] : [])),
  ];
}

/** Short words for the table; the whole status stands below. */
const labels: Readonly<Record<string, string>> = {
  "partly calibrated": "partly",
  "another reading": "another",
  "no prediction": "none",
};

/** One table for people, with the whole status below, and where the paper's numbers are from. */
export function comparisonText({ table, unit, rows }: Compared): string {
  const scale = unit === "%" ? 100 : 1;
  const notes: string[] = [];
  const mark = (note: string): string => {
    const kind = kindOf(note);
    if (note === kind) return labels[kind] ?? kind;
    if (!notes.includes(note)) notes.push(note);
    return `${labels[kind] ?? kind} [${notes.indexOf(note) + 1}]`;
  };
  const statusText = (status: string): string =>
    status.endsWith(tooLarge) ? `${mark(status.slice(0, -tooLarge.length))} *` : mark(status);
  const inPercent = unit === "%" ? " [%]" : "";
  const other = isPaper(table) ? `Table ${table}` : "reference";
  const cells = markdownTable(
    [
      ["quantity", `ours${inPercent}`, `${other}${inPercent}`, "pull", "status"],
      ...rows.map(({ quantity, ours, error, paper, paperError, pull, status }) => [
        quantity,
        within(ours, error, scale),
        within(paper, paperError, scale),
        pull === null ? "" : pull.toFixed(1),
        statusText(status),
      ]),
    ],
    { align: ["l", "r", "r", "r", "l"] },
  );
  const star = rows.some(({ status }) => status.endsWith(tooLarge)) ? [`*${tooLarge.slice(1)}`] : [];
  return [cells, ...notes.map((note, k) => `[${k + 1}] ${note}`), ...star].join("\n");
}

/** "0.898 ± 0.011", with two digits of the error. */
function within(value: number | null, error: number | null, scale: number): string {
  if (value === null) return "-";
  const [x, spread] = [scale * value, scale * (error ?? 0)];
  if (!(spread > 0)) return String(Number(x.toPrecision(4)));
  if (Math.abs(x) > 0 && Math.abs(x) < 1e-3 && spread < Math.abs(x)) return powerText(x, spread);
  const digits = Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(spread))));
  return `${x.toFixed(digits)} ± ${spread.toFixed(digits)}`;
}

/** Whether a table of the paper, and no file, is meant. */
export function isPaper(table: string): boolean {
  return /^[IV]+$/.test(table);
}

/** The rows as a table that `--reference` and `--result` read again. */
export function comparisonCsv({ rows, unit, simulated }: ComparisonDocument): Promise<string> {
  const columns = [
    { name: "table" },
    { name: "quantity" },
    ...["value", "error", "paper", "paper error"].map((name) => ({ name, unit })),
    { name: "pull", unit: "1" },
    ...["status", "paper from", "paper error from"].map((name) => ({ name })),
  ];
  const absent = Number.NaN;
  const cells = rows.map((row) => [
    row.table,
    row.quantity,
    row.ours ?? absent,
    row.error ?? absent,
    row.paper,
    row.paperError ?? absent,
    row.pull ?? absent,
    row.status,
    row.paperFrom,
    row.paperErrorFrom,
  ]);
  return tableText(columns, cells, [
    "Our numbers beside others",
    "source: NA64-2018 Tables I to III, for those of the paper",
    `obtained: ${simulated === undefined ? "two files laid side by side" : "simulated"} by aprime ${version()}, compare`,
    ...(simulated === undefined ? [] : simulatedNotes(simulated).map((note) => `note: ${note}`)),
    ...notesOf(rows).map((note) => `note: ${note}`),
  ]);
}

/** The run of Tables II and III. */
const ofPaper = "2016 run III";

export function simulatedNotes({ run, seed, events, changed }: Simulated): string[] {
  return [
    `${run}, seed ${JSON.stringify(seed)}, aprime ${version()}: ${Object.entries(events)
      .map(([table, what]) => `${what} for Table ${table}`)
      .join("; ")}.`,
    ...(changed.length === 0 ? [] : [`Changed: ${changed.join(", ")}.`]),
    ...(run === ofPaper ? [] : [`Not like for like: Tables II and III of the paper are of ${ofPaper}.`]),
  ];
}
