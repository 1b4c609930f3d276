import type { Waveforms } from "../readout/waveform.ts";
import type { ChannelGroup } from "./channel-group.ts";
import { ChannelShifts, type TimeErrors } from "./channel-shifts.ts";
import type { FitCard } from "./fit-card.ts";
import type { Electronics } from "./pileup-algorithm.ts";
import { PulseTimes } from "./pulse-times.ts";
import { sampleVariance } from "./sample-variance.ts";
import { SampledPulses } from "./sampled-pulses.ts";

/** What is known of the times of channels that are fitted with common ones. */
export interface CommonTimeErrors extends TimeErrors {
  /** Error of the time of the trigger, rms: by how much its pulse is expected to be off 0 on all channels together, ns. */
  readonly triggerTime: number;
}

/**
 * Fit of given pulses to a group of channels, of which pulse 0 is that of the trigger and always there. Its time is that of the trigger
 * until it is significant, and fitted from then on; a fit that takes it out of its window is that of another pulse, and it goes back.
 * Scratch.
 */
export class InTimeFit implements ChannelGroup {
  readonly pulses: SampledPulses;
  readonly times: PulseTimes;
  waveforms!: Waveforms;
  channels!: Int32Array;
  size = 0;
  readonly squares: Float64Array;
  readonly #card: FitCard;
  readonly #noise: number;
  readonly #errors: CommonTimeErrors | undefined;
  readonly #freedom: { free: number; window: number; variance: number; hold: number };
  readonly #savedTimes: Float64Array;
  #savedCount = 0;
  #savedFree = 1;

  /** With `errors` each channel has its own times about those of the group, of which that of the trigger is known to its error. */
  constructor(electronics: Electronics, card: FitCard, channels: number, errors?: CommonTimeErrors) {
    this.#card = card;
    this.#errors = errors;
    this.#noise = sampleVariance(electronics.msadc);
    this.pulses = new SampledPulses(electronics, card.pulses);
    const shifts = errors && new ChannelShifts(electronics, errors, card.pulses);
    this.times = new PulseTimes(this.pulses, channels, shifts);
    this.#freedom = { free: 1, window: card.timeWindow, variance: this.#noise, hold: 0 };
    this.squares = new Float64Array(channels);
    this.#savedTimes = new Float64Array(card.pulses);
  }

  /** Takes channels, all with the samples that the first one has not saturated, and fits the pulse of the trigger to them. */
  begin(waveforms: Waveforms, channels: Int32Array, size: number): void {
    const { pulses } = this;
    const { counts, samples, start } = waveforms;
    this.waveforms = waveforms;
    this.channels = channels;
    this.size = size;
    pulses.begin(counts, channels[0]! * samples, start);
    let largest = 0;
    for (let g = 0; g < size; g++) {
      const c = channels[g]!;
      this.squares[c] = pulses.squareOf(counts, c * samples);
      largest = Math.max(largest, this.squares[c]!);
    }
    pulses.add(0);
    this.#freedom.free = 1;
    this.#freedom.hold = this.#holdBy(largest);
    this.settle();
  }

  /** How the time of the trigger is held: by the weight of its error against that of the samples, of which the error of the shape takes its share of a sum of squares. */
  #holdBy(square: number): number {
    if (!this.#errors) return 0;
    const { triggerTime } = this.#errors;
    const { modelError, shapeNumbers } = this.#card;
    const variance = this.#noise + (modelError * modelError * square) / (shapeNumbers ?? this.freedom());
    return variance / (triggerTime * triggerTime);
  }

  /** Fits the times of the pulses as they are; false if they cannot be told apart. */
  settle(): boolean {
    let total = this.#refine();
    if (total < Number.POSITIVE_INFINITY && this.free === 1 && this.#isSignificant()) {
      this.#freedom.free = 0;
      total = this.#refine();
    }
    if (this.free === 0 && !(this.times.isWithin && total < Number.POSITIVE_INFINITY)) {
      this.#freedom.free = 1;
      this.pulses.place(0, 0);
      total = this.#refine();
    }
    return total < Number.POSITIVE_INFINITY;
  }

  #refine(): number {
    return this.times.refine(this, this.#freedom);
  }

  /** Whether the pulse of the trigger stands out on a channel of the group. */
  #isSignificant(): boolean {
    const variance = this.times.products.amplitudeVariance(0);
    for (let g = 0; g < this.size; g++) {
      const c = this.channels[g]!;
      const amplitude = this.amplitude(c, 0);
      const error = variance * this.variance(c);
      if (amplitude > 0 && amplitude * amplitude > this.significant * error) return true;
    }
    return false;
  }

  /** The first pulse whose time is fitted: 0, or 1 while that of the trigger is held. */
  get free(): number {
    return this.#freedom.free;
  }

  /** Amplitude of pulse m on channel c, counts. */
  amplitude(c: number, m: number): number {
    return this.times.amplitudes[c * this.pulses.most + m]!;
  }

  /** Time of the trigger's pulse, NaN if it is not significant. */
  get time(): number {
    return this.free === 0 ? this.pulses.times[0]! : Number.NaN;
  }

  /** Time of the trigger's pulse on channel c: its own, if the group has time errors. */
  timeOn(c: number): number {
    const { shifts } = this.times;
    if (!shifts) return this.time;
    return this.time + shifts.coefficients[c * this.pulses.most]! / this.amplitude(c, 0);
  }

  /** Significance as a gain of chi-squared. */
  get significant(): number {
    return this.#card.significance * this.#card.significance;
  }

  /** Sum of squares of channel c that is left. */
  residual(c: number): number {
    return this.times.residuals[c]!;
  }

  /** Variance of a sample of channel c: noise, and on average the error of the shape of what is fitted to it. */
  variance(c: number): number {
    return this.#varianceWith(c, this.freedom());
  }

  /** Variance of what one more pulse takes up on channel c: noise, and its share of the error of the shape, which is in as many numbers as the card says. */
  gainVariance(c: number): number {
    return this.#varianceWith(
      c,
      Math.min(this.#card.shapeNumbers ?? Number.POSITIVE_INFINITY, this.freedom()),
    );
  }

  #varianceWith(c: number, numbers: number): number {
    const explained = this.squares[c]! - this.residual(c);
    const { modelError } = this.#card;
    return this.#noise + (modelError * modelError * explained) / numbers;
  }

  freedom(): number {
    const { pulses } = this;
    return Math.max(1, pulses.used - 2 - 2 * pulses.count + this.free);
  }

  /** Chi-squared of channel c over what is allowed: above 1 it lacks a pulse. */
  badness(c: number): number {
    return this.residual(c) / (this.variance(c) * this.freedom() * this.#card.chiSquare);
  }

  /** Keeps pulses and times, for `restore`. */
  save(): void {
    this.#savedTimes.set(this.pulses.times);
    this.#savedCount = this.pulses.count;
    this.#savedFree = this.free;
  }

  restore(): void {
    const { pulses } = this;
    pulses.count = this.#savedCount;
    this.#freedom.free = this.#savedFree;
    for (let m = 0; m < pulses.count; m++) pulses.place(m, this.#savedTimes[m]!);
    this.#solve();
  }

  /** Amplitudes and what they leave at the very times that were fitted, instead of in the linear approximation. */
  catchUp(): void {
    this.times.catchUp();
    this.#solve();
  }

  /** Fits the pulses to a channel that is not of the group, after `catchUp`. */
  follow(c: number): void {
    const { counts, samples } = this.waveforms;
    this.squares[c] = this.pulses.squareOf(counts, c * samples);
    this.times.project(this, c);
  }

  #solve(): void {
    this.times.solve(this);
  }
}
