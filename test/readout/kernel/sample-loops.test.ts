import { describe, expect, it } from "vitest";
import { bankSize, noiseBank } from "../../../src/random/noise-bank.ts";
import { runKeyFromSeed } from "../../../src/random/run-key.ts";
import { RandomStream } from "../../../src/random/stream.ts";
import { prepareSampleLoops } from "../../../src/readout/kernel/sample-loops.ts";
import { normalBeyond } from "../../random/normal-beyond.ts";
import { countDeviation, deviation } from "../../random/standard-errors.ts";
import { sampleSetup } from "./setup.ts";

const random = new RandomStream(runKeyFromSeed("sample-loops.test"));
const [channels, samples] = [108, 32];
const size = channels * samples;

/** Unit noise of one event after the other, sample k of channel c at [c * samples + k]. */
function prepareNoise(correlations: readonly number[] = [0]) {
  const bank = noiseBank(correlations, 0.5);
  const { stride, offsets, analog, fillNoise } = prepareSampleLoops(sampleSetup({ channels, samples, bank }));
  expect(stride).toBe(samples);
  return (event: number): Float32Array => {
    random.seek(event, 0);
    for (let k = 0; k < offsets.length; k++) offsets[k] = random.word();
    fillNoise();
    return analog;
  };
}

/** What the bank has at a lag, which is what stretches of it must have. */
function bankCorrelation(correlations: readonly number[], lag: number): number {
  const bank = noiseBank(correlations);
  let sum = 0;
  for (let t = 0; t < bankSize; t++) sum += bank[t]! * bank[(t + lag) % bankSize]!;
  return sum / bankSize;
}

describe("white noise", () => {
  const noise = prepareNoise();

  it("has the moments of a normal, and its tails to 5", () => {
    const events = 15_000;
    const count = size * events;
    const cuts = [3, 3.5, 4, 4.5, 5];
    const above = cuts.map(() => 0);
    const under = cuts.map(() => 0);
    let [mean, square, third, fourth] = [0, 0, 0, 0];
    for (let event = 0; event < events; event++) {
      const values = noise(event);
      for (let k = 0; k < size; k++) {
        const x = values[k]!;
        mean += x;
        square += x * x;
        third += x * x * x;
        fourth += x * x * x * x;
        if (x > 3) {
          for (let c = 0; c < cuts.length && x > cuts[c]!; c++) above[c]! += 1;
        } else if (x < -3) {
          for (let c = 0; c < cuts.length && x < -cuts[c]!; c++) under[c]! += 1;
        }
      }
    }
    expect(deviation(mean / count, 0, Math.sqrt(1 / count))).toBeLessThan(4);
    expect(deviation(square / count, 1, Math.sqrt(2 / count))).toBeLessThan(4);
    expect(deviation(third / count, 0, Math.sqrt(15 / count))).toBeLessThan(4);
    expect(deviation(fourth / count, 3, Math.sqrt(96 / count))).toBeLessThan(4);
    cuts.forEach((cut, c) => {
      expect(countDeviation(above[c]!, count, normalBeyond(cut) / 2), `above ${cut}`).toBeLessThan(4);
      expect(countDeviation(under[c]!, count, normalBeyond(cut) / 2), `under -${cut}`).toBeLessThan(4);
    });
  });

  it("is independent from sample to sample, channel to channel and event to event", () => {
    const events = 4000;
    const lags = [1, 2, 3, 5, 11, 31];
    const lagged = lags.map(() => 0);
    /** Products with the same sample of later channels, of the same group of four and of others; of values, and of their squares. */
    const steps = [1, 2, 3, 4, 7, 50];
    const across = steps.map(() => 0);
    const squares = steps.map(() => 0);
    let eventToEvent = 0;
    let before = Float32Array.from(noise(0));
    for (let event = 1; event <= events; event++) {
      const values = noise(event);
      for (let k = 0; k < size; k++) {
        const x = values[k]!;
        eventToEvent += x * before[k]!;
        for (let j = 0; j < lags.length; j++) {
          if ((k % samples) + lags[j]! < samples) lagged[j]! += x * values[k + lags[j]!]!;
        }
        for (let j = 0; j < steps.length; j++) {
          const other = values[(k + steps[j]! * samples) % size]!;
          across[j]! += x * other;
          squares[j]! += (x * x - 1) * (other * other - 1);
        }
      }
      before = Float32Array.from(values);
    }
    const count = events * size;
    expect(deviation(eventToEvent / count, 0, Math.sqrt(1 / count))).toBeLessThan(4);
    lags.forEach((lag, j) => {
      const pairs = (count * (samples - lag)) / samples;
      const expected = bankCorrelation([0], lag); // below 5e-4
      expect(deviation(lagged[j]! / pairs, expected, Math.sqrt(1 / pairs)), `lag ${lag}`).toBeLessThan(4);
    });
    steps.forEach((step, j) => {
      expect(deviation(across[j]! / count, 0, Math.sqrt(1 / count)), `channel ${step}`).toBeLessThan(4);
      expect(deviation(squares[j]! / count, 0, Math.sqrt(4 / count)), `squares ${step}`).toBeLessThan(4);
    });
  });
});

describe("correlated noise", () => {
  const correlations = [0.6, 0.3, 0.1, 0.02];
  const noise = prepareNoise(correlations);

  it("has unit variance, normal tails, and the correlations that are asked for in every channel and in no other", () => {
    const events = 6000;
    const count = events * size;
    let [square, beyond, across] = [0, 0, 0];
    const lagged = [0, 0, 0, 0];
    for (let event = 0; event < events; event++) {
      const values = noise(event);
      for (let k = 0; k < size; k++) {
        const x = values[k]!;
        square += x * x;
        if (Math.abs(x) > 4) beyond++;
        across += x * values[(k + samples) % size]!;
        for (let lag = 1; lag <= 4 && (k % samples) + lag < samples; lag++)
          lagged[lag - 1]! += x * values[k + lag]!;
      }
    }
    // As many samples as are independent: fewer by the sum of the squares of the correlations at all lags, 2 here.
    const independent = count / 2;
    expect(deviation(square / count, 1, Math.sqrt(2 / independent))).toBeLessThan(4);
    expect(countDeviation(beyond / 2, independent, normalBeyond(4))).toBeLessThan(4);
    expect(deviation(across / count, 0, Math.sqrt(1 / independent))).toBeLessThan(4);
    correlations.forEach((correlation, k) => {
      const measured = lagged[k]! / ((count * (31 - k)) / samples);
      expect(Math.abs(measured - correlation)).toBeLessThan(0.003 + 4 / Math.sqrt(independent));
    });
  });
});
