import { describe } from "vitest";
import { allCuts } from "../../cuts/index.ts";
import { Pulses } from "../../src/event/pulses.ts";
import { loadCard } from "../../src/node/load-card.ts";
import { highestSample, prepareHighest } from "../../src/pileup/highest-sample.ts";
import { nearestPeak } from "../../src/pileup/nearest-peak.ts";
import type { PileupAlgorithm } from "../../src/pileup/pileup-algorithm.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { channelErrors } from "../../src/readout/channel-errors.ts";
import { prepareSampleKernel } from "../../src/readout/kernel/sample-kernel.ts";
import type { SampleLoops, SampleSetup } from "../../src/readout/kernel/sample-loops.ts";
import { prepareSampleTwin } from "../../src/readout/kernel/sample-twin.ts";
import { tabulatePulse } from "../../src/readout/pulse-shape.ts";
import { allocateReconstructed } from "../../src/readout/reconstructed.ts";
import { prepareWaveforms } from "../../src/readout/waveform.ts";
import { runCardSchema } from "../../src/simulation/run-card.ts";
import { MeV } from "../../src/units.ts";
import { bench } from "./bench.ts";

const { card } = loadCard("III", [], runCardSchema(allCuts));
const channels = 108;
const energyPerCount = new Float64Array(channels).fill(30 * MeV);
const pulse = tabulatePulse(card.msadc);
const electronics = { msadc: card.msadc, pulse, energyPerCount };
const random = new RandomStream(runKeyFromSeed("bench"));
const pulses = new Pulses();
for (let c = 0; c < 58; c++) pulses.add(c, 3 * c - 80, 1 + c, 0);
const result = allocateReconstructed(channels);
// One bench runs some 10 us at a time, so that what vitest adds to each run does not count.
const times = 16;
const repeated = (what: () => void) => () => {
  for (let k = 0; k < times; k++) what();
};

/** The waveforms, and the loops that they are made by. */
function prepare(prepareLoops: (setup: SampleSetup) => SampleLoops) {
  let loops: SampleLoops | undefined;
  const { sample } = prepareWaveforms(card.msadc, pulse, energyPerCount, {
    errors: channelErrors("bench", channels, card.msadc, pulse),
    prepareLoops: (setup) => (loops = prepareLoops(setup)),
  });
  return { sample, loops: loops! };
}

/*
 * The floor of the kernel, beside which the stages are to be read: about 2.5 us. There are 864 vectors of four samples. Counting the
 * instructions of the compiled loops at three a cycle (arithmetic and loads; at most one store a cycle) and 3 GHz:
 *   noise      4 loads, 9 additions, 4 stores and the loop for 4 vectors, 216 times   0.4 us
 *   pulses     5 loads, 4 products, 4 sums, a store, 5 to tell rise from fall, and the loop, 58 x 7 vectors   0.9 us
 *   digitise   2 loads, 2 x 3 operations, 2 to pack, a store for 2 vectors, 432 times 0.6 us
 *   highest    11 gathers, 5 comparisons, 4 parabolas with 3 divisions for 8 channels, 14 times   0.6 us
 * The memory is no floor: samples and counts, 21 kB, stay in the first cache; the bank, 256 kB, in the second, from which come
 * 108 stretches of 128 bytes, 324 lines at 5 cycles in sequence 0.5 us, and most of that is hidden behind the arithmetic.
 */
describe(`${times} times 108 channels x 32 samples, 58 pulses`, () => {
  const { sample, loops } = prepare(prepareSampleKernel);
  const find = highestSample.prepare(card.pileup[highestSample.name] as never, electronics);
  bench(
    "samples and highest-sample",
    repeated(() => find(sample(pulses, random), result)),
  );
  bench(
    "samples",
    repeated(() => void sample(pulses, random)),
  );
  const { offsets } = loops;
  const draw = () => {
    for (let k = 0; k < offsets.length; k++) offsets[k] = random.word();
  };
  bench("  stage: random places in the bank", repeated(draw));
  bench(
    "  stage: those and noise",
    repeated(() => {
      draw();
      loops.fillNoise();
    }),
  );
  loops.pulses.channel.set(pulses.channel.subarray(0, 58));
  loops.pulses.time.set(pulses.time.subarray(0, 58));
  loops.pulses.amplitude.set(pulses.energy.subarray(0, 58).map((energy) => energy / (30 * MeV)));
  bench(
    "  stage: pulses",
    repeated(() => loops.addPulses(58, -125)),
  );
  bench(
    "  stage: digitise",
    repeated(() => loops.digitise()),
  );
  const waveforms = sample(pulses, random);
  // The others read real events in pileup.bench.ts.
  for (const algorithm of [highestSample, nearestPeak] as PileupAlgorithm[]) {
    const reconstruct = algorithm.prepare(card.pileup[algorithm.name], electronics);
    bench(
      algorithm.name,
      repeated(() => reconstruct(waveforms, result)),
    );
  }
});

describe(`${times} times the same without the kernel: its twins`, () => {
  const { sample } = prepare(prepareSampleTwin);
  const { samples, samplingPeriod } = card.msadc;
  const { pedestalSamples } = card.pileup[highestSample.name] as { pedestalSamples: number };
  const find = prepareHighest({ samples, samplingPeriod, pedestalSamples, energyPerCount });
  const window = { first: 8, last: 12, start: -125 };
  bench(
    "samples",
    repeated(() => void sample(pulses, random)),
  );
  const { counts } = sample(pulses, random);
  bench(
    "highest-sample",
    repeated(() => find(counts, window, result)),
  );
});
