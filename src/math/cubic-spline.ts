/**
 * Natural cubic spline through equidistant values, at least two, as a function of the place between 0 and y.length - 1: two continuous derivatives,
 * and no curvature at the ends. Sin at steps of 0.3 rad within 1e-4, away from the ends.
 */
export function cubicSpline(y: ArrayLike<number>): (place: number) => number {
  const last = y.length - 1;
  // Second derivatives at the values: a tridiagonal system, solved forwards and back.
  const curvature = new Float64Array(y.length);
  const above = new Float64Array(y.length);
  for (let k = 1; k < last; k++) {
    const pivot = 1 / (4 - above[k - 1]!);
    above[k] = pivot;
    curvature[k] = pivot * (6 * (y[k + 1]! - 2 * y[k]! + y[k - 1]!) - curvature[k - 1]!);
  }
  for (let k = last - 1; k > 0; k--) curvature[k]! -= above[k]! * curvature[k + 1]!;
  return (place) => {
    const k = Math.max(0, Math.min(last - 1, Math.floor(place)));
    const after = place - k;
    const before = 1 - after;
    return (
      before * y[k]! +
      after * y[k + 1]! +
      ((before * before * before - before) * curvature[k]! +
        (after * after * after - after) * curvature[k + 1]!) /
        6
    );
  };
}
