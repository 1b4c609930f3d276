import { z } from "zod";
import { allCuts } from "../cuts/index.ts";
import { signal } from "../generators/signal.ts";
import { loadCard } from "../src/node/load-card.ts";
import { cachedAprimeTables } from "../src/node/table-cache.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import { Checks } from "../src/tables/input-error.ts";
import { energyScan, plainScan, timeScan } from "../src/tables/scan.ts";
import { GeV, ns } from "../src/units.ts";
import { type Answer, addAnswerOptions, type Destination, give, refuseDestination } from "./answer.ts";
import { addCardOptions, type CardFlags, intensitySets } from "./card-options.ts";
import type { Command } from "./commands.ts";
import { deadTimeCsv, deadTimeRows, deadTimeText } from "./dead-time-rows.ts";
import {
  type Asked,
  endings,
  refuseAsked,
  refuseDeposit,
  refuseNoBeam,
  refuseTooMany,
} from "./efficiency-refusals.ts";
import { makeLedger } from "./loss-ledger.ts";
import { type Ledger, ledgersCsv, ledgersText, ledgerText } from "./loss-rows.ts";
import { type PlannedRun, planRun } from "./plan-run.ts";
import { addSchemaFlags, readSchemaFlags } from "./schema-flags.ts";
import { triggerWidthCsv, triggerWidthRows, triggerWidthText } from "./trigger-width-rows.ts";

const schema = z.strictObject({
  intensity: plainScan(
    "with --ledger: electrons per spill, instead of the band of the run card",
    1,
    1e9,
  ).optional(),
  triggerWidth: timeScan(
    "dead window of the trigger's ECAL sum for these widths of its pulse",
    5 * ns,
    500 * ns,
  ).optional(),
  deposit: energyScan("with --trigger-width: what the event leaves in the ECAL", 0, 200 * GeV).prefault(
    "10GeV,30GeV,50GeV",
  ),
});

type Given = z.output<typeof schema>;

type Flags = Asked &
  CardFlags &
  Destination & { events?: string; workers?: string; quiet: boolean } & Record<string, unknown>;

/** Tells where the signal is lost. */
export const efficiency: Command<Flags> = {
  builder: (yargs) =>
    addAnswerOptions(
      addSchemaFlags(
        addCardOptions(
          addSchemaFlags(
            yargs
              .option("ledger", {
                type: "boolean",
                default: false,
                describe: "Every loss of the signal in one row, with and without other beam particles",
              })
              .option("dead-time", {
                type: "boolean",
                default: false,
                describe: "Dead time of the DAQ in runs I, II and III",
              }),
            schema,
          ),
        )
          .option("events", {
            type: "string",
            requiresArg: true,
            describe: "How many events, or a half-open range of their numbers [default: 10000]",
          })
          .option("workers", {
            type: "string",
            requiresArg: true,
            describe: "Worker threads [default: one per core]; the events do not depend on it",
          })
          .option("quiet", { type: "boolean", default: false, describe: "No progress" }),
        signal.options,
      ),
      endings,
    )
      .example("$0 efficiency --run III --mass 20MeV --ledger --events 200000", "where the signal is lost")
      .example("$0 efficiency --run I --mass 100MeV --ledger --out losses.csv", "as a table")
      .example("$0 efficiency --mass 20MeV --ledger --intensity 1.8e6,3.2e6,4.6e6", "against the rate")
      .example("$0 efficiency --trigger-width 20ns,30ns,50ns,70ns,99ns", "pileup veto of the trigger")
      .example("$0 efficiency --dead-time", "dead time of the DAQ against the rate") as never,
  handler: async (flags) => {
    const { out, force, json } = flags;
    const checks = new Checks();
    checks.take(() => refuseAsked(flags));
    const given = checks.take(() => readSchemaFlags(schema, flags));
    const plan = flags.ledger ? planLedgers : flags.deadTime ? planDeadTimes : planTriggerWidths;
    const find = plan(flags, given, checks);
    checks.take(() => refuseDestination({ out, force, json }, endings));
    checks.done();
    await give(await find(), { out, force, json });
  },
};

const cardSchema = runCardSchema(allCuts);

/** Checks what is asked for, all at once with the rest; the result, called when all is well, finds it. */
type Plan = (flags: Flags, given: Given | undefined, checks: Checks) => () => Promise<Answer>;

/** One ledger, or one for each intensity, in the place of the band of the card. */
const planLedgers: Plan = (flags, given, checks) => {
  const at = (intensity?: number): PlannedRun => {
    return planRun({
      ...flags,
      process: "signal",
      set: [...flags.set, ...(intensity === undefined ? [] : intensitySets(intensity))],
    });
  };
  const intensities = given?.intensity?.values ?? [undefined];
  const planned = checks.take(() => at(intensities[0]));
  if (planned !== undefined) {
    checks.take(() => refuseNoBeam(planned.card));
    checks.take(() => planned.generator.prepare(planned.options, planned.card, cachedAprimeTables));
  }
  return async () => {
    const ledgers: Ledger[] = [];
    for (const intensity of intensities) ledgers.push(await makeLedger(at(intensity), flags.quiet));
    return {
      document: ledgers.length === 1 ? ledgers[0] : ledgers,
      text: ledgers.length === 1 ? ledgerText(ledgers[0]!) : ledgersText(ledgers),
      csv: () => ledgersCsv(ledgers),
    };
  };
};

const planDeadTimes: Plan = ({ set }, _given, checks) => {
  const cards = ["I", "II", "III"].map((run) => checks.take(() => loadCard(run, set, cardSchema).card));
  return async () => {
    const rows = deadTimeRows(cards.map((card) => card!));
    return { document: rows, text: deadTimeText(rows), csv: () => deadTimeCsv(rows) };
  };
};

const planTriggerWidths: Plan = ({ run, set }, given, checks) => {
  const card = checks.take(() => loadCard(run, set, cardSchema).card);
  if (given?.triggerWidth !== undefined) {
    checks.take(() => refuseTooMany(given));
    if (card !== undefined) checks.take(() => refuseDeposit(given.deposit, card));
  }
  return async () => {
    const rows = triggerWidthRows(card!, given!.triggerWidth!.values, given!.deposit.values);
    return { document: rows, text: triggerWidthText(rows), csv: () => triggerWidthCsv(rows) };
  };
};
