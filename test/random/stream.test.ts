import { describe, expect, it } from "vitest";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { threefry4x32 } from "../../src/random/threefry.ts";
import { chiSquareDeviation, deviation, moments } from "./standard-errors.ts";

const key = runKeyFromSeed("stream.test");

function draws(stream: RandomStream, count = 8): number[] {
  return Array.from({ length: count }, () => stream.word());
}

describe("RandomStream", () => {
  it("is sfc32 whose state is the Threefry block of (event low, event high, purpose, 0)", () => {
    const state = new Int32Array(4);
    threefry4x32(key, [7, 3, 4_000_000_000, 0], state);
    // sfc32 as its author writes it, in uint32.
    let [a, b, c, counter] = Array.from(state, (word) => word >>> 0) as [number, number, number, number];
    const expected = Array.from({ length: 1000 }, () => {
      const word = (a + b + counter) >>> 0;
      counter = (counter + 1) >>> 0;
      a = (b ^ (b >>> 9)) >>> 0;
      b = (c + c * 8) >>> 0;
      c = (((c << 21) >>> 0) + (c >>> 11) + word) >>> 0;
      return word | 0;
    });
    const event = 3 * 0x1_0000_0000 + 7;
    expect(draws(new RandomStream(key).seek(event, 4_000_000_000), 1000)).toEqual(expected);
  });

  it("gives pinned words", () => {
    expect(draws(new RandomStream([1, 2, 3, 4]).seek(123456, 2643171515), 4)).toEqual([
      200672919, 278256600, -1979759009, -1175555197,
    ]);
  });

  it("draws the same for the same event and purpose, whatever happened before", () => {
    const expected = draws(new RandomStream(key).seek(42, 9));
    const used = new RandomStream(key);
    for (let event = 100; event >= 0; event--) draws(used.seek(event, event % 3), event);
    expect(draws(used.seek(42, 9))).toEqual(expected);
    expect(draws(used.seek(42, 9))).toEqual(expected);
  });

  it("stands at event 0, purpose 0 when new", () => {
    expect(draws(new RandomStream(key))).toEqual(draws(new RandomStream(key).seek(0, 0)));
  });

  it("draws differently for every event, purpose and key", () => {
    const stream = new RandomStream(key);
    const high = 0x1_0000_0000;
    const events = [0, 1, 2, 255, 256, high - 1, high, high + 1, 2 * high, 2 * high + 1, 0x1f_ffff_ffff_ffff];
    const starts = new Set<string>();
    for (const event of events) {
      for (const purpose of [0, 1, 2, 0x80000000, 0xffffffff])
        starts.add(`${draws(stream.seek(event, purpose))}`);
    }
    expect(starts.size).toBe(events.length * 5);
    for (let word = 0; word < 4; word++) {
      const other = [...key] as [number, number, number, number];
      other[word]! ^= 1;
      starts.add(`${draws(new RandomStream(other))}`);
    }
    expect(starts.size).toBe(events.length * 5 + 4);
  });

  it("gives uniforms strictly inside (0, 1), from two words", () => {
    const stream = new RandomStream(key);
    const next = (words: 0 | -1) => {
      // States of which the next two words are all zeros, or all ones.
      Object.assign(stream, { a: 1, b: 0, c: 0, step: words - 1 });
      return stream.uniform();
    };
    expect(next(0)).toBe(1 / 0x20_0000_0000_0000);
    expect(next(-1)).toBe(1 - 1 / 0x20_0000_0000_0000);
    const before = stream.step;
    stream.uniform();
    expect((stream.step - before) | 0).toBe(2);
  });

  const count = 1_000_000;
  const stream = new RandomStream(key);

  // Along one stream, and across streams as an event uses them: the first draw of each event, and of each purpose.
  it.each([
    ["draws of one stream", () => stream.uniform()],
    ["first draws of successive events", (event: number) => stream.seek(event, 5).uniform()],
    ["first draws of successive purposes", (purpose: number) => stream.seek(5, purpose).uniform()],
  ])("has uniform and uncorrelated %s", (_, draw) => {
    stream.seek(1, 1);
    const values = new Float64Array(count);
    let event = 0;
    const { mean, variance } = moments(count, () => {
      const u = draw(event);
      values[event++] = u;
      return u;
    });
    expect(deviation(mean, 1 / 2, Math.sqrt(1 / 12 / count))).toBeLessThan(4);
    expect(deviation(variance, 1 / 12, Math.sqrt(1 / 180 / count))).toBeLessThan(4);

    const high = new Float64Array(256);
    const low = new Float64Array(256);
    const pairs = new Float64Array(256);
    let correlation = 0;
    for (let k = 0; k < count; k++) {
      const u = values[k]!;
      const next = values[(k + 1) % count]!;
      high[Math.floor(u * 256)]! += 1;
      low[Math.floor(u * 0x10_0000_0000_0000) % 256]! += 1;
      pairs[16 * Math.floor(u * 16) + Math.floor(next * 16)]! += 1;
      correlation += (12 * (u - 0.5) * (next - 0.5)) / count;
    }
    const equal = Array.from({ length: 256 }, () => 1 / 256);
    expect(Math.abs(chiSquareDeviation(high, equal))).toBeLessThan(4);
    expect(Math.abs(chiSquareDeviation(low, equal))).toBeLessThan(4);
    expect(Math.abs(chiSquareDeviation(pairs, equal))).toBeLessThan(4);
    expect(deviation(correlation, 0, 1 / Math.sqrt(count))).toBeLessThan(4);
  });

  it("sets each of the 32 bits of a word half of the time", () => {
    stream.seek(2, 2);
    const set = new Float64Array(32);
    for (let k = 0; k < count; k++) {
      const word = stream.word();
      for (let bit = 0; bit < 32; bit++) set[bit]! += (word >>> bit) & 1;
    }
    for (const n of set) expect(deviation(n, count / 2, Math.sqrt(count / 4))).toBeLessThan(4);
  });
});
