/** How y comes up to its plateau, from 0 at infinity to 1 at u = 0. */
export const approaches = {
  exponential: (u: number) => Math.exp(-u),
  hyperbola: (u: number) => 1 / (1 + u),
  gaussian: (u: number) => Math.exp(-u * u),
} as const;
export type Approach = keyof typeof approaches;

export interface FitPoint {
  readonly x: number;
  readonly y: number;
  /** One over the variance of y. */
  readonly weight: number;
}

/** y = plateau (1 - depth g(x / scale)) with g of `approaches`. */
export interface PlateauFit {
  readonly plateau: number;
  /** At most 1; below 0 where y comes down to its plateau, 0 where the points show none of both. */
  readonly depth: number;
  /** In the unit of x. */
  readonly scale: number;
  /** Sum over the points of weight times deviation squared. */
  readonly chiSquare: number;
  at(x: number): number;
}

/** Steps from the least scale to the largest in which the best one is sought first: it may have more than one minimum. */
const steps = 40;

/**
 * Least squares by separation of variables (Golub-Pereyra-1973): for any scale the best plateau and depth are known at once, and the best
 * scale is sought between two bounds. So it ends where a general fit would wander: at a plateau without an approach, of which no scale
 * can be told. y is taken to be nowhere below 0. Points from two places on, with weights above zero.
 */
export function fitPlateau(
  points: readonly FitPoint[],
  approach: Approach,
  [low, high]: readonly [low: number, high: number],
): PlateauFit {
  const g = approaches[approach];
  /** y = c + d g by weighted linear least squares. */
  const linear = (scale: number) => {
    let [s, sg, sgg, sy, sgy] = [0, 0, 0, 0, 0];
    for (const { x, y, weight } of points) {
      const at = g(x / scale);
      s += weight;
      sg += weight * at;
      sgg += weight * at * at;
      sy += weight * y;
      sgy += weight * at * y;
    }
    const determinant = s * sgg - sg * sg;
    // Where no point is in the approach the plateau is all that is known.
    const known = determinant > 1e-12 * s * sgg;
    let d = known ? (s * sgy - sg * sy) / determinant : 0;
    let c = (sy - d * sg) / s;
    if (c + d < 0) {
      // y is no less than 0 anywhere: the best fit with depth 1, c (1 - g).
      c = (sy - sgy) / (s - 2 * sg + sgg);
      d = -c;
    }
    let chiSquare = 0;
    for (const { x, y, weight } of points) {
      const off = y - c - d * g(x / scale);
      chiSquare += weight * off * off;
    }
    return { c, d, chiSquare };
  };
  const scaleAt = (position: number): number => low * Math.exp((position / steps) * Math.log(high / low));
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= steps; k++) {
    const { chiSquare } = linear(scaleAt(k));
    if (chiSquare >= least) continue;
    least = chiSquare;
    best = k;
  }
  const scale = scaleAt(
    goldenSection(
      (position) => linear(scaleAt(position)).chiSquare,
      Math.max(0, best - 1),
      Math.min(steps, best + 1),
    ),
  );
  const { c, d, chiSquare } = linear(scale);
  return { plateau: c, depth: -d / c, scale, chiSquare, at: (x) => c + d * g(x / scale) };
}

/** Where f is least between two ends, to 1e-6 of their distance. */
function goldenSection(f: (x: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  const enough = 1e-6 * (to - from);
  let [a, b] = [from, to];
  let [x, y] = [b - ratio * (b - a), a + ratio * (b - a)];
  let [fx, fy] = [f(x), f(y)];
  while (b - a > enough) {
    if (fx <= fy) {
      [b, y, fy] = [y, x, fx];
      x = b - ratio * (b - a);
      fx = f(x);
    } else {
      [a, x, fx] = [x, y, fy];
      y = a + ratio * (b - a);
      fy = f(y);
    }
  }
  return 0.5 * (a + b);
}
