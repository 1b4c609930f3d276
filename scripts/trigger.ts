import { z } from "zod";
import { allCuts } from "../cuts/index.ts";
import { loadCard } from "../src/node/load-card.ts";
import { runKeyFromSeed } from "../src/random/run-key.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import { Checks } from "../src/tables/input-error.ts";
import { count } from "../src/tables/quantity.ts";
import { addAnswerOptions, type Destination, give, refuseDestination } from "./answer.ts";
import { addCardOptions, type CardFlags } from "./card-options.ts";
import type { Command } from "./commands.ts";
import { addSchemaFlags, readSchemaFlags } from "./schema-flags.ts";
import { triggerCsv, triggerRates, triggerText } from "./trigger-rates.ts";

const schema = z.strictObject({
  events: count("how many particles of each source are simulated", { min: 1, max: 1e9 }).prefault("20000"),
});

const endings = [".md", ".csv", ".json"];

type Flags = CardFlags & Destination & Record<string, unknown>;

/** Simulates which particles of the beam fire the trigger, and how often. */
export const trigger: Command<Flags> = {
  builder: (yargs) =>
    addAnswerOptions(addCardOptions(addSchemaFlags(yargs, schema)), endings)
      .example("$0 trigger", "run III")
      .example("$0 trigger --run I --events 100000 --out rates.csv", "more of each source, as CSV")
      .example("$0 trigger --set beam.hadronFraction=0.3%", "another contamination") as never,
  handler: async ({ run, set, seed, out, force, json, ...flags }) => {
    const checks = new Checks();
    const loaded = checks.take(() => loadCard(run, set, runCardSchema(allCuts)));
    const given = checks.take(() => readSchemaFlags(schema, flags));
    checks.take(() => refuseDestination({ out, force, json }, endings));
    checks.done();
    const rates = triggerRates(loaded!.card, given!.events, runKeyFromSeed(seed));
    const document = { ...rates, seed };
    await give({ document, text: triggerText(rates), csv: () => triggerCsv(rates) }, { out, force, json });
  },
};
