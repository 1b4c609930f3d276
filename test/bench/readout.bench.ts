import { bench, describe } from "vitest";
import { allCuts } from "../../cuts/index.ts";
import { Pulses } from "../../src/event/pulses.ts";
import { loadCard } from "../../src/node/load-card.ts";
import { pileupAlgorithms } from "../../src/pileup/index.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { tabulatePulse } from "../../src/readout/pulse-shape.ts";
import { allocateReconstructed } from "../../src/readout/reconstructed.ts";
import { prepareWaveforms } from "../../src/readout/waveform.ts";
import { runCardSchema } from "../../src/simulation/run-card.ts";
import { MeV } from "../../src/units.ts";

const { card } = loadCard("III", [], runCardSchema(allCuts));
const channels = 108;
const energyPerCount = new Float64Array(channels).fill(30 * MeV);
const pulse = tabulatePulse(card.msadc);
const random = new RandomStream(runKeyFromSeed("bench"));
const pulses = new Pulses();
for (let c = 0; c < 58; c++) pulses.add(c, 3 * c - 80, 1 + c, 0);

describe("108 channels x 32 samples, 58 pulses", () => {
  const { sample } = prepareWaveforms(card.msadc, pulse, energyPerCount);
  bench("samples with noise", () => void sample(pulses, random));

  const waveforms = sample(pulses, random);
  const result = allocateReconstructed(channels);
  for (const algorithm of pileupAlgorithms) {
    const electronics = { msadc: card.msadc, pulse, energyPerCount };
    const reconstruct = algorithm.prepare(card.pileup[algorithm.name], electronics);
    bench(algorithm.name, () => reconstruct(waveforms, result));
  }
});
