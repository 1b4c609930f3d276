import { describe, expect, it } from "vitest";
import { runKeyFromSeed, runKeyFromText, runKeyText } from "../../src/random/run-key.ts";

describe("run key", () => {
  it.each([
    ["july-2016", "87a3bcf1d476e22663ae85d0ebf2da77"],
    ["1", "44fa99852800736f3569f71843cddfc3"],
    ["", "3b3fa83fd355e24627e71154c453ca45"],
  ])("of seed %j is pinned: changing it changes all events", (seed, text) => {
    expect(runKeyText(runKeyFromSeed(seed))).toBe(text);
  });

  it("begins with the first 32 bits of seedrandom's ARC4", () => {
    // The README of seedrandom: seedrandom('hello.') begins with 0.9282578795792454.
    expect(runKeyFromSeed("hello.")[0]).toBe(Math.floor(0.9282578795792454 * 0x1_0000_0000));
  });

  it("holds four uint32", () => {
    for (let seed = 0; seed < 100; seed++) {
      for (const word of runKeyFromSeed(`${seed}`)) expect(word).toBe(word >>> 0);
    }
  });

  it("survives being written as text", () => {
    const key = [0, 1, 0x80000000, 0xffffffff] as const;
    expect(runKeyText(key)).toBe("000000000000000180000000ffffffff");
    expect(runKeyFromText(runKeyText(key))).toEqual(key);
    expect(runKeyFromText("000000000000000180000000FFFFFFFF")).toEqual(key);
  });

  it.each(["", "12", "00000000000000018000000ffffffffg", "000000000000000180000000ffffffff0"])(
    "rejects the text %j",
    (text) => {
      expect(() => runKeyFromText(text)).toThrow(`invalid run key "${text}" (must be 32 hexadecimal digits)`);
    },
  );
});
