import type { PreparedPart } from "../detector/subdetector.ts";
import type { Pulses } from "../event/pulses.ts";
import type { Electronics, PileupAlgorithm } from "../pileup/pileup-algorithm.ts";
import type { RandomStream } from "../random/stream.ts";
import { channelErrors, channelGains } from "../readout/channel-errors.ts";
import { prepareGate } from "../readout/gate.ts";
import { tabulatePulse } from "../readout/pulse-shape.ts";
import { allocateReconstructed, type Reconstructed } from "../readout/reconstructed.ts";
import { prepareWaveforms, type TrueWaveforms } from "../readout/waveform.ts";
import type { Msadc } from "../tables/run-card.ts";

/** Reads the channels of a part. */
export interface ReadOut {
  /** Turns its pulses into what is read of its channels, in the current event. */
  read(pulses: Pulses, random: RandomStream): Reconstructed;
  /** The samples behind what was read last; undefined for a gate. */
  readonly waveforms: TrueWaveforms | undefined;
}

/** What an algorithm knows of the part of that name: the gain of each channel, but not the errors of its time and of its pulse. */
export function electronicsOf(name: string, gains: Float64Array, msadc: Msadc): Electronics {
  const energyPerCount = channelGains(name, gains, msadc.gainSpread);
  return { msadc, pulse: tabulatePulse(msadc), energyPerCount };
}

/**
 * The readout of the part of that name: pulses → samples → pileup algorithm → channels, or a gate.
 */
export function prepareReadOut<C>(
  name: string,
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
  const electronics = electronicsOf(name, readout.energyPerCount, msadc);
  const { pulse, energyPerCount } = electronics;
  const channels = energyPerCount.length;
  const result = allocateReconstructed(channels);
  const errors = channelErrors(name, channels, msadc, pulse);
  const { waveforms, sample } = prepareWaveforms(msadc, pulse, energyPerCount, { errors });
  const reconstruct = algorithm.prepare(algorithmCard, electronics);
  return {
    waveforms,
    read: (pulses, random) => {
      reconstruct(sample(pulses, random), result);
      return result;
    },
  };
}
