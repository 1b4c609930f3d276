import { z } from "zod";
import { readSystematics, shippedSystematics } from "../src/node/load-systematics.ts";
import { Checks } from "../src/tables/input-error.ts";
import { energyScan } from "../src/tables/scan.ts";
import { GeV, MeV } from "../src/units.ts";
import { addAnswerOptions, type Destination, give, refuseDestination } from "./answer.ts";
import { addCardOptions } from "./card-options.ts";
import { changedNumbers } from "./changed-numbers.ts";
import type { Command } from "./commands.ts";
import type { PlannedRun } from "./plan-run.ts";
import { addSchemaFlags, readSchemaFlags } from "./schema-flags.ts";
import { type CrossSectionRatio, systematicsAnswer, systematicsNotes } from "./systematics-answer.ts";
import { planSystematics, type SystematicsFlags, type SystematicsPlan } from "./systematics-plan.ts";
import { simulateSystematics } from "./systematics-simulation.ts";
import { version } from "./version.ts";
import { eq8Yields } from "./yield-methods.ts";

const schema = z.strictObject({
  mass: energyScan("masses of the A'", 1 * MeV, 1 * GeV).prefault("10MeV,100MeV"),
});

const endings = [".md", ".csv", ".json"] as const;
const defaultEvents = "4000";
const defaultCard = "2016";

type Flags = SystematicsFlags &
  Destination & { systematics: string; quiet: boolean } & Record<string, unknown>;

/** Varies the run card as a systematics card says, and lays the changes of the signal's rate beside Table III. */
export const systematics: Command<Flags> = {
  builder: (yargs) =>
    addAnswerOptions(
      addCardOptions(addSchemaFlags(yargs, schema))
        .option("systematics", {
          type: "string",
          requiresArg: true,
          default: defaultCard,
          describe: `Systematics card, what is varied and how far: ${shippedSystematics().join(", ")}, or the path of a YAML file`,
        })
        .option("events", {
          type: "string",
          requiresArg: true,
          describe: `How many events for each variation and mass, or a half-open range of their numbers [default: ${defaultEvents}]`,
        })
        .option("workers", {
          type: "string",
          requiresArg: true,
          describe: "Worker threads [default: one per core]; the events do not depend on it",
        })
        .option("quiet", { type: "boolean", default: false, describe: "No progress" }),
      endings,
    )
      .example("$0 systematics --run III --mass 10MeV,100MeV", "beside Table III")
      .example(
        "$0 systematics --run I --mass 20MeV --events 20000 --out errors.csv",
        "as a table, smaller errors",
      )
      .example("$0 systematics --mass 20MeV --systematics ./mine.yaml", "variations of your own") as never,
  handler: async ({ systematics: given, out, force, json, quiet, ...flags }) => {
    const checks = new Checks();
    const masses = checks.take(() => readSchemaFlags(schema, flags))?.mass.values;
    const read = checks.take(() => readSystematics(given));
    checks.take(() => refuseDestination({ out, force, json }, endings));
    // What is wrong with the flags is the same at each mass: it is told once.
    const { run, set, seed, workers, events = defaultEvents } = flags;
    const planAt = (mass: number) =>
      planSystematics({ run, set, seed, workers, events }, mass, read ?? nothing);
    const first = checks.take(() => planAt(masses?.[0] ?? 10 * MeV));
    checks.done();
    const plans = [first!, ...masses!.slice(1).map(planAt)];
    const found = await simulateSystematics(plans, quiet);
    const { card, plan } = first!.nominal;
    const document = {
      run: card.name,
      card: read!.card.name,
      events: countOf(first!.nominal),
      seed: plan.seed,
      version: version(),
      changed: changedNumbers(plan.card),
      rows: found.flatMap(({ rows }) => rows),
      variations: found.flatMap(({ variations }) => variations),
      crossSections: crossSectionRatios(plans),
      notes: systematicsNotes,
    };
    await give(systematicsAnswer(document), { out, force, json });
  },
};

/** In the place of a card that cannot be read, so that the other flags are checked too. */
const nothing = { card: { name: "", about: "", sources: [] }, locate: () => "" };

function countOf({ range }: PlannedRun): number {
  return range.end - range.first;
}

const cascades = 4000;

/** What the cross section by other methods would make, from the same cascades: what the paper has an error of 10 % for. */
function crossSectionRatios(plans: readonly SystematicsPlan[]): CrossSectionRatio[] {
  const { card, plan } = plans[0]!.nominal;
  const { above } = card.cuts["missing-energy"] as { above: number };
  const request = { card, above, events: cascades, key: plan.key };
  return eq8Yields(
    plans.map(({ mass }) => mass),
    request,
  ).flatMap(({ etl, ...others }, k) =>
    Object.entries(others).map(([method, { mean }]) => ({
      mass_MeV: Number((plans[k]!.mass / MeV).toPrecision(15)),
      method,
      overExact: mean / etl.mean,
    })),
  );
}
