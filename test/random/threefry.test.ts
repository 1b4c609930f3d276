import { describe, expect, it } from "vitest";
import { threefry4x32 } from "../../src/random/threefry.ts";

function hex(key: readonly number[], counter: readonly number[]): string {
  const out = new Int32Array(4);
  threefry4x32(key, counter, out);
  return Array.from(out, (word) => (word >>> 0).toString(16).padStart(8, "0")).join(" ");
}

describe("threefry4x32", () => {
  const ones = 0xffffffff;
  // kat_vectors of Random123, lines "threefry4x32 20".
  it.each([
    [[0, 0, 0, 0], [0, 0, 0, 0], "9c6ca96a e17eae66 fc10ecd4 5256a7d8"],
    [[ones, ones, ones, ones], [ones, ones, ones, ones], "2a881696 57012287 f6c7446e a16a6732"],
    [
      [0xa4093822, 0x299f31d0, 0x082efa98, 0xec4e6c89],
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      "59cd1dbb b8879579 86b5d00c ac8b6d84",
    ],
  ])("gives the published answer of key %j", (key, counter, answer) => {
    expect(hex(key, counter)).toBe(answer);
  });

  it("takes words as int32 and as uint32", () => {
    expect(hex([ones, 1, ones, 2], [ones, 3, ones, 4])).toBe(hex([-1, 1, -1, 2], [-1, 3, -1, 4]));
  });

  it("changes half of the bits when one bit of the key or the counter changes", () => {
    const before = new Int32Array(4);
    const after = new Int32Array(4);
    let changed = 0;
    for (let bit = 0; bit < 256; bit++) {
      const words = new Int32Array(8).map((_, k) => Math.imul(k + 1, 0x9e3779b9));
      threefry4x32(words.subarray(0, 4), words.subarray(4), before);
      words[bit >> 5]! ^= 1 << (bit & 31);
      threefry4x32(words.subarray(0, 4), words.subarray(4), after);
      for (let k = 0; k < 128; k++) changed += ((before[k >> 5]! ^ after[k >> 5]!) >>> (k & 31)) & 1;
    }
    const bits = 256 * 128;
    expect(Math.abs(changed - bits / 2)).toBeLessThan(4 * Math.sqrt(bits / 4));
  });
});
