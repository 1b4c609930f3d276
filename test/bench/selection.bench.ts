import { bench, describe } from "vitest";
import { allCuts } from "../../cuts/index.ts";
import { eventColumns } from "../../src/detector/events.ts";
import { allocate } from "../../src/event/columns.ts";
import { loadCard } from "../../src/node/load-card.ts";
import { loadSelection, shippedSelections } from "../../src/node/load-selection.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareSelector } from "../../src/selection/selector.ts";
import { runCardSchema } from "../../src/simulation/run-card.ts";

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
