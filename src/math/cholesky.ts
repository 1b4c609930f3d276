/**
 * Cholesky factorisation of a symmetric positive definite matrix of `size` rows, for the few rows of a normal equation: matrices lie by
 * rows, `stride` numbers apart, in arrays that are used again. The functions work in place and allocate nothing.
 */

/**
 * Writes the factor L, L L^T = A, into the lower triangle of A, of which it reads that triangle. False if A is singular: if a pivot is below
 * `smallestPivot` of its diagonal element.
 */
export function factorCholesky(
  matrix: Float64Array,
  size: number,
  stride: number,
  smallestPivot = 1e-6,
): boolean {
  for (let j = 0; j < size; j++) {
    const row = j * stride;
    const diagonal = matrix[row + j]!;
    let pivot = diagonal;
    for (let k = 0; k < j; k++) pivot -= matrix[row + k]! * matrix[row + k]!;
    if (!(pivot > smallestPivot * diagonal)) return false;
    const root = Math.sqrt(pivot);
    matrix[row + j] = root;
    for (let i = j + 1; i < size; i++) {
      const other = i * stride;
      let sum = matrix[other + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[other + k]! * matrix[row + k]!;
      matrix[other + j] = sum / root;
    }
  }
  return true;
}

/** v A^-1 v by the factor of A, with v from `first` on, which is overwritten. */
export function explainedSquare(
  factor: Float64Array,
  size: number,
  stride: number,
  vector: Float64Array,
  first = 0,
): number {
  let total = 0;
  for (let i = 0; i < size; i++) {
    let sum = vector[first + i]!;
    for (let k = 0; k < i; k++) sum -= factor[i * stride + k]! * vector[first + k]!;
    sum /= factor[i * stride + i]!;
    vector[first + i] = sum;
    total += sum * sum;
  }
  return total;
}

/** Solves A x = b by the factor of A: `vector`, from `first` on, holds b and then x. */
export function solveCholesky(
  factor: Float64Array,
  size: number,
  stride: number,
  vector: Float64Array,
  first = 0,
): void {
  for (let i = 0; i < size; i++) {
    let sum = vector[first + i]!;
    for (let k = 0; k < i; k++) sum -= factor[i * stride + k]! * vector[first + k]!;
    vector[first + i] = sum / factor[i * stride + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = vector[first + i]!;
    for (let k = i + 1; k < size; k++) sum -= factor[k * stride + i]! * vector[first + k]!;
    vector[first + i] = sum / factor[i * stride + i]!;
  }
}
