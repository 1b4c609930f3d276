import { markdownTable } from "markdown-table";
import { tableText } from "../src/node/write-table.ts";
import type { Reduction, ReductionLedger, ReductionRow } from "./reduction-ledger.ts";
import { version } from "./version.ts";

export const reductionNotes = [
  "Each column is what other beam particles leave of the pairs that pass all cuts without them, and with them those of the columns before; the last one is what they move in. They multiply to f.",
  "Nothing is asked of V2, which muons fire. The paper does not say whether the pairs of Table I have track, SRD tag and shower shape: f (V.B) is with what Sec. V.B names alone, trigger, E_ECAL, HCAL1 and HCAL4.",
  "f of Table I is from its counts (run III is 0.800, printed 0.81), with the error of the pairs counted.",
  "Rate and duty factor are degenerate: f tells only tau over the duty factor. One from 0 to 1 would give Table I; outside, within its error, none does.",
] as const;

/** The ledger as tables for people. */
export function reductionText(ledger: ReductionLedger): string {
  const { rows, paper, run, events, seed, changed, dutyFactor } = ledger;
  const losses = rows[0]!.columns.map(({ loss }) => loss);
  const first = (row: ReductionRow) => [nameOf(row), String(Number((1e-6 * row.intensity).toPrecision(6)))];
  const factors = markdownTable(
    [
      ["algorithm", "1e6/spill", ...losses, "f", "Table I", "pull"],
      ...rows.map((row) => {
        const published = paper.rows.find(({ intensity }) => intensity === row.intensity);
        return [
          ...first(row),
          ...row.columns.map(({ factor }) => (Number.isNaN(factor) ? "-" : factor.toFixed(3))),
          within(row.f, row.error, 3),
          published === undefined ? "" : within(published.f, published.error, 3),
          pullOf(row),
        ];
      }),
    ],
    { align: ["l", "r", ...losses.map(() => "r"), "r", "r", "r"] },
  );
  const windows = markdownTable(
    [
      [
        "algorithm",
        "1e6/spill",
        "tau [ns]",
        "duty factor",
        "f (V.B)",
        "pull",
        "tau (V.B) [ns]",
        "duty factor",
      ],
      ...rows.map((row) => [
        ...first(row),
        ...windowOf(row),
        within(row.namedCuts.f, row.namedCuts.error, 3),
        pullOf(row.namedCuts),
        ...windowOf(row.namedCuts),
      ]),
    ],
    { align: ["l", "r", "r", "r", "r", "r", "r", "r"] },
  );
  const seen = rows.find(({ status }) => status !== "predicted");
  const window = within(paper.tau_ns, paper.tauError_ns, 0);
  return [
    `Muon pairs that other beam particles leave, ${run} at a duty factor of ${dutyFactor}, beside Table I`,
    factors,
    `The dead window tau = -ln f / rate, and the duty factor at which f would be that of Table I, ${window} ns for electrons that come evenly`,
    windows,
    [
      ...reductionNotes,
      ...(seen === undefined
        ? []
        : [`* ${seen.status}. Everything else is predicted, nothing was tuned to Table I.`]),
      ...Object.entries(ledger.calibrated).map(
        ([column]) => `Of ${column}, what is kept without others is calibrated; what these take is not.`,
      ),
      `${events} events at each intensity, the same, seed ${JSON.stringify(seed)}, aprime ${ledger.version}.`,
      ...(changed.length === 0 ? [] : [`Changed: ${changed.join(", ")}.`]),
    ].join("\n"),
  ].join("\n\n");
}

/** Dead window and duty factor. */
function windowOf({ tau_ns, tauError_ns, dutyFactor, dutyFactorError }: Reduction): [string, string] {
  return [within(tau_ns, tauError_ns, 0), within(dutyFactor, dutyFactorError, 2)];
}

function nameOf({ algorithm, status }: ReductionRow): string {
  return status === "predicted" ? algorithm : `${algorithm} *`;
}

function within(value: number | null, error: number | null, digits: number): string {
  if (value === null) return "-";
  return error! > 0 ? `${value.toFixed(digits)} ± ${error!.toFixed(digits)}` : value.toFixed(digits);
}

function pullOf({ pull }: Reduction): string {
  return pull === null ? "" : pull.toFixed(1);
}

/** One line for each column of each row, and two for its products. */
export function reductionCsv(ledger: ReductionLedger): Promise<string> {
  const { rows, paper, run, events, seed, changed, dutyFactor } = ledger;
  const columns = [
    { name: "algorithm" },
    { name: "intensity", unit: "1/spill" },
    { name: "loss" },
    { name: "factor", unit: "1" },
    { name: "error", unit: "1" },
    { name: "tau", unit: "ns" },
    { name: "moved in", unit: "1" },
    { name: "Table I", unit: "1" },
    { name: "Table I error", unit: "1" },
    { name: "pull", unit: "1" },
    { name: "status" },
  ];
  const none = Number.NaN;
  const cells = rows.flatMap((row) => {
    const { algorithm, intensity, columns: losses, namedCuts, status } = row;
    const published = paper.rows.find((one) => one.intensity === intensity);
    const product = (loss: string, { f, error, tau_ns, pull }: Reduction) => [
      ...[algorithm, intensity, loss, f ?? none, error ?? none, tau_ns ?? none, none],
      ...[published?.f ?? none, published?.error ?? none, pull ?? none, status],
    ];
    return [
      ...losses.map(({ loss, factor, error, tau_ns, movedIn }) => [
        ...[algorithm, intensity, loss, factor, error, tau_ns ?? none, movedIn, none, none, none, status],
      ]),
      product("f", row),
      product("f of Sec. V.B", namedCuts),
    ];
  });
  return tableText(columns, cells, [
    `Reduction factor of muon pairs by other beam particles, ${run}, duty factor ${dutyFactor}`,
    "source: NA64-2018 Table I, Sec. V.B",
    `obtained: simulated by aprime ${version()}, pileup --reduction`,
    `note: ${events} events at each intensity, seed ${JSON.stringify(seed)}`,
    ...(changed.length === 0 ? [] : [`note: changed: ${changed.join(", ")}`]),
    ...reductionNotes.map((note) => `note: ${note}`),
  ]);
}
