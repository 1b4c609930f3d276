import gammainc from "@stdlib/math-base-special-gammainc";
import { describe, expect, it } from "vitest";
import { gaussian } from "../../src/random/gaussian.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { binnedDeviation, countDeviation, deviation, edges } from "./standard-errors.ts";

/** Probability that a unit normal lies further than x >= 0 from 0. */
const beyond = (x: number) => gammainc((x * x) / 2, 0.5, true, true);
const below = (x: number) => (x < 0 ? 0.5 * beyond(-x) : 1 - 0.5 * beyond(x));

describe("gaussian", () => {
  const random = new RandomStream(runKeyFromSeed("gaussian.test"));
  const count = 6_000_000;

  it("has the moments and the tails of a unit normal", () => {
    random.seek(1, 0);
    const sums = [0, 0, 0, 0];
    const cuts = [0.5, 1, 2, 3, 3.6, 3.7, 4, 4.5, 5];
    const above = cuts.map(() => 0);
    const under = cuts.map(() => 0);
    for (let k = 0; k < count; k++) {
      const x = gaussian(random);
      sums[0]! += x;
      sums[1]! += x * x;
      sums[2]! += x * x * x;
      sums[3]! += x * x * x * x;
      for (let c = 0; c < cuts.length && Math.abs(x) > cuts[c]!; c++) {
        if (x > 0) above[c]! += 1;
        else under[c]! += 1;
      }
    }
    // Var(xⁿ) of a unit normal: 1, 2, 15, 96.
    expect(deviation(sums[0]! / count, 0, Math.sqrt(1 / count))).toBeLessThan(4);
    expect(deviation(sums[1]! / count, 1, Math.sqrt(2 / count))).toBeLessThan(4);
    expect(deviation(sums[2]! / count, 0, Math.sqrt(15 / count))).toBeLessThan(4);
    expect(deviation(sums[3]! / count, 3, Math.sqrt(96 / count))).toBeLessThan(4);
    cuts.forEach((cut, c) => {
      expect(countDeviation(above[c]!, count, beyond(cut) / 2), `above ${cut}`).toBeLessThan(4);
      expect(countDeviation(under[c]!, count, beyond(cut) / 2), `under -${cut}`).toBeLessThan(4);
    });
  });

  it("has the shape of a normal, in fine bins and beyond where the tail begins", () => {
    random.seek(2, 0);
    const draw = () => gaussian(random);
    const fine = binnedDeviation({ count: 3_000_000, draw, edges: edges(-3.6, 3.6, 721), below });
    expect(Math.abs(fine)).toBeLessThan(4);
    const tail = () => {
      for (;;) {
        const x = Math.abs(gaussian(random));
        if (x > 3.2) return x;
      }
    };
    const beyondTail = (x: number) => 1 - beyond(x) / beyond(3.2);
    const far = binnedDeviation({
      count: 8_000,
      draw: tail,
      edges: edges(3.25, 4.25, 21),
      below: beyondTail,
    });
    expect(Math.abs(far)).toBeLessThan(4);
  });

  it("is not correlated with the draw before, though nothing is kept between calls", () => {
    random.seek(3, 0);
    let before = gaussian(random);
    let correlation = 0;
    let squares = 0;
    const pairs = 1_000_000;
    for (let k = 0; k < pairs; k++) {
      const x = gaussian(random);
      correlation += x * before;
      squares += (x * x - 1) * (before * before - 1);
      before = x;
    }
    expect(deviation(correlation / pairs, 0, Math.sqrt(1 / pairs))).toBeLessThan(4);
    expect(deviation(squares / pairs, 0, Math.sqrt(4 / pairs))).toBeLessThan(4);
  });

  it("takes little more than two words a draw", () => {
    random.seek(4, 0);
    const calls = 1_000_000;
    const start = random.step;
    for (let k = 0; k < calls; k++) gaussian(random);
    const words = ((random.step - start) | 0) / calls;
    expect(words).toBeGreaterThan(2.02);
    expect(words).toBeLessThan(2.06);
  });
});
