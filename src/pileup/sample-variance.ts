import type { Msadc } from "../tables/run-card.ts";

/** Variance of a sample, counts squared: noise, and rounding to whole counts. The fits take it for white, whatever its correlation is. */
export function sampleVariance({ noise }: Pick<Msadc, "noise">): number {
  return noise * noise + 1 / 12;
}
