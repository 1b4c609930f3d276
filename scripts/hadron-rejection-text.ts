import { markdownTable } from "markdown-table";
import { tableText } from "../src/node/write-table.ts";
import type { Efficiency } from "../src/statistics/efficiency.ts";
import { type FakeTags, type Kept, product, shapeThresholds } from "./hadron-rejection.ts";
import { percent } from "./report.ts";
import { short } from "./tagging-rows.ts";

export type Setting = "alone" | "with others";

/** What a cut keeps of particles: an element of `rows` of the document of --json. */
export interface RejectionRow extends Efficiency {
  readonly particles: string;
  readonly setting: Setting;
  /** Of those that pass this. */
  readonly asked: string;
  readonly cut: "SRD tag" | "shower shape" | "both";
  readonly status: "simulated" | "product";
}

/** Shape of electrons against hadrons at a threshold of chi2: an element of `scan`. */
export interface ScanRow {
  readonly setting: Setting;
  readonly asked: string;
  readonly below: number;
  readonly electrons: Efficiency;
  readonly hadrons: Efficiency;
}

export function rejectionRows(
  kept: readonly (Kept & { readonly setting: Setting })[],
  tags: FakeTags,
): RejectionRow[] {
  return kept.flatMap(({ particles, setting, asked, shape, tag, both }): RejectionRow[] => {
    const isElectron = particles === "electrons";
    const fake = setting === "alone" ? tags.alone : tags.withOthers;
    const labels = { particles, setting, asked };
    const { value, low, high } = isElectron ? tag : fake;
    return [
      { ...labels, cut: "SRD tag", status: "simulated", value, low, high },
      { ...labels, cut: "shower shape", status: "simulated", ...shape },
      isElectron
        ? { ...labels, cut: "both", status: "simulated", ...both }
        : { ...labels, cut: "both", status: "product", ...product(fake, shape) },
    ];
  });
}

export function scanRows(kept: readonly (Kept & { readonly setting: Setting })[]): ScanRow[] {
  const electrons = kept.filter(({ particles }) => particles === "electrons");
  return electrons.flatMap((own) =>
    kept
      .filter(({ particles, setting }) => particles !== "electrons" && setting === own.setting)
      .flatMap(({ asked, scan }) =>
        shapeThresholds.map((below, k) => ({
          setting: own.setting,
          asked,
          below,
          electrons: own.scan[k]!,
          hadrons: scan[k]!,
        })),
      ),
  );
}

/** What each cut keeps, with the factor of rejection of hadrons. */
export function keptText(rows: readonly RejectionRow[]): string {
  return markdownTable(
    [
      ["particles", "", "of those with", "cut", "kept", "68 %", "1 in", "status"],
      ...rows.map(({ particles, setting, asked, cut, value, low, high, status }) => [
        particles,
        setting,
        asked,
        cut,
        Number.isNaN(value) ? "none there" : short(value),
        `${short(low)} - ${short(high)}`,
        particles === "electrons" ? "" : oneIn({ value, low, high }),
        status,
      ]),
    ],
    { align: ["l", "l", "l", "l", "r", "r", "r", "l"] },
  );
}

function oneIn({ value, high }: Efficiency): string {
  const number = (x: number): string => (x < 1e4 ? x.toPrecision(3) : x.toExponential(1));
  return value > 0 ? number(1 / value) : `> ${number(1 / high)}`;
}

/** The scan of the lateral shape, and what is left where 95 % of the electrons are. */
export function scanText(scan: readonly ScanRow[]): string {
  const kinds = [...new Set(scan.map(({ setting, asked }) => `${setting}, ${asked}`))];
  const table = markdownTable(
    [
      ["chi2 below", ...kinds.flatMap((kind) => [`electrons [%], ${kind}`, "hadrons [%]"])],
      ...shapeThresholds.map((below) => [
        String(below),
        ...kinds.flatMap((kind) => {
          const row = scan.find((one) => one.below === below && `${one.setting}, ${one.asked}` === kind)!;
          return [percent(row.electrons), percent(row.hadrons)];
        }),
      ]),
    ],
    { align: ["r", ...kinds.flatMap(() => ["r", "r"])] },
  );
  const words = kinds.map((kind) => {
    const rows = scan.filter(({ setting, asked }) => `${setting}, ${asked}` === kind);
    const first = rows.find(({ electrons }) => electrons.value >= 0.95);
    return first === undefined
      ? `${kind}: no threshold keeps 95 % of the electrons.`
      : `${kind}: chi2 below ${first.below} keeps ${percent(first.electrons)} % of the electrons and 1 in ${oneIn(first.hadrons)} hadrons.`;
  });
  return `Shower shape against its threshold of chi2:\n\n${table}\n\n${words.join("\n")}`;
}

export function rejectionCsv(
  rows: readonly RejectionRow[],
  scan: readonly ScanRow[],
  comments: readonly string[],
): Promise<string> {
  const interval = ({ value, low, high }: Efficiency): number[] => [value, low, high];
  const ofScan = scan.flatMap(({ setting, asked, below, electrons, hadrons }) => [
    ["electrons", setting, "counters and PS", "shower shape", below, "simulated", ...interval(electrons)],
    ["hadrons", setting, asked, "shower shape", below, "simulated", ...interval(hadrons)],
  ]);
  return tableText(
    [
      { name: "particles" },
      { name: "setting" },
      { name: "of those with" },
      { name: "cut" },
      { name: "chi2 below", unit: "1" },
      { name: "status" },
      ...["kept", "low", "high"].map((name) => ({ name, unit: "1" })),
    ],
    [
      ...rows.map(({ particles, setting, asked, cut, status, ...own }) => [
        particles,
        setting,
        asked,
        cut,
        Number.NaN,
        status,
        ...interval(own),
      ]),
      ...ofScan,
    ],
    [...comments, "note: chi2 below: rows of the scan; rows without have the thresholds of the card"],
  );
}
