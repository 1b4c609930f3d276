import type { Msadc } from "../tables/run-card.ts";
import { product } from "./pulse-filter.ts";

/** The tail that pulses before the record leave in the samples of a channel. */
export interface Tail {
  /** Finds it in the first samples, less pedestals, of the channel with the values from `base` on: false where there is none. */
  find(values: Float64Array, base: number): boolean;
  /** What the tail that was found last is in sample k, counts. */
  at(k: number): number;
}

/**
 * From 50 ns after its peak any pulse is a sum of two exponentials with the time constants of the MSADC, and so are several: their heights are
 * the least squares of the first `count` samples, none of them below 0. There is a tail where the mean of these samples is above `threshold`
 * counts, and the exponentials fit them to `threshold` (rms): a pulse that peaks there is none. Reaches 125 ns on to 1.2 times the noise.
 */
export function prepareTail(
  { samples, samplingPeriod, fallTime, tailTime }: Msadc,
  count: number,
  threshold: number,
): Tail {
  const decay = (time: number) =>
    Float64Array.from({ length: samples }, (_, k) => Math.exp((-k * samplingPeriod) / time));
  const fast = decay(fallTime);
  const slow = decay(tailTime);
  const [fastStart, slowStart] = [fast.subarray(0, count), slow.subarray(0, count)];
  const fastSquare = product(fastStart, fastStart);
  const both = product(fastStart, slowStart);
  const slowSquare = product(slowStart, slowStart);
  const determinant = fastSquare * slowSquare - both * both;
  // Two time constants that so few samples do not tell apart: then the slow one alone.
  const alike = determinant < 1e-4 * fastSquare * slowSquare;
  let fastHeight = 0;
  let slowHeight = 0;
  return {
    find: (values, base) => {
      let sum = 0;
      for (let k = 0; k < count; k++) sum += values[base + k]!;
      if (!(sum > threshold * count)) return false;
      let squares = 0;
      let onFast = 0;
      let onSlow = 0;
      for (let k = 0; k < count; k++) {
        const value = values[base + k]!;
        squares += value * value;
        onFast += value * fast[k]!;
        onSlow += value * slow[k]!;
      }
      fastHeight = (slowSquare * onFast - both * onSlow) / determinant;
      slowHeight = (fastSquare * onSlow - both * onFast) / determinant;
      if (alike || fastHeight < 0) {
        fastHeight = 0;
        slowHeight = onSlow / slowSquare;
      } else if (slowHeight < 0) {
        fastHeight = onFast / fastSquare;
        slowHeight = 0;
      }
      return squares - fastHeight * onFast - slowHeight * onSlow <= count * threshold * threshold;
    },
    at: (k) => fastHeight * fast[k]! + slowHeight * slow[k]!,
  };
}
