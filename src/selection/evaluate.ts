import type { EventBatch } from "../detector/events.ts";
import type { Passes } from "./cut.ts";

/** The most cuts a selection may have: one bit each in 32. */
export const mostCuts = 32;

/** Which cuts each event of a batch passes: bit k of the word is set where cut k passes. */
export function evaluate(cuts: readonly Passes[], { columns, size }: EventBatch): Uint32Array {
  const bits = new Uint32Array(size);
  for (let k = 0; k < cuts.length; k++) {
    const passes = cuts[k]!;
    for (let i = 0; i < size; i++) if (passes(columns, i)) bits[i]! |= 1 << k;
  }
  return bits;
}

/** Index of the first cut that fails, or -1 for an event that passes all `cuts`. */
export function firstFailing(bits: number, cuts: number): number {
  const failing = ~bits & (cuts === 32 ? 0xffffffff : (1 << cuts) - 1);
  return failing === 0 ? -1 : 31 - Math.clz32(failing & -failing);
}
