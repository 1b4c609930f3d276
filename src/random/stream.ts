import type { RunKey } from "./run-key.ts";
import { threefry4x32 } from "./threefry.ts";

/**
 * The random numbers of one event and one purpose. `seek` makes the four words of Threefry the state of sfc32 (Doty-Humphrey,
 * PractRand), counter word included: the state is then a random one of 2^128, so there is no warm-up, and its cycle is
 * at least 2^32 words. Draws depend on (run key, event, purpose) alone; a new stream stands at event 0, purpose 0.
 */
export class RandomStream {
  /** State of sfc32. Public for loops that keep it in locals and put it back (noise.ts); no one else touches it. */
  a = 0;
  b = 0;
  c = 0;
  step = 0;
  private readonly key: Int32Array;
  private readonly counter = new Int32Array(4);
  private readonly block = new Int32Array(4);

  constructor(key: RunKey) {
    this.key = Int32Array.from(key);
    this.seek(0, 0);
  }

  /** Goes to the start of the stream of an event (integer from 0 to 2^53) and a purpose (uint32, from `purpose`). About 35 ns. */
  seek(event: number, purpose: number): this {
    const { counter, block } = this;
    counter[0] = event;
    counter[1] = Math.floor(event / 0x1_0000_0000);
    counter[2] = purpose;
    threefry4x32(this.key, counter, block);
    this.a = block[0]! | 0;
    this.b = block[1]! | 0;
    this.c = block[2]! | 0;
    this.step = block[3]! | 0;
    return this;
  }

  /** The next 32 random bits, as an int32: -2^31 to 2^31 - 1. */
  word(): number {
    // Every `| 0` counts: V8 in Node keeps an int32 field as a small integer, and a draw allocates nothing.
    const { b, c, step } = this;
    const word = (((this.a + b) | 0) + step) | 0;
    this.step = (step + 1) | 0;
    this.a = b ^ (b >>> 9);
    this.b = (c + (c << 3)) | 0;
    this.c = (((c << 21) | (c >>> 11)) + word) | 0;
    return word;
  }

  /** Uniform in (0, 1), never 0 or 1: the odd multiples of 2^-53, symmetric about 1/2. Two words. */
  uniform(): number {
    const high = this.word() >>> 6;
    const low = this.word() >>> 6;
    return (high * 0x400_0000 + low + 0.5) * (1 / 0x10_0000_0000_0000);
  }
}
