import type { Estimate } from "./estimate.ts";
import type { Moments } from "./exponential-slope.ts";

/** Weighted sums of a quantity x, as events come. */
export class WeightedMoments implements Moments {
  weight = 0;
  first = 0;
  second = 0;
  squares = 0;
  squaresFirst = 0;
  squaresSecond = 0;
  events = 0;

  add(x: number, weight: number): void {
    const square = weight * weight;
    this.weight += weight;
    this.first += weight * x;
    this.second += weight * x * x;
    this.squares += square;
    this.squaresFirst += square * x;
    this.squaresSecond += square * x * x;
    this.events += 1;
  }

  /** Undefined of fewer than two. */
  mean(): Estimate | undefined {
    if (this.events < 2) return undefined;
    const mean = this.first / this.weight;
    const spread = this.squaresSecond - 2 * mean * this.squaresFirst + mean * mean * this.squares;
    return { mean, error: Math.sqrt(Math.max(0, spread)) / this.weight };
  }

  /** Root of the mean square distance from the mean, with the error of as many values of a Gaussian. */
  width(): Estimate | undefined {
    if (this.events < 2) return undefined;
    const mean = this.first / this.weight;
    const width = Math.sqrt(Math.max(0, this.second / this.weight - mean * mean));
    const effective = (this.weight * this.weight) / this.squares;
    return { mean: width, error: width / Math.sqrt(2 * effective) };
  }
}
