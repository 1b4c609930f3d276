import { weightedEfficiency } from "./efficiency.ts";
import type { Estimate } from "./estimate.ts";

/** A share of the weight, as events come. */
export class Share {
  readonly #sums = { sumPassed: 0, sumSquaresPassed: 0, sumFailed: 0, sumSquaresFailed: 0 };

  add(weight: number, has: boolean): void {
    this.#sums[has ? "sumPassed" : "sumFailed"] += weight;
    this.#sums[has ? "sumSquaresPassed" : "sumSquaresFailed"] += weight * weight;
  }

  /** With half of its interval as error; undefined without events. */
  estimate(): Estimate | undefined {
    const { value, low, high } = weightedEfficiency(this.#sums);
    return Number.isNaN(value) ? undefined : { mean: value, error: 0.5 * (high - low) };
  }
}
