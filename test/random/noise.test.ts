import { describe, expect, it } from "vitest";
import { fillNoise } from "../../src/random/noise.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { normalBeyond } from "./normal-beyond.ts";
import { countDeviation, deviation } from "./standard-errors.ts";

describe("fillNoise", () => {
  const random = new RandomStream(runKeyFromSeed("noise.test"));

  /** The value made of one given word. */
  function valueFrom(word: number): number {
    Object.assign(random, { a: word, b: 0, c: 0, step: 0 });
    const out = new Float64Array(1);
    fillNoise(random, out, 1);
    return out[0]!;
  }

  it("adds the normal quantiles of the two halves of a word", () => {
    for (const bin of [32768, 33000, 40000, 55000, 60619, 60620, 65000, 65500, 65534]) {
      const value = valueFrom((bin << 16) | bin);
      const probability = (bin + 0.5) / 0x1_0000;
      // Both halves alike: the sum is sqrt 2 times the quantile.
      expect(Math.abs(1 - normalBeyond(value / Math.SQRT2) / 2 - probability)).toBeLessThan(5e-6);
      expect(valueFrom((~bin << 16) | (~bin & 0xffff))).toBe(-value);
      expect(valueFrom(bin << 16) + valueFrom(~bin & 0xffff)).toBeCloseTo(valueFrom(0), 6);
    }
  });

  it("is never beyond 6.31", () => {
    expect(valueFrom(-1)).toBeCloseTo(6.307, 3);
    expect(valueFrom(0)).toBeCloseTo(-6.307, 3);
  });

  it("takes one word a value and leaves the stream behind them", () => {
    for (const count of [0, 1, 2, 3456]) {
      const single = new Float32Array(3460).fill(99);
      const double = new Float64Array(3460).fill(99);
      fillNoise(random.seek(7, 7), single, count);
      const after = [random.word(), random.word(), random.word()];
      fillNoise(random.seek(7, 7), double, count);
      expect([random.word(), random.word(), random.word()]).toEqual(after);
      random.seek(7, 7);
      const words = Array.from({ length: count }, () => random.word());
      expect([random.word(), random.word(), random.word()]).toEqual(after);
      expect(Array.from(double.subarray(0, count))).toEqual(words.map(valueFrom));
      expect(single).toEqual(Float32Array.from(double));
      expect(double.subarray(count).every((value) => value === 99)).toBe(true);
    }
  });

  it("scales the values by sigma, of the same words", () => {
    const unit = new Float64Array(100);
    const scaled = new Float64Array(100);
    fillNoise(random.seek(8, 8), unit, 100);
    fillNoise(random.seek(8, 8), scaled, 100, 2.5);
    expect(scaled).toEqual(unit.map((x) => 2.5 * x));
  });

  it("is white noise of unit variance, with normal tails to 5", () => {
    const samples = 3456;
    const events = 15_000;
    const count = samples * events;
    const out = new Float32Array(samples);
    const cuts = [3, 3.5, 4, 4.5, 5];
    const above = cuts.map(() => 0);
    const under = cuts.map(() => 0);
    let mean = 0;
    let square = 0;
    let fourth = 0;
    const lagged = [0, 0, 0];
    for (let event = 0; event < events; event++) {
      fillNoise(random.seek(event, 11), out, samples);
      let before = 0;
      let before2 = 0;
      for (let k = 0; k < samples; k++) {
        const x = out[k]!;
        mean += x;
        square += x * x;
        fourth += x * x * x * x;
        lagged[1]! += x * before;
        lagged[2]! += x * before2;
        before2 = before;
        before = x;
        if (x > 3) {
          for (let c = 0; c < cuts.length && x > cuts[c]!; c++) above[c]! += 1;
        } else if (x < -3) {
          for (let c = 0; c < cuts.length && x < -cuts[c]!; c++) under[c]! += 1;
        }
      }
    }
    expect(deviation(mean / count, 0, Math.sqrt(1 / count))).toBeLessThan(4);
    expect(deviation(square / count, 1, Math.sqrt(2 / count))).toBeLessThan(4);
    expect(deviation(fourth / count, 3, Math.sqrt(96 / count))).toBeLessThan(4);
    expect(deviation(lagged[1]! / count, 0, Math.sqrt(1 / count))).toBeLessThan(4);
    expect(deviation(lagged[2]! / count, 0, Math.sqrt(1 / count))).toBeLessThan(4);
    cuts.forEach((cut, c) => {
      expect(countDeviation(above[c]!, count, normalBeyond(cut) / 2), `above ${cut}`).toBeLessThan(4);
      expect(countDeviation(under[c]!, count, normalBeyond(cut) / 2), `under -${cut}`).toBeLessThan(4);
    });
  });
});
