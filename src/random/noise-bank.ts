import { autoregression } from "../math/autoregression.ts";
import { normalQuantiles } from "./noise.ts";
import { runKeyFromSeed } from "./run-key.ts";
import { RandomStream } from "./stream.ts";

/** Values of a bank, a power of two: a uint16 is a place in it. */
export const bankSize = 0x1_0000;
/** The longest stretch that may be taken from any place of a bank. */
export const longestStretch = 64;
const places = bankSize - 1;

/** The bank of each list of correlations that was asked for. */
const banks = new Map<string, Float32Array>();

/**
 * Normals of unit variance in a fixed order, to take noise from in stretches, as in Wallace's method (Wallace-1996): 65 536 values in
 * a ring, and the first 64 once more. A stretch from a random place is stationary noise with the given correlations at lags 1, 2, ...
 * (to 0.003 at any lag, to 0.0005 if white), which beyond the list go on as those of its autoregression. Its values are those of a
 * table of quantiles, so that sums of stretches have exact moments: the tails of (a + b + c + d) / 2 are right to 0.1 % up to 3.5,
 * 0.5 % up to 5.5, 1 % at 6, and none is beyond 8.92. The same in every run. About 40 ms, the first time.
 */
export function noiseBank(correlations: readonly number[]): Float32Array {
  const key = correlations.join();
  const known = banks.get(key);
  if (known !== undefined) return known;
  const bank = new Float32Array(bankSize + longestStretch);
  bank.set(fillBank(correlations));
  bank.copyWithin(bankSize, 0, longestStretch);
  banks.set(key, bank);
  return bank;
}

function fillBank(correlations: readonly number[]): Float64Array {
  const process = autoregression(correlations);
  if (process === undefined) throw new Error(`${correlations.join()} are the correlations of no noise`);
  const quantiles = shuffle(normalQuantiles);
  const white = whiten(quantiles);
  const noise = colour(white, process.coefficients);
  return asQuantiles(noise);
}

/** The same values in random order (Fisher and Yates). */
function shuffle(values: Float64Array): Float64Array {
  const shuffled = Float64Array.from(values);
  const random = new RandomStream(runKeyFromSeed("noise bank"));
  for (let k = shuffled.length - 1; k > 0; k--) {
    const other = Math.floor(random.uniform() * (k + 1));
    const value = shuffled[k]!;
    shuffled[k] = shuffled[other]!;
    shuffled[other] = value;
  }
  return shuffled;
}

/** What of each value could not be told from the 63 before it: by chance neighbours in a ring of 65 536 are correlated to 0.004. */
function whiten(ring: Float64Array): Float64Array {
  const square = laggedProduct(ring, 0);
  const lags = Array.from({ length: longestStretch - 1 }, (_, k) => laggedProduct(ring, k + 1) / square);
  const { coefficients } = autoregression(lags)!;
  const white = Float64Array.from(ring);
  coefficients.forEach((a, k) => {
    for (let t = 0; t < bankSize; t++) white[t]! -= a * ring[(t - 1 - k) & places]!;
  });
  return white;
}

function laggedProduct(ring: Float64Array, lag: number): number {
  let sum = 0;
  for (let t = 0; t < bankSize; t++) sum += ring[t]! * ring[(t + lag) & places]!;
  return sum;
}

/** The autoregression driven by `white`, twice around the ring, so that it does not remember where it began. */
function colour(white: Float64Array, coefficients: readonly number[]): Float64Array {
  const noise = Float64Array.from(white);
  for (let t = 0; t < 2 * bankSize; t++) {
    let value = white[t & places]!;
    for (let k = 0; k < coefficients.length; k++) value += coefficients[k]! * noise[(t - 1 - k) & places]!;
    noise[t & places] = value;
  }
  return noise;
}

/** Each value replaced by the normal quantile of its rank, of unit variance. */
function asQuantiles(values: Float64Array): Float64Array {
  const ranked = Uint32Array.from(values, (_, k) => k).sort((a, b) => values[a]! - values[b]!);
  const norm = Math.sqrt(bankSize / normalQuantiles.reduce((sum, q) => sum + q * q, 0));
  const result = new Float64Array(bankSize);
  ranked.forEach((place, rank) => {
    result[place] = norm * normalQuantiles[rank]!;
  });
  return result;
}
