import type { Estimate } from "./estimate.ts";

/** A measured point of a line. */
export interface LinePoint {
  readonly x: number;
  readonly y: number;
  /** Standard error of y, above 0. */
  readonly error: number;
}

/** A straight line y = intercept + slope x through points. */
export interface LineFit {
  readonly intercept: Estimate;
  readonly slope: Estimate;
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
}

/** The line of least squares, with the errors of the points; undefined of fewer than two different x. */
export function fitLine(points: readonly LinePoint[]): LineFit | undefined {
  const weights = points.map(({ error }) => 1 / (error * error));
  const sum = (of: (point: LinePoint) => number): number =>
    points.reduce((total, point, k) => total + weights[k]! * of(point), 0);
  const all = sum(() => 1);
  const [meanX, meanY] = [sum(({ x }) => x) / all, sum(({ y }) => y) / all];
  const spread = sum(({ x }) => (x - meanX) * (x - meanX));
  if (!(spread > 0 && Number.isFinite(all))) return undefined;
  const slope = sum(({ x, y }) => (x - meanX) * (y - meanY)) / spread;
  const intercept = meanY - slope * meanX;
  return {
    intercept: { mean: intercept, error: Math.sqrt(1 / all + (meanX * meanX) / spread) },
    slope: { mean: slope, error: Math.sqrt(1 / spread) },
    chiSquare: sum(({ x, y }) => {
      const off = y - intercept - slope * x;
      return off * off;
    }),
    degreesOfFreedom: points.length - 2,
  };
}
