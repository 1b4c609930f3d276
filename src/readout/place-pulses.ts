import type { Pulses } from "../event/pulses.ts";
import type { ChannelErrors } from "./channel-errors.ts";
import type { SampleLoops } from "./kernel/sample-loops.ts";
import { pulseDeformations } from "./pulse-deformation.ts";
import type { PulseShape } from "./pulse-shape.ts";

/** Zeros before a pulse in a row of the table: a pulse is added from a multiple of 4 samples on. */
const silence = 4;

/** Deformations of less than so many counts per unit of their table, whose highest value is about 1, are left out. */
const leastDeformation = 0.1;

/** The table of a pulse by phase: in each row, one phase after the other, the heights one sampling period apart. */
export interface PhaseTable {
  readonly heights: Float32Array;
  /** Values of a row: silence, `length` heights, and silence for a record. */
  readonly row: number;
  readonly length: number;
  /** Values from the rows of the pulse to those of the deformation of its rise, and from there to those of its fall. */
  readonly block: number;
}

/** One row more than there are phases, so that the next phase of every one is a row; first the pulse, then its two deformations. */
export function tabulatePhases(pulse: PulseShape, samples: number): PhaseTable {
  const { heights, stepsPerSample } = pulse;
  const length = Math.floor((heights.length - 2) / stepsPerSample) + 1;
  const row = silence + length + samples + 8;
  const block = (stepsPerSample + 1) * row;
  const rows = new Float32Array(3 * block);
  const { rise, fall } = pulseDeformations(pulse);
  for (const [shape, values] of [heights, rise, fall].entries()) {
    for (let phase = 0; phase <= stepsPerSample; phase++) {
      for (let k = 0; k < length; k++) {
        rows[shape * block + phase * row + silence + k] = values[phase + k * stepsPerSample] ?? 0;
      }
    }
  }
  return { heights: rows, row, length, block };
}

/** What pulses are placed by. */
interface Placing {
  readonly pulse: PulseShape;
  readonly table: PhaseTable;
  readonly energyPerCount: Float64Array;
  readonly errors: ChannelErrors;
}

/** Adds every pulse, as late as `delays` says, to the samples of its channel, interpolating between two rows of the table. */
export function preparePulses(
  { stride, placed, addPulses }: SampleLoops,
  { pulse, table, energyPerCount, errors }: Placing,
) {
  const { first, step, stepsPerSample } = pulse;
  const samplesPerTime = 1 / (step * stepsPerSample);
  const { row, length } = table;
  const { at, end, from, lower, upper } = placed;
  const { rise, fall } = errors;
  const countsPerEnergy = energyPerCount.map((gain) => 1 / gain);
  /** Pulses of so many counts and more are deformed. */
  const least = rise.map((weight, c) => leastDeformation / Math.max(Math.abs(weight), Math.abs(fall[c]!)));

  /** Places the deformations of the pulse that was placed last, on channel c; returns how many are placed then. */
  function deform(waiting: number, c: number): number {
    const last = waiting - 1;
    for (let k = 0; k < 2; k++) {
      const weight = k === 0 ? rise[c]! : fall[c]!;
      at[waiting + k] = at[last]!;
      end[waiting + k] = end[last]!;
      from[waiting + k] = from[last]! + (k + 1) * table.block;
      lower[waiting + k] = weight * lower[last]!;
      upper[waiting + k] = weight * upper[last]!;
    }
    return waiting + 2;
  }

  return ({ channel, time, energy, count }: Pulses, delays: Float64Array, start: number): void => {
    // Where the pulses of one time go: those of a beam particle stand one behind the other, the small ones at one time.
    let now = Number.NaN;
    let sample = 0;
    let place = 0;
    let fraction = 0;
    let waiting = 0;
    for (let p = 0; p < count; p++) {
      const late = time[p]! + delays[p]!;
      if (late !== now) {
        now = late;
        // The pulse begins so many samples after sample 0.
        const delay = (now + first - start) * samplesPerTime;
        if (delay > -length && delay < stride) {
          const begin = delay > 0 ? Math.ceil(delay) | 0 : 0;
          // Its height at sample `begin`: so many samples, phases, and fractions of one, from its first.
          const samples = (begin - delay) | 0;
          const phases = (begin - delay - samples) * stepsPerSample;
          const phase = phases | 0;
          fraction = phases - phase;
          sample = begin & ~3;
          place = phase * row + silence + samples - (begin & 3);
        } else {
          sample = stride; // over before the record, or behind it
        }
      }
      if (sample >= stride) continue;
      const c = channel[p]!;
      const amplitude = energy[p]! * countsPerEnergy[c]!;
      at[waiting] = c * stride + sample;
      end[waiting] = (c + 1) * stride;
      from[waiting] = place;
      lower[waiting] = amplitude * (1 - fraction);
      upper[waiting] = amplitude * fraction;
      waiting++;
      if (amplitude >= least[c]!) waiting = deform(waiting, c);
      if (waiting > at.length - 3) {
        addPulses(waiting);
        waiting = 0;
      }
    }
    addPulses(waiting);
  };
}
