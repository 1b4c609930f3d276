/** By how much a change moves a sum of weights, relative to what it was, and the standard error of that. */
export interface Shift {
  readonly shift: number;
  readonly error: number;
}

/**
 * The relative change of the weight that passes a selection, of the same events before and after a change of what simulates or selects
 * them. Its error knows that most events fare alike in both: with v and n the weights of an event that passes, 0 if it does not, and
 * r = Σv / Σn, it is the root of Σ (v - r n)² over Σn.
 */
export function preparePairedShift() {
  let nominal = 0;
  let varied = 0;
  let nominalSquares = 0;
  let products = 0;
  let variedSquares = 0;
  return {
    /** Counts an event: its weight where it passes, 0 where it does not, before and after. */
    take(before: number, after: number): void {
      nominal += before;
      varied += after;
      nominalSquares += before * before;
      products += before * after;
      variedSquares += after * after;
    },

    /** NaN if nothing passed before. */
    shift(): Shift {
      const ratio = nominal > 0 ? varied / nominal : Number.NaN;
      // Rounding may leave less than nothing where all events fare alike.
      const variance = Math.max(0, variedSquares - 2 * ratio * products + ratio * ratio * nominalSquares);
      return { shift: ratio - 1, error: Math.sqrt(variance) / nominal };
    },
  };
}
