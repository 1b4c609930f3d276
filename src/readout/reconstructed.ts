/** What the readout makes of each channel of a part in the current event. Scratch. */
export interface Reconstructed {
  /** Energy of the pulse that belongs to the trigger, GeV. */
  readonly energy: Float64Array;
  /** Its time against the trigger, ns; NaN where no pulse was found. */
  readonly time: Float64Array;
}

export function allocateReconstructed(channels: number): Reconstructed {
  return { energy: new Float64Array(channels), time: new Float64Array(channels).fill(Number.NaN) };
}
