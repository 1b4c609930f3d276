import type { PreparedPart } from "../detector/subdetector.ts";
import type { Pulses } from "../event/pulses.ts";
import type { PileupAlgorithm } from "../pileup/pileup-algorithm.ts";
import type { RandomStream } from "../random/stream.ts";
import { prepareGate } from "../readout/gate.ts";
import { tabulatePulse } from "../readout/pulse-shape.ts";
import { allocateReconstructed, type Reconstructed } from "../readout/reconstructed.ts";
import { prepareWaveforms, type Waveforms } from "../readout/waveform.ts";
import type { Msadc } from "../tables/run-card.ts";

/** Reads the channels of a part. */
export interface ReadOut {
  /** Turns its pulses into what is read of its channels, in the current event. */
  read(pulses: Pulses, random: RandomStream): Reconstructed;
  /** The samples behind what was read last; undefined for a gate. */
  readonly waveforms: Waveforms | undefined;
}

/** The readout of a part: pulses → samples → pileup algorithm → channels, or a gate. */
export function prepareReadOut<C>(
  { readout }: PreparedPart,
  msadc: Msadc,
  algorithm: PileupAlgorithm<C>,
  algorithmCard: C,
): ReadOut {
  if (readout.kind === "gate") {
    const result = allocateReconstructed(readout.channels);
    const integrate = prepareGate(readout.channels, readout.gate, readout.noise);
    return {
      waveforms: undefined,
      read: (pulses, random) => {
        integrate(pulses, random, result);
        return result;
      },
    };
  }
  const { energyPerCount } = readout;
  const pulse = tabulatePulse(msadc);
  const result = allocateReconstructed(energyPerCount.length);
  const { waveforms, sample } = prepareWaveforms(msadc, pulse, energyPerCount);
  const reconstruct = algorithm.prepare(algorithmCard, { msadc, pulse, energyPerCount });
  return {
    waveforms,
    read: (pulses, random) => {
      reconstruct(sample(pulses, random), result);
      return result;
    },
  };
}
