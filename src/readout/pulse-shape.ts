import { findMaximum } from "../math/find-maximum.ts";
import { findRoot } from "../math/find-root.ts";
import type { Msadc } from "../tables/run-card.ts";
import { templateHeight } from "./pulse-template.ts";

/** Steps of the tabulated pulse per sampling period. */
const stepsPerSample = 64;

/** A pulse of unit height as the shaper makes it, tabulated. */
export interface PulseShape {
  /** Height at `first + k * step` after the peak, k = 0, 1, ...; the last value is followed by silence. */
  readonly heights: Float64Array;
  readonly first: number;
  readonly step: number;
  readonly stepsPerSample: number;
}

/** Time constants of a pulse and the share of its slow part. */
export type PulseForm = Pick<Msadc, "riseTime" | "fallTime" | "tailTime" | "tailFraction">;

/**
 * Shaped PMT pulse: u = t - t0, h = [(1 - f) e^(-u/t1) + f e^(-u/t2)] exp(-e^(-u/a)), unit height at its peak at t = 0.
 * A Gumbel rise with two decays: fits the measured MSADC pulse of COMPASS (COMPASS-CORAL) to 0.45 %, width 99 ns at
 * half height, which is the paper's "100 ns" (Sec. III).
 */
export function pulseHeight({ riseTime, fallTime, tailTime, tailFraction }: PulseForm) {
  const raw = (u: number): number =>
    ((1 - tailFraction) * Math.exp(-u / fallTime) + tailFraction * Math.exp(-u / tailTime)) *
    Math.exp(-Math.exp(-u / riseTime));
  const peak = findMaximum(raw, 0, 10 * riseTime, 1e-9);
  const height = raw(peak);
  return (time: number): number => {
    const u = time + peak;
    return u < -6 * riseTime ? 0 : raw(u) / height;
  };
}

/** The same pulse, slower or faster, with a full width of `width` at half its height. */
export function withWidth(
  { riseTime, fallTime, tailTime, tailFraction }: PulseForm,
  width: number,
): PulseForm {
  const height = pulseHeight({ riseTime, fallTime, tailTime, tailFraction });
  const far = 10 * (riseTime + fallTime + tailTime);
  const before = findRoot((time) => height(time) - 0.5, -far, 0, 1e-9);
  const behind = findRoot((time) => height(time) - 0.5, 0, far, 1e-9);
  const scale = width / (behind - before);
  return {
    riseTime: scale * riseTime,
    fallTime: scale * fallTime,
    tailTime: scale * tailTime,
    tailFraction,
  };
}

/** The pulse of a card, by the table of `template` where it has one, else by its form. */
type Shaper = PulseForm & Partial<Pick<Msadc, "template" | "templateStep">>;

/** Height of the pulse of a card at a time after its peak, ns. */
export function shapedHeight(msadc: Shaper): (time: number) => number {
  const { template: heights = [], templateStep: step = 0 } = msadc;
  return heights.length > 0 ? templateHeight({ heights, step }) : pulseHeight(msadc);
}

/** The table of the pulse for the electronics of a card, until it has fallen below 1e-4 of its height. */
export function tabulatePulse(msadc: Shaper & Pick<Msadc, "samplingPeriod">): PulseShape {
  const height = shapedHeight(msadc);
  const step = msadc.samplingPeriod / stepsPerSample;
  let first = 0;
  while (height(first) > 1e-9) first -= step;
  let last = 0;
  while (height(last) > 1e-4) last += step;
  const count = Math.ceil((last - first) / step) + 1;
  return {
    heights: Float64Array.from({ length: count }, (_, k) => height(first + k * step)),
    first,
    step,
    stepsPerSample,
  };
}
