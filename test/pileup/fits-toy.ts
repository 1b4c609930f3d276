import { Pulses } from "../../src/event/pulses.ts";
import { invertMatrix } from "../../src/math/invert-matrix.ts";
import type { FitCard } from "../../src/pileup/fit-card.ts";
import { pileupAlgorithms } from "../../src/pileup/index.ts";
import { exponential } from "../../src/random/exponential.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { type PulseForm, pulseHeight, tabulatePulse } from "../../src/readout/pulse-shape.ts";
import { allocateReconstructed } from "../../src/readout/reconstructed.ts";
import { prepareWaveforms, type Waveforms } from "../../src/readout/waveform.ts";
import type { Msadc } from "../../src/tables/run-card.ts";
import { moments } from "../random/standard-errors.ts";
import { perfectChannels, shippedCard } from "../shipped-card.ts";

export const fits = ["template-fit", "multifit", "cluster-fit"] as const;

/** A pulse: time, ns, and height, counts; on channel 0 unless said. */
export type ToyPulse = readonly [time: number, height: number, channel?: number];

/** What a toy does otherwise than the shipped card. */
interface Changes {
  readonly msadc?: Partial<Msadc>;
  /** The pulse as it really is; the fit knows that of the card. */
  readonly truth?: Partial<PulseForm>;
  readonly card?: Record<string, number>;
  readonly channels?: number;
}

/** Cells of one count per unit of energy, read by a pileup algorithm: `read` an event of its own phase and noise, or any `samples`. */
export function toyCells(
  name: string,
  { msadc: electronics, truth, card: numbers, channels = 1 }: Changes = {},
) {
  const card = shippedCard(perfectChannels);
  const msadc = { ...card.msadc, ...electronics };
  const pulse = tabulatePulse(msadc);
  const energyPerCount = new Float64Array(channels).fill(1);
  const random = new RandomStream(runKeyFromSeed("fits.test"));
  const { sample, waveforms } = prepareWaveforms(
    msadc,
    tabulatePulse({ ...msadc, ...truth }),
    energyPerCount,
  );
  const algorithm = pileupAlgorithms.find((candidate) => candidate.name === name)!;
  const settings = { ...(card.pileup[name] as object), ...numbers };
  const reconstruct = algorithm.prepare(settings, { msadc, pulse, energyPerCount });
  const result = allocateReconstructed(channels);
  const pulses = new Pulses();
  const read = (event: number, list: readonly ToyPulse[], change?: (waveforms: Waveforms) => void) => {
    pulses.clear();
    for (const [time, height, channel = 0] of list) pulses.add(channel, time, height, 0);
    sample(pulses, random.seek(event, 0));
    change?.(waveforms);
    reconstruct(waveforms, result);
    return { height: result.energy[0]!, time: result.time[0]!, result };
  };
  return { read, random, msadc };
}

/** The electronics of the toy, and the samples of one event of pulses, noise left out unless asked for. */
export function toySamples(list: readonly ToyPulse[], changes: Partial<Msadc> = { noise: 0 }, channels = 1) {
  const msadc = { ...shippedCard(perfectChannels).msadc, ...changes };
  const pulse = tabulatePulse(msadc);
  const energyPerCount = new Float64Array(channels).fill(1);
  const { sample } = prepareWaveforms(msadc, pulse, energyPerCount);
  const pulses = new Pulses();
  for (const [time, height, channel = 0] of list) pulses.add(channel, time, height, 0);
  const waveforms = sample(pulses, new RandomStream(runKeyFromSeed("fits-samples")));
  return { electronics: { msadc, pulse, energyPerCount }, waveforms };
}

/** The section of the card of a fit. */
export function fitCard(changes: Partial<FitCard> = {}): FitCard {
  return { ...(shippedCard().pileup["template-fit"] as FitCard), ...changes };
}

/** Mean and rms of height and time that `read` finds, over phases and noise. */
export function spread(read: ReturnType<typeof toyCells>["read"], list: readonly ToyPulse[], events: number) {
  let event = 0;
  const heights = moments(events, () => read(event++, list).height);
  event = 0;
  const times = moments(events, () => read(event++, list).time);
  return {
    height: heights.mean,
    heightError: Math.sqrt(heights.variance),
    time: times.mean,
    timeError: Math.sqrt(times.variance),
    standardError: Math.sqrt(heights.variance / events),
  };
}

/**
 * Cramer-Rao bound of height and time of the first of some pulses with all heights, times and both pedestals free: the inverse of the Fisher
 * information of 32 samples, root mean square over the phase of the clock. Noise of one count, with or without rounding.
 */
export function cramerRao(msadc: Msadc, list: readonly ToyPulse[], { rounding }: { rounding: boolean }) {
  const height = pulseHeight(msadc);
  const phases = 25;
  const step = 1e-3;
  let [heightVariance, timeVariance] = [0, 0];
  for (let phase = 0; phase < phases; phase++) {
    const rows = Array.from({ length: msadc.samples }, (_, k) => {
      const time = (k - msadc.peakSample + (phase + 0.5) / phases - 0.5) * msadc.samplingPeriod;
      const ofPulses = list.flatMap(([at, amplitude]) => [
        height(time - at),
        (amplitude * (height(time - at - step) - height(time - at + step))) / (2 * step),
      ]);
      return [...ofPulses, k % 2 === 0 ? 1 : 0, k % 2];
    });
    const size = rows[0]!.length;
    const information = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
    );
    const covariance = invertMatrix(information);
    heightVariance += covariance[0]![0]! / phases;
    timeVariance += covariance[1]![1]! / phases;
  }
  const noise = Math.sqrt(msadc.noise * msadc.noise + (rounding ? 1 / 12 : 0));
  return { height: noise * Math.sqrt(heightVariance), time: noise * Math.sqrt(timeVariance) };
}

/**
 * Notes 7.2: a pulse of the trigger of `height` counts among others of 3000 at 4.6e6 electrons per spill of 4.8 s, from -600 to 300 ns.
 * The dead window tau of exp(-R tau), the share of events in which the height is found within 10 %; ns.
 */
export function deadWindow({ read, random }: ReturnType<typeof toyCells>, height: number, events: number) {
  const rate = 4.6e6 / 4.8e9;
  let good = 0;
  for (let event = 0; event < events; event++) {
    const list: ToyPulse[] = [[0, height]];
    random.seek(event, 1);
    for (let time = -600 + exponential(random) / rate; time < 300; time += exponential(random) / rate) {
      list.push([time, 3000]);
    }
    if (Math.abs(read(event, list).height / height - 1) < 0.1) good++;
  }
  return { tau: -Math.log(good / events) / rate, error: Math.sqrt((1 - good / events) / events) / rate };
}
