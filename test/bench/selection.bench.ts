import { describe } from "vitest";
import { allCuts, selections } from "../../cuts/index.ts";
import { eventColumns } from "../../src/detector/events.ts";
import { allocate } from "../../src/event/columns.ts";
import { loadCard } from "../../src/node/load-card.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareSelector } from "../../src/selection/selector.ts";
import { runCardSchema } from "../../src/simulation/run-card.ts";
import { bench } from "./bench.ts";

const { card } = loadCard("III", [], runCardSchema(allCuts));
const events = 1e5;
const batch = allocate(eventColumns, events);
const random = new RandomStream(runKeyFromSeed("bench"));
for (const column of Object.values(batch.columns)) {
  for (let k = 0; k < column.length; k++) column[k] = 100 * random.uniform();
}

describe("1e5 events in memory", () => {
  for (const { name, cuts } of selections) {
    bench(`${name}, ${cuts.length} cuts`, () => void prepareSelector(cuts, card.cuts).take(batch));
  }
});
