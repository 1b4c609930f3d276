import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defaultWorkers, simulateEvents, type Workload } from "../../src/node/simulate-events.ts";
import type { RunPlan } from "../../src/simulation/run-plan.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "aprime-simulate-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the threads of a test share: batches begun, threads started. */
const shared = () => new Int32Array(new SharedArrayBuffer(8));

/**
 * A workload whose worker numbers its events, and takes longer for the first of three batches. It throws at `failAt`.
 */
function workload(
  {
    first,
    end,
    ...rest
  }: { first: number; end: number; workers: number; batchSize: number; failAt?: number },
  counts = shared(),
): Workload {
  const file = join(folder, "numbering.mjs");
  writeFileSync(
    file,
    `import { parentPort, workerData } from "node:worker_threads";
    const { card: { counts, failAt }, seed } = workerData;
    Atomics.add(counts, 1, 1);
    parentPort.on("message", ({ first, size }) => {
      Atomics.add(counts, 0, 1);
      if (failAt >= first && failAt < first + size) throw new Error("event " + failAt + " of " + seed);
      const event = Float64Array.from({ length: size }, (_, i) => first + i);
      setTimeout(() => parentPort.postMessage({ size, columns: { event } }), first % 3 === 0 ? 15 : 0);
    });`,
  );
  const plan = { card: { counts, failAt: rest.failAt ?? -1 }, seed: "this seed" } as unknown as RunPlan;
  return { plan, range: { first, end }, worker: pathToFileURL(file), ...rest };
}

async function batchesOf(work: Workload): Promise<number[][]> {
  const batches: number[][] = [];
  for await (const { size, columns } of simulateEvents(work)) {
    expect(columns.event).toHaveLength(size);
    batches.push([...columns.event]);
  }
  return batches;
}

const numbers = (first: number, end: number) => Array.from({ length: end - first }, (_, k) => first + k);

describe("simulateEvents", () => {
  test.each([
    [0, 20, 1, 7],
    [0, 20, 2, 7],
    [0, 100, 3, 1],
    [5, 25, 2, 10],
    [0, 10, 2, 10],
    [0, 3, 4, 4096],
    [9007199254740980, 9007199254740990, 2, 4],
  ])(
    "yields events %d up to %d in order: %d workers, batches of %d",
    async (first, end, workers, batchSize) => {
      const batches = await batchesOf(workload({ first, end, workers, batchSize }));
      expect(batches.flat()).toEqual(numbers(first, end));
      expect(batches).toHaveLength(Math.ceil((end - first) / batchSize));
      expect(batches.slice(0, -1).every((batch) => batch.length === batchSize)).toBe(true);
    },
  );

  test("hands on what a worker throws", async () => {
    const work = workload({ first: 0, end: 100, workers: 2, batchSize: 10, failAt: 55 });
    await expect(batchesOf(work)).rejects.toThrow("event 55 of this seed");
  });

  test("waits for a reader that is slower", async () => {
    const counts = shared();
    const work = workload({ first: 0, end: 1000, workers: 2, batchSize: 1 }, counts);
    let read = 0;
    for await (const _ of simulateEvents(work)) {
      read++;
      if (read === 3) {
        await new Promise((done) => setTimeout(done, 300));
        expect(counts[0]).toBeGreaterThan(3);
        expect(counts[0]).toBeLessThan(3 + 3 * 2 + 2);
        break;
      }
    }
  });

  test("ends its threads when the reader stops early", async () => {
    const counts = shared();
    const work = workload({ first: 0, end: 1000, workers: 2, batchSize: 1 }, counts);
    for await (const { columns } of simulateEvents(work)) if (columns.event[0] === 4) break;
    const begun = counts[0];
    await new Promise((done) => setTimeout(done, 100));
    expect(counts[0]).toBe(begun);
    expect(counts[1]).toBe(2);
  });
});

test("the threads that a run uses by itself are one per core", () => {
  expect(defaultWorkers()).toBe(availableParallelism());
});
