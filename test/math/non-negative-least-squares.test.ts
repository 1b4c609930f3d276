import { describe, expect, it } from "vitest";
import { invertMatrix } from "../../src/math/invert-matrix.ts";
import { prepareNonNegativeLeastSquares } from "../../src/math/non-negative-least-squares.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";

const random = new RandomStream(runKeyFromSeed("nnls.test"));
const size = 6;
const all = new Uint8Array(size).fill(1);

/** Products of `size` random columns of 10 rows, with each other and with a random b. */
function randomProblem() {
  const draw = () => Array.from({ length: 10 }, () => random.uniform() - 0.4);
  const columns = Array.from({ length: size }, draw);
  const b = draw();
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, k) => sum + value * y[k]!, 0);
  const gram = columns.map((x) => columns.map((y) => dot(x, y)));
  return { gram, products: columns.map((x) => dot(x, b)) };
}

/** What x takes off the sum of squares. */
function gain({ gram, products }: ReturnType<typeof randomProblem>, x: readonly number[]): number {
  let total = 0;
  for (let i = 0; i < size; i++) {
    total += 2 * products[i]! * x[i]!;
    for (let j = 0; j < size; j++) total -= gram[i]![j]! * x[i]! * x[j]!;
  }
  return total;
}

/** The best of the solutions of all sets of columns with column 0 that are nowhere negative: the slow, sure way. */
function byAllSets(problem: ReturnType<typeof randomProblem>): number {
  let best = 0;
  for (let set = 1; set < 1 << size; set += 2) {
    const columns = Array.from({ length: size }, (_, k) => k).filter((k) => (set >> k) & 1);
    const inverse = invertMatrix(columns.map((i) => columns.map((j) => problem.gram[i]![j]!)));
    const x = new Array<number>(size).fill(0);
    for (const [k, i] of columns.entries()) {
      x[i] = columns.reduce((sum, j, l) => sum + inverse[k]![l]! * problem.products[j]!, 0);
    }
    if (x.every((value, k) => k === 0 || value >= 0)) best = Math.max(best, gain(problem, x));
  }
  return best;
}

function solved(
  { gram, products }: ReturnType<typeof randomProblem>,
  leastGain = 1e-12,
  isAllowed = all,
  most = size + 1,
) {
  const solution = new Float64Array(size).fill(9);
  prepareNonNegativeLeastSquares(size, most)(
    Float64Array.from(gram.flat()),
    Float64Array.from(products),
    solution,
    leastGain,
    isAllowed,
  );
  return Array.from(solution);
}

describe("non-negative least squares", () => {
  it("finds what a search of all sets of columns finds; column 0 takes either sign, the others none below 0", () => {
    let negative = 0;
    for (let n = 0; n < 300; n++) {
      const problem = randomProblem();
      const x = solved(problem);
      for (const value of x.slice(1)) expect(value).toBeGreaterThanOrEqual(0);
      if (x[0]! < 0) negative++;
      const best = byAllSets(problem);
      expect(gain(problem, x)).toBeLessThan(best * (1 + 1e-9) + 1e-12);
      expect(gain(problem, x) / best).toBeGreaterThan(0.999);
    }
    expect(negative).toBeGreaterThan(30);
  });

  it("takes no column in that is not worth it, not allowed, or one too many", () => {
    const problem = randomProblem();
    expect(solved(problem, 1e9).slice(1)).toEqual(new Array(size - 1).fill(0));
    expect(solved(problem, 1e-12, new Uint8Array(size)).slice(1)).toEqual(new Array(size - 1).fill(0));
    for (let n = 0; n < 50; n++) {
      const active = solved(randomProblem(), 1e-12, all, 3).filter((value) => value !== 0).length;
      expect(active).toBeLessThanOrEqual(3);
    }
  });

  it("leaves all at 0 without a column 0", () => {
    const problem = randomProblem();
    problem.gram[0]!.fill(0);
    expect(solved(problem)).toEqual(new Array(size).fill(0));
  });
});
