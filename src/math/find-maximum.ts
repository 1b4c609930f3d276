/**
 * Where f is largest near `start`: the best of 21 places within `width` to either side, then of as many ten times as narrow about that,
 * until they are `enough` apart or less. For functions that rise to one maximum within the first width.
 */
export function findMaximum(f: (x: number) => number, start: number, width: number, enough: number): number {
  let best = start;
  for (let around = width; around > enough; around /= 10) {
    const from = best - around;
    for (let k = 0; k <= 20; k++) {
      const x = from + (k * around) / 10;
      if (f(x) > f(best)) best = x;
    }
  }
  return best;
}
