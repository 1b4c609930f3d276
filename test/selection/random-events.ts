import { type EventBatch, type Events, eventColumns } from "../../src/detector/events.ts";
import { allocate } from "../../src/event/columns.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { type Cut, defineCut } from "../../src/selection/cut.ts";

/** An event as the brute-force recounts see it: which cuts it passes, one bit each, and its weight. */
export interface Counted {
  readonly pattern: number;
  readonly weight: number;
}

/** `count` events that pass cut k with probability 0.5 + 0.4 / (1 + k), with correlated weights from 0.1 up. */
export function randomEvents(count: number, cuts: number, seed: string): Counted[] {
  const random = new RandomStream(runKeyFromSeed(seed));
  return Array.from({ length: count }, () => {
    let pattern = 0;
    let weight = 0.1;
    for (let k = 0; k < cuts; k++) {
      if (random.uniform() > 0.5 + 0.4 / (1 + k)) continue;
      pattern = (pattern | (1 << k)) >>> 0;
      weight += random.uniform();
    }
    return { pattern, weight };
  });
}

/** Whether an event passes cut k, without bit arithmetic on more than one bit. */
export function passes({ pattern }: Counted, k: number): boolean {
  return Math.floor(pattern / 2 ** k) % 2 === 1;
}

/** A batch of these events: the pattern in `event`, which holds any uint32 exactly, and the weight in `weight`. */
export function batchOf(events: readonly Counted[]): EventBatch {
  const batch = allocate(eventColumns, events.length);
  events.forEach(({ pattern, weight }, i) => {
    batch.columns.event[i] = pattern;
    batch.columns.weight[i] = weight;
  });
  return batch;
}

/** Cuts of which number k passes the events of `batchOf` that have bit k. */
export function bitCuts(count: number): Cut[] {
  return Array.from({ length: count }, (_, k) =>
    defineCut({ name: `bit-${k}`, about: `bit ${k}`, thresholds: {}, prepare: () => hasBit(k) }),
  );
}

export function hasBit(k: number): (events: Events, i: number) => boolean {
  return (events, i) => Math.floor(events.event[i]! / 2 ** k) % 2 === 1;
}

/** Sum of the weights of the events that are so. */
export function weightOf(events: readonly Counted[], so: (event: Counted) => boolean): number {
  return events.reduce((sum, event) => (so(event) ? sum + event.weight : sum), 0);
}
