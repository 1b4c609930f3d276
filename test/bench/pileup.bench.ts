import { describe } from "vitest";
import { electron } from "../../generators/electron.ts";
import { pileupAlgorithms } from "../../src/pileup/index.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { tabulatePulse } from "../../src/readout/pulse-shape.ts";
import { allocateReconstructed } from "../../src/readout/reconstructed.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { shippedCard } from "../shipped-card.ts";
import { bench } from "./bench.ts";

const events = 200;
const channels = 108;
const card = shippedCard();
const simulate = prepareSimulation(electron.prepare({}, card), card, runKeyFromSeed("bench"), () => true);
const { start, samples, energyPerCount } = simulate(0, events).recorded!.waveforms.columns as unknown as {
  start: Float32Array;
  samples: Int16Array;
  energyPerCount: Float32Array;
};
const gains = Float64Array.from(energyPerCount.subarray(0, channels));
const size = channels * card.msadc.samples;
const records = Array.from({ length: events }, (_, event) => ({
  channels,
  samples: card.msadc.samples,
  counts: samples.subarray(event * size, (event + 1) * size),
  energyPerCount: gains,
  start: start[event * channels]!,
}));

describe(`${channels} channels of ECAL and HCAL, ${events} electrons of run III`, () => {
  const result = allocateReconstructed(channels);
  const pulse = tabulatePulse(card.msadc);
  for (const algorithm of pileupAlgorithms) {
    const electronics = { msadc: card.msadc, pulse, energyPerCount: gains };
    const reconstruct = algorithm.prepare(card.pileup[algorithm.name], electronics);
    bench(algorithm.name, () => {
      for (const record of records) reconstruct(record, result);
    });
  }
});
