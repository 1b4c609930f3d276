import { invertMatrix } from "../math/invert-matrix.ts";

/** A measured resolution sigma / E at an energy, and its standard error. */
export interface ResolutionPoint {
  readonly energy: number;
  readonly resolution: number;
  readonly error: number;
}

/** A term and its interval of one standard error; 0 where the points want none. */
export interface Term {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** sigma / E = stochastic / sqrt(E) (+) constant (+) noise / E, added in quadrature; E in GeV. */
export interface ResolutionTerms {
  readonly stochastic: Term;
  readonly constant: Term;
  readonly noise: Term;
  readonly chiSquare: number;
  readonly freedom: number;
}

/** Of the squared resolution: what stands beside the squares of the three terms. */
const bases = [(e: number) => 1 / e, () => 1, (e: number) => 1 / (e * e)] as const;

/**
 * Fits the three terms, none negative, to resolutions at energies in GeV, by least squares in the squared resolution, in which they are
 * linear. Undefined for fewer energies than terms. The interval of a term that is 0 begins there, and ends as if it were free.
 */
export function fitResolution(points: readonly ResolutionPoint[]): ResolutionTerms | undefined {
  if (points.length < bases.length || points.some(({ error }) => !(error > 0))) return undefined;
  const all = bases.map((_, k) => k);
  // Every choice of terms that are free, the others being 0: the best without a negative one is the answer.
  const fits = Array.from({ length: 1 << bases.length }, (_, bits) => all.filter((k) => (bits >> k) & 1)).map(
    (free) => fitFree(points, free),
  );
  const best = fits
    .filter(({ squares }) => squares.every((square) => square >= 0))
    .reduce((a, b) => (b.chiSquare < a.chiSquare ? b : a));
  const full = fits[fits.length - 1]!;
  const [stochastic, constant, noise] = all.map((k): Term => {
    const square = best.squares[k]!;
    const error = square > 0 ? best.errors[k]! : full.errors[k]!;
    return {
      value: Math.sqrt(square),
      low: Math.sqrt(Math.max(0, square - error)),
      high: Math.sqrt(square + error),
    };
  }) as [Term, Term, Term];
  const freedom = points.length - best.squares.filter((square) => square > 0).length;
  return { stochastic, constant, noise, chiSquare: best.chiSquare, freedom };
}

/** sigma / E of the terms at an energy, GeV. */
export function resolutionOf({ stochastic, constant, noise }: ResolutionTerms, energy: number): number {
  return Math.hypot(stochastic.value / Math.sqrt(energy), constant.value, noise.value / energy);
}

/** The squares of the terms, with their errors, if only those of `free` are not 0. */
function fitFree(points: readonly ResolutionPoint[], free: readonly number[]) {
  const weighted = points.map(({ energy, resolution, error }) => {
    const weight = 1 / (2 * resolution * error);
    return { row: free.map((k) => weight * bases[k]!(energy)), wanted: weight * resolution * resolution };
  });
  const covariance = invertMatrix(
    free.map((_, a) => free.map((_, b) => weighted.reduce((sum, { row }) => sum + row[a]! * row[b]!, 0))),
  );
  const right = free.map((_, a) => weighted.reduce((sum, { row, wanted }) => sum + row[a]! * wanted, 0));
  const found = covariance.map((row) => row.reduce((sum, value, b) => sum + value * right[b]!, 0));
  const squares = bases.map((_, k) => found[free.indexOf(k)] ?? 0);
  const errors = bases.map((_, k) => {
    const a = free.indexOf(k);
    return a < 0 ? 0 : Math.sqrt(covariance[a]![a]!);
  });
  const chiSquare = weighted.reduce((sum, { row, wanted }) => {
    const off = wanted - row.reduce((total, value, a) => total + value * found[a]!, 0);
    return sum + off * off;
  }, 0);
  return { squares, errors, chiSquare };
}
