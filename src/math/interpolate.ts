/**
 * Function that interpolates linearly between the points (x, y); constant, at the value of the nearest end, outside.
 * x must increase strictly: checked here, once, and not at each call. The arrays are kept, not copied.
 */
export function interpolator(x: Float64Array, y: Float64Array): (x: number) => number {
  checkTable(x, y);
  const last = x.length - 1;
  return (at) => {
    if (at <= x[0]!) return y[0]!;
    if (at >= x[last]!) return y[last]!;
    let low = 0;
    let high = last;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (x[middle]! <= at) low = middle;
      else high = middle;
    }
    const weight = (at - x[low]!) / (x[high]! - x[low]!);
    return y[low]! + weight * (y[high]! - y[low]!);
  };
}

function checkTable(x: Float64Array, y: Float64Array): void {
  if (x.length === 0 || x.length !== y.length) {
    throw new Error(`a table needs as many x as y and at least one: ${x.length} and ${y.length}`);
  }
  for (let k = 1; k < x.length; k++) {
    if (!(x[k]! > x[k - 1]!))
      throw new Error(`x must increase: x[${k - 1}] = ${x[k - 1]}, x[${k}] = ${x[k]}`);
  }
}

/**
 * Value at a place between 0 and y.length - 1 of the cubic through the four nearest of at least four equidistant points.
 * Exact for cubics; sin at steps of 0.3 rad within 4e-4.
 */
export function cubicAt(y: Float64Array, place: number): number {
  const first = Math.max(0, Math.min(y.length - 4, Math.floor(place) - 1));
  const x = place - first;
  const a = x - 1;
  const b = x - 2;
  const c = x - 3;
  return (
    (-a * b * c * y[first]! +
      3 * x * b * c * y[first + 1]! -
      3 * x * a * c * y[first + 2]! +
      x * a * b * y[first + 3]!) /
    6
  );
}
