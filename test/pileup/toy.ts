import { Pulses } from "../../src/event/pulses.ts";
import { invertMatrix } from "../../src/math/invert-matrix.ts";
import { pileupAlgorithms } from "../../src/pileup/index.ts";
import { poisson } from "../../src/random/poisson.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { pulseHeight, tabulatePulse } from "../../src/readout/pulse-shape.ts";
import { allocateReconstructed } from "../../src/readout/reconstructed.ts";
import { prepareWaveforms } from "../../src/readout/waveform.ts";
import type { Msadc } from "../../src/tables/run-card.ts";
import { MeV, ns, s } from "../../src/units.ts";
import { moments } from "../random/standard-errors.ts";
import { perfectChannels, shippedCard } from "../shipped-card.ts";

/** A pulse by the time of its peak against the trigger, ns, and its height in counts. */
export type CountedPulse = readonly [time: number, counts: number];
/** Reads the one cell in event `event`, which says phase and noise. */
export type Cell = (event: number, pulses: readonly CountedPulse[]) => { counts: number; time: number };

const card = shippedCard(perfectChannels);
const energyPerCount = Float64Array.of(30 * MeV);

/** One main cell of the ECAL, read by the algorithm of that name with the numbers of the shipped card, or changed ones. */
export function oneCell(
  name: string,
  { electronics = {}, numbers = {} }: { electronics?: Partial<Msadc>; numbers?: object } = {},
): Cell {
  const msadc = { ...card.msadc, ...electronics };
  const pulse = tabulatePulse(msadc);
  const { sample } = prepareWaveforms(msadc, pulse, energyPerCount);
  const algorithm = pileupAlgorithms.find((candidate) => candidate.name === name)!;
  const changed = { ...(card.pileup[name] as object), ...numbers };
  const reconstruct = algorithm.prepare(changed, { msadc, pulse, energyPerCount });
  const result = allocateReconstructed(1);
  const pulses = new Pulses();
  const random = new RandomStream(runKeyFromSeed("toy"));
  return (event, list) => {
    pulses.clear();
    for (const [time, counts] of list) pulses.add(0, time, counts * energyPerCount[0]!, 0);
    reconstruct(sample(pulses, random.seek(event, 0)), result);
    return { counts: result.energy[0]! / energyPerCount[0]!, time: result.time[0]! };
  };
}

/** Mean, rms and error of the mean of what is read in `events` events, and of the time where there is one. */
export function spread(cell: Cell, pulses: readonly CountedPulse[], events = 4000) {
  const read = Array.from({ length: events }, (_, event) => cell(event, pulses));
  const times = read.map(({ time }) => time).filter((time) => !Number.isNaN(time));
  const summary = (values: readonly number[]) => {
    let next = 0;
    const { mean, variance } = moments(values.length, () => values[next++]!);
    return { mean, rms: Math.sqrt(variance), error: Math.sqrt(variance / values.length) };
  };
  return {
    counts: summary(read.map(({ counts }) => counts)),
    time: summary(times),
    timed: times.length / events,
  };
}

/** Noise of a sample with its rounding, counts. */
export const sampleNoise = Math.sqrt(card.msadc.noise * card.msadc.noise + 1 / 12);

/**
 * Least errors that are possible for an isolated pulse, over the noise of a sample, by its Fisher information: of the amplitude, and of the time
 * times the amplitude (ns). Amplitude, time and both pedestals are free; averaged over the phase of the clock.
 */
export function cramerRao(msadc: Msadc = card.msadc): { amplitude: number; time: number } {
  const height = pulseHeight(msadc);
  const phases = 16;
  const bound = { amplitude: 0, time: 0 };
  for (let phase = 0; phase < phases; phase++) {
    const start = -(msadc.peakSample + (phase + 0.5) / phases - 0.5) * msadc.samplingPeriod;
    const gradients = Array.from({ length: msadc.samples }, (_, k) => {
      const time = start + k * msadc.samplingPeriod;
      return [height(time), (height(time - 0.05) - height(time + 0.05)) / 0.1, 1 - (k % 2), k % 2];
    });
    const information = [0, 1, 2, 3].map((i) =>
      [0, 1, 2, 3].map((j) => gradients.reduce((sum, gradient) => sum + gradient[i]! * gradient[j]!, 0)),
    );
    const covariance = invertMatrix(information);
    bound.amplitude += Math.sqrt(covariance[0]![0]!) / phases;
    bound.time += Math.sqrt(covariance[1]![1]!) / phases;
  }
  return bound;
}

/**
 * The toy of one cell of the notes, 7.2: a pulse in time of `amplitude` counts among others of 3000 counts, the electrons of the beam, at random
 * from 600 ns before to 300 ns after it. Share of the events in which it is read within 10 %, and the dead window that this means:
 * share = exp(-rate x window), ns.
 */
export function deadWindow(cell: Cell, amplitude: number, { intensity = 4.6e6, events = 3000 } = {}) {
  const rate = intensity / (4.8 * s);
  const [from, to] = [-600 * ns, 300 * ns];
  const random = new RandomStream(runKeyFromSeed("toy of one cell"));
  let good = 0;
  for (let event = 0; event < events; event++) {
    const pulses: CountedPulse[] = [[0, amplitude]];
    random.seek(event, 0);
    for (let n = poisson(rate * (to - from), random); n > 0; n--) {
      pulses.push([from + random.uniform() * (to - from), 3000]);
    }
    if (Math.abs(cell(event, pulses).counts / amplitude - 1) < 0.1) good++;
  }
  const share = good / events;
  return { share, window: -Math.log(share) / rate, error: Math.sqrt((1 - share) / share / events) / rate };
}
