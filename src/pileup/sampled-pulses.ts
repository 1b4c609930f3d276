import type { Electronics } from "./pileup-algorithm.ts";

/**
 * Unit pulses at chosen times, as the samples of a channel see them: their heights and how these change with the time, both without
 * what two free pedestals of even and odd samples would take up. Any product with samples is then that of a fit with these pedestals.
 * Row m of a matrix is pulse m. Saturated samples are left out: they are 0 in every row. Scratch.
 */
export class SampledPulses {
  readonly samples: number;
  /** The most pulses at once. */
  readonly most: number;
  readonly heights: Float64Array;
  /** Change of the heights with the time of the pulse, 1/ns. */
  readonly slopes: Float64Array;
  readonly times: Float64Array;
  count = 0;
  /** Grows with every change. */
  version = 0;
  /** 1 for each sample that is used. */
  readonly isUsed: Uint8Array;
  /** Samples that are used. */
  used = 0;
  readonly #electronics: Electronics;
  readonly #sampleCounts = [0, 0];
  readonly #largest: number;
  #start = 0;

  constructor(electronics: Electronics, most: number) {
    const { samples, bits } = electronics.msadc;
    this.#electronics = electronics;
    this.samples = samples;
    this.most = most;
    this.heights = new Float64Array(most * samples);
    this.slopes = new Float64Array(most * samples);
    this.times = new Float64Array(most);
    this.isUsed = new Uint8Array(samples);
    this.#largest = (1 << bits) - 1;
  }

  /** Begins without a pulse, with the samples from `base` on, the first of them at time `start`; true if none is saturated. */
  begin(counts: Int16Array, base: number, start: number): boolean {
    const { samples } = this;
    this.#start = start;
    this.count = 0;
    this.version++;
    let even = 0;
    let odd = 0;
    for (let k = 0; k < samples; k++) {
      const isUsed = counts[base + k]! < this.#largest ? 1 : 0;
      this.isUsed[k] = isUsed;
      if (k % 2 === 0) even += isUsed;
      else odd += isUsed;
    }
    this.#sampleCounts[0] = even;
    this.#sampleCounts[1] = odd;
    this.used = even + odd;
    return this.used === samples;
  }

  /** Adds a pulse. */
  add(time: number): void {
    this.place(this.count++, time);
  }

  /** Takes pulse m out; those behind it move up. */
  remove(m: number): void {
    this.count--;
    this.version++;
    for (let l = m; l < this.count; l++) this.place(l, this.times[l + 1]!);
  }

  /** Sets the time of pulse m. */
  place(m: number, time: number): void {
    const { samples, heights, slopes } = this;
    const { pulse } = this.#electronics;
    const { first, step, stepsPerSample } = pulse;
    const table = pulse.heights;
    const { isUsed } = this;
    this.times[m] = time;
    this.version++;
    const row = m * samples;
    heights.fill(0, row, row + samples);
    slopes.fill(0, row, row + samples);
    // Position of sample 0 in the table; each further sample is `stepsPerSample` on.
    const position = (this.#start - time - first) / step;
    const from = position >= 0 ? 0 : Math.ceil(-position / stepsPerSample);
    const exact = position + from * stepsPerSample;
    let here = Math.floor(exact);
    const upper = exact - here;
    const end = Math.min(samples, from + Math.floor((table.length - 2 - here) / stepsPerSample) + 1);
    for (let k = from; k < end; k++, here += stepsPerSample) {
      if (isUsed[k] === 0) continue;
      const height = table[here]!;
      const rise = table[here + 1]! - height;
      heights[row + k] = height + upper * rise;
      slopes[row + k] = -rise / step;
    }
    this.#leavePedestals(heights, row);
    this.#leavePedestals(slopes, row);
  }

  /** Takes the means of even and odd samples off. */
  #leavePedestals(values: Float64Array, row: number): void {
    const { samples } = this;
    const { isUsed } = this;
    for (let parity = 0; parity < 2; parity++) {
      let sum = 0;
      for (let k = parity; k < samples; k += 2) sum += values[row + k]!;
      const mean = sum / Math.max(1, this.#sampleCounts[parity]!);
      for (let k = parity; k < samples; k += 2) if (isUsed[k] === 1) values[row + k]! -= mean;
    }
  }

  /** Sum of squares of the samples from `base` on about their pedestals. */
  squareOf(counts: Int16Array, base: number): number {
    const { samples } = this;
    let total = 0;
    for (let parity = 0; parity < 2; parity++) {
      let sum = 0;
      let square = 0;
      for (let k = parity; k < samples; k += 2) {
        const value = this.isUsed[k] === 1 ? counts[base + k]! : 0;
        sum += value;
        square += value * value;
      }
      total += square - (sum * sum) / Math.max(1, this.#sampleCounts[parity]!);
    }
    return total;
  }

  /** What the pulses, with the amplitudes from `first` on, and the pedestals leave of the samples from `base` on, into `residual`. */
  subtract(
    counts: Int16Array,
    base: number,
    amplitudes: Float64Array,
    first: number,
    residual: Float64Array,
  ): void {
    const { samples, count, heights, isUsed } = this;
    for (let parity = 0; parity < 2; parity++) {
      let sum = 0;
      for (let k = parity; k < samples; k += 2) sum += isUsed[k]! * counts[base + k]!;
      const mean = sum / Math.max(1, this.#sampleCounts[parity]!);
      for (let k = parity; k < samples; k += 2) residual[k] = isUsed[k]! * (counts[base + k]! - mean);
    }
    for (let m = 0; m < count; m++) {
      const amplitude = amplitudes[first + m]!;
      for (let k = 0; k < samples; k++) residual[k]! -= amplitude * heights[m * samples + k]!;
    }
  }

  /** Takes the slopes, with the coefficients from `first` on, off `residual` as well. */
  subtractSlopes(coefficients: Float64Array, first: number, residual: Float64Array): void {
    const { samples, count, slopes } = this;
    for (let m = 0; m < count; m++) {
      const coefficient = coefficients[first + m]!;
      for (let k = 0; k < samples; k++) residual[k]! -= coefficient * slopes[m * samples + k]!;
    }
  }
}
