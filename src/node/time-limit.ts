import { idle, preparing } from "../pileup/guard.ts";

/** What a thread that can be watched shares with the one that watches it: the number of the event that it is at. */
export type Told = BigInt64Array;

/** How many times the limit of an event a thread may take to load and to prepare. */
export const preparingTakes = 30;

/** How often within the limit a thread is looked at: so many at the same event after the first, and it is late. */
const looks = 10;

export function allocateTold(): Told {
  return new BigInt64Array(new SharedArrayBuffer(8)).fill(BigInt(idle));
}

/** For the thread: says at which event it is. */
export function tellInto(told: Told): (event: number) => void {
  return (event) => void Atomics.store(told, 0, BigInt(event));
}

/** The event that a thread is at; undefined before its first, and while it waits. */
export function eventOf(told: Told): number | undefined {
  const event = Number(Atomics.load(told, 0));
  return event < 0 ? undefined : event;
}

/**
 * Calls `late` once when a thread has stayed at one event for longer than `limit`, ms. Looks are counted, not the clock read: a machine that
 * slept is not late. The result ends the watch.
 */
export function watchTold(told: Told, limit: number, late: () => void): () => void {
  let last: number = idle;
  let seen = 0;
  const look = (): void => {
    const event = Number(Atomics.load(told, 0));
    seen = event === last && event !== idle ? seen + 1 : 0;
    last = event;
    if (seen < looks * (event === preparing ? preparingTakes : 1)) return;
    clearInterval(timer);
    late();
  };
  const timer = setInterval(look, limit / looks).unref();
  return () => clearInterval(timer);
}
