import { expect, it } from "vitest";
import { explainedSquare, factorCholesky, solveCholesky } from "../../src/math/cholesky.ts";
import { invertMatrix } from "../../src/math/invert-matrix.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";

const random = new RandomStream(runKeyFromSeed("cholesky.test"));
const stride = 6;

/** B B^T of a random B with a row more than it needs, which is positive definite. */
function randomMatrix(size: number): number[][] {
  const rows = Array.from({ length: size }, () =>
    Array.from({ length: size + 1 }, () => random.uniform() - 0.5),
  );
  return rows.map((a) => rows.map((b) => a.reduce((sum, value, k) => sum + value * b[k]!, 0)));
}

function laidOut(rows: readonly (readonly number[])[]): Float64Array {
  const matrix = new Float64Array(stride * stride);
  for (const [i, row] of rows.entries()) {
    for (const [j, value] of row.entries()) matrix[i * stride + j] = j <= i ? value : Number.NaN;
  }
  return matrix;
}

it("solves as the inverse by Gauss and Jordan does, and reads the lower triangle alone", () => {
  for (let size = 1; size <= stride; size++) {
    const rows = randomMatrix(size);
    const vector = Array.from({ length: size }, () => random.uniform());
    const expected = invertMatrix(rows).map((row) =>
      row.reduce((sum, value, k) => sum + value * vector[k]!, 0),
    );
    const factor = laidOut(rows);
    expect(factorCholesky(factor, size, stride, 1e-12)).toBe(true);
    const found = Float64Array.of(7, ...vector);
    solveCholesky(factor, size, stride, found, 1);
    expect(found[0]).toBe(7);
    expected.forEach((value, k) => {
      expect(found[k + 1]! / value).toBeCloseTo(1, 6);
    });
    const square = vector.reduce((sum, value, k) => sum + value * expected[k]!, 0);
    expect(explainedSquare(factor, size, stride, Float64Array.of(0, 0, ...vector), 2) / square).toBeCloseTo(
      1,
      6,
    );
  }
});

it("tells a matrix that is singular, or so nearly that nothing can be told", () => {
  const nearly = (share: number) =>
    laidOut([
      [1, Number.NaN],
      [Math.sqrt(1 - share), 1],
    ]);
  expect(factorCholesky(nearly(1e-5), 2, stride)).toBe(true);
  expect(factorCholesky(nearly(1e-7), 2, stride)).toBe(false);
  expect(factorCholesky(nearly(1e-7), 2, stride, 1e-9)).toBe(true);
  expect(factorCholesky(nearly(0), 2, stride)).toBe(false);
  expect(factorCholesky(laidOut([[0]]), 1, stride)).toBe(false);
  expect(factorCholesky(laidOut([[Number.NaN]]), 1, stride)).toBe(false);
});
