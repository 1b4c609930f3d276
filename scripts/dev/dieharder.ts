/**
 * Writes the raw words of the event streams to stdout, little-endian, until the reader closes the pipe: for dieharder -g 200.
 * Streams are interleaved as the simulation uses them: the first words of every purpose of event 0, then of event 1, ...
 *
 *   npm run build
 *   node dist/scripts/dev/dieharder.js | dieharder -a -g 200 -k 2 -Y 1
 */
import { parseArgs } from "node:util";
import { purpose } from "../../src/random/purpose.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "dieharder" },
    /** Words of each stream. */
    words: { type: "string", default: "64" },
    /** Streams of each event. */
    purposes: { type: "string", default: "1" },
  },
});
const words = Number(values.words);
const streams = Array.from({ length: Number(values.purposes) }, (_, k) => purpose(`dieharder/${k}`));
const stream = new RandomStream(runKeyFromSeed(values.seed));

/** A whole number of events, of about 1 MB. */
const eventsPerBlock = Math.max(1, Math.floor(0x4_0000 / (words * streams.length)));
const block = new DataView(new ArrayBuffer(4 * words * streams.length * eventsPerBlock));
const bytes = new Uint8Array(block.buffer);

let event = 0;
function fill(): void {
  let at = 0;
  for (const end = event + eventsPerBlock; event < end; event++) {
    for (const number of streams) {
      stream.seek(event, number);
      for (let k = 0; k < words; k++, at += 4) block.setInt32(at, stream.word(), true);
    }
  }
}

/** Resolves to whether the reader still listens, once it has taken the block. */
function write(): Promise<boolean> {
  return new Promise((resolve) => process.stdout.write(bytes, (error) => resolve(!error)));
}

// The write's own callback tells of a closed pipe; without a listener the error would also end the process noisily.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
do fill();
while (await write());
