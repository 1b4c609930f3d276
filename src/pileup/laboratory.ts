import { Pulses } from "../event/pulses.ts";
import { purpose } from "../random/purpose.ts";
import type { RunKey } from "../random/run-key.ts";
import { RandomStream } from "../random/stream.ts";
import { tabulatePulse } from "../readout/pulse-shape.ts";
import { allocateReconstructed, type Reconstructed } from "../readout/reconstructed.ts";
import { prepareWaveforms, type Waveforms } from "../readout/waveform.ts";
import type { Msadc } from "../tables/run-card.ts";
import type { PileupAlgorithm } from "./pileup-algorithm.ts";

const stream = purpose("laboratory/waveforms");

/** Cells as they are: electronics and gains. An algorithm may be told otherwise. */
export interface Cells {
  readonly msadc: Msadc;
  /** The gain of each cell, GeV. */
  readonly energyPerCount: Float64Array;
}

/**
 * Cells whose pulses one writes oneself, to try pileup algorithms on one thing at a time: `sample` gives the samples of what stands in
 * `pulses`. Phase of the clock and noise are those of the event: the same for other pulses, and for other electronics.
 */
export function prepareLaboratory({ msadc, energyPerCount }: Cells, key: RunKey) {
  const { sample } = prepareWaveforms(msadc, tabulatePulse(msadc), energyPerCount);
  const pulses = new Pulses();
  const random = new RandomStream(key);
  return { pulses, sample: (event: number): Waveforms => sample(pulses, random.seek(event, stream)) };
}

/** Reads samples by an algorithm with its numbers, which believes that the cells are these. */
export function prepareReading(
  algorithm: PileupAlgorithm,
  numbers: unknown,
  { msadc, energyPerCount }: Cells,
): (waveforms: Waveforms) => Reconstructed {
  const reconstruct = algorithm.prepare(numbers, { msadc, pulse: tabulatePulse(msadc), energyPerCount });
  const result = allocateReconstructed(energyPerCount.length);
  return (waveforms) => {
    reconstruct(waveforms, result);
    return result;
  };
}

/** A dead cell: it reads its pedestals, rounded, and nothing else. */
export function silence({ counts, samples }: Waveforms, cell: number, msadc: Msadc): void {
  for (let k = 0; k < samples; k++) {
    counts[cell * samples + k] = Math.round(k % 2 === 0 ? msadc.pedestalEven : msadc.pedestalOdd);
  }
}
