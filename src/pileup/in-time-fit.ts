import type { Waveforms } from "../readout/waveform.ts";
import type { FitCard } from "./fit-card.ts";
import { prepareMissingPulse } from "./missing-pulse.ts";
import type { Electronics } from "./pileup-algorithm.ts";
import { PulseTimes } from "./pulse-times.ts";
import { sampleVariance } from "./sample-variance.ts";
import { SampledPulses } from "./sampled-pulses.ts";

/**
 * Fit of a group of channels with the pulse of the trigger, which is pulse 0 and always there, and with as many others as the samples
 * ask for. The time of pulse 0 is that of the trigger until the pulse is significant, and fitted from then on; a fit that takes it out
 * of its window is that of another pulse, and pulse 0 goes back.
 */
export function prepareInTimeFit(electronics: Electronics, card: FitCard, channels: number) {
  const { modelError, chiSquare, significance, timeWindow, pulses: most } = card;
  const noise = sampleVariance(electronics.msadc);
  const pulses = new SampledPulses(electronics, most);
  const times = new PulseTimes(pulses, channels);
  const missingPulse = prepareMissingPulse(electronics, pulses);
  const squares = new Float64Array(channels);
  const savedTimes = new Float64Array(most);
  const significant = significance * significance;
  let waveforms: Waveforms;
  let group: Int32Array;
  let size: number;
  /** The first pulse whose time is fitted. */
  let free = 1;

  /** Variance of a sample of a channel: noise, and the error of the model that its pulses bring. */
  function varianceOf(c: number): number {
    const freedom = freedomOf();
    const explained = squares[c]! - times.residuals[c]!;
    return noise + (modelError * modelError * explained) / freedom;
  }
  function freedomOf(): number {
    return Math.max(1, pulses.used - 2 - 2 * pulses.count + free);
  }

  function refine(): number {
    return times.refine(waveforms, group, size, squares, { free, window: timeWindow, variance: noise });
  }

  /** Fits the times. Returns what is left. */
  function settle(): number {
    let total = refine();
    if (free === 1 && isSignificant()) {
      free = 0;
      total = refine();
    }
    if (free === 0 && !times.isWithin) {
      free = 1;
      pulses.place(0, 0);
      total = refine();
    }
    return total;
  }

  /** Whether the pulse of the trigger stands out on a channel of the group. */
  function isSignificant(): boolean {
    const variance = times.products.amplitudeVariance(0);
    for (let g = 0; g < size; g++) {
      const c = group[g]!;
      const amplitude = times.amplitudes[c * most]!;
      if (amplitude > 0 && amplitude * amplitude > significant * variance * varianceOf(c)) return true;
    }
    return false;
  }

  /** The channel that its pulses explain worst, if it is not explained well; else -1. */
  function worstChannel(): number {
    let worst = -1;
    let largest = chiSquare * freedomOf();
    for (let g = 0; g < size; g++) {
      const c = group[g]!;
      const ratio = times.residuals[c]! / varianceOf(c);
      if (ratio > largest) {
        largest = ratio;
        worst = c;
      }
    }
    return worst;
  }

  /** Back to the first `count` pulses at the times that were saved. */
  function restore(count: number, wasFree: number): void {
    pulses.count = count;
    free = wasFree;
    for (let m = 0; m < count; m++) pulses.place(m, savedTimes[m]!);
    times.solve(waveforms, group, size, squares);
  }

  /** Takes channels, all of them with the samples that the first one has not saturated, and the pulse of the trigger. */
  function begin(of: Waveforms, channelGroup: Int32Array, groupSize: number): void {
    waveforms = of;
    group = channelGroup;
    size = groupSize;
    pulses.begin(of.counts, group[0]! * of.samples, of.start);
    for (let g = 0; g < size; g++) squares[group[g]!] = pulses.squareOf(of.counts, group[g]! * of.samples);
    pulses.add(0);
    free = 1;
  }

  /** Adds a pulse at about `time`, if the worst channel then has so much less left that it is significant; else nothing changes. */
  function admit(time: number, worst: number): boolean {
    const { count } = pulses;
    const before = times.residuals[worst]!;
    savedTimes.set(pulses.times);
    const wasFree = free;
    pulses.add(time);
    const total = settle();
    if (
      total < Number.POSITIVE_INFINITY &&
      before - times.residuals[worst]! >= significant * varianceOf(worst)
    )
      return true;
    restore(count, wasFree);
    return false;
  }

  /** Whether a pulse more can be fitted to the samples that are used. */
  function hasRoom(): boolean {
    return pulses.count < most && pulses.used > 2 * pulses.count + 5;
  }

  /** Adds pulses while one is missing. */
  function addMissing(): void {
    while (hasRoom()) {
      const worst = worstChannel();
      if (worst < 0) return;
      catchUp();
      const base = worst * pulses.samples;
      const time = missingPulse(waveforms.counts, base, waveforms.start, times, worst * most);
      if (Number.isNaN(time) || !admit(time, worst)) return;
    }
  }

  /** Moves the pulses to where the last step, made in the linear approximation, has taken them. */
  function catchUp(): void {
    if (!times.isAhead) return;
    for (let m = free; m < pulses.count; m++) pulses.place(m, pulses.times[m]!);
    times.solve(waveforms, group, size, squares);
  }

  return { pulses, times, begin, settle, admit, hasRoom, addMissing, worstChannel, isFree: () => free === 0 };
}
