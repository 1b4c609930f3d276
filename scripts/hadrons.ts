import { z } from "zod";
import { Checks } from "../src/tables/input-error.ts";
import { count } from "../src/tables/quantity.ts";
import { plainScan } from "../src/tables/scan.ts";
import { type Answer, addAnswerOptions, type Destination, give, refuseDestination } from "./answer.ts";
import { addCardOptions, type CardFlags } from "./card-options.ts";
import type { Command } from "./commands.ts";
import { planeAnswer } from "./hadron-plane-answer.ts";
import { preselectionAnswer } from "./hadron-preselection-answer.ts";
import { hardReactions } from "./hadron-production.ts";
import { productionAnswer } from "./hadron-production-answer.ts";
import { type Aim, aimOf, aims, endings, refuseForm, refuseIntensity } from "./hadron-refusals.ts";
import { rejectionAnswer, rejectionSources } from "./hadron-rejection-answer.ts";
import { shareAnswer } from "./hadron-share-answer.ts";
import { checkSources, type HadronSource, hadronSources, type SourceFlags } from "./hadron-sources.ts";
import { addSchemaFlags, readSchemaFlags } from "./schema-flags.ts";

const schema = z.strictObject({
  events: count("events of each source; without it 20000, with --intensity 3000", {
    min: 100,
    max: 1e8,
  }).optional(),
  intensity: plainScan(
    "with --regions: electrons per spill, instead of the band of the run card; tells the share of region III",
    1e3,
    1e8,
  ).optional(),
});

type Flags = CardFlags & Destination & { workers?: string; quiet: boolean } & Record<string, unknown>;

const about: Readonly<Record<Aim, string>> = {
  regions: "Events in the plane of E_ECAL and E_HCAL by region and source, Fig. 7 [default]",
  rejection: "Electrons and hadrons that the SRD tag and the shower shape keep",
  production:
    "Photonuclear reactions in the target: their number, how many pass the cuts, and punch-through of neutral hadrons",
  preselection: "Events that pass Sec. IV (i)-(iv), by source, beside the 7e4 of the paper",
};

/** Tells what hadrons made in the target and hadrons of the beam do to the search. */
export const hadrons: Command<Flags> = {
  builder: (yargs) =>
    addAnswerOptions(
      aims
        .reduce(
          (builder, aim) => builder.option(aim, { type: "boolean", default: false, describe: about[aim] }),
          addCardOptions(addSchemaFlags(yargs, schema)),
        )
        .option("workers", {
          type: "string",
          requiresArg: true,
          describe: "Worker threads [default: one per core]; the events do not depend on it",
        })
        .option("quiet", { type: "boolean", default: false, describe: "No progress" }),
      endings,
      " (no picture of --production and --preselection)",
    )
      .example("$0 hadrons", "events in regions I, II and III of Fig. 7")
      .example("$0 hadrons --run II --events 100000 --out fig-7.png", "the plane as a picture")
      .example("$0 hadrons --intensity 1e6:1e7:lin:5 --out rate.png", "region III against the rate")
      .example("$0 hadrons --rejection", "hadrons kept against electrons kept")
      .example("$0 hadrons --production", "photonuclear reactions, and what the cuts leave of them")
      .example("$0 hadrons --preselection", "where preselected events come from") as never,
  handler: async ({ run, set, seed, workers, quiet, out, force, json, ...flags }) => {
    const checks = new Checks();
    const given = checks.take(() => readSchemaFlags(schema, flags));
    const aim = checks.take(() => aimOf(flags));
    if (aim !== undefined) {
      checks.take(() => refuseIntensity(aim, flags.intensity));
      if (out !== undefined) checks.take(() => refuseForm(out, aim));
    }
    checks.take(() => refuseDestination({ out, force, json }, endings));
    const intensities = given?.intensity?.values;
    const events = String(given?.events ?? (intensities === undefined ? 20_000 : 3000));
    const source: SourceFlags = { run, set, seed, events, workers };
    checkSources(sourcesOf[aim ?? "regions"], source, checks);
    checks.done();
    await give(await answerTo(aim!, source, intensities, quiet), { out, force, json });
  },
};

const sourcesOf: Readonly<Record<Aim, readonly HadronSource[]>> = {
  regions: hadronSources,
  rejection: rejectionSources,
  production: [hardReactions],
  preselection: hadronSources,
};

function answerTo(
  aim: Aim,
  source: SourceFlags,
  intensities: readonly number[] | undefined,
  quiet: boolean,
): Promise<Answer> {
  if (aim === "rejection") return rejectionAnswer(source, quiet);
  if (aim === "preselection") return preselectionAnswer(source, quiet);
  if (aim === "production") return productionAnswer(source, quiet);
  return intensities === undefined ? planeAnswer(source, quiet) : shareAnswer(source, intensities, quiet);
}
