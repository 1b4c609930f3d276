import { describe } from "vitest";
import { allCuts } from "../../cuts/index.ts";
import { generators } from "../../generators/index.ts";
import { loadCard } from "../../src/node/load-card.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { runCardSchema } from "../../src/simulation/run-card.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { bench } from "./bench.ts";

const key = runKeyFromSeed("bench");
const schema = runCardSchema(allCuts);
const options: Record<string, object> = { signal: { mass: "20 MeV" } };

describe("1000 events of run III, one thread", () => {
  for (const generator of generators) {
    const { card } = loadCard("III", [], schema);
    const prepared = generator.prepare(generator.options.parse(options[generator.name] ?? {}), card);
    const simulate = prepareSimulation(prepared, card, key);
    let first = 0;
    bench(generator.name, () => {
      simulate(first, 1000);
      first += 1000;
    });
  }
});
