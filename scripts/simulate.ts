import { type EventBatch, eventColumns } from "../src/detector/events.ts";
import { endings } from "../src/node/file-format.ts";
import { simulateEvents } from "../src/node/simulate-events.ts";
import { type Blinding, inSignalBox, maskedEvents, maskRows } from "../src/selection/blinding.ts";
import { Checks, InputError } from "../src/tables/input-error.ts";
import { addUnblindOption, blindingOf, refuseMasked } from "./blinding-option.ts";
import type { Command } from "./commands.ts";
import { describeEvent } from "./describe-event.ts";
import { blindingWords } from "./findings.ts";
import { type PlanFlags, type PlannedRun, planRun, proveRun } from "./plan-run.ts";
import { recordEvents, summary } from "./record-events.ts";
import { refuseExisting, refuseFormat } from "./refuse-output.ts";
import { addOutputOptions, addRunOptions } from "./run-options.ts";
import { sideFiles } from "./run-tables.ts";
import { print, say } from "./speak.ts";

type Flags = PlanFlags & {
  out?: string | undefined;
  force: boolean;
  resume: boolean;
  quiet: boolean;
  json: boolean;
  unblind: boolean;
};

/** Simulates events into an event file, or prints one event. */
export const simulate: Command<Flags> = {
  builder: (yargs) =>
    addUnblindOption(addOutputOptions(addRunOptions(yargs)))
      .option("out", {
        type: "string",
        requiresArg: true,
        describe: `Event file to write, in the format of its ending: ${endings()} [default: events.arrow]`,
      })
      .example("$0 simulate --mass 20MeV --events 1e5", "1e5 signal events of run III")
      .example(
        "$0 simulate --process electron --run I --out calibration.arrow",
        "plain electrons at low intensity",
      )
      .example("$0 simulate --mass 20MeV --only-event 4321", "print event 4321 of that run")
      .example(
        "$0 simulate --mass 20MeV --waveforms 100 --out x.parquet",
        "and the ADC samples and true pulses of 100 events, in x.waveforms.parquet and x.pulses.parquet",
      )
      .example(
        "$0 simulate --mass 20MeV --events 1e7 --resume",
        "goes on where an interrupted run of it ended",
      ) as never,
  handler: async (flags) => {
    const { force, resume, quiet, out, onlyEvent } = flags;
    const toScreen = onlyEvent !== undefined && out === undefined;
    const file = out ?? "events.arrow";
    const checks = new Checks();
    const run = checks.take(() => planRun(flags));
    if (toScreen) checks.take(() => refuseWithoutFile(flags));
    else {
      checks.take(() => refuseFormat(file));
      checks.take(() =>
        refuseExisting([file, ...(flags.waveforms === undefined ? [] : sideFiles(file))], force || resume),
      );
    }
    const blinding = run && checks.take(() => blindingOf(run.plan, flags.unblind));
    const proved = run && (await proveRun(run).catch((error: unknown) => checks.keep(error)));
    checks.done();
    if (toScreen) return printEvent(proved!, blinding, flags.json);
    const stale = force && flags.waveforms === undefined ? sideFiles(file) : [];
    const extra = blinding && {
      columns: {},
      take: (batch: EventBatch) => (blinding === "masked" ? maskRows(batch, maskedEvents(batch)) : batch),
      metadata: () => ({ blinding }),
    };
    const recorded = await recordEvents(proved!, { file, quiet, resume, stale, ...(extra && { extra }) });
    if (flags.json) print(recorded);
    if (blinding !== undefined) say(`${blindingWords[blinding]}\n`, flags.json);
    say(summary(recorded), flags.json);
  },
};

/** An event that is printed goes to no file. */
function refuseWithoutFile({ waveforms, resume }: Flags): void {
  const what = "needs a file, and one event is printed; give --out";
  const given = [...(waveforms === undefined ? [] : ["--waveforms"]), ...(resume ? ["--resume"] : [])];
  if (given.length > 0) throw new InputError(given.map((where) => ({ where, what })));
}

async function printEvent(
  { plan, range, timeLimit }: PlannedRun,
  blinding: Blinding | undefined,
  json: boolean,
): Promise<void> {
  const worker = new URL("./simulate-worker.js", import.meta.url);
  for await (const batch of simulateEvents({ plan, range, worker, workers: 1, batchSize: 1, timeLimit })) {
    if (blinding === "masked" && inSignalBox(batch.columns, 0))
      throw refuseMasked("--only-event", range.first);
    const event = describeEvent(eventColumns, batch.columns, 0);
    if (json) print(event.values);
    else say(event.text, json);
  }
}
