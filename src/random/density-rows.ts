import type { RandomStream } from "./stream.ts";

/**
 * Many densities, one per row, each linear between nodes 0, 1, ... `count` - 1; they need not be normalised, and a row may be 0. As
 * `fromDensity` for one, but for tables of which each draw takes another row. The array is kept, not copied.
 */
export class DensityRows {
  readonly #density: Float64Array;
  readonly #count: number;
  readonly #below: Float64Array;
  /** For each row and `guideSize` equal parts of its integral the node in which to begin the search. */
  readonly #guide: Uint16Array;
  readonly #guideSize: number;

  constructor(density: Float64Array, count: number) {
    this.#density = density;
    this.#count = count;
    this.#below = new Float64Array(density.length);
    for (let at = 0; at < density.length; at++) {
      if (at % count === 0) continue;
      this.#below[at] = this.#below[at - 1]! + 0.5 * (density[at - 1]! + density[at]!);
    }
    const [rows, size] = [density.length / count, 2 * count];
    this.#guide = new Uint16Array(rows * size);
    this.#guideSize = size;
    for (let row = 0; row < rows; row++) {
      for (let part = 0, node = 0; part < size; part++) {
        const target = (part / size) * this.total(row);
        while (node < count - 2 && this.#below[row * count + node + 1]! < target) node++;
        this.#guide[row * size + part] = node;
      }
    }
  }

  /** The integral of a row over all its nodes. */
  total(row: number): number {
    return this.#below[(row + 1) * this.#count - 1]!;
  }

  /** The integral of a row from its first node to a place between 0 and `count` - 1. */
  below(row: number, place: number): number {
    const node = Math.min(this.#count - 2, Math.floor(place));
    const part = place - node;
    const at = row * this.#count + node;
    const [left, right] = [this.#density[at]!, this.#density[at + 1]!];
    return this.#below[at]! + part * (left + 0.5 * part * (right - left));
  }

  /** Draws a place from a row, which must not be 0, beyond the one whose `below` is `before`. One uniform. */
  draw(row: number, before: number, random: RandomStream): number {
    const total = this.total(row);
    const target = Math.min(total, before + random.uniform() * (total - before)); // may round up
    const first = row * this.#count;
    const part = Math.floor((target / total) * this.#guideSize);
    let low = first + this.#guide[row * this.#guideSize + Math.min(part, this.#guideSize - 1)]!;
    while (low > first && this.#below[low]! >= target) low--;
    while (this.#below[low + 1]! < target) low++;
    // The root of the segment's quadratic, in the form that cancels nothing; the segment has an area, so it is not 0 / 0.
    const area = target - this.#below[low]!;
    const left = this.#density[low]!;
    const slope = this.#density[low + 1]! - left;
    const end = Math.sqrt(Math.max(0, left * left + 2 * slope * area));
    return low - first + Math.min(1, (2 * area) / (left + end));
  }
}
