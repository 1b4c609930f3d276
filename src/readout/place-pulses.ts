import type { Pulses } from "../event/pulses.ts";
import type { ChannelErrors } from "./channel-errors.ts";
import {
  type Deformation,
  type PulseTable,
  portion,
  type SampleLoops,
  silence,
} from "./kernel/sample-loops.ts";
import { pulseDeformations } from "./pulse-deformation.ts";
import type { PulseShape } from "./pulse-shape.ts";

/** Deformations of less than so many counts per unit of their table, whose highest value is about 1, are left out. */
const leastDeformation = 0.1;

/** One row more than there are phases, so that the next phase of every one is a row; first the pulse, then its deformations. */
export function tabulatePhases(pulse: PulseShape, samples: number): PulseTable {
  const { heights, first, step, stepsPerSample } = pulse;
  const length = Math.floor((heights.length - 2) / stepsPerSample) + 1;
  const row = silence + length + samples + 8;
  const block = (stepsPerSample + 1) * row;
  const rows = new Float32Array(2 * block);
  const { rise, fall } = pulseDeformations(pulse);
  const both = rise.map((value, k) => value + fall[k]!);
  for (const [shape, values] of [heights, both].entries()) {
    for (let phase = 0; phase <= stepsPerSample; phase++) {
      for (let k = 0; k < length; k++) {
        rows[shape * block + phase * row + silence + k] = values[phase + k * stepsPerSample] ?? 0;
      }
    }
  }
  const peak = Math.round(-first / step);
  return { heights: rows, row, length, block, first, step, stepsPerSample, peak };
}

/** The deformations of the pulses of each channel: of those that are high enough. */
export function deformationOf({ rise, fall }: ChannelErrors): Deformation {
  const least = rise.map((weight, c) => leastDeformation / Math.max(Math.abs(weight), Math.abs(fall[c]!)));
  return { rise, fall, least };
}

/** Adds every pulse, as late as `delays` says, to the samples of its channel. */
export function preparePulses({ pulses, addPulses }: SampleLoops, energyPerCount: Float64Array) {
  const list = pulses;
  const countsPerEnergy = energyPerCount.map((gain) => 1 / gain);
  return ({ channel, time, energy, count }: Pulses, delays: Float64Array, start: number): void => {
    for (let from = 0; from < count; from += portion) {
      const taken = Math.min(portion, count - from);
      for (let k = 0; k < taken; k++) {
        const c = channel[from + k]!;
        list.channel[k] = c;
        list.time[k] = time[from + k]! + delays[from + k]!;
        list.amplitude[k] = energy[from + k]! * countsPerEnergy[c]!;
      }
      addPulses(taken, start);
    }
  };
}
