import type { RandomStream } from "./stream.ts";

/**
 * Sampler of a density given at ascending nodes `x` and linear between them; it need not be normalised.
 * Exact inversion of the piecewise quadratic distribution function, with a guide table: one uniform a draw.
 */
export function fromDensity(x: Float64Array, density: Float64Array): (random: RandomStream) => number {
  const segments = x.length - 1;
  if (segments < 1 || density.length !== x.length) {
    throw new Error(
      `density has ${density.length} values at ${x.length} nodes (must be as many, at least 2)`,
    );
  }
  const nodes = Float64Array.from(x);
  const height = Float64Array.from(density);
  const below = new Float64Array(segments + 1);
  for (let k = 0; k < segments; k++) {
    const step = nodes[k + 1]! - nodes[k]!;
    if (!(step > 0)) throw new Error(`node ${k + 1} of a density is not above the one before it`);
    below[k + 1] = below[k]! + 0.5 * step * (height[k]! + height[k + 1]!);
  }
  const total = below[segments]!;
  if (!height.every((value) => value >= 0) || !(total > 0 && total < Infinity)) {
    throw new Error("a density is negative, zero everywhere, or not finite");
  }

  // Segment in which to begin the search. The size is a power of two, so that u * size is exact and never overshoots.
  let size = 1;
  while (size < segments) size *= 2;
  const guide = new Int32Array(size);
  for (let j = 0, k = 0; j < size; j++) {
    while (below[k + 1]! < (j / size) * total) k++;
    guide[j] = k;
  }

  return (random) => {
    const u = random.uniform();
    const target = u * total;
    let k = guide[(u * size) | 0]!;
    while (below[k + 1]! < target) k++;
    // The root of the segment's quadratic, in the form that cancels nothing; target > below[k], so it is not 0 / 0.
    const area = target - below[k]!;
    const left = nodes[k]!;
    const right = nodes[k + 1]!;
    const slope = (height[k + 1]! - height[k]!) / (right - left);
    const end = Math.sqrt(Math.max(0, height[k]! * height[k]! + 2 * slope * area));
    return Math.min(right, left + (2 * area) / (height[k]! + end));
  };
}
