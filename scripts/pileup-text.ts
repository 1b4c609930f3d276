import { markdownTable } from "markdown-table";
import { tableText } from "../src/node/write-table.ts";
import type { Efficiency } from "../src/statistics/efficiency.ts";
import { GeV, ns } from "../src/units.ts";
import type { Criteria } from "./pileup-judgement.ts";
import { inGeV, type Ranked, usable } from "./pileup-ranking.ts";
import type { PileupRow } from "./pileup-rows.ts";

/** What the arena found. */
export interface ArenaResult {
  readonly process: string;
  readonly selection: string;
  readonly criteria: Criteria;
  /** One per algorithm, intensity and bin; all bins together; and all bins of clean events. */
  readonly rows: readonly PileupRow[];
  readonly totals: readonly PileupRow[];
  readonly clean: readonly PileupRow[];
  readonly ranking: readonly Ranked[];
  /** The intensity at which energies are told. */
  readonly shown: number;
}

/** The tables for people. */
export function arenaText(result: ArenaResult): string {
  const { process, selection, criteria, rows, totals, clean, ranking, shown } = result;
  const { tolerance, energyFloor, timeWindow } = criteria;
  const at = rows.filter(({ intensity }) => intensity === shown);
  const energies = `by E_ECAL of the perfect reading in GeV, at ${spill(shown)} electrons per spill`;
  return [
    `Readings of ${process} events\n\n${totalsTable([...clean, ...totals])}`,
    `eff., efficiency: E_ECAL within ${percent(tolerance, 0)} % or ${inGeV(energyFloor)} GeV of the perfect reading, which knows the pulses of the
trigger; and the hottest cell, if above 1 GeV, within ${timeWindow / ns} ns. bias, sigma: mean and rms of E_ECAL over
the perfect one, less 1, in %, of these events; sigma_t: rms of that cell's time in ns. tau: efficiency over that
of clean events = exp(-rate tau). wrong: ECAL channels per event that read 1 GeV above twice the truth.
kept: of the events that pass the selection ${selection} as read perfectly, those that still do.
us: microseconds per event on this machine, for all channels.`,
    `Efficiency [%] ${energies}\n\n${binTable(at, ({ efficiency, efficiencyLow, efficiencyHigh }) =>
      pair(efficiency, (efficiencyHigh - efficiencyLow) / 2, 100, 1),
    )}`,
    `Share of the events read in a bin, over that of clean events (Eq. 24),\n${energies}\n\n${binTable(
      at,
      ({ spectrumRatio, spectrumRatioError }) => pair(spectrumRatio, spectrumRatioError, 1, 2),
    )}`,
    `Events that pass the selection ${selection}, over those of clean events\n\n${selectedTable(totals)}`,
    ...(totals.some(({ electrons }) => electrons > 0)
      ? [
          `Fake missing energy: electrons with more than 95 GeV in the ECAL that are read below 80 GeV; of
these, how many the trigger takes, whose sum is analog, and the share that passes the selection ${selection} as well\n\n${fakeTable([...clean, ...totals])}`,
        ]
      : []),
    `Ranking\n\n${rankingTable(ranking)}`,
    rankingWords(result),
    scoreLine(result),
  ].join("\n\n");
}

/** What the paper says of the two numbers. */
const paper = {
  rate: "about 1e6 per second (Sec. VI.A)",
  energy: "about 5 GeV at 5e6 per spill (Sec. VI.A, Fig. 11)",
};

function rankingWords({ shown }: ArenaResult): string {
  return `score: mean efficiency over the intensities, all energies together; ahead: of the next one, on the
same events.
usable to: electrons per second up to which it has ${percent(usable, 0)} % of the efficiency of clean events: 10 % are
what 1e6 per second times the 100 ns of the shaper lose (criterion: ours). Paper, without an
algorithm, which is highest-sample: ${paper.rate}; published, not an input.
works above: E_ECAL from which on it has that at ${spill(shown)} per spill; Eq. 24: from which on the share is
within 10 %, up to the 60 GeV of Fig. 11. Paper, of its own algorithm, which is nearest-peak:
${paper.energy}; published, not an input.
All other numbers are simulated, with those of the card.`;
}

/** One line: the scores. */
export function scoreLine({ ranking, totals }: Pick<ArenaResult, "ranking" | "totals">): string {
  const intensities = [...new Set(totals.map(({ intensity }) => intensity))];
  const range =
    intensities.length === 1
      ? `at ${spill(intensities[0]!)}`
      : `from ${spill(Math.min(...intensities))} to ${spill(Math.max(...intensities))}`;
  const scores = ranking.map(
    ({ algorithm, score, scoreError }) => `${algorithm} ${pair(score, scoreError, 100, 2)}`,
  );
  return `score [%], mean efficiency ${range} electrons per spill: ${scores.join(", ")}`;
}

function totalsTable(rows: readonly PileupRow[]): string {
  return grouped(
    ["eff. [%]", "bias", "sigma", "sigma_t", "tau [ns]", "wrong", "kept [%]", "us"],
    rows,
    (row) => [
      share(row.efficiency, row.efficiencyLow, row.efficiencyHigh),
      fixed(row.bias, 100, 2),
      fixed(row.resolution, 100, 2),
      fixed(row.timeResolution_ns, 1, 2),
      pair(row.tau_ns, row.tauError_ns, 1, 0),
      fixed(row.wrongPulses, 1, 2),
      share(row.kept, row.keptLow, row.keptHigh),
      row.microsecondsPerEvent.toFixed(0),
    ],
  );
}

function selectedTable(rows: readonly PileupRow[]): string {
  const algorithms = [...new Set(rows.map(({ algorithm }) => algorithm))];
  const intensities = [...new Set(rows.map(({ intensity }) => intensity))];
  const cell = (name: string, intensity: number): string => {
    const row = rows.find((one) => one.algorithm === name && one.intensity === intensity)!;
    return pair(row.selected, row.selectedError, 100, 1);
  };
  const first = (intensity: number) => rows.find((one) => one.intensity === intensity)!;
  return markdownTable(
    [
      ["[%]", ...intensities.map(spill)],
      ["perfect", ...intensities.map((intensity) => fixed(first(intensity).selectedPerfectly, 100, 1))],
      ...algorithms.map((name) => [name, ...intensities.map((intensity) => cell(name, intensity))]),
    ],
    { align: ["l", ...intensities.map(() => "r")] },
  );
}

function fakeTable(rows: readonly PileupRow[]): string {
  return grouped(
    ["electrons", "below 50 GeV [%]", "50-80 GeV [%]", "triggers", "selected [%]"],
    rows,
    (row) => [
      String(row.electrons),
      interval(row.below50),
      interval(row.from50To80),
      String(row.fakesTriggered),
      interval(row.fakesSelected),
    ],
  );
}

function rankingTable(ranking: readonly Ranked[]): string {
  return markdownTable(
    [
      ["", "", "score [%]", "ahead [%]", "usable to [1e6 / s]", "works above [GeV]", "Eq. 24"],
      ...ranking.map((one) => [
        String(one.rank),
        one.algorithm,
        pair(one.score, one.scoreError, 100, 2),
        pair(one.ahead, one.aheadError, 100, 2),
        one.usableUpTo === null
          ? "all"
          : pair(one.usableUpToPerSecond, one.usableUpToPerSecondError, 1e-6, 2),
        one.worksAbove_GeV === null ? "never" : inGeV(one.worksAbove_GeV * GeV),
        one.spectrumWorksAbove_GeV === null ? "never" : inGeV(one.spectrumWorksAbove_GeV * GeV),
      ]),
    ],
    { align: ["r", "l", "r", "r", "r", "r", "r"] },
  );
}

/** Algorithms by bins of energy; bins without events are left out. */
function binTable(rows: readonly PileupRow[], cell: (row: PileupRow) => string): string {
  const algorithms = [...new Set(rows.map(({ algorithm }) => algorithm))];
  const own = (name: string) => rows.filter(({ algorithm, events }) => algorithm === name && events > 0);
  const bins = own(algorithms[0]!).map(({ ecalLow, ecalHigh }) => `${ecalLow}-${ecalHigh}`);
  return markdownTable([["", ...bins], ...algorithms.map((name) => [name, ...own(name).map(cell)])], {
    align: ["l", ...bins.map(() => "r")],
  });
}

/** Rows with the intensity where it changes. */
function grouped(
  head: readonly string[],
  rows: readonly PileupRow[],
  cells: (row: PileupRow) => string[],
): string {
  return markdownTable(
    [
      ["/ spill", "", ...head],
      ...rows.map((row, k) => [
        row.intensity === rows[k - 1]?.intensity ? "" : row.intensity === 0 ? "clean" : spill(row.intensity),
        row.algorithm,
        ...cells(row),
      ]),
    ],
    { align: ["r", "l", ...head.map(() => "r")] },
  );
}

/** 2.29e6. */
export function spill(intensity: number): string {
  if (intensity === 0) return "0";
  return Number(intensity.toPrecision(3)).toExponential().replace("e+", "e");
}

function percent(value: number, digits: number): string {
  return (100 * value).toFixed(digits);
}

function fixed(value: number | null, times: number, digits: number): string {
  return value === null ? "" : (times * value).toFixed(digits);
}

function pair(value: number | null, error: number | null, times: number, digits: number): string {
  const text = fixed(value, times, digits);
  return value === null || error === null ? text : `${text}±${fixed(error, times, digits)}`;
}

/** With its error in %, or where that is one-sided its interval. */
function share(value: number | null, low: number, high: number): string {
  if (value === null) return "";
  const error = (high - low) / 2;
  const isOneSided = Math.abs(high + low - 2 * value) > 0.5 * (high - low);
  return isOneSided ? `${percent(low, 0)}-${percent(high, 0)}` : pair(value, error, 100, 1);
}

function interval(share: Efficiency | null): string {
  return share === null
    ? ""
    : `${percent(share.value, 2)} (${percent(share.low, 2)}-${percent(share.high, 2)})`;
}

const csvColumns = [
  ["efficiency", "1", "efficiency"],
  ["efficiency low", "1", "efficiencyLow"],
  ["efficiency high", "1", "efficiencyHigh"],
  ["bias", "1", "bias"],
  ["resolution", "1", "resolution"],
  ["time resolution", "ns", "timeResolution_ns"],
  ["tau", "ns", "tau_ns"],
  ["tau error", "ns", "tauError_ns"],
  ["time per event", "us", "microsecondsPerEvent"],
  ["events", "1", "events"],
  ["efficiency over clean", "1", "relative"],
  ["efficiency over clean error", "1", "relativeError"],
  ["too low", "1", "tooLow"],
  ["too high", "1", "tooHigh"],
  ["out of time", "1", "outOfTime"],
  ["share over clean", "1", "spectrumRatio"],
  ["share over clean error", "1", "spectrumRatioError"],
  ["wrong pulses per event", "1", "wrongPulses"],
  ["lost pulses per event", "1", "lostPulses"],
  ["kept by the selection", "1", "kept"],
] as const;

/** All rows, bin by bin, as one table. */
export function arenaCsv({ rows }: ArenaResult, comments: readonly string[]): Promise<string> {
  return tableText(
    [
      { name: "algorithm" },
      { name: "process" },
      { name: "intensity", unit: "1" },
      { name: "E_ECAL from", unit: "GeV" },
      { name: "E_ECAL to", unit: "GeV" },
      ...csvColumns.map(([name, unit]) => ({ name, unit })),
    ],
    rows.map((row) => [
      row.algorithm,
      row.process,
      row.intensity,
      row.ecalLow,
      row.ecalHigh,
      ...csvColumns.map(([, , key]) => row[key] ?? Number.NaN),
    ]),
    comments,
  );
}
