import { invertMatrix } from "../math/invert-matrix.ts";

/** Most probable value of a distribution, and its standard error. */
export interface Peak {
  readonly mode: number;
  readonly error: number;
}

/** Bins to a width of the distribution, and how far the fit reaches to each side, in widths. */
const perWidth = 5;
const reach = 1.2;
const bins = 2 * perWidth * reach;

/**
 * The peak of some values, about at `start` and about `width` (rms of its core) wide: the highest point of exp(a cubic), fitted as the
 * density of a Poisson process within 1.2 widths, once around the start and then around what that found. Undefined where the counts have
 * no peak there. Of a Landau distribution it is 0.6 % of the FWHM too high.
 */
export function findPeak(values: Float64Array, start: number, width: number): Peak | undefined {
  let centre = start;
  let found: Peak | undefined;
  for (let round = 0; round < 4; round++) {
    found = peakOfCubic(histogram(values, centre, width));
    if (found === undefined || Math.abs(found.mode) > reach) return undefined;
    centre += width * found.mode;
  }
  return found && { mode: centre, error: width * found.error };
}

/** Counts against (value - centre) / width, from -reach to reach. */
function histogram(values: Float64Array, centre: number, width: number): Float64Array {
  const counts = new Float64Array(bins);
  for (const value of values) {
    const bin = Math.floor((((value - centre) / width + reach) / (2 * reach)) * bins);
    if (bin >= 0 && bin < bins) counts[bin]! += 1;
  }
  return counts;
}

/** Fits exp(c0 + c1 u + c2 u² + c3 u³) to counts by iterated least squares, which is the likelihood's maximum; its highest point in u. */
function peakOfCubic(counts: Float64Array): Peak | undefined {
  const places = Array.from(counts, (_, k) => ((k + 0.5) / bins) * 2 * reach - reach);
  const powers = places.map((u) => [1, u, u * u, u * u * u]);
  if (counts.filter((count) => count > 0).length <= powers[0]!.length) return undefined;
  let logs = Array.from(counts, (count) => Math.log(count + 0.5));
  let covariance: number[][] = [];
  let coefficients: number[] = [];
  for (let round = 0; round < 10; round++) {
    const means = logs.map((log) => Math.exp(Math.min(log, 50)));
    const wanted = logs.map((log, k) => log + (counts[k]! - means[k]!) / means[k]!);
    const normal = powers[0]!.map((_, a) =>
      powers[0]!.map((_, b) =>
        means.reduce((sum, mean, k) => sum + mean * powers[k]![a]! * powers[k]![b]!, 0),
      ),
    );
    covariance = invertMatrix(normal);
    const right = powers[0]!.map((_, a) =>
      means.reduce((sum, mean, k) => sum + mean * powers[k]![a]! * wanted[k]!, 0),
    );
    coefficients = covariance.map((row) => dot(row, right));
    logs = powers.map((power) => dot(power, coefficients));
  }
  const [, slope, curvature, skewness] = coefficients as [number, number, number, number];
  const discriminant = curvature * curvature - 3 * skewness * slope;
  if (!(curvature < 0 && discriminant > 0)) return undefined;
  const root = Math.sqrt(discriminant);
  const mode = -slope / (curvature - root);
  const gradient = [0, 1, 2 * mode, 3 * mode * mode];
  const error =
    Math.sqrt(
      dot(
        gradient,
        covariance.map((row) => dot(row, gradient)),
      ),
    ) /
    (2 * root);
  return { mode, error };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k]!, 0);
}
