/** Bins of equal width from `low` to `high`. Label and unit are what a figure or a file writes beside it. */
export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly bins: number;
  readonly label: string;
  /** As `GeV`; "1" for a pure number. `low` and `high` are in it. */
  readonly unit: string;
}

/**
 * Sums of weights, and of their squares, in the bins of one axis or of two. Along an axis cell 0 is the underflow,
 * cells 1 to `bins` are the bins, cell `bins + 1` is the overflow: see `cellOf`. The first axis runs fastest.
 * Plain data: a worker can post it.
 */
export interface Histogram<Axes extends readonly Axis[]> {
  readonly axes: Axes;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  /** Weight of what has no value (NaN) on some axis: neither under- nor overflow. */
  absent: number;
}

export type Histogram1D = Histogram<readonly [Axis]>;
export type Histogram2D = Histogram<readonly [Axis, Axis]>;

/** An empty histogram of the given axis: x, or x and y. */
export function histogram1D(x: Axis): Histogram1D {
  return empty([x]);
}

export function histogram2D(x: Axis, y: Axis): Histogram2D {
  return empty([x, y]);
}

export function fill1D(histogram: Histogram1D, x: number, weight = 1): void {
  put(histogram, cellOf(histogram.axes[0], x), weight);
}

export function fill2D(histogram: Histogram2D, x: number, y: number, weight = 1): void {
  const [xAxis, yAxis] = histogram.axes;
  put(histogram, cellOf(xAxis, x) + (xAxis.bins + 2) * cellOf(yAxis, y), weight);
}

/** Adds `other`, which must have the same axes, to `histogram`. */
export function merge<Axes extends readonly Axis[]>(
  histogram: Histogram<Axes>,
  other: Histogram<Axes>,
): void {
  if (JSON.stringify(histogram.axes) !== JSON.stringify(other.axes)) {
    throw new Error(`histograms of different axes: ${describe(histogram)} and ${describe(other)}`);
  }
  for (let cell = 0; cell < histogram.sums.length; cell++) {
    histogram.sums[cell]! += other.sums[cell]!;
    histogram.squares[cell]! += other.squares[cell]!;
  }
  histogram.absent += other.absent;
}

/** Sum of all weights that were filled, with those outside of the axes and without a value. */
export function sumOfWeights(histogram: Histogram<readonly Axis[]>): number {
  return histogram.sums.reduce((sum, weight) => sum + weight, histogram.absent);
}

/** Cell of x: 0 below `low`, 1 to `bins` inside, `bins + 1` from `high` on; NaN of NaN. Holds its lower edge. */
export function cellOf(axis: Axis, x: number): number {
  if (x < axis.low) return 0;
  if (x >= axis.high) return axis.bins + 1;
  const cell = 1 + Math.floor((x - axis.low) * (axis.bins / (axis.high - axis.low)));
  // The product may round across an edge.
  if (x < lowerEdge(axis, cell)) return cell - 1;
  if (x >= lowerEdge(axis, cell + 1)) return cell + 1;
  return cell;
}

/** Where cell 1 to `bins` begins; of `bins + 1`, where the last one ends. */
export function lowerEdge(axis: Axis, cell: number): number {
  return cell > axis.bins ? axis.high : axis.low + ((cell - 1) * (axis.high - axis.low)) / axis.bins;
}

function empty<Axes extends readonly Axis[]>(axes: Axes): Histogram<Axes> {
  for (const { low, high, bins, label } of axes) {
    if (
      !(Number.isFinite(low) && Number.isFinite(high) && low < high && Number.isInteger(bins) && bins > 0)
    ) {
      throw new Error(`no axis of ${bins} bins from ${low} to ${high} (${label})`);
    }
  }
  const cells = axes.reduce((product, axis) => product * (axis.bins + 2), 1);
  return { axes, sums: new Float64Array(cells), squares: new Float64Array(cells), absent: 0 };
}

function put(histogram: Histogram<readonly Axis[]>, cell: number, weight: number): void {
  if (Number.isNaN(cell)) {
    histogram.absent += weight;
    return;
  }
  histogram.sums[cell]! += weight;
  histogram.squares[cell]! += weight * weight;
}

function describe(histogram: Histogram<readonly Axis[]>): string {
  return histogram.axes
    .map(({ label, unit, bins, low, high }) => `${label} [${unit}] in ${bins} bins from ${low} to ${high}`)
    .join(" × ");
}
