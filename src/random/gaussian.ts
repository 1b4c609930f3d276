import type { RandomStream } from "./stream.ts";

const layers = 256;
/** Where the tail begins, and the area of each layer under exp(-x²/2), for 256 layers: they belong together. */
const tailStart = 3.654152885361009;
const layerArea = 0.004928673233974655;

/** Outer half-width of each layer, from the bottom; the first is that of a rectangle with the area of base and tail. */
const width = new Float64Array(layers + 1);
/** Part of a layer's width that lies under the curve over its whole height. */
const inner = new Float64Array(layers);

const density = (x: number) => Math.exp(-0.5 * x * x);

width[0] = layerArea / density(tailStart);
width[1] = tailStart;
for (let layer = 2; layer < layers; layer++) {
  const below = width[layer - 1]!;
  width[layer] = Math.sqrt(-2 * Math.log(layerArea / below + density(below)));
}
width[layers] = 0;
for (let layer = 0; layer < layers; layer++) {
  inner[layer] = width[layer + 1]! / width[layer]!;
}

/**
 * Normal of mean 0 and variance 1, exact in the tail. Ziggurat of Marsaglia-Tsang 2000 as improved by Doornik 2005 (ZIGNOR):
 * layer and position come from different bits. Two words in 98.8 % of the calls.
 */
export function gaussian(random: RandomStream): number {
  for (;;) {
    const low = random.word();
    const high = random.word();
    const layer = low & 0xff;
    // Odd multiples of 2^-52 in (-1, 1).
    const position = (high * 0x10_0000 + (low >>> 12) + 0.5) * (1 / 0x8_0000_0000_0000);
    const x = position * width[layer]!;
    if (Math.abs(position) < inner[layer]!) return x;
    if (layer === 0) return position < 0 ? -tail(random) : tail(random);
    const outer = width[layer]!;
    const upper = width[layer + 1]!;
    const floor = density(outer);
    if (floor + random.uniform() * (density(upper) - floor) < density(x)) return x;
  }
}

/** Normal beyond `tailStart` (Marsaglia 1964). */
function tail(random: RandomStream): number {
  for (;;) {
    const excess = -Math.log(random.uniform()) / tailStart;
    if (-2 * Math.log(random.uniform()) > excess * excess) return tailStart + excess;
  }
}
