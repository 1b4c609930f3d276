import { gaussianCore } from "../src/statistics/gaussian-core.ts";
import { GeV } from "../src/units.ts";

/** Where measured energies of particles of one energy lie, and how widely. */
export interface Spread {
  /** Of the Gaussian core: mean, mean over true energy - 1, and sigma over mean. */
  readonly mean_GeV: number;
  readonly meanError_GeV: number;
  readonly linearity: number;
  readonly linearityError: number;
  readonly resolution: number;
  readonly resolutionError: number;
  /** Of all events: the same by mean and rms. */
  readonly plainLinearity: number;
  readonly plainLinearityError: number;
  readonly plainResolution: number;
  readonly plainResolutionError: number;
  /** Share of the events more than 5 sigma of the core off its mean. */
  readonly outside: number;
}

/** Linearity and resolution, by the core and by all, of measured over true energies. */
export function spreadOf(ratios: Float64Array, energy: number): Spread {
  const core = gaussianCore(ratios);
  const count = ratios.length;
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / count;
  const moment = (power: (x: number) => number): number =>
    ratios.reduce((sum, ratio) => sum + power(ratio - mean), 0) / count;
  const variance = moment((x) => x * x) * (count / (count - 1));
  const rms = Math.sqrt(variance);
  const fourth = moment((x) => x * x * x * x);
  return {
    mean_GeV: (core.mean * energy) / GeV,
    meanError_GeV: (core.meanError * energy) / GeV,
    linearity: core.mean - 1,
    linearityError: core.meanError,
    resolution: core.sigma / core.mean,
    resolutionError: core.sigmaError / core.mean,
    plainLinearity: mean - 1,
    plainLinearityError: rms / Math.sqrt(count),
    plainResolution: rms / mean,
    // Of any distribution: the tails of pileup make it far larger than that of a Gaussian.
    plainResolutionError:
      rms > 0 ? Math.sqrt(Math.max(0, fourth - variance * variance) / count) / (2 * rms * mean) : 0,
    outside: ratios.filter((ratio) => Math.abs(ratio - core.mean) > 5 * core.sigma).length / count,
  };
}
