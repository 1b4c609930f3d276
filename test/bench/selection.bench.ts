import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe } from "vitest";
import { allCuts } from "../../cuts/index.ts";
import { electron } from "../../generators/electron.ts";
import { type EventBatch, eventColumns } from "../../src/detector/events.ts";
import { allocate, sliceRows } from "../../src/event/columns.ts";
import { EventFileWriter, openEventFile } from "../../src/node/event-file.ts";
import { loadCard } from "../../src/node/load-card.ts";
import { loadSelection, shippedSelections } from "../../src/node/load-selection.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareSelector } from "../../src/selection/selector.ts";
import { runCardSchema } from "../../src/simulation/run-card.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { bench } from "./bench.ts";

const { card } = loadCard("III", [], runCardSchema(allCuts));
const events = 1e5;
const batch = allocate(eventColumns, events);
const random = new RandomStream(runKeyFromSeed("bench"));
for (const column of Object.values(batch.columns)) {
  for (let k = 0; k < column.length; k++) column[k] = 100 * random.uniform();
}

describe("1e5 events in memory", async () => {
  for (const { name, cuts } of await Promise.all(shippedSelections().map(loadSelection))) {
    bench(`${name}, ${cuts.length} cuts`, () => void prepareSelector(cuts, card.cuts).take(batch));
  }
});

/** Rows that were simulated, over and over: what a file of 1e6 events costs to select from, with its checksum. */
describe("1e6 events of a file, 12 cuts", async () => {
  const folder = mkdtempSync(join(tmpdir(), "aprime-bench-"));
  const file = join(folder, "events.arrow");
  const simulated = prepareSimulation(electron.prepare({}, card), card, runKeyFromSeed("bench"))(0, 4096);
  const writer = await EventFileWriter.create(file, eventColumns);
  for (let rows = 0; rows < 1e6; rows += 4000)
    await writer.write(sliceRows(eventColumns, simulated, 0, 4000));
  await writer.close({ table: "events" });
  const cuts = (await loadSelection("final")).cuts.slice(0, 12);
  afterAll(() => rmSync(folder, { recursive: true }));

  for (const way of ["groupsOnDemand", "groups"] as const) {
    bench(
      way,
      async () => {
        const source = await openEventFile(file);
        const selector = prepareSelector(cuts, card.cuts);
        for await (const rows of source[way]()) selector.take(rows as EventBatch);
        selector.cutflow();
        await source.close();
      },
      { iterations: 5, warmupIterations: 1, warmupTime: 0, time: 0 },
    );
  }
});
