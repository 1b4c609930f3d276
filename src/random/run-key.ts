import seedrandom from "seedrandom";

/** The 128-bit key of a run, as four uint32: with an event number it fixes every draw of that event. */
export type RunKey = readonly [number, number, number, number];

/** Run key of a seed text: the first 128 bits of the ARC4 generator of `seedrandom`. Any text will do, the empty one too. */
export function runKeyFromSeed(seed: string): RunKey {
  const draw = seedrandom(seed);
  return [draw.int32() >>> 0, draw.int32() >>> 0, draw.int32() >>> 0, draw.int32() >>> 0];
}

/** The key as 32 lower-case hexadecimal digits, first word first. */
export function runKeyText(key: RunKey): string {
  return key.map((word) => word.toString(16).padStart(8, "0")).join("");
}

/** Inverse of `runKeyText`; digits of either case. Throws for anything but 32 hexadecimal digits. */
export function runKeyFromText(text: string): RunKey {
  if (!/^[0-9a-fA-F]{32}$/.test(text)) {
    throw new Error(`invalid run key "${text}" (must be 32 hexadecimal digits)`);
  }
  const word = (i: number) => Number.parseInt(text.slice(8 * i, 8 * i + 8), 16);
  return [word(0), word(1), word(2), word(3)];
}
