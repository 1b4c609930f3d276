/**
 * The inverse of a small square matrix, given and returned by rows. Gauss-Jordan elimination with partial pivoting: for the few
 * rows of a normal equation, where the condition number is far below 1e15. Throws if the matrix is singular.
 */
export function invertMatrix(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, k) => [...row, ...row.map((_, j) => (j === k ? 1 : 0))]);
  for (let k = 0; k < size; k++) {
    let pivot = k;
    for (let r = k + 1; r < size; r++) if (Math.abs(rows[r]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = r;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    const scale = rows[k]![k]!;
    if (scale === 0 || !Number.isFinite(scale)) throw new Error("no inverse: the matrix is singular");
    rows[k] = rows[k]!.map((value) => value / scale);
    for (let r = 0; r < size; r++) {
      if (r === k) continue;
      const factor = rows[r]![k]!;
      rows[r] = rows[r]!.map((value, j) => value - factor * rows[k]![j]!);
    }
  }
  return rows.map((row) => row.slice(size));
}
