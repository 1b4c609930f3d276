import { markdownTable } from "markdown-table";
import { tableText } from "../src/node/write-table.ts";
import { clopperPearson } from "../src/statistics/efficiency.ts";
import { GeV, ns, us } from "../src/units.ts";
import {
  simulateTracking,
  type TrackingOutcome,
  type TrackingRequest,
  wrongFrom,
} from "./tracking-simulation.ts";
import { version } from "./version.ts";

/** The tracker at one momentum and intensity: an element of the document of --json. Shares are of the electrons that trigger. */
export interface TrackingRow {
  readonly momentum_GeV: number;
  /** 0 without other particles. */
  readonly electrons_per_spill: number;
  readonly rate_MHz: number;
  readonly efficiency: number;
  readonly efficiencyLow: number;
  readonly efficiencyHigh: number;
  readonly noTrack: number;
  readonly extraTracks: number;
  readonly wrongTrack: number;
  readonly wrongTrackLow: number;
  readonly wrongTrackHigh: number;
  /** -ln(efficiency with / without other particles) / rate; null without them, or where nothing is left. */
  readonly tau_ns: number | null;
  /** Statistical; both efficiencies are of the same electrons. */
  readonly tauError_ns: number | null;
  /** Relative, as all that follow: by the covariance of the fit. */
  readonly predictedResolution: number;
  /** rms of the momentum within 5 sigma, in events with one track. */
  readonly resolution: number;
  readonly resolutionError: number;
  /** Half of what the middle 68.3 % span. */
  readonly halfWidth: number;
  readonly halfWidthError: number;
}

/** Rows of one momentum: without other particles, then at each intensity. */
export function trackingRows(
  momentum: number,
  intensities: readonly number[],
  request: TrackingRequest,
): TrackingRow[] {
  const alone = simulateTracking(momentum, 0, request);
  return [
    rowOf(alone, alone),
    ...intensities.map((intensity) => rowOf(simulateTracking(momentum, intensity, request), alone)),
  ];
}

function rowOf(outcome: TrackingOutcome, alone: TrackingOutcome): TrackingRow {
  const { right, wrong, withoutTrack, withExtraTracks, rate } = outcome;
  const events = right.length;
  const efficiency = clopperPearson(sum(right), events);
  const wrongTrack = clopperPearson(wrong, events);
  const loss = rate > 0 ? lossWindow(outcome, alone) : undefined;
  return {
    momentum_GeV: tidy(outcome.momentum / GeV),
    electrons_per_spill: tidy(outcome.intensity),
    rate_MHz: tidy(rate * us),
    efficiency: efficiency.value,
    efficiencyLow: efficiency.low,
    efficiencyHigh: efficiency.high,
    noTrack: withoutTrack / events,
    extraTracks: withExtraTracks / events,
    wrongTrack: wrongTrack.value,
    wrongTrackLow: wrongTrack.low,
    wrongTrackHigh: wrongTrack.high,
    tau_ns: loss === undefined ? null : loss.tau / ns,
    tauError_ns: loss === undefined ? null : loss.error / ns,
    predictedResolution: outcome.predictedResolution,
    ...widths(outcome),
  };
}

/**
 * The dead window tau of f = exp(-R tau), from the right events with and without other particles, which are of the same
 * electrons: only those that are right in one of the two make the error.
 */
export function lossWindow(
  { right, rate }: Pick<TrackingOutcome, "right" | "rate">,
  alone: Pick<TrackingOutcome, "right">,
): { tau: number; error: number } | undefined {
  const before = sum(alone.right);
  const after = sum(right);
  if (before === 0 || after === 0) return undefined;
  const changed = right.reduce((count, is, k) => count + (is === alone.right[k] ? 0 : 1), 0);
  const lost = before - after;
  // The variance of after - before among as many electrons as were right before.
  const spread = Math.sqrt(Math.max(0, changed - (lost * lost) / before));
  return { tau: Math.log(before / after) / rate, error: spread / after / rate };
}

/** Width of the momentum, twice: rms within 5 sigma, and half of the middle 68.3 %; errors as of a Gaussian. */
export function widths({
  deviations,
  predictedResolution,
}: Pick<TrackingOutcome, "deviations" | "predictedResolution">) {
  const sorted = deviations.toSorted();
  const kept = sorted.filter((deviation) => Math.abs(deviation) < wrongFrom * predictedResolution);
  const mean = sum(kept) / kept.length;
  const squares = kept.reduce((total, deviation) => total + (deviation - mean) * (deviation - mean), 0);
  const resolution = Math.sqrt(squares / (kept.length - 1));
  const at = (share: number): number => sorted[Math.floor(share * sorted.length)] ?? Number.NaN;
  const halfWidth = (at(0.8413) - at(0.1587)) / 2;
  return {
    resolution,
    resolutionError: resolution / Math.sqrt(2 * kept.length),
    halfWidth,
    // Two quantiles, each with p (1 - p) / (n density^2), correlated by p / (1 - p).
    halfWidthError: (0.962 * halfWidth) / Math.sqrt(sorted.length),
  };
}

/** Tables for people: against intensity for each momentum of a scan, and the resolution without other particles. */
export function trackingText(rows: readonly TrackingRow[]): string {
  const crowded = rows.filter(({ electrons_per_spill }) => electrons_per_spill > 0);
  const scanned = [...new Set(crowded.map(({ momentum_GeV }) => momentum_GeV))];
  const tables = scanned.map((momentum) => {
    const own = rows.filter(({ momentum_GeV }) => momentum_GeV === momentum);
    return `Electrons of ${momentum} GeV\n\n${efficiencyTable(own)}`;
  });
  const alone = rows.filter(({ electrons_per_spill }) => electrons_per_spill === 0);
  return [
    ...tables,
    ...(tables.length > 0 ? [meaning] : []),
    `Resolution of the momentum, without other particles\n\n${resolutionTable(alone)}`,
  ].join("\n\n");
}

const meaning = `efficiency: exactly one track, most of its hits of the right particle, the momentum within 3 %
wrong: exactly one track, with a hit of another particle or ${wrongFrom} sigma off; may be efficient
tau: -ln(efficiency / that without other particles) / rate`;

function efficiencyTable(rows: readonly TrackingRow[]): string {
  return markdownTable(
    [
      ["electrons per spill", "efficiency [%]", "no track", "extra", "wrong [%]", "tau [ns]"],
      ...rows.map((row) => [
        row.electrons_per_spill === 0
          ? "none but one"
          : String(Number(row.electrons_per_spill.toPrecision(4))),
        withError(100 * row.efficiency, 50 * (row.efficiencyHigh - row.efficiencyLow), 2),
        (100 * row.noTrack).toFixed(2),
        (100 * row.extraTracks).toFixed(2),
        withError(100 * row.wrongTrack, 50 * (row.wrongTrackHigh - row.wrongTrackLow), 3),
        row.tau_ns === null ? "" : withError(row.tau_ns, row.tauError_ns!, 1),
      ]),
    ],
    { align: ["r", "r", "r", "r", "r", "r"] },
  );
}

function resolutionTable(rows: readonly TrackingRow[]): string {
  return markdownTable(
    [
      ["momentum [GeV]", "rms [%]", "half of 68 % [%]", "by the covariance [%]"],
      ...rows.map((row) => [
        String(row.momentum_GeV),
        withError(100 * row.resolution, 100 * row.resolutionError, 3),
        withError(100 * row.halfWidth, 100 * row.halfWidthError, 3),
        (100 * row.predictedResolution).toFixed(3),
      ]),
    ],
    { align: ["r", "r", "r", "r"] },
  );
}

const columns = [
  ["momentum", "GeV", "momentum_GeV"],
  ["electrons per spill", "1", "electrons_per_spill"],
  ["rate", "MHz", "rate_MHz"],
  ["efficiency", "1", "efficiency"],
  ["efficiency low", "1", "efficiencyLow"],
  ["efficiency high", "1", "efficiencyHigh"],
  ["no track", "1", "noTrack"],
  ["extra tracks", "1", "extraTracks"],
  ["wrong track", "1", "wrongTrack"],
  ["wrong track low", "1", "wrongTrackLow"],
  ["wrong track high", "1", "wrongTrackHigh"],
  ["tau", "ns", "tau_ns"],
  ["tau error", "ns", "tauError_ns"],
  ["predicted resolution", "1", "predictedResolution"],
  ["resolution", "1", "resolution"],
  ["resolution error", "1", "resolutionError"],
  ["half width", "1", "halfWidth"],
  ["half width error", "1", "halfWidthError"],
] as const;

export function trackingCsv(rows: readonly TrackingRow[]): Promise<string> {
  return tableText(
    columns.map(([name, unit]) => ({ name, unit })),
    rows.map((row) => columns.map(([, , key]) => row[key] ?? "")),
    [
      "Tracks of beam electrons, and the resolution of their momentum",
      "source: NA64-2018 Sec. III",
      `obtained: simulated by aprime ${version()}, tracking`,
      ...meaning.split("\n").map((line) => `note: ${line}`),
    ],
  );
}

function withError(value: number, error: number, digits: number): string {
  return `${value.toFixed(digits)} ± ${error.toFixed(digits)}`;
}

function sum(values: Uint8Array | Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Without the last digits, which conversions of units leave. */
function tidy(value: number): number {
  return Number(value.toPrecision(15));
}
