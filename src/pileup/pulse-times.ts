import { factorCholesky, solveCholesky } from "../math/cholesky.ts";
import { ns } from "../units.ts";
import type { ChannelGroup, Freedom } from "./channel-group.ts";
import type { ChannelShifts } from "./channel-shifts.ts";
import { PulseProducts } from "./pulse-products.ts";
import type { SampledPulses } from "./sampled-pulses.ts";

/** Steps of Gauss-Newton at most, halved ones included. */
const mostSteps = 12;
/**
 * A step is the last one, and made in the linear approximation, if it is shorter than this, or if it lowers the sum of squares by less than
 * the variance of a sample, which is one standard error: what it leaves out of an amplitude is below 3e-5 of it, or a 50th of its error.
 */
export const shortStep = 0.25 * ns;
/** A time that the samples tell worse than this is pulled to where it was. */
const longStep = 50 * ns;

/**
 * Fit of pulses whose times some channels have in common, by Gauss-Newton on the times alone: amplitudes and pedestals of each channel
 * are linear, and solved for at any times (variable projection, Golub-Pereyra-1973). One channel is such a group too. With time errors each
 * channel has small shifts of its own about the common times. Scratch.
 */
export class PulseTimes {
  /** Amplitudes of the channels, counts: those of channel c from c * most on. */
  readonly amplitudes: Float64Array;
  /** Sum of squares of each channel that the pulses leave. */
  readonly residuals: Float64Array;
  readonly products: PulseProducts;
  /** Of the channels about the common times; none without time errors. */
  readonly shifts: ChannelShifts | undefined;
  /** Whether the first pulse, if its time was free, stayed within what it was allowed. */
  isWithin = true;
  /** The version of the pulses of which amplitudes and residuals are, and the sum of squares that they leave. */
  #solved = -1;
  #total = 0;
  /** Whether the last step was made in the linear approximation, and the pulses stand where they were before it. */
  #isAhead = false;
  readonly #pulses: SampledPulses;
  readonly #pulls: Float64Array;
  readonly #before: Float64Array;
  readonly #steps: Float64Array;
  readonly #pull: Float64Array;
  readonly #normal: Float64Array;

  constructor(pulses: SampledPulses, channels: number, shifts?: ChannelShifts) {
    const { most } = pulses;
    this.#pulses = pulses;
    this.products = new PulseProducts(pulses);
    this.shifts = shifts;
    this.amplitudes = new Float64Array(channels * most);
    this.residuals = new Float64Array(channels);
    this.#pulls = new Float64Array(channels * most);
    this.#before = new Float64Array(most);
    this.#steps = new Float64Array(most);
    this.#pull = new Float64Array(most);
    this.#normal = new Float64Array(most * most);
  }

  /** Amplitudes at the times as they are. Returns the sum of squares that they leave; infinite if pulses cannot be told apart. */
  solve(group: ChannelGroup): number {
    const { channels, size } = group;
    if (this.#solved === this.#pulses.version) return this.#total;
    this.#solved = this.#pulses.version;
    this.#isAhead = false;
    this.#total = Number.POSITIVE_INFINITY;
    if (!this.products.update()) {
      for (let g = 0; g < size; g++) this.#clear(channels[g]!, group.squares);
      return this.#total;
    }
    let total = 0;
    for (let g = 0; g < size; g++) {
      this.project(group, channels[g]!);
      total += this.residuals[channels[g]!]!;
    }
    this.#total = total;
    return total;
  }

  /** Amplitudes of channel c with the pulses as they were last placed and solved for. */
  project({ waveforms, squares }: ChannelGroup, c: number): void {
    const { counts, samples } = waveforms;
    const { amplitudes } = this;
    const explained = this.products.project(
      counts,
      c * samples,
      amplitudes,
      this.#pulls,
      c * this.#pulses.most,
    );
    const shifted = this.shifts?.fit(this.products, c, this.#pulses.count, amplitudes, this.#pulls) ?? 0;
    this.residuals[c] = Math.max(0, squares[c]! - explained - shifted);
  }

  /** Places the pulses where the last step, made in the linear approximation, has taken them. */
  catchUp(): void {
    if (!this.#isAhead) return;
    const { count, times } = this.#pulses;
    for (let m = 0; m < count; m++) this.#pulses.place(m, times[m]!);
    this.#isAhead = false;
  }

  /** No pulse on channel c. */
  #clear(c: number, squares: Float64Array): void {
    const { most } = this.#pulses;
    this.amplitudes.fill(0, c * most, (c + 1) * most);
    this.residuals[c] = squares[c]!;
  }

  /**
   * Fits the times of the pulses from `free` on to a group. Returns what they leave;
   * infinite if pulses cannot be told apart. Stops if the first pulse, if it is free, would go farther than `window` from 0.
   */
  refine(group: ChannelGroup, { free, window, variance, hold = 0 }: Freedom): number {
    const pulses = this.#pulses;
    const before = this.#before;
    const steps = this.#steps;
    const { count } = pulses;
    let best = Number.POSITIVE_INFINITY;
    this.isWithin = true;
    this.catchUp();
    for (let n = 0; n < mostSteps; n++) {
      const first = pulses.times[0]!;
      const total = this.solve(group) + (free === 0 ? hold * first * first : 0);
      if (!(total <= best) || total === Number.POSITIVE_INFINITY) {
        // Too far, or past a time at which nothing can be told apart: half the way back.
        if (n === 0) return total;
        for (let m = free; m < count; m++) pulses.place(m, 0.5 * (before[m]! + pulses.times[m]!));
        continue;
      }
      best = total;
      const isLast = this.#step(group, free, variance, hold);
      this.isWithin = free > 0 || Math.abs(pulses.times[0]! + steps[0]!) <= window;
      if (!this.isWithin) return best;
      if (isLast) return this.#moveLinearly(group, free);
      for (let m = free; m < count; m++) {
        before[m] = pulses.times[m]!;
        pulses.place(m, before[m]! + steps[m]!);
      }
    }
    return this.solve(group);
  }

  /** The step of Gauss-Newton; whether it is the last one. */
  #step({ channels, size }: ChannelGroup, free: number, variance: number, hold: number): boolean {
    const { most, count } = this.#pulses;
    const { left } = this.products;
    const { amplitudes } = this;
    const pulls = this.#pulls;
    const steps = this.#steps;
    const normal = this.#normal;
    const pull = this.#pull;
    const { shifts } = this;
    normal.fill(0);
    steps.fill(0);
    for (let g = 0; g < size; g++) {
      const first = channels[g]! * most;
      shifts?.inform(this.products, channels[g]!, count);
      const information = shifts ? shifts.information : left;
      for (let m = free; m < count; m++) {
        const amplitude = amplitudes[first + m]!;
        steps[m]! += amplitude * pulls[first + m]!;
        for (let l = free; l <= m; l++) {
          normal[(m - free) * most + l - free]! +=
            amplitude * amplitudes[first + l]! * information[m * most + l]!;
        }
      }
    }
    if (free === 0) {
      steps[0]! -= hold * this.#pulses.times[0]!;
      normal[0]! += hold;
    }
    for (let m = 0; m < count - free; m++) normal[m * most + m]! += variance / (longStep * longStep);
    if (!factorCholesky(normal, count - free, most)) return true;
    for (let m = free; m < count; m++) pull[m] = steps[m]!;
    solveCholesky(normal, count - free, most, steps, free);
    let longest = 0;
    let gain = 0;
    for (let m = free; m < count; m++) {
      gain += pull[m]! * steps[m]!;
      steps[m] = Math.max(-longStep, Math.min(longStep, steps[m]!));
      longest = Math.max(longest, Math.abs(steps[m]!));
    }
    return longest < shortStep || gain < variance;
  }

  /** Makes the last step: amplitudes follow the slopes. Returns the sum of squares that is left. */
  #moveLinearly({ channels, size }: ChannelGroup, free: number): number {
    const { most, count, times } = this.#pulses;
    const { follow, left } = this.products;
    const { amplitudes, residuals, shifts } = this;
    const pulls = this.#pulls;
    const steps = this.#steps;
    const moved = this.#before;
    let total = 0;
    for (let g = 0; g < size; g++) {
      const c = channels[g]!;
      const first = c * most;
      for (let m = free; m < count; m++) moved[m] = amplitudes[first + m]! * steps[m]!;
      let change = shifts ? shifts.undo(this.products, c, count, amplitudes, pulls) : 0;
      for (let m = free; m < count; m++) {
        change -= 2 * moved[m]! * pulls[first + m]!;
        for (let l = free; l < count; l++) change += moved[m]! * moved[l]! * left[m * most + l]!;
        for (let k = 0; k < count; k++) amplitudes[first + k]! -= moved[m]! * follow[m * most + k]!;
      }
      if (shifts) {
        for (let m = free; m < count; m++) {
          for (let k = 0; k < count; k++) pulls[first + k]! -= moved[m]! * left[m * most + k]!;
        }
        change -= shifts.fit(this.products, c, count, amplitudes, pulls);
      }
      residuals[c] = Math.max(0, residuals[c]! + change);
      total += residuals[c]!;
    }
    for (let m = free; m < count; m++) times[m]! += steps[m]!;
    if (free < count) {
      this.#isAhead = true;
      this.#solved = -1;
    }
    return total;
  }
}
