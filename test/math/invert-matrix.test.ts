import { describe, expect, test } from "vitest";
import { invertMatrix } from "../../src/math/invert-matrix.ts";

const hilbert = (size: number) =>
  Array.from({ length: size }, (_, j) => Array.from({ length: size }, (_, k) => 1 / (j + k + 1)));

describe("the inverse", () => {
  test("of the Hilbert matrix of three rows is 9 -36 30, -36 192 -180, 30 -180 180", () => {
    const expected = [
      [9, -36, 30],
      [-36, 192, -180],
      [30, -180, 180],
    ];
    for (const [j, row] of invertMatrix(hilbert(3)).entries())
      for (const [k, value] of row.entries()) expect(value).toBeCloseTo(expected[j]![k]!, 10);
  });

  test("times the matrix is one, where a pivot is zero too", () => {
    const matrix = [
      [0, 2, 1],
      [3, 0, -1],
      [1, 1, 0],
    ];
    const inverse = invertMatrix(matrix);
    for (let j = 0; j < 3; j++)
      for (let k = 0; k < 3; k++) {
        const product = matrix[j]!.reduce((sum, value, l) => sum + value * inverse[l]![k]!, 0);
        expect(product).toBeCloseTo(j === k ? 1 : 0, 14);
      }
  });

  test("does not touch the matrix", () => {
    const matrix = hilbert(2);
    invertMatrix(matrix);
    expect(matrix).toEqual(hilbert(2));
  });

  test.each([
    [
      [
        [1, 2],
        [2, 4],
      ],
    ],
    [[[0]]],
    [[[Number.NaN]]],
  ])("of %j is refused", (matrix) => {
    expect(() => invertMatrix(matrix)).toThrow("singular");
  });
});
