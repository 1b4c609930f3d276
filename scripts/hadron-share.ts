import { markdownTable } from "markdown-table";
import { type Curve, curvesFigure } from "../src/figures/curves.ts";
import type { JsonObject } from "../src/figures/specification.ts";
import { tableText } from "../src/node/write-table.ts";
import type { Estimate } from "../src/statistics/estimate.ts";
import { fitLine, type LineFit } from "../src/statistics/line-fit.ts";
import { stages } from "./hadron-plane.ts";

/** The reading that has no pileup algorithm. */
export const withoutAlgorithm = "highest-sample";

export const readingNote = `Pulses are read by pileup.algorithm of the card; ${withoutAlgorithm} has none, and is what the earlier phase of the analysis of Fig. 7, left, is taken to have had (assumed).`;

/** Share of region III among the events of a stage at an intensity; of none without events. */
export interface ShareRow {
  readonly stage: string;
  /** By which the pulses were read. */
  readonly algorithm: string;
  readonly electrons_per_spill: number;
  readonly share: number | null;
  readonly error: number | null;
}

/** Of a stage the line through its shares, x in 1e6 electrons per spill; of none with fewer than two shares. */
export interface ShareLine {
  readonly stage: string;
  readonly algorithm: string;
  readonly fit: LineFit | null;
}

export function shareRow(
  labels: Pick<ShareRow, "stage" | "algorithm" | "electrons_per_spill">,
  share: Estimate | undefined,
): ShareRow {
  return { ...labels, share: share?.mean ?? null, error: share?.error ?? null };
}

const unit = 1e6;

export function shareLines(rows: readonly ShareRow[]): ShareLine[] {
  return algorithmsOf(rows).flatMap((algorithm) =>
    stages.map(({ name }) => {
      const points = rows.flatMap((row) =>
        row.stage === name && row.algorithm === algorithm && row.share !== null && row.error! > 0
          ? [{ x: row.electrons_per_spill / unit, y: row.share, error: row.error! }]
          : [],
      );
      return { stage: name, algorithm, fit: fitLine(points) ?? null };
    }),
  );
}

function algorithmsOf(rows: readonly { readonly algorithm: string }[]): string[] {
  return [...new Set(rows.map(({ algorithm }) => algorithm))];
}

/** For each algorithm intensities down, stages across, and the line of each. */
export function shareText(rows: readonly ShareRow[], lines: readonly ShareLine[]): string {
  const percent = (mean: number, error: number): string =>
    `${(100 * mean).toFixed(2)} ± ${(100 * error).toFixed(2)}`;
  const intensities = [...new Set(rows.map((row) => row.electrons_per_spill))];
  return algorithmsOf(rows)
    .map((algorithm) => {
      const own = rows.filter((row) => row.algorithm === algorithm);
      const ofLines = (show: (fit: LineFit) => string): string[] =>
        lines
          .filter((line) => line.algorithm === algorithm)
          .map(({ fit }) => (fit === null ? "too few events" : show(fit)));
      return markdownTable(
        [
          [`region III [%], ${algorithm}`, ...stages.map(({ name }) => name)],
          ...intensities.map((intensity) => [
            `${Number((intensity / unit).toPrecision(6))}e6 per spill`,
            ...stages.map(({ name }) => {
              const row = own.find((one) => one.stage === name && one.electrons_per_spill === intensity);
              return row?.share == null ? "too few events" : percent(row.share, row.error!);
            }),
          ]),
          ["line: at no intensity", ...ofLines(({ intercept }) => percent(intercept.mean, intercept.error))],
          ["line: per 1e6 a spill", ...ofLines(({ slope }) => percent(slope.mean, slope.error))],
          [
            "chi2 / degrees of freedom",
            ...ofLines(({ chiSquare, degreesOfFreedom }) => `${chiSquare.toFixed(1)} / ${degreesOfFreedom}`),
          ],
        ],
        { align: ["l", ...stages.map(() => "r")] },
      );
    })
    .join("\n\n");
}

export function shareCsv(
  rows: readonly ShareRow[],
  lines: readonly ShareLine[],
  comments: readonly string[],
): Promise<string> {
  const words = lines.flatMap(({ stage, algorithm, fit }) =>
    fit === null
      ? []
      : [
          `note: ${stage}, ${algorithm}: line ${fit.intercept.mean.toPrecision(3)} + ${fit.slope.mean.toPrecision(3)} I / 1e6, chi2 ${fit.chiSquare.toFixed(1)} of ${fit.degreesOfFreedom}`,
        ],
  );
  return tableText(
    [
      { name: "stage" },
      { name: "algorithm" },
      { name: "electrons per spill", unit: "1" },
      { name: "share of region III", unit: "1" },
      { name: "error", unit: "1" },
    ],
    rows.map(({ stage, algorithm, electrons_per_spill, share, error }) => [
      stage,
      algorithm,
      electrons_per_spill,
      share ?? Number.NaN,
      error ?? Number.NaN,
    ]),
    [...comments, ...words],
  );
}

/** The picture has those in which there are many events. */
const drawnStages = ["trigger", "SRD", "track"];

/** The shares with their errors, and the lines through them. */
export function shareFigure(rows: readonly ShareRow[], lines: readonly ShareLine[], run: string): JsonObject {
  const most = Math.max(...rows.map((row) => row.electrons_per_spill)) / unit;
  const curves = lines.flatMap(({ stage, algorithm, fit }): Curve[] => {
    const colour = drawnStages.indexOf(stage);
    if (colour < 0) return [];
    const dash: Curve["dash"] = algorithm === algorithmsOf(lines)[0] ? "solid" : "dashed";
    const points = rows.flatMap((row) =>
      row.stage === stage && row.algorithm === algorithm && row.share !== null
        ? [[row.electrons_per_spill / unit, 100 * row.share, 100 * row.error!] as const]
        : [],
    );
    const line = fit && {
      label: `line, chi2 ${fit.chiSquare.toFixed(1)} / ${fit.degreesOfFreedom}`,
      colour,
      dash,
      points: [0, most].map((x) => [x, 100 * (fit.intercept.mean + fit.slope.mean * x)] as const),
    };
    const discs = { label: `${stage}, ${algorithm}`, colour, dash, measured: true, points } as const;
    return line ? [discs, line] : [discs];
  });
  const ends = rows.flatMap(({ share, error }) => (share === null ? [] : [100 * (share + error!)]));
  return curvesFigure({
    x: { title: "beam intensity [10^{6} electrons per spill]", scale: "linear", low: 0, high: 1.05 * most },
    y: {
      title: "events in region III [%]",
      scale: "linear",
      low: 0,
      high: 1.15 * Math.max(1, ...ends),
    },
    title: "Share of region III against the rate",
    subtitle: `simulated; Sec. IV has a few to 20 %, by the rate; ${run}`,
    curves,
  });
}
