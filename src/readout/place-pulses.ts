import type { Pulses } from "../event/pulses.ts";
import type { SampleLoops } from "./kernel/sample-loops.ts";
import type { PulseShape } from "./pulse-shape.ts";

/** Zeros before a pulse in a row of the table: a pulse is added from a multiple of 4 samples on. */
const silence = 4;

/** The table of a pulse by phase: in each row, one phase after the other, the heights one sampling period apart. */
export interface PhaseTable {
  readonly heights: Float32Array;
  /** Values of a row: silence, `length` heights, and silence for a record. */
  readonly row: number;
  readonly length: number;
}

/** One row more than there are phases, so that the next phase of every one is a row. */
export function tabulatePhases({ heights, stepsPerSample }: PulseShape, samples: number): PhaseTable {
  const length = Math.floor((heights.length - 2) / stepsPerSample) + 1;
  const row = silence + length + samples + 8;
  const rows = new Float32Array((stepsPerSample + 1) * row);
  for (let phase = 0; phase <= stepsPerSample; phase++) {
    for (let k = 0; k < length; k++) {
      rows[phase * row + silence + k] = heights[phase + k * stepsPerSample] ?? 0;
    }
  }
  return { heights: rows, row, length };
}

/** What pulses are placed by. */
interface Placing {
  readonly pulse: PulseShape;
  readonly table: PhaseTable;
  readonly energyPerCount: Float64Array;
}

/** Adds every pulse to the samples of its channel, interpolating between two rows of the table. */
export function preparePulses(
  { stride, placed, addPulses }: SampleLoops,
  { pulse, table, energyPerCount }: Placing,
) {
  const { first, step, stepsPerSample } = pulse;
  const samplesPerTime = 1 / (step * stepsPerSample);
  const { row, length } = table;
  const { at, end, from, lower, upper } = placed;
  const countsPerEnergy = energyPerCount.map((gain) => 1 / gain);
  return ({ channel, time, energy, count }: Pulses, start: number): void => {
    // Where the pulses of one time go: those of a beam particle stand one behind the other, at one time.
    let now = Number.NaN;
    let sample = 0;
    let place = 0;
    let fraction = 0;
    let waiting = 0;
    for (let p = 0; p < count; p++) {
      if (time[p]! !== now) {
        now = time[p]!;
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
      if (++waiting === at.length) {
        addPulses(waiting);
        waiting = 0;
      }
    }
    addPulses(waiting);
  };
}
