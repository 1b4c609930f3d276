import { invertMatrix } from "../../src/math/invert-matrix.ts";
import type { FitCard } from "../../src/pileup/fit-card.ts";
import { pileupAlgorithms } from "../../src/pileup/index.ts";
import { prepareLaboratory, prepareReading } from "../../src/pileup/laboratory.ts";
import { exponential } from "../../src/random/exponential.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { type PulseForm, pulseHeight, tabulatePulse } from "../../src/readout/pulse-shape.ts";
import type { Waveforms } from "../../src/readout/waveform.ts";
import type { Msadc } from "../../src/tables/run-card.ts";
import { MeV, ns, s } from "../../src/units.ts";
import { moments } from "../random/standard-errors.ts";
import { perfectChannels, shippedCard } from "../shipped-card.ts";

const card = shippedCard(perfectChannels);
const gain = 30 * MeV;
const key = runKeyFromSeed("toy");

export const fits = ["template-fit", "multifit", "cluster-fit"] as const;

/** A pulse by the time of its peak against the trigger, ns, and its height in counts; on cell 0 unless said. */
export type ToyPulse = readonly [time: number, counts: number, cell?: number];

/** What is read of event `event`, which says phase and noise; `change` changes the samples before. */
export type Read<T> = (
  event: number,
  pulses: readonly ToyPulse[],
  change?: (waveforms: Waveforms) => void,
) => T;
export type Cell = Read<{ counts: number; time: number }>;

/** What a toy does otherwise than the shipped card. */
interface Changes {
  readonly electronics?: Partial<Msadc>;
  /** The pulse as it really is; the algorithm knows that of the card. */
  readonly truth?: Partial<PulseForm>;
  /** Numbers of the algorithm. */
  readonly numbers?: object;
}

function laboratory(msadc: Msadc, cells: number) {
  const energyPerCount = new Float64Array(cells).fill(gain);
  const { pulses, sample } = prepareLaboratory({ msadc, energyPerCount }, key);
  const make = (event: number, list: readonly ToyPulse[]): Waveforms => {
    pulses.clear();
    for (const [time, counts, cell = 0] of list) pulses.add(cell, time, counts * gain, 0);
    return sample(event);
  };
  return { energyPerCount, make };
}

/** Main cells of the ECAL, read by the algorithm of that name with the numbers of the shipped card, or changed ones. */
export function toyCells(
  name: string,
  cells: number,
  { electronics = {}, truth = {}, numbers = {} }: Changes = {},
): Read<{ counts: number[]; time: number[] }> {
  const msadc = { ...card.msadc, ...electronics };
  const { energyPerCount, make } = laboratory({ ...msadc, ...truth }, cells);
  const algorithm = pileupAlgorithms.find((candidate) => candidate.name === name)!;
  const read = prepareReading(
    algorithm,
    { ...(card.pileup[name] as object), ...numbers },
    { msadc, energyPerCount },
  );
  return (event, list, change) => {
    const waveforms = make(event, list);
    change?.(waveforms);
    const { energy, time } = read(waveforms);
    return { counts: Array.from(energy, (value) => value / gain), time: Array.from(time) };
  };
}

/** One cell by itself. */
export function oneCell(name: string, changes: Changes = {}): Cell {
  const cells = toyCells(name, 1, changes);
  return (...event) => {
    const { counts, time } = cells(...event);
    return { counts: counts[0]!, time: time[0]! };
  };
}

/** The electronics of the toy, and the samples of one event of pulses, noise left out unless asked for. */
export function toySamples(list: readonly ToyPulse[], changes: Partial<Msadc> = { noise: 0 }, cells = 1) {
  const msadc = { ...card.msadc, ...changes };
  const { energyPerCount, make } = laboratory(msadc, cells);
  return {
    electronics: { msadc, pulse: tabulatePulse(msadc), energyPerCount },
    waveforms: make(0, list),
  };
}

/** The section of the card of a fit. */
export function fitCard(changes: Partial<FitCard> = {}): FitCard {
  return { ...(card.pileup["template-fit"] as FitCard), ...changes };
}

/** Mean, rms and error of the mean of what is read in `events` events, and of the time where there is one. */
export function spread(cell: Cell, pulses: readonly ToyPulse[], events = 4000) {
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
 * Least errors that are possible, over the noise of a sample, of amplitude and time (ns) of the first of some pulses: the Cramer-Rao bound by
 * its Fisher information. All amplitudes, times and both pedestals are free; root mean square over the phase of the clock. Without a
 * list that of an isolated pulse of one count.
 */
export function cramerRao(list: readonly ToyPulse[] = [[0, 1]], msadc: Msadc = card.msadc) {
  const height = pulseHeight(msadc);
  const phases = 25;
  const step = 1e-3;
  const variance = { amplitude: 0, time: 0 };
  for (let phase = 0; phase < phases; phase++) {
    const start = -(msadc.peakSample + (phase + 0.5) / phases - 0.5) * msadc.samplingPeriod;
    const gradients = Array.from({ length: msadc.samples }, (_, k) => {
      const time = start + k * msadc.samplingPeriod;
      const ofPulses = list.flatMap(([at, amplitude]) => [
        height(time - at),
        (amplitude * (height(time - at - step) - height(time - at + step))) / (2 * step),
      ]);
      return [...ofPulses, 1 - (k % 2), k % 2];
    });
    const size = gradients[0]!.length;
    const information = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_, j) =>
        gradients.reduce((sum, gradient) => sum + gradient[i]! * gradient[j]!, 0),
      ),
    );
    const covariance = invertMatrix(information);
    variance.amplitude += covariance[0]![0]! / phases;
    variance.time += covariance[1]![1]! / phases;
  }
  return { amplitude: Math.sqrt(variance.amplitude), time: Math.sqrt(variance.time) };
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
    const pulses: ToyPulse[] = [[0, amplitude]];
    random.seek(event, 0);
    for (let time = from + exponential(random) / rate; time < to; time += exponential(random) / rate) {
      pulses.push([time, 3000]);
    }
    if (Math.abs(cell(event, pulses).counts / amplitude - 1) < 0.1) good++;
  }
  const share = good / events;
  return { share, window: -Math.log(share) / rate, error: Math.sqrt((1 - share) / share / events) / rate };
}
