import { factorCholesky, solveCholesky } from "../math/cholesky.ts";
import type { Electronics } from "./pileup-algorithm.ts";
import type { PulseProducts } from "./pulse-products.ts";
import { sampleVariance } from "./sample-variance.ts";

/** By how much a pulse is expected to be off the time that channels have in common, rms. */
export interface TimeErrors {
  /** Of a pulse of 1 GeV, ns: over the root of its energy in GeV. */
  readonly timeJitter: number;
  /** Of a channel, ns. */
  readonly timeOffsets: number;
}

/**
 * Small shifts of the pulses of a channel about times that it has in common with others: to first order a coefficient of the slope for each
 * pulse, in the unit of amplitude times ns. A shift is held by its expected error, as a measurement of 0 (ridge regression), so that it
 * goes where the samples tell it better than that, and nowhere without an error. What is left then is chi-squared with the time errors
 * in the covariance of the samples. Scratch.
 */
export class ChannelShifts {
  /** Coefficients of the slopes: those of channel c from c * most on. */
  readonly coefficients: Float64Array;
  /** What the channel of the last `inform` tells of the times of its pulses, for amplitudes of 1: the products of what is left, in this covariance. */
  readonly information: Float64Array;
  readonly #most: number;
  /** Variance of an amplitude times shift, over that of a sample: of the jitter by amplitude, of the offset by its square. */
  readonly #jitter: Float64Array;
  readonly #offset: number;
  /** Root of that of each pulse. */
  readonly #roots: Float64Array;
  readonly #factor: Float64Array;
  readonly #solution: Float64Array;

  constructor({ msadc, energyPerCount }: Electronics, errors: TimeErrors, most: number) {
    const noise = sampleVariance(msadc);
    this.#most = most;
    this.#jitter = energyPerCount.map((energy) => (errors.timeJitter * errors.timeJitter) / (energy * noise));
    this.#offset = (errors.timeOffsets * errors.timeOffsets) / noise;
    this.coefficients = new Float64Array(energyPerCount.length * most);
    this.information = new Float64Array(most * most);
    this.#roots = new Float64Array(energyPerCount.length * most);
    this.#factor = new Float64Array(most * most);
    this.#solution = new Float64Array(most);
  }

  /**
   * Shifts `count` pulses of channel c, whose amplitudes follow; of the pulls is left what tells of the common times. Returns what the shifts
   * explain of the sum of squares.
   */
  fit(
    products: PulseProducts,
    c: number,
    count: number,
    amplitudes: Float64Array,
    pulls: Float64Array,
  ): number {
    const most = this.#most;
    const { coefficients } = this;
    const roots = this.#roots;
    const first = c * most;
    for (let m = 0; m < count; m++) {
      const amplitude = Math.max(0, amplitudes[first + m]!);
      const root = Math.sqrt(amplitude * (this.#jitter[c]! + this.#offset * amplitude));
      roots[first + m] = root;
      coefficients[first + m] = root * pulls[first + m]!;
    }
    this.#factorise(products, first, count);
    solveCholesky(this.#factor, count, most, coefficients, first);
    let explained = 0;
    for (let m = 0; m < count; m++) {
      coefficients[first + m]! *= roots[first + m]!;
      explained += coefficients[first + m]! * pulls[first + m]!;
    }
    this.#move(products, first, count, amplitudes, pulls, 1);
    return explained;
  }

  /** Takes the shifts of `fit` back. Returns what they explained. */
  undo(
    products: PulseProducts,
    c: number,
    count: number,
    amplitudes: Float64Array,
    pulls: Float64Array,
  ): number {
    const first = c * this.#most;
    this.#move(products, first, count, amplitudes, pulls, -1);
    let explained = 0;
    for (let m = 0; m < count; m++) explained += this.coefficients[first + m]! * pulls[first + m]!;
    return explained;
  }

  /** Makes `information` that of channel c, after `fit`. */
  inform(products: PulseProducts, c: number, count: number): void {
    const most = this.#most;
    const { information } = this;
    const { left } = products;
    const roots = this.#roots;
    const solution = this.#solution;
    const first = c * most;
    this.#factorise(products, first, count);
    for (let l = 0; l < count; l++) {
      for (let k = 0; k < count; k++) solution[k] = roots[first + k]! * left[k * most + l]!;
      solveCholesky(this.#factor, count, most, solution);
      for (let m = 0; m < count; m++) {
        let sum = left[m * most + l]!;
        for (let k = 0; k < count; k++) sum -= left[m * most + k]! * roots[first + k]! * solution[k]!;
        information[m * most + l] = sum;
      }
    }
  }

  /** 1 + R L R, of roots R and products L of what is left of the slopes. */
  #factorise({ left }: PulseProducts, first: number, count: number): void {
    const most = this.#most;
    const roots = this.#roots;
    const factor = this.#factor;
    for (let m = 0; m < count; m++) {
      for (let l = 0; l <= m; l++) {
        factor[m * most + l] = roots[first + m]! * left[m * most + l]! * roots[first + l]!;
      }
      factor[m * most + m]! += 1;
    }
    // At least 1 in every direction: never singular.
    factorCholesky(factor, count, most, 0);
  }

  #move(
    { follow, left }: PulseProducts,
    first: number,
    count: number,
    amplitudes: Float64Array,
    pulls: Float64Array,
    sign: number,
  ): void {
    const most = this.#most;
    for (let m = 0; m < count; m++) {
      const coefficient = sign * this.coefficients[first + m]!;
      for (let k = 0; k < count; k++) {
        amplitudes[first + k]! -= coefficient * follow[m * most + k]!;
        pulls[first + k]! -= coefficient * left[m * most + k]!;
      }
    }
  }
}
