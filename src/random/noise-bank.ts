import { autoregression } from "../math/autoregression.ts";
import { normalQuantiles } from "./noise.ts";
import { runKeyFromSeed } from "./run-key.ts";
import { RandomStream } from "./stream.ts";

/** Values of a bank, a power of two: a uint16 is a place in it. */
export const bankSize = 0x1_0000;
/** The longest stretch that may be taken from any place of a bank. */
export const longestStretch = 64;
const places = bankSize - 1;

/** The banks that were asked for. */
const banks = new Map<string, Float32Array>();

/**
 * Normals of a `spread` in a fixed order, to take noise from in stretches, as in Wallace's method (Wallace-1996): 65 536 values in a
 * ring, and the first 64 once more. A stretch from a random place is stationary noise with the given correlations at lags 1, 2, ...,
 * which beyond the list go on as those of its autoregression: to 5e-4 if white, else to 0.003, or 0.01 where they reach over many
 * samples. Its values are those of a table of quantiles, so that sums of stretches have exact moments: the tails of
 * (a + b + c + d) / 2 are right to 0.5 % up to 5.5 and 1 % at 6, and none is beyond 8.92. The same array whenever the same bank is
 * asked for, and the same bank in every run; up to 0.1 s, the first time.
 */
export function noiseBank(correlations: readonly number[], spread = 1): Float32Array {
  const key = [spread, ...correlations].join();
  let bank = banks.get(key);
  if (bank === undefined) {
    bank = spread === 1 ? makeBank(correlations) : noiseBank(correlations).map((value) => spread * value);
    banks.set(key, bank);
  }
  return bank;
}

function makeBank(correlations: readonly number[]): Float32Array {
  const process = autoregression(correlations);
  if (process === undefined) throw new Error(`${correlations.join()} are the correlations of no noise`);
  const quantiles = unitQuantiles();
  const white = whiten(shuffle(quantiles));
  const ring = asQuantiles(colour(white, process.coefficients), quantiles);
  const bank = new Float32Array(bankSize + longestStretch);
  bank.set(ring);
  bank.set(ring.subarray(0, longestStretch), bankSize);
  return bank;
}

/** The normal quantiles of a bank, ascending, of unit variance. */
function unitQuantiles(): Float64Array {
  const norm = Math.sqrt(bankSize / normalQuantiles.reduce((sum, q) => sum + q * q, 0));
  return normalQuantiles.map((q) => norm * q);
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

/** What of each value could not be told from the 63 before it: by chance neighbours in such a ring are correlated to 0.004. */
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

/** Each value replaced by the quantile of its rank. */
function asQuantiles(values: Float64Array, quantiles: Float64Array): Float64Array {
  const ranked = Uint32Array.from(values, (_, k) => k).sort((a, b) => values[a]! - values[b]!);
  const result = new Float64Array(bankSize);
  ranked.forEach((place, rank) => {
    result[place] = quantiles[rank]!;
  });
  return result;
}
