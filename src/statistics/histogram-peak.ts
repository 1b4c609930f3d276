import { invertMatrix } from "../math/invert-matrix.ts";
import type { Estimate } from "./estimate.ts";
import { type Histogram1D, lowerEdge } from "./histogram.ts";

/** How far the bins of the last fit reach, in standard deviations of the Gaussian of the first: to 0.43 of its height. */
const reach = 1.3;

/**
 * Most probable value of a histogram of weights with one peak (`findPeak` is for values without weights), in the unit of its axis, with its
 * statistical error; undefined if it has too few bins to tell. A parabola in the logarithm of the bins above half of the height finds the
 * core; a cubic in the core, which takes a tail on one side, finds the mode. Right to 3 % of the FWHM for a Landau distribution.
 */
export function histogramPeak(histogram: Histogram1D): Estimate | undefined {
  const [axis] = histogram.axes;
  const core = maximumOf(histogram, ...aboveHalf(histogram), 2);
  if (core === undefined) return undefined;
  const cell = (x: number): number => 1 + Math.round(((x - axis.low) * axis.bins) / (axis.high - axis.low));
  const first = cell(core.mean - reach * core.width);
  const end = cell(core.mean + reach * core.width);
  return maximumOf(histogram, Math.max(1, first), Math.min(axis.bins, end - 1), 3);
}

/** So many events, in effect, are in the fullest place: their number fluctuates by 14 %. */
const fullest = 50;

/**
 * Bins `first` to `last` above half of the height around the fullest place, in sums over three bins against fluctuations, or over as many more
 * as the fullest of them needs.
 */
function aboveHalf({ sums, squares, axes: [{ bins }] }: Histogram1D): [first: number, last: number] {
  for (let reach = 1; ; reach++) {
    const around = (values: Float64Array, k: number): number =>
      values
        .subarray(Math.max(1, k - reach), Math.min(bins, k + reach) + 1)
        .reduce((sum, value) => sum + value, 0);
    const content = Array.from({ length: bins + 2 }, (_, k) => (k < 1 || k > bins ? 0 : around(sums, k)));
    const most = content.reduce((a, b) => Math.max(a, b));
    const top = content.indexOf(most, 1);
    if (most * most < fullest * around(squares, top) && 2 * reach < bins / 10) continue;
    let [first, last] = [top, top];
    while (content[first - 1]! > 0.5 * most) first--;
    while (content[last + 1]! > 0.5 * most) last++;
    return [first, last];
  }
}

/**
 * Where a polynomial in the logarithm of the sums of bins, fitted by weighted least squares, has its maximum, the error of that, and the
 * width of the Gaussian with its curvature; undefined if it has none between the bins, or there are fewer than two more than it has terms.
 */
function maximumOf({ sums, squares, axes: [axis] }: Histogram1D, first: number, last: number, degree: 2 | 3) {
  const bins = Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => first + k).filter(
    (k) => sums[k]! > 0,
  );
  if (bins.length < degree + 2) return undefined;
  const middle = 0.5 * (lowerEdge(axis, first) + lowerEdge(axis, last + 1));
  const half = 0.5 * (lowerEdge(axis, last + 1) - lowerEdge(axis, first));
  const points = bins.map((k) => ({
    u: (0.5 * (lowerEdge(axis, k) + lowerEdge(axis, k + 1)) - middle) / half,
    logarithm: Math.log(sums[k]!),
    perVariance: (sums[k]! * sums[k]!) / squares[k]!,
  }));
  const powers = (u: number): number[] => [1, u, u * u, u * u * u].slice(0, degree + 1);
  /** Of all points the sum of a value for each power. */
  const sum = (value: (point: (typeof points)[number]) => number): number[] =>
    powers(0).map((_, r) => points.reduce((all, point) => all + powers(point.u)[r]! * value(point), 0));
  const covariance = invertMatrix(
    powers(0).map((_, c) => sum(({ u, perVariance }) => powers(u)[c]! * perVariance)),
  );
  const right = sum(({ logarithm, perVariance }) => logarithm * perVariance);
  const [, b, c, d = 0] = covariance.map((row) => dot(row, right)) as [number, number, number, number?];
  // b + 2 c u + 3 d u² = 0 where it falls; the second derivative there is -2 root.
  const root = Math.sqrt(c * c - 3 * b * d);
  const u = b / (root - c);
  if (!(Math.abs(u) < 1)) return undefined;
  const slopes = [0, 1, 2 * u, 3 * u * u].slice(0, degree + 1);
  const variance = dot(
    slopes,
    covariance.map((row) => dot(row, slopes)),
  );
  return {
    mean: middle + half * u,
    error: (half * Math.sqrt(variance)) / (2 * root),
    width: half / Math.sqrt(2 * root),
  };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k]!, 0);
}
