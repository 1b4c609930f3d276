import type { CommandModule } from "yargs";
import { eventColumns } from "../src/detector/events.ts";
import { simulateEvents } from "../src/node/simulate-events.ts";
import { Checks } from "../src/tables/input-error.ts";
import { describeEvent } from "./describe-event.ts";
import { type PlanFlags, type PlannedRun, planRun } from "./plan-run.ts";
import { recordEvents, refuseExisting, summary } from "./record-events.ts";
import { addOutputOptions, addRunOptions } from "./run-options.ts";
import { print, say } from "./speak.ts";

type Flags = PlanFlags & { out?: string | undefined; force: boolean; quiet: boolean; json: boolean };

/** Simulates events into an event file, or prints one event. */
export const simulate: CommandModule<object, Flags> = {
  command: "simulate",
  describe: "Simulate events into an event file",
  builder: (yargs) =>
    addOutputOptions(addRunOptions(yargs))
      .option("out", {
        type: "string",
        requiresArg: true,
        describe: "Event file to write (Arrow IPC) [default: events.arrow]",
      })
      .example("$0 simulate --mass 20MeV --events 1e5", "1e5 signal events of run III")
      .example(
        "$0 simulate --process electron --run I --out calibration.arrow",
        "plain electrons at low intensity",
      )
      .example("$0 simulate --mass 20MeV --only-event 4321", "print event 4321 of that run") as never,
  handler: async (flags) => {
    const { force, quiet, out, onlyEvent } = flags;
    const toScreen = onlyEvent !== undefined && out === undefined;
    const file = out ?? "events.arrow";
    const checks = new Checks();
    const run = checks.take(() => planRun(flags));
    if (!toScreen) checks.take(() => refuseExisting([file], force));
    checks.done();
    if (toScreen) return printEvent(run!, flags.json);
    const recorded = await recordEvents(run!, { file, quiet });
    if (flags.json) print(recorded);
    say(summary(recorded), flags.json);
  },
};

async function printEvent({ plan, range }: PlannedRun, json: boolean): Promise<void> {
  const worker = new URL("./simulate-worker.js", import.meta.url);
  for await (const batch of simulateEvents({ plan, range, worker, workers: 1, batchSize: 1 })) {
    const event = describeEvent(eventColumns, batch.columns, 0);
    if (json) print(event.values);
    else say(event.text, json);
  }
}
