import { beamRate } from "../src/beam/intensity.ts";
import { clopperPearson, type Efficiency, weightedEfficiency } from "../src/statistics/efficiency.ts";
import type { Beam } from "../src/tables/run-card.ts";
import { GeV } from "../src/units.ts";
import type { Cell, PileupSums, Tally } from "./pileup-sums.ts";

/** How an algorithm reads events of one intensity and bin of E_ECAL: an element of `rows` of the document of --json. */
export interface PileupRow {
  readonly algorithm: string;
  readonly process: string;
  /** Electrons per spill. */
  readonly intensity: number;
  /** Bin of the perfect E_ECAL, GeV. */
  readonly ecalLow: number;
  readonly ecalHigh: number;
  /** Share of the events read well, with its interval of one standard deviation. */
  readonly efficiency: number | null;
  readonly efficiencyLow: number;
  readonly efficiencyHigh: number;
  /** Mean and rms of the relative deviation of E_ECAL, of the events read well. */
  readonly bias: number | null;
  readonly resolution: number | null;
  /** Rms of the deviation of the hottest cell's time, of the events read well. */
  readonly timeResolution_ns: number | null;
  /** Dead time tau, from efficiency over that of clean events = exp(-rate tau). */
  readonly tau_ns: number | null;
  readonly microsecondsPerEvent: number;
  readonly tauError_ns: number | null;
  readonly events: number;
  /** Efficiency over that of clean events. */
  readonly relative: number | null;
  readonly relativeError: number | null;
  /** Why the others are not read well: energy too low, too high, or only the time off. */
  readonly tooLow: number | null;
  readonly tooHigh: number | null;
  readonly outOfTime: number | null;
  /** Share of the events read in this bin, over that of clean events: Eq. (24). */
  readonly spectrumRatio: number | null;
  readonly spectrumRatioError: number | null;
  /** ECAL channels per event that read far too much, and far too little. */
  readonly wrongPulses: number | null;
  readonly lostPulses: number | null;
  /** Share of the events selected with the perfect reading that are selected with this one. */
  readonly kept: number | null;
  readonly keptLow: number;
  readonly keptHigh: number;
  /** Selected events over those of clean ones, by this reading and by the perfect one. */
  readonly selected: number | null;
  readonly selectedError: number | null;
  readonly selectedPerfectly: number | null;
  /** Of electrons with all of their energy in the ECAL: how many there are, and which share is read with energy missing. */
  readonly electrons: number;
  readonly below50: Efficiency | null;
  readonly from50To80: Efficiency | null;
  /** Of the two: how many the trigger takes, whose sum is analog, and how many the selection. */
  readonly fakesTriggered: number;
  readonly fakesSelected: Efficiency | null;
}

/** What the rows are of. */
export interface Contest {
  readonly process: string;
  /** Of the readings behind the perfect one. */
  readonly algorithms: readonly string[];
  /** The first is 0. */
  readonly intensities: readonly number[];
  readonly edges: readonly number[];
  readonly beam: Beam;
  readonly sums: PileupSums;
  /** Microseconds by intensity and algorithm. */
  readonly speeds: readonly (readonly number[])[];
}

/** The row of an algorithm and intensity, by their numbers: of one bin, or of all together. */
export function rowOf(contest: Contest, algorithm: number, intensity: number, bin?: number): PileupRow {
  const { process, algorithms, intensities, edges, beam, sums, speeds } = contest;
  const reading = algorithm + 1;
  const here = { intensity, reading, bin };
  const clean = { intensity: 0, reading, bin };
  const tally = sums.tally(here);
  const { events, weight, efficient, timed, electrons } = tally;
  const efficiency = shareOf(efficient, weight, tally.efficientSquares, tally.weightSquares);
  const kept = shareOf(tally.kept, tally.perfect, tally.keptSquares, tally.perfectSquares);
  const ratio = (over: (t: Tally) => number, to: Cell = clean) =>
    sums.estimate((at) => over(at(here)) / over(at(to)));
  const relative = ratio((t) => t.efficient / t.weight);
  const rate = beamRate(intensities[intensity]!, beam);
  const selected = ratio((t) => t.selected);
  const spectrum = sums.estimate(
    (at) =>
      at(here).read / at({ intensity, reading }).read / (at(clean).read / at({ intensity: 0, reading }).read),
  );
  const spread = (sum: number, squares: number, of: number): number =>
    Math.sqrt(Math.max(0, squares / of - (sum / of) * (sum / of)));
  const share = (part: number): number | null => finite(part / weight);
  const fakes = (count: number) => (electrons > 0 ? clopperPearson(count, electrons) : null);
  const [low, high] = bin === undefined ? [edges[0]!, edges.at(-1)!] : [edges[bin]!, edges[bin + 1]!];
  return {
    algorithm: algorithms[algorithm]!,
    process,
    intensity: intensities[intensity]!,
    ecalLow: low / GeV,
    ecalHigh: high / GeV,
    efficiency: finite(efficiency.value),
    efficiencyLow: efficiency.low,
    efficiencyHigh: efficiency.high,
    bias: finite(tally.residual / efficient),
    resolution: finite(spread(tally.residual, tally.residualSquares, efficient)),
    timeResolution_ns: finite(spread(tally.time, tally.timeSquares, timed)),
    tau_ns: finite(-Math.log(relative.value) / rate),
    microsecondsPerEvent: speeds[intensity]![algorithm]!,
    tauError_ns: finite(relative.error / relative.value / rate),
    events,
    relative: finite(relative.value),
    relativeError: finite(relative.error),
    tooLow: share(tally.tooLow),
    tooHigh: share(tally.tooHigh),
    outOfTime: share(tally.outOfTime),
    spectrumRatio: finite(spectrum.value),
    spectrumRatioError: finite(spectrum.error),
    wrongPulses: share(tally.wrong),
    lostPulses: share(tally.lost),
    kept: finite(kept.value),
    keptLow: kept.low,
    keptHigh: kept.high,
    selected: finite(selected.value),
    selectedError: finite(selected.error),
    selectedPerfectly: finite(
      sums.tally({ ...here, reading: 0 }).selected / sums.tally({ ...clean, reading: 0 }).selected,
    ),
    electrons,
    below50: fakes(tally.below50),
    from50To80: fakes(tally.below80),
    fakesTriggered: tally.triggered,
    fakesSelected: fakes(tally.fakesSelected),
  };
}

/** Rows of all bins one after the other, algorithm by algorithm, for each intensity but that of clean events. */
export function rowsOf(contest: Contest): PileupRow[] {
  const bins = contest.edges.slice(1).map((_, bin) => bin);
  return over(contest, (algorithm, intensity) =>
    bins.map((bin) => rowOf(contest, algorithm, intensity, bin)),
  );
}

/** The same with all bins together. */
export function totalsOf(contest: Contest): PileupRow[] {
  return over(contest, (algorithm, intensity) => [rowOf(contest, algorithm, intensity)]);
}

function over(
  { intensities, algorithms }: Contest,
  rows: (algorithm: number, intensity: number) => PileupRow[],
): PileupRow[] {
  return intensities
    .slice(1)
    .flatMap((_, k) => algorithms.flatMap((_name, algorithm) => rows(algorithm, k + 1)));
}

/** A share of weighted events, from the sums of the weights and of their squares. */
function shareOf(part: number, all: number, squaresPart: number, squaresAll: number): Efficiency {
  const [failed, squaresFailed] = [all - part, squaresAll - squaresPart];
  // Differences of sums may round to a little on either side of zero, one of them before the other.
  const some = failed > 0 && squaresFailed > 0;
  return weightedEfficiency({
    sumPassed: part,
    sumSquaresPassed: squaresPart,
    sumFailed: some ? failed : 0,
    sumSquaresFailed: some ? squaresFailed : 0,
  });
}

/** JSON has no other numbers. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
