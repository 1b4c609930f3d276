import type { Waveforms } from "../readout/waveform.ts";

/** Channels that are fitted together. */
export interface ChannelGroup {
  readonly waveforms: Waveforms;
  /** The first `size` of these. */
  readonly channels: Int32Array;
  readonly size: number;
  /** Sum of squares of each channel about its pedestals. */
  readonly squares: Float64Array;
}

/** What may move in a fit. */
export interface Freedom {
  /** The times of the pulses from this one on are fitted. */
  readonly free: number;
  /** How far the first pulse may go from 0, ns. */
  readonly window: number;
  /** Variance of a sample, counts squared. */
  readonly variance: number;
  /** How the first pulse, if it is free, is held at time 0: what a distance of 1 ns adds to the sum of squares; without it not at all. */
  readonly hold?: number;
}
