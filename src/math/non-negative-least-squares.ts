import { explainedSquare, factorCholesky, solveCholesky } from "./cholesky.ts";

/** Columns taken in at most, until what is found is left as it is. */
const mostSteps = 40;
/** Columns that share more than all but this are the same. */
const smallestPivot = 1e-7;

/**
 * Least squares |A x - b|^2 with x >= 0 by the active-set method (Lawson-Hanson-1974), from the products G = A^T A and A^T b alone, so that G is
 * made once for many b (Bro-1997). Column 0 is always in and may take either sign. Allocates nothing per call.
 *
 * The column that comes in is that which lowers the sum of squares most beside those that are in, instead of the one of the steepest
 * gradient: with columns as alike as pulses a few ns apart the right ones are found at once. It comes in only if it lowers it by
 * `leastGain`, which leaves out what is noise, and no more than `mostActive` are in at once. `gram` lies by rows of `size`.
 */
export function prepareNonNegativeLeastSquares(size: number, mostActive: number) {
  const active = new Int32Array(mostActive);
  const factor = new Float64Array(mostActive * mostActive);
  const trial = new Float64Array(mostActive);
  const gradient = new Float64Array(size);
  const along = new Float64Array(mostActive);
  const isBarred = new Uint8Array(size);

  let count = 0;

  /** The solution without bounds for the columns that are in; false if they are not independent. */
  function solve(gram: Float64Array, products: Float64Array): boolean {
    for (let i = 0; i < count; i++) {
      const row = active[i]! * size;
      for (let j = 0; j <= i; j++) factor[i * mostActive + j] = gram[row + active[j]!]!;
      trial[i] = products[active[i]!]!;
    }
    if (!factorCholesky(factor, count, mostActive, smallestPivot)) return false;
    solveCholesky(factor, count, mostActive, trial);
    return true;
  }

  return (
    gram: Float64Array,
    products: Float64Array,
    solution: Float64Array,
    leastGain: number,
    isAllowed: Uint8Array,
  ): void => {
    solution.fill(0);
    isBarred.fill(0);
    active[0] = 0;
    count = 1;

    if (!solve(gram, products)) return;
    solution[0] = trial[0]!;
    for (let n = 0; n < mostSteps && count < mostActive; n++) {
      gradient.set(products);
      for (let i = 0; i < count; i++) {
        const row = active[i]! * size;
        const value = solution[active[i]!]!;
        for (let j = 0; j < size; j++) gradient[j]! -= value * gram[row + j]!;
      }
      let best = -1;
      let most = leastGain;
      for (let j = 1; j < size; j++) {
        const pull = gradient[j]!;
        if (pull <= 0 || isAllowed[j] === 0 || isBarred[j] === 1 || solution[j]! > 0) continue;
        const row = j * size;
        const norm = gram[row + j]!;
        for (let i = 0; i < count; i++) along[i] = gram[row + active[i]!]!;
        const left = norm - explainedSquare(factor, count, mostActive, along);
        if (left > smallestPivot * norm && pull * pull > most * left) {
          most = (pull * pull) / left;
          best = j;
        }
      }
      if (best < 0) return;
      active[count++] = best;
      if (!solve(gram, products)) {
        // The new column is nothing new.
        isBarred[best] = 1;
        count--;
        solve(gram, products);
        continue;
      }
      for (;;) {
        // As far towards the solution without bounds as no bounded column turns negative.
        let share = 1;
        let out = -1;
        for (let i = 1; i < count; i++) {
          const value = solution[active[i]!]!;
          if (trial[i]! > 0) continue;
          const reach = value / (value - trial[i]!);
          if (reach < share || out < 0) {
            share = Math.min(share, reach);
            out = i;
          }
        }
        for (let i = 0; i < count; i++) {
          const j = active[i]!;
          solution[j]! += share * (trial[i]! - solution[j]!);
        }
        if (out < 0) break;
        solution[active[out]!] = 0;
        // One that comes in and goes out at once would come again.
        if (active[out] === best) isBarred[best] = 1;
        for (let i = out; i < count - 1; i++) active[i] = active[i + 1]!;
        count--;
        solve(gram, products);
      }
    }
  };
}
