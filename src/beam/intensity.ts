import { findRoot } from "../math/find-root.ts";
import { tiltedMean } from "../math/tilted-mean.ts";
import type { RandomStream } from "../random/stream.ts";
import type { Beam } from "../tables/run-card.ts";

/**
 * Draws the intensity, electrons per spill, around one electron of the period: within the band of Sec. IV, with the mean of
 * Table I. The density is the one of largest entropy with that mean, proportional to e^(slope I); uniform at the middle.
 */
export function prepareIntensity(beam: Beam): (random: RandomStream) => number {
  const { intensityLow: low, intensityHigh: high, intensityMean: mean } = beam;
  const width = high - low;
  if (width === 0) return () => low;
  // A mean at an edge of the band is met to 0.2 % of its width.
  const steepest = 500;
  const target = Math.min(Math.max((mean - low) / width, tiltedMean(-steepest)), tiltedMean(steepest));
  const slope = findRoot((k) => tiltedMean(k) - target, -steepest, steepest);
  return (random) => {
    const u = random.uniform();
    const position = Math.abs(slope) < 1e-9 ? u : Math.log1p(u * Math.expm1(slope)) / slope;
    return low + width * position;
  };
}

/** The beam at one intensity, electrons per spill, instead of a band; 0: none but the particle that triggers. */
export function atIntensity(beam: Beam, intensity: number): Beam {
  return { ...beam, intensityLow: intensity, intensityMean: intensity, intensityHigh: intensity };
}

/** Electrons per ns while the beam is on, at an intensity in electrons per spill. */
export function beamRate(intensity: number, beam: Beam): number {
  return intensity / (beam.spillLength * beam.dutyFactor);
}
