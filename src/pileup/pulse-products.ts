import { explainedSquare, factorCholesky, solveCholesky } from "../math/cholesky.ts";
import type { SampledPulses } from "./sampled-pulses.ts";

/** By how much more than told by the samples a released time is held. */
const stiffness = 1e-3;

/**
 * Scalar products, over the samples, of the pulses of a fit, and what follows from them for any channel: its amplitudes a by the normal
 * equation G a = H s, of heights H and samples s. Of a slope only what no change of amplitudes makes up for tells of the time of its
 * pulse: that is what is called left of it. Rows and columns are pulses, `most` numbers to a row. Scratch.
 */
export class PulseProducts {
  /** Change of the amplitudes, in row m, that makes up best for a unit of slope m: G^-1 H D. */
  readonly follow: Float64Array;
  /** Products of what is left of the slopes. */
  readonly left: Float64Array;
  /** Products of the heights, G. */
  readonly gram: Float64Array;
  readonly #pulses: SampledPulses;
  readonly #factor: Float64Array;
  readonly #timeFactor: Float64Array;
  #released = 0;
  readonly #cross: Float64Array;
  readonly #solution: Float64Array;

  constructor(pulses: SampledPulses) {
    const { most } = pulses;
    this.#pulses = pulses;
    this.#factor = new Float64Array(most * most);
    this.#timeFactor = new Float64Array(most * most);
    this.#cross = new Float64Array(most * most);
    this.#solution = new Float64Array(most);
    this.gram = new Float64Array(most * most);
    this.follow = new Float64Array(most * most);
    this.left = new Float64Array(most * most);
  }

  /** Of the pulses as they are now; false if they cannot be told apart. */
  update(): boolean {
    const { samples, most, count, heights, slopes } = this.#pulses;
    const { gram, follow, left } = this;
    const factor = this.#factor;
    const cross = this.#cross;
    for (let m = 0; m < count; m++) {
      for (let l = 0; l <= m; l++) {
        // All four products of two pulses in one pass, which reads each number once.
        let both = 0;
        let crossed = 0;
        let across = 0;
        let slope = 0;
        for (let i = m * samples, j = l * samples; i < (m + 1) * samples; i++, j++) {
          const height = heights[i]!;
          const rise = slopes[i]!;
          const otherHeight = heights[j]!;
          const otherRise = slopes[j]!;
          both += height * otherHeight;
          crossed += rise * otherHeight;
          across += height * otherRise;
          slope += rise * otherRise;
        }
        gram[m * most + l] = gram[l * most + m] = both;
        factor[m * most + l] = both;
        left[m * most + l] = slope;
        cross[m * most + l] = follow[m * most + l] = crossed;
        cross[l * most + m] = follow[l * most + m] = across;
      }
    }
    if (!factorCholesky(factor, count, most)) return false;
    for (let m = 0; m < count; m++) {
      solveCholesky(factor, count, most, follow, m * most);
      for (let l = 0; l <= m; l++) {
        let sum = left[m * most + l]!;
        for (let k = 0; k < count; k++) sum -= follow[m * most + k]! * cross[l * most + k]!;
        left[m * most + l] = sum;
        left[l * most + m] = sum;
      }
    }
    return true;
  }

  /**
   * Of the channel with the samples from `base` on: its amplitudes, and the products of its samples with what is left of the slopes,
   * each from `first` on. Returns the part of its sum of squares that the pulses explain.
   */
  project(
    counts: Int16Array,
    base: number,
    amplitudes: Float64Array,
    pulls: Float64Array,
    first: number,
  ): number {
    const { samples, most, count, heights, slopes } = this.#pulses;
    const { follow } = this;
    const solution = this.#solution;
    for (let m = 0; m < count; m++) {
      // Both products in one pass, which reads each sample once.
      let along = 0;
      let pull = 0;
      for (let i = m * samples, j = base; i < (m + 1) * samples; i++, j++) {
        const value = counts[j]!;
        along += heights[i]! * value;
        pull += slopes[i]! * value;
      }
      solution[m] = along;
      amplitudes[first + m] = along;
      pulls[first + m] = pull;
    }
    solveCholesky(this.#factor, count, most, amplitudes, first);
    let explained = 0;
    for (let m = 0; m < count; m++) {
      explained += solution[m]! * amplitudes[first + m]!;
      for (let k = 0; k < count; k++) pulls[first + m]! -= follow[m * most + k]! * solution[k]!;
    }
    return explained;
  }

  /** Before `explained`: the times of the pulses from `free` on can follow. */
  release(free: number): void {
    const { most, count } = this.#pulses;
    const { left } = this;
    const timeFactor = this.#timeFactor;
    for (let m = free; m < count; m++) {
      for (let l = free; l <= m; l++) timeFactor[(m - free) * most + l - free] = left[m * most + l]!;
      // A pulse far before the record has no time that could be told from its height.
      timeFactor[(m - free) * most + m - free]! *= 1 + stiffness;
    }
    this.#released = factorCholesky(timeFactor, count - free, most) ? free : count;
  }

  /**
   * The part of the sum of squares of any row of samples that changes of amplitudes and of released times explain, from the products of
   * the row with heights and with slopes, which it overwrites.
   */
  explained(along: Float64Array, pull: Float64Array): number {
    const { most, count } = this.#pulses;
    const { follow } = this;
    const free = this.#released;
    for (let m = free; m < count; m++) {
      for (let k = 0; k < count; k++) pull[m]! -= follow[m * most + k]! * along[k]!;
    }
    return (
      explainedSquare(this.#factor, count, most, along) +
      explainedSquare(this.#timeFactor, count - free, most, pull, free)
    );
  }

  /** Variance of the amplitude of pulse m with all times held, for a variance of 1 of a sample. */
  amplitudeVariance(m: number): number {
    const { most, count } = this.#pulses;
    const solution = this.#solution;
    solution.fill(0);
    solution[m] = 1;
    solveCholesky(this.#factor, count, most, solution);
    return solution[m]!;
  }
}

export function product(a: Float64Array, i: number, b: Float64Array, j: number, length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += a[i + k]! * b[j + k]!;
  return sum;
}

/** Products of the first rows of a matrix with one row of as many values, four at a time: each sum waits for its last term, four do not for each other. */
export function rowProducts(
  matrix: Float64Array,
  rows: number,
  values: Float64Array,
  length: number,
  out: Float64Array,
): void {
  let j = 0;
  for (; j + 4 <= rows; j += 4) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    const one = j * length;
    const two = one + length;
    const three = two + length;
    const four = three + length;
    for (let k = 0; k < length; k++) {
      const value = values[k]!;
      a += matrix[one + k]! * value;
      b += matrix[two + k]! * value;
      c += matrix[three + k]! * value;
      d += matrix[four + k]! * value;
    }
    out[j] = a;
    out[j + 1] = b;
    out[j + 2] = c;
    out[j + 3] = d;
  }
  for (; j < rows; j++) out[j] = product(matrix, j * length, values, 0, length);
}

/** A product with samples. A function of its own: one kind of array each, which is faster. */
export function sampleProduct(a: Float64Array, i: number, b: Int16Array, j: number, length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += a[i + k]! * b[j + k]!;
  return sum;
}
