import type { EventBatch } from "../detector/events.ts";
import { type Efficiency, weightedEfficiency } from "../statistics/efficiency.ts";
import type { Estimate } from "../statistics/estimate.ts";
import type { Passes } from "./cut.ts";

/** What some steps keep of the events that passed those before, with other beam particles and without. */
export interface PairedLoss {
  readonly withOthers: Efficiency;
  readonly withoutOthers: Efficiency;
  /** -ln(with / without) and its standard error; NaN where nothing is left. */
  readonly logLoss: number;
  readonly error: number;
}

/**
 * Losses of the same events simulated twice, with other beam particles and without, step after step. Kept is how many steps an event
 * passes before the first it fails, in either: so the error of a ratio knows that most events fare alike in both, and products are exact.
 */
export function preparePairedLosses(steps: readonly Passes[]) {
  const size = steps.length + 1;
  const sumWeights = new Float64Array(size * size); // [passed with others * size + passed without]
  const sumSquares = new Float64Array(size * size);
  const passed = (columns: EventBatch["columns"], i: number): number => {
    const failing = steps.findIndex((passes) => !passes(columns, i));
    return failing < 0 ? steps.length : failing;
  };

  /** The sum over the cells of a matrix whose two numbers of steps `take` wants. */
  const sum = (matrix: Float64Array, take: (withOthers: number, without: number) => boolean): number =>
    matrix.reduce((total, value, k) => total + (take(Math.floor(k / size), k % size) ? value : 0), 0);

  const kept = (from: number, to: number, pick: (withOthers: number, without: number) => number) => {
    const passes = (a: number, b: number): boolean => pick(a, b) >= to;
    const fails = (a: number, b: number): boolean => pick(a, b) >= from && pick(a, b) < to;
    return weightedEfficiency({
      sumPassed: sum(sumWeights, passes),
      sumSquaresPassed: sum(sumSquares, passes),
      sumFailed: sum(sumWeights, fails),
      sumSquaresFailed: sum(sumSquares, fails),
    });
  };

  return {
    /**
     * What is left of the events that pass all steps without others, and with them those before `step`: the products of all are what of
     * them passes with others too.
     */
    kept(step: number): Efficiency {
      const passes = (a: number, b: number): boolean => b === steps.length && a > step;
      const fails = (a: number, b: number): boolean => b === steps.length && a === step;
      return weightedEfficiency({
        sumPassed: sum(sumWeights, passes),
        sumSquaresPassed: sum(sumSquares, passes),
        sumFailed: sum(sumWeights, fails),
        sumSquaresFailed: sum(sumSquares, fails),
      });
    },

    /** Weights of the events that pass all steps without others: their sum, and that of their squares. */
    passedWithout(): { readonly sum: number; readonly squares: number } {
      const all = (_: number, b: number): boolean => b === steps.length;
      return { sum: sum(sumWeights, all), squares: sum(sumSquares, all) };
    },

    /** Events that pass all steps only with others, over those that pass all in both; or those that fail `step` without. */
    gained(step?: number): Estimate {
      const inBoth = (a: number, b: number): boolean => a === steps.length && b === steps.length;
      const only = (a: number, b: number): boolean =>
        a === steps.length && b < steps.length && (step === undefined || b === step);
      const [gained, both] = [sum(sumWeights, only), sum(sumWeights, inBoth)];
      const mean = gained / both;
      return { mean, error: Math.sqrt(sum(sumSquares, only) + mean * mean * sum(sumSquares, inBoth)) / both };
    },

    /** Counts the events of a batch; `without` holds the same events without others. */
    take(withOthers: EventBatch, without: EventBatch): void {
      for (let i = 0; i < withOthers.size; i++) {
        const { event, weight } = withOthers.columns;
        if (event[i] !== without.columns.event[i] || weight[i] !== without.columns.weight[i])
          throw new Error(`event ${event[i]} is not the same without other particles`);
        const cell = passed(withOthers.columns, i) * size + passed(without.columns, i);
        sumWeights[cell]! += weight[i]!;
        sumSquares[cell]! += weight[i]! * weight[i]!;
      }
    },

    /** What steps `from` up to, but not with, `to` lose. */
    loss(from: number, to: number): PairedLoss {
      const [a, b] = [(a: number): number => a, (_: number, b: number): number => b];
      const withOthers = kept(from, to, a);
      const withoutOthers = kept(from, to, b);
      const before = [sum(sumWeights, (a) => a >= from), sum(sumWeights, (_, b) => b >= from)] as const;
      const after = [sum(sumWeights, (a) => a >= to), sum(sumWeights, (_, b) => b >= to)] as const;
      // To first order, by how much a unit of weight in a cell moves ln(without / with).
      const pull = (a: number, b: number): number =>
        (b >= to ? 1 / after[1] : 0) -
        (b >= from ? 1 / before[1] : 0) -
        (a >= to ? 1 / after[0] : 0) +
        (a >= from ? 1 / before[0] : 0);
      const variance = sumSquares.reduce((total, squares, k) => {
        const each = pull(Math.floor(k / size), k % size);
        return total + (squares === 0 ? 0 : each * each * squares);
      }, 0);
      const known = after[0] > 0 && after[1] > 0;
      return {
        withOthers,
        withoutOthers,
        logLoss: known ? Math.log(withoutOthers.value / withOthers.value) : Number.NaN,
        error: known ? Math.sqrt(variance) : Number.NaN,
      };
    },
  };
}
