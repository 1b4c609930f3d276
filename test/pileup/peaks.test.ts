import { describe, expect, it } from "vitest";
import { preparePeaks } from "../../src/pileup/peaks.ts";
import { pulseHeight, tabulatePulse } from "../../src/readout/pulse-shape.ts";
import { ns } from "../../src/units.ts";
import { shippedCard } from "../shipped-card.ts";

const { msadc } = shippedCard();
const height = pulseHeight(msadc);
const { samples, samplingPeriod } = msadc;
const electronics = { msadc, pulse: tabulatePulse(msadc), energyPerCount: Float64Array.of(1) };
const { search, nearest, read } = preparePeaks(electronics, { threshold: 4, tailSamples: 4 });
const { height: found, time: foundAt } = search;
const start = -127 * ns;

/** The samples of pulses, each by the time of its peak against the trigger and its height. */
function samplesOf(...pulses: readonly (readonly [time: number, counts: number])[]) {
  return Float64Array.from({ length: samples }, (_, k) =>
    pulses.reduce((sum, [time, counts]) => sum + counts * height(start + k * samplingPeriod - time), 0),
  );
}

/** The nearest peak in samples of one channel. */
function nearestIn(values: Float64Array): number {
  search.values.set(values);
  read(1, start);
  return nearest[0]!;
}

describe("peaks", () => {
  it("are found with height and time, each less the others, in the order of time", () => {
    const truth = [
      [-90, 900],
      [3, 1500],
      [100, 1000],
    ] as const;
    const nearest = nearestIn(samplesOf(...truth));
    expect(nearest).toBe(1);
    truth.forEach(([time, counts], p) => {
      expect(Math.abs(found[p]! / counts - 1)).toBeLessThan(0.005);
      expect(Math.abs(foundAt[p]! - time)).toBeLessThan(0.3);
    });
  });

  it("need to rise and to fall by the threshold", () => {
    const small = samplesOf([0, 3.9]);
    expect(nearestIn(small)).toBe(-1);
    expect(nearestIn(samplesOf([0, 4.5]))).toBe(0);
    // Still rising at the end of the record.
    expect(nearestIn(samplesOf([start + (samples + 1) * samplingPeriod, 100]))).toBe(-1);
    expect(nearestIn(new Float64Array(samples).fill(300))).toBe(-1);
  });

  it("near the ends of the record are fitted to what there is of them", () => {
    for (const time of [start - 8 * ns, start + 14 * ns, start + (samples - 2) * samplingPeriod]) {
      expect(nearestIn(samplesOf([time, 1000]))).toBe(0);
      expect(Math.abs(found[0]! / 1000 - 1)).toBeLessThan(0.02);
      expect(Math.abs(foundAt[0]! - time)).toBeLessThan(1);
    }
  });

  it("stand within two samples of their highest sample, whatever the samples are", () => {
    const odd = Float64Array.from({ length: samples }, (_, k) => (k * 7919) % 1000);
    const nearest = nearestIn(odd);
    expect(nearest).toBeGreaterThanOrEqual(0);
    expect(Number.isFinite(found[nearest]!)).toBe(true);
    expect(Math.abs(foundAt[nearest]!)).toBeLessThan(samples * samplingPeriod);
  });
});
