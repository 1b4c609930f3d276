import { beamRate } from "../src/beam/intensity.ts";
import { GeV, s } from "../src/units.ts";
import { type Contest, finite, rowOf } from "./pileup-rows.ts";
import type { Cell, Tally } from "./pileup-sums.ts";

/** An efficiency over that of clean events from which on an algorithm is taken as usable: 10 % is what 1e6/s times the 100 ns of Sec. VI.A lose. */
export const usable = 0.9;

/** Fig. 11 ends there, GeV: events that others move out of the bins above it come to it from nowhere. */
const endOfFig11 = 60;

/** A bin of fewer events tells nothing of where an algorithm works. */
const leastEvents = 50;

/** An algorithm in the ranking. */
export interface Ranked {
  readonly rank: number;
  readonly algorithm: string;
  /** Mean efficiency over the intensities, all bins together. */
  readonly score: number;
  readonly scoreError: number | null;
  /** By how much its score is above that of the next one: the same events, so that most of the errors cancel. */
  readonly ahead: number | null;
  readonly aheadError: number | null;
  /** Highest intensity, electrons per spill, at which it is usable; null if it is at all of them. */
  readonly usableUpTo: number | null;
  readonly usableUpToError: number | null;
  /** The same in electrons per second of the spill. */
  readonly usableUpToPerSecond: number | null;
  readonly usableUpToPerSecondError: number | null;
  /** At one intensity: lower edge of the lowest bin from which on it is usable, GeV; null if it is so nowhere. */
  readonly worksAbove_GeV: number | null;
  /** The same by the share of the events in the bin, which is within 10 % of that of clean events up to 60 GeV: Eq. (24), Fig. 11. */
  readonly spectrumWorksAbove_GeV: number | null;
}

/** The algorithms by their scores; energies are those of the intensity of number `shown`. */
export function rankingOf(contest: Contest, shown: number): Ranked[] {
  const { algorithms, intensities, edges, beam, sums } = contest;
  const numbers = intensities.map((_, k) => k).slice(1);
  const score = (at: (cell: Cell) => Tally, algorithm: number): number =>
    numbers.reduce((sum, intensity) => {
      const { efficient, weight } = at({ intensity, reading: algorithm + 1 });
      return sum + efficient / weight / numbers.length;
    }, 0);
  const scored = algorithms
    .map((name, k) => ({ name, k, ...sums.estimate((at) => score(at, k)) }))
    .sort((a, b) => b.value - a.value);
  return scored.map(({ name, k, value, error }, place) => {
    const next = scored[place + 1];
    const ahead = next && sums.estimate((at) => score(at, k) - score(at, next.k));
    const limit = sums.estimate((at) => usableUpTo(contest, at, k));
    const bins = edges.slice(1).map((_, bin) => rowOf(contest, k, shown, bin));
    const lowest = (works: (row: (typeof bins)[number]) => boolean, end = Infinity): number | null => {
      const filled = bins.filter(({ events, ecalLow }) => events >= leastEvents && ecalLow < end);
      return filled[filled.findLastIndex((row) => !works(row)) + 1]?.ecalLow ?? null;
    };
    return {
      rank: place + 1,
      algorithm: name,
      score: value,
      scoreError: finite(error),
      ahead: ahead === undefined ? null : finite(ahead.value),
      aheadError: ahead === undefined ? null : finite(ahead.error),
      usableUpTo: finite(limit.value),
      usableUpToError: finite(limit.error),
      usableUpToPerSecond: finite(beamRate(limit.value, beam) * s),
      usableUpToPerSecondError: finite(beamRate(limit.error, beam) * s),
      worksAbove_GeV: lowest(({ relative }) => relative !== null && relative >= usable),
      spectrumWorksAbove_GeV: lowest(
        ({ spectrumRatio }) => spectrumRatio !== null && Math.abs(spectrumRatio - 1) <= 1 - usable,
        endOfFig11,
      ),
    };
  });
}

/** The logarithm of the efficiency over that of clean events falls straight between two intensities, as with a dead time. */
function usableUpTo({ intensities }: Contest, at: (cell: Cell) => Tally, algorithm: number): number {
  const efficiency = (intensity: number): number => {
    const { efficient, weight } = at({ intensity, reading: algorithm + 1 });
    return efficient / weight;
  };
  const clean = efficiency(0);
  let [before, logBefore] = [0, 0];
  for (const [k, intensity] of intensities.entries()) {
    const log = Math.log(efficiency(k) / clean);
    if (log < Math.log(usable)) {
      return before + ((intensity - before) * (Math.log(usable) - logBefore)) / (log - logBefore);
    }
    [before, logBefore] = [intensity, log];
  }
  return Number.POSITIVE_INFINITY;
}

/** The number of the intensity next to that of the card, by their ratio. */
export function shownIntensity({ intensities }: Pick<Contest, "intensities">, mean: number): number {
  const distance = (k: number): number => Math.abs(Math.log(intensities[k]! / mean));
  let best = 1;
  for (let k = 2; k < intensities.length; k++) if (distance(k) < distance(best)) best = k;
  return best;
}

/** The edges of bins as text. */
export function inGeV(energy: number): string {
  return String(Number((energy / GeV).toPrecision(6)));
}
