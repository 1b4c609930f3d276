import { invertMatrix } from "../math/invert-matrix.ts";
import { m } from "../units.ts";

/** What the fit needs to know of a chamber: z and the resolution of a point, in mm. */
export interface MeasuringPlane {
  readonly z: number;
  readonly resolution: number;
}

/**
 * A track: two straight lines that meet in the middle of the magnets, where the field turns it at once; y knows no bend. Angles
 * are against the nominal axis, which follows the magnets, so that `bend` is what it turns more than a particle of the nominal
 * momentum. mm and mrad.
 */
export interface Track {
  /** In the middle of the magnets. */
  x: number;
  y: number;
  angleIn: number;
  bend: number;
  angleY: number;
  /** Over all points, in x and y. */
  chiSquare: number;
}

export type TrackFit = ReturnType<typeof prepareTrackFit>;

/** Points less parameters of a track with hits in the chambers of a pattern (bit c: chamber c): 7 for all six. */
export function degreesOfFreedom(pattern: number): number {
  return 2 * hitsOf(pattern) - 5;
}

export function hitsOf(pattern: number): number {
  let hits = 0;
  for (let bits = pattern; bits !== 0; bits &= bits - 1) hits++;
  return hits;
}

/**
 * The least-squares fit of a track to points in planes around `middle`. For given planes the estimate is linear in the points:
 * gains are computed once for each pattern of planes with both upstream ones (the first two) and one downstream or more.
 */
export function prepareTrackFit(planes: readonly MeasuringPlane[], middle: number) {
  const count = planes.length;
  // Distances in m, so that mrad times them are mm.
  const along = Float64Array.from(planes, ({ z }) => (z - middle) / m);
  const behind = along.map((distance) => Math.max(0, distance));
  const weight = Float64Array.from(planes, ({ resolution }) => 1 / (resolution * resolution));
  const rowsX = planes.map((_, c) => [1, along[c]!, behind[c]!]);
  const rowsY = planes.map((_, c) => [1, along[c]!]);
  const patterns = 1 << count;
  const gainX = new Float64Array(patterns * 3 * count);
  const gainY = new Float64Array(patterns * 2 * count);
  /** Variance of the distance of a further point from the fit of a pattern, at [pattern * count + c]. */
  const roadX = new Float64Array(patterns * count);
  const roadY = new Float64Array(patterns * count);
  const covariances: { x: number[][]; y: number[][] }[] = [];
  for (let pattern = 0; pattern < patterns; pattern++) {
    if ((pattern & 3) !== 3 || pattern === 3) continue;
    const x = covarianceOf(rowsX, weight, pattern);
    const y = covarianceOf(rowsY, weight, pattern);
    covariances[pattern] = { x, y };
    for (let c = 0; c < count; c++) {
      const variance = 1 / weight[c]!;
      roadX[pattern * count + c] = variance + quadratic(x, rowsX[c]!);
      roadY[pattern * count + c] = variance + quadratic(y, rowsY[c]!);
      if (((pattern >> c) & 1) === 0) continue;
      for (let k = 0; k < 3; k++) gainX[(pattern * count + c) * 3 + k] = weight[c]! * dot(x[k]!, rowsX[c]!);
      for (let k = 0; k < 2; k++) gainY[(pattern * count + c) * 2 + k] = weight[c]! * dot(y[k]!, rowsY[c]!);
    }
  }

  const xAt = (track: Track, c: number): number =>
    track.x + track.angleIn * along[c]! + track.bend * behind[c]!;
  const yAt = (track: Track, c: number): number => track.y + track.angleY * along[c]!;

  return {
    /** Fits the points (x[c], y[c]) of the planes of a pattern. */
    fit(pattern: number, x: Float64Array, y: Float64Array, track: Track): void {
      let atX = 0;
      let angleIn = 0;
      let bend = 0;
      let atY = 0;
      let angleY = 0;
      for (let c = 0; c < count; c++) {
        if (((pattern >> c) & 1) === 0) continue;
        const k = pattern * count + c;
        atX += gainX[3 * k]! * x[c]!;
        angleIn += gainX[3 * k + 1]! * x[c]!;
        bend += gainX[3 * k + 2]! * x[c]!;
        atY += gainY[2 * k]! * y[c]!;
        angleY += gainY[2 * k + 1]! * y[c]!;
      }
      track.x = atX;
      track.angleIn = angleIn;
      track.bend = bend;
      track.y = atY;
      track.angleY = angleY;
      let chiSquare = 0;
      for (let c = 0; c < count; c++) {
        if (((pattern >> c) & 1) === 0) continue;
        const dx = x[c]! - xAt(track, c);
        const dy = y[c]! - yAt(track, c);
        chiSquare += (dx * dx + dy * dy) * weight[c]!;
      }
      track.chiSquare = chiSquare;
    },

    /** What a further point in plane c adds to the chi-square of a track fitted to a pattern without c. */
    chiSquareOf(pattern: number, track: Track, c: number, x: number, y: number): number {
      const dx = x - xAt(track, c);
      const dy = y - yAt(track, c);
      return (dx * dx) / roadX[pattern * count + c]! + (dy * dy) / roadY[pattern * count + c]!;
    },

    /** Covariances of (x, angleIn, bend) and of (y, angleY), by the resolutions of the points alone. */
    covariance(pattern: number): { readonly x: number[][]; readonly y: number[][] } {
      return covariances[pattern]!;
    },

    /**
     * Variance of the bend, mrad^2: that of `covariance` without scattering, more where plane c scatters by an rms of kinks[c]
     * mrad, which the fit does not know of.
     */
    bendVariance(pattern: number, kinks: readonly number[]): number {
      let variance = covariances[pattern]!.x[2]![2]!;
      for (const [c, kink] of kinks.entries()) {
        let moved = 0;
        for (let d = c + 1; d < count; d++)
          moved += gainX[(pattern * count + d) * 3 + 2]! * Math.max(0, along[d]! - along[c]!);
        variance += kink * kink * moved * moved;
      }
      return variance;
    },
  };
}

/** The inverse of the weighted sum of the products of rows. */
function covarianceOf(rows: readonly number[][], weight: Float64Array, pattern: number): number[][] {
  const size = rows[0]!.length;
  const normal = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (const [c, row] of rows.entries()) {
    if (((pattern >> c) & 1) === 0) continue;
    for (let j = 0; j < size; j++)
      for (let k = 0; k < size; k++) normal[j]![k]! += weight[c]! * row[j]! * row[k]!;
  }
  return invertMatrix(normal);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k]!, 0);
}

function quadratic(matrix: readonly number[][], row: readonly number[]): number {
  return dot(
    matrix.map((line) => dot(line, row)),
    row,
  );
}
