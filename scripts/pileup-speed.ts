import type { PileupAlgorithm } from "../src/pileup/pileup-algorithm.ts";
import type { RunKey } from "../src/random/run-key.ts";
import { tabulatePulse } from "../src/readout/pulse-shape.ts";
import { allocateReconstructed } from "../src/readout/reconstructed.ts";
import type { Waveforms } from "../src/readout/waveform.ts";
import type { PreparedGenerator } from "../src/simulation/generator.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { prepareSimulation } from "../src/simulation/simulate-batch.ts";

/** Events whose samples are kept. */
const events = 40;

/** Rounds over all of them go on for so long, ms: first for the compiler, then to be measured, and some in any case. */
const warming = 40;
const measuring = 60;
const leastRounds = 3;

/**
 * Microseconds that each algorithm takes to read ECAL and HCAL of an event: the fastest of some rounds over the same samples, which are
 * in memory. It depends on the machine and on what else that does: the only result of the arena that is not the same every time.
 */
export function measureSpeeds(
  generator: PreparedGenerator,
  card: RunCard,
  key: RunKey,
  algorithms: readonly PileupAlgorithm[],
): number[] {
  const kept = new Map<string, Waveforms[]>();
  const simulate = prepareSimulation(generator, card, key, undefined, ({ name, waveforms }) => {
    if (waveforms === undefined) return;
    const copy = { ...waveforms, counts: waveforms.counts.slice() };
    kept.set(name, [...(kept.get(name) ?? []), copy]);
  });
  simulate(0, events);
  return algorithms.map((algorithm) => {
    const reads = [...kept].map(([part, records]) => {
      const { energyPerCount, channels } = records[0]!;
      const electronics = { msadc: card.msadc, pulse: tabulatePulse(card.msadc), energyPerCount };
      const reconstruct = algorithm.prepare(card.pileup[algorithm.name], electronics);
      const result = allocateReconstructed(channels);
      return () => {
        for (const [event, waveforms] of records.entries()) {
          algorithm.begin?.(event, part);
          reconstruct(waveforms, result);
        }
      };
    });
    const round = (): number => {
      const start = performance.now();
      for (const read of reads) read();
      return performance.now() - start;
    };
    for (let spent = 0; spent < warming; ) spent += round();
    let fastest = Number.POSITIVE_INFINITY;
    for (let spent = 0, rounds = 0; spent < measuring || rounds < leastRounds; rounds++) {
      const time = round();
      spent += time;
      fastest = Math.min(fastest, time);
    }
    return (1000 * fastest) / events;
  });
}
