import { describe, expect, it } from "vitest";
import { DensityRows } from "../../src/random/density-rows.ts";
import { fromDensity } from "../../src/random/from-density.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { countDeviation, deviation, moments } from "./standard-errors.ts";

const count = 6;
const densities = [
  [0, 1, 4, 2, 0, 0],
  [3, 3, 3, 3, 3, 3],
  [0, 0, 0, 0, 0, 0],
  [1e-9, 0, 1e9, 0, 0, 1e-9],
  [0, 0, 1e-300, 0, 0, 0],
];
const rows = new DensityRows(Float64Array.from(densities.flat()), count);
const random = new RandomStream(runKeyFromSeed("density-rows.test"));

/** The integral of straight lines by many small steps. */
function summed(row: number, to: number): number {
  const steps = 20_000;
  let sum = 0;
  for (let k = 0; k < steps; k++) {
    const place = (to * (k + 0.5)) / steps;
    const node = Math.floor(place);
    const [left, right] = [densities[row]![node]!, densities[row]![node + 1]!];
    sum += (left + (place - node) * (right - left)) * (to / steps);
  }
  return sum;
}

describe("DensityRows", () => {
  it("adds up each row by itself", () => {
    expect(rows.total(0)).toBeCloseTo(7, 12);
    expect(rows.total(1)).toBe(15);
    expect(rows.total(2)).toBe(0);
    for (const place of [0, 0.3, 1, 2.7, 4.999, 5]) {
      for (const row of [0, 1, 2]) expect(rows.below(row, place)).toBeCloseTo(summed(row, place), 6);
    }
    expect(rows.below(0, 5)).toBe(rows.total(0));
  });

  it("draws as fromDensity does, from the same uniform", () => {
    for (const row of [0, 1, 3]) {
      const one = fromDensity(Float64Array.of(0, 1, 2, 3, 4, 5), Float64Array.from(densities[row]!));
      for (let event = 0; event < 5000; event++) {
        const expected = one(random.seek(event, row));
        expect(Math.abs(rows.draw(row, 0, random.seek(event, row)) - expected)).toBeLessThan(1e-9);
      }
    }
  });

  it("leaves out what is below a place, and changes nothing above it", () => {
    const [least, draws] = [1.4, 200_000];
    random.seek(0, 7);
    const all = rows.total(0) - rows.below(0, least);
    let inFirst = 0;
    const sample = () => {
      const place = rows.draw(0, rows.below(0, least), random);
      if (place < 2) inFirst++;
      return place;
    };
    const { mean } = moments(draws, sample);
    expect(countDeviation(inFirst, draws, (rows.below(0, 2) - rows.below(0, least)) / all)).toBeLessThan(4);
    // ∫ place × density: by parts, from the integral.
    const steps = 2000;
    let expected = 4;
    for (let k = 0; k < steps; k++) {
      const place = least + ((4 - least) * (k + 0.5)) / steps;
      expected -= ((rows.below(0, place) - rows.below(0, least)) / all) * ((4 - least) / steps);
    }
    expect(deviation(mean, expected, 0.7 / Math.sqrt(draws))).toBeLessThan(4);
    for (let k = 0; k < 1000; k++)
      expect(rows.draw(0, rows.below(0, 3.99), random)).toBeGreaterThan(3.99 - 1e-9);
  });

  it("stays within the row at both ends of the uniform, and never in a part that is 0", () => {
    for (const row of [0, 1, 3, 4]) {
      for (const least of [0, 2.5]) {
        if (rows.total(row) === rows.below(row, least)) continue;
        for (const step of [-1, -2, 0x7fffffff]) {
          Object.assign(random, { a: 1, b: 0, c: 0, step });
          const place = rows.draw(row, rows.below(row, least), random);
          expect(place).toBeGreaterThan(least - 1e-9);
          expect(place).toBeLessThanOrEqual(row === 0 ? 4 : 5);
        }
      }
    }
    for (let k = 0; k < 1000; k++) {
      const place = rows.draw(4, 0, random);
      expect(place).toBeGreaterThan(1);
      expect(place).toBeLessThan(3);
    }
  });

  it("takes one uniform a draw", () => {
    const start = random.step;
    rows.draw(0, 0, random);
    rows.draw(0, 2, random);
    expect((random.step - start) | 0).toBe(4);
  });
});
