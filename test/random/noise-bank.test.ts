import { describe, expect, it } from "vitest";
import { autoregression } from "../../src/math/autoregression.ts";
import { normalQuantiles } from "../../src/random/noise.ts";
import { bankSize, longestStretch, noiseBank } from "../../src/random/noise-bank.ts";
import { normalBeyond } from "./normal-beyond.ts";

/** Correlation of the ring at each lag from 1 to 63. */
function lagCorrelations(bank: Float32Array): number[] {
  return Array.from({ length: longestStretch - 1 }, (_, k) => {
    let sum = 0;
    for (let t = 0; t < bankSize; t++) sum += bank[t]! * bank[(t + k + 1) % bankSize]!;
    return sum / bankSize;
  });
}

/** The correlations of a list, gone on with to 63 lags as those of its autoregression. */
function goneOn(list: readonly number[]): number[] {
  const { coefficients } = autoregression(list)!;
  const all = [...list];
  while (all.length < longestStretch - 1) {
    all.push(coefficients.reduce((sum, a, k) => sum + a * all[all.length - 1 - k]!, 0));
  }
  return all;
}

const largest = (values: readonly number[]) => Math.max(...values.map(Math.abs));

describe.each([
  { list: [0], error: 0.0005 },
  { list: [0.5], error: 0.003 },
  { list: [-0.3, 0.1], error: 0.003 },
  { list: [0.6, 0.3, 0.1, 0.02], error: 0.003 },
  { list: [0.95, 0.9025], error: 0.01 },
])("the bank of correlations $list", ({ list, error }) => {
  const bank = noiseBank(list);
  const ring = bank.subarray(0, bankSize);

  it("holds the normal quantiles, of unit variance: its moments are exact", () => {
    const moment = (n: number) =>
      ring.reduce((sum, x) => sum + (n === 1 ? x : n === 2 ? x * x : x * x * x * x), 0) / bankSize;
    expect(Math.abs(moment(1))).toBeLessThan(1e-6);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(1e-6);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(5e-4);
    const norm = Math.sqrt(bankSize / normalQuantiles.reduce((sum, q) => sum + q * q, 0));
    expect(ring.toSorted()).toEqual(Float32Array.from(normalQuantiles, (q) => norm * q));
  });

  it(`has the correlations of the list, and beyond it those of its autoregression, to ${error}`, () => {
    const expected = goneOn(list);
    expect(largest(lagCorrelations(bank).map((r, k) => r - expected[k]!))).toBeLessThan(error);
  });

  it("begins anew at its end, so that a stretch may start anywhere", () => {
    expect(bank.length).toBe(bankSize + longestStretch);
    expect(bank.subarray(bankSize)).toEqual(bank.subarray(0, longestStretch));
  });
});

it("sums of four values, halved, have the tails of a normal", () => {
  // The distribution of such a sum, from that of the quantiles on a grid of 2^-9, folded twice; the grid widens it by 3e-7.
  const bins = 512;
  const reach = 5 * bins;
  let density = new Float64Array(2 * reach + 1);
  for (let k = 0; k < bankSize; k++) {
    const exact = noiseBank([0])[k]! * bins + reach;
    const low = Math.floor(exact);
    density[low]! += (1 - (exact - low)) / bankSize;
    density[low + 1]! += (exact - low) / bankSize;
  }
  for (let time = 0; time < 2; time++) {
    const folded = new Float64Array(2 * density.length - 1);
    for (let a = 0; a < density.length; a++) {
      if (density[a] === 0) continue;
      for (let b = 0; b < density.length; b++) folded[a + b]! += density[a]! * density[b]!;
    }
    density = folded;
  }
  const centre = (density.length - 1) / 2;
  const beyond = (z: number) =>
    density.subarray(centre + 2 * bins * z + 1).reduce((sum, p) => sum + p, 0) +
    0.5 * density[centre + 2 * bins * z]!;
  expect(Math.abs(beyond(0) - 0.5)).toBeLessThan(3e-5);
  for (const [z, error] of [
    [2, 0.0002],
    [3, 0.001],
    [3.5, 0.001],
    [4, 0.0025],
    [4.5, 0.005],
    [5, 0.005],
    [5.5, 0.005],
    [6, 0.01],
  ] as const) {
    expect(Math.abs(beyond(z) / (normalBeyond(z) / 2) - 1), `beyond ${z}`).toBeLessThan(error);
  }
});

it("is the same whenever it is asked for", () => {
  expect(noiseBank([0.5])).toBe(noiseBank([0.5]));
  expect(noiseBank([0.5], 2)).toBe(noiseBank([0.5], 2));
  expect(noiseBank([0.5], 2)).toEqual(noiseBank([0.5]).map((value) => 2 * value));
  // As it was first made: it changes every event of every run.
  expect(Array.from(noiseBank([0]).subarray(0, 4), (x) => x.toFixed(5))).toMatchInlineSnapshot(`
    [
      "-1.51981",
      "0.52951",
      "-0.56640",
      "-0.98206",
    ]
  `);
});

it("refuses correlations of no noise", () => {
  expect(() => noiseBank([0.9, -0.9])).toThrow("0.9,-0.9 are the correlations of no noise");
});
