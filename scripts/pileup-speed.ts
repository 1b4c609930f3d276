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
const warming = 200;
const measuring = 60;
const leastRounds = 3;

/**
 * Microseconds that each algorithm takes to read ECAL and HCAL of an event: the fastest of some rounds over the same samples, which are
 * in memory. It depends on the machine and on what else that does: the only result of the arena that is not the same every time.
 */
export function measureSpeeds(
  generator: PreparedGenerator,
  cards: readonly RunCard[],
  key: RunKey,
  algorithms: readonly PileupAlgorithm[],
): number[][] {
  const samples = cards.map((card) => keepSamples(generator, card, key));
  const readers = algorithms.map((algorithm) => prepareReader(algorithm, cards[0]!, samples[0]!));
  for (const read of readers) {
    for (let spent = 0; spent < warming; ) for (const kept of samples) spent += timeOf(() => read(kept));
  }
  return samples.map((kept) =>
    readers.map((read) => {
      let fastest = Number.POSITIVE_INFINITY;
      for (let spent = 0, rounds = 0; spent < measuring || rounds < leastRounds; rounds++) {
        const time = timeOf(() => read(kept));
        spent += time;
        fastest = Math.min(fastest, time);
      }
      return (1000 * fastest) / events;
    }),
  );
}

/** Samples of some events, part by part. */
type Samples = ReadonlyMap<string, readonly Waveforms[]>;

function keepSamples(generator: PreparedGenerator, card: RunCard, key: RunKey): Samples {
  const kept = new Map<string, Waveforms[]>();
  const simulate = prepareSimulation(generator, card, key, undefined, ({ name, waveforms }) => {
    if (waveforms === undefined) return;
    const copy = { ...waveforms, counts: waveforms.counts.slice() };
    kept.set(name, [...(kept.get(name) ?? []), copy]);
  });
  simulate(0, events);
  return kept;
}

/** Reads all samples with an algorithm. */
function prepareReader(algorithm: PileupAlgorithm, { msadc, pileup }: RunCard, like: Samples) {
  const pulse = tabulatePulse(msadc);
  const parts = [...like].map(([part, [waveforms]]) => {
    const { energyPerCount, channels } = waveforms!;
    return {
      part,
      reconstruct: algorithm.prepare(pileup[algorithm.name], { msadc, pulse, energyPerCount }),
      result: allocateReconstructed(channels),
    };
  });
  return (samples: Samples): void => {
    for (const { part, reconstruct, result } of parts) {
      for (const [event, waveforms] of samples.get(part)!.entries()) {
        algorithm.begin?.(event, part);
        reconstruct(waveforms, result);
      }
    }
  };
}

/** In ms. */
function timeOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
