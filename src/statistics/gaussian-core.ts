/** Mean and width of the core of a distribution, with their standard errors. */
export interface Core {
  readonly mean: number;
  readonly meanError: number;
  readonly sigma: number;
  readonly sigmaError: number;
}

/** Where the core ends, in sigma. */
const end = 2.5;

/** Of a unit normal within that: the integrals of its density times 1, x² and x⁴. */
const [area, second, fourth] = [0.98758067, 0.89993917, 2.15205811];
const variance = second / area;

/**
 * The Gaussian core of some values: mean and rms of those within 2.5 sigma of the mean, the rms scaled up by the 4.8 % that a Gaussian
 * loses by that, found by iteration from the median. Of a Gaussian it gives mean and sigma, with errors 5 % and 23 % larger than those of
 * all values; a tail of a few per cent far away moves it little. Values may not be NaN; without any, all is NaN.
 */
export function gaussianCore(values: Float64Array): Core {
  const sorted = values.toSorted();
  const count = sorted.length;
  const at = (share: number): number => sorted[Math.min(count - 1, Math.floor(share * count))] ?? Number.NaN;
  let mean = at(0.5);
  let sigma = (at(0.8413) - at(0.1587)) / 2;
  for (let round = 0; round < 200; round++) {
    let [kept, sum, squares] = [0, 0, 0];
    for (const value of sorted) {
      const distance = value - mean;
      if (Math.abs(distance) > end * sigma) continue;
      kept++;
      sum += distance;
      squares += distance * distance;
    }
    if (kept === 0) break;
    const shift = sum / kept;
    const next = Math.sqrt(Math.max(0, squares / kept - shift * shift) / variance);
    const settled = Math.abs(shift) + Math.abs(next - sigma) <= 1e-9 * sigma;
    mean += shift;
    sigma = next;
    if (settled) break;
  }
  // Those of an M-estimator: variance of what is summed over the square of its slope.
  return {
    mean,
    meanError: sigma / Math.sqrt(second * count),
    sigma,
    sigmaError: sigma / Math.sqrt((fourth - variance * second) * count),
  };
}
