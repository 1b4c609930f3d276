import { bench, describe } from "vitest";
import { generators } from "../../generators/index.ts";
import { pileupAlgorithms } from "../../src/pileup/index.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { tabulatePulse } from "../../src/readout/pulse-shape.ts";
import { allocateReconstructed } from "../../src/readout/reconstructed.ts";
import type { Waveforms } from "../../src/readout/waveform.ts";
import { msadcChannels, prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { shippedCard } from "../shipped-card.ts";

const events = 500;
const card = shippedCard();
const electron = generators.find(({ name }) => name === "electron")!;
const key = runKeyFromSeed("bench");
const simulate = prepareSimulation(electron.prepare(electron.options.parse({}), card), card, key, () => true);
const recorded = simulate(0, events).recorded!.waveforms.columns as Record<string, Float64Array>;
const { samples } = card.msadc;
const pulse = tabulatePulse(card.msadc);
const parts = msadcChannels(card);
const channels = parts.reduce((sum, { count }) => sum + count, 0);

/** The samples of a part in each event. */
const waveforms = parts.map(({ first, count }) =>
  Array.from({ length: events }, (_, event): Waveforms => {
    const row = event * channels + first;
    return {
      channels: count,
      samples,
      start: recorded.start![row]!,
      energyPerCount: Float64Array.from(recorded.energyPerCount!.subarray(row, row + count)),
      counts: Int16Array.from(recorded.samples!.subarray(row * samples, (row + count) * samples)),
    };
  }),
);

/** Time of one call: the 108 channels of one event, another one with each call. */
describe("electrons of run III with the other beam particles, 108 channels", () => {
  for (const algorithm of pileupAlgorithms) {
    const prepared = waveforms.map((ofPart) => {
      const { energyPerCount } = ofPart[0]!;
      const electronics = { msadc: card.msadc, pulse, energyPerCount };
      return {
        ofPart,
        reconstruct: algorithm.prepare(card.pileup[algorithm.name], electronics),
        result: allocateReconstructed(energyPerCount.length),
      };
    });
    let event = 0;
    bench(algorithm.name, () => {
      for (const { ofPart, reconstruct, result } of prepared) reconstruct(ofPart[event]!, result);
      event = (event + 1) % events;
    });
  }
});
