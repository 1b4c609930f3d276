import { z } from "zod";
import { allCuts } from "../cuts/index.ts";
import { signal } from "../generators/signal.ts";
import { loadCard } from "../src/node/load-card.ts";
import { cachedAprimeTables } from "../src/node/table-cache.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import { Checks } from "../src/tables/input-error.ts";
import { energyScan, plainScan, timeScan } from "../src/tables/scan.ts";
import { GeV, keV, MeV, ns } from "../src/units.ts";
import { type Answer, addAnswerOptions, type Destination, give, refuseDestination } from "./answer.ts";
import { addCardOptions, type CardFlags, intensitySets } from "./card-options.ts";
import type { Command } from "./commands.ts";
import { deadTimeCsv, deadTimeRows, deadTimeText } from "./dead-time-rows.ts";
import { budgetAnswer } from "./efficiency-budget-answer.ts";
import { type CurveKind, curves, ecalAnswer, thresholdAnswer } from "./efficiency-curve-answer.ts";
import { massResolutionAnswer } from "./efficiency-mass-answer.ts";
import { factor as neighbours } from "./efficiency-mass-resolution.ts";
import {
  type Aim,
  type Asked,
  aimOf,
  endings,
  refuseAstray,
  refuseDeposit,
  refuseForm,
  refuseLonely,
  refuseManyCurves,
  refuseManyMasses,
  refuseMasses,
  refuseNoBeam,
  refuseRuns,
  refuseSameRun,
  refuseTooMany,
  severalValues,
} from "./efficiency-refusals.ts";
import { makeLedger } from "./loss-ledger.ts";
import { type Ledger, ledgersCsv, ledgersText, ledgerText } from "./loss-rows.ts";
import { type PlannedRun, planRun } from "./plan-run.ts";
import { addSchemaFlags, readSchemaFlags } from "./schema-flags.ts";
import { triggerWidthCsv, triggerWidthRows, triggerWidthText } from "./trigger-width-rows.ts";

const schema = z.strictObject({
  intensity: plainScan(
    "with --ledger or --mass-resolution: electrons per spill, instead of the band of the run card",
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
  curve: z.enum(curves).optional().meta({
    description:
      "efficiency against the threshold of V2 (v2) or of the HCAL (hcal), Fig. 12, or against the energy in the ECAL (ecal)",
  }),
  threshold: energyScan(
    "with --curve v2 or hcal: thresholds; without it up to 30 MeV, or 5 GeV",
    1 * keV,
    200 * GeV,
  ).optional(),
});

const massSchema = z.strictObject({ mass: energyScan("mass of the A'", 1 * MeV, 1 * GeV) });

type Given = z.output<typeof schema>;

type Flags = Asked &
  CardFlags &
  Destination & { events?: string; workers?: string; quiet: boolean } & Record<string, unknown>;

/** Tells how much of the signal is left, and where the rest is lost. */
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
              .option("mass-resolution", {
                type: "boolean",
                default: false,
                describe: "What the shape of E_ECAL says about the mass of the A', Sec. VI.A",
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
      ).option("mass", {
        type: "string",
        requiresArg: true,
        describe:
          "mass of the A'; for the factors of Eq. (23), --curve and --mass-resolution also a list (10MeV,100MeV) or a range (1MeV:1GeV:log:13); at least 1 MeV and at most 1 GeV",
      }),
      endings,
      " (pictures of several masses, of --curve and --mass-resolution)",
    )
      .example("$0 efficiency --run III --mass 10MeV,100MeV", "the factors of Eq. (23) beside Table II")
      .example(
        "$0 efficiency --run I,II,III --mass 1MeV:1GeV:log:13 --out efficiency.png",
        "against mass, as a picture",
      )
      .example(
        "$0 efficiency --mass 20MeV --events 100000 --minimum-aprime-energy 45GeV",
        "more of the events in the signal box: the same factors, with smaller errors",
      )
      .example(
        "$0 efficiency --mass 10MeV,100MeV --curve hcal --out fig-12.png",
        "threshold of the HCAL, Fig. 12",
      )
      .example("$0 efficiency --mass 10MeV --curve v2 --threshold 1MeV:20MeV:lin:39", "and of V2")
      .example(
        "$0 efficiency --mass 10MeV,100MeV --mass-resolution --intensity 1e6,5e6",
        "least error of the mass by the shape of E_ECAL",
      )
      .example("$0 efficiency --run III --mass 20MeV --ledger --events 200000", "where the signal is lost")
      .example("$0 efficiency --run I --mass 100MeV --ledger --out losses.csv", "as a table")
      .example("$0 efficiency --mass 20MeV --ledger --intensity 1.8e6,3.2e6,4.6e6", "against the rate")
      .example("$0 efficiency --trigger-width 20ns,30ns,50ns,70ns,99ns", "pileup veto of the trigger")
      .example("$0 efficiency --dead-time", "dead time of the DAQ against the rate") as never,
  handler: async (flags) => {
    const { out, force, json } = flags;
    const checks = new Checks();
    const aim = checks.take(() => aimOf(flags));
    if (aim !== undefined) {
      checks.take(() => refuseAstray(aim, flags));
      checks.take(() => refuseRuns(aim, flags.run));
      checks.take(() => refuseMasses(aim, flags.mass));
    }
    const given = checks.take(() => readSchemaFlags(schema, flags));
    const plan = plans[aim ?? "budget"];
    const find = plan(
      aim === "budget" ? flags : { ...flags, run: flags.run.split(",", 1)[0]!, ...oneMass(aim, flags.mass) },
      given,
      checks,
    );
    checks.take(() => refuseDestination({ out, force, json }, endings));
    checks.done();
    await give(await find(), { out, force, json });
  },
};

/** Of several masses where one belongs the first, so that what else is wrong is told too. */
function oneMass(aim: Aim | undefined, mass: unknown): { mass?: string } {
  return aim === "ledger" && typeof mass === "string" ? { mass: mass.split(severalValues, 1)[0]! } : {};
}

const cardSchema = runCardSchema(allCuts);

/** Checks what is asked for, all at once with the rest; the result, called when all is well, finds it. */
type Plan = (flags: Flags, given: Given | undefined, checks: Checks) => () => Promise<Answer>;

/** The factors of Eq. (23) of each run at each mass. */
const planBudget: Plan = (flags, _given, checks) => {
  const masses = checks.take(() => readSchemaFlags(massSchema, flags))?.mass.values;
  const names = flags.run.split(",");
  const at = (run: string, mass: number): PlannedRun =>
    planRun({ ...flags, run, process: "signal", mass: massText(mass) });
  // What is wrong with one is wrong with all: so the others are looked at no more than the first leaves in doubt.
  const first = checks.take(() => at(names[0]!, masses?.[0] ?? 10 * MeV));
  const others = names
    .slice(1)
    .map((run) => checks.take(() => loadCard(run, first ? flags.set : [], cardSchema)));
  if (first !== undefined) {
    checks.take(() => refuseSameRun([first.card, ...others.flatMap((other) => other?.card ?? [])]));
    checks.take(() => first.generator.prepare(first.options, first.card, cachedAprimeTables));
  }
  if (masses !== undefined) {
    checks.take(() => refuseManyMasses(names.length, masses.length));
    checks.take(() => refuseForm(flags.out, "budget", masses.length));
  }
  return () =>
    budgetAnswer(
      names.flatMap((run) => masses!.map((mass) => at(run, mass))),
      flags.quiet,
    );
};

/** Efficiency against a threshold, or against the energy in the ECAL, of A' of each mass. */
const planCurve: Plan = (flags, given, checks) => {
  const masses = checks.take(() => readSchemaFlags(massSchema, flags))?.mass.values;
  const at = (mass: number): PlannedRun => planRun({ ...flags, process: "signal", mass: massText(mass) });
  const first = checks.take(() => at(masses?.[0] ?? 10 * MeV));
  if (first !== undefined)
    checks.take(() => first.generator.prepare(first.options, first.card, cachedAprimeTables));
  if (masses !== undefined) checks.take(() => refuseManyCurves(masses.length));
  return () => {
    const signals = masses!.map(at);
    const kind: CurveKind = given!.curve!;
    if (kind === "ecal") return ecalAnswer(signals, flags.quiet);
    return thresholdAnswer(
      kind,
      { electrons: electronsAfter(flags, first!), signals },
      given!.threshold?.values,
      flags.quiet,
    );
  };
};

/** The shapes of E_ECAL of the neighbours of each mass, at each intensity. */
const planMassResolution: Plan = (flags, given, checks) => {
  const masses = checks.take(() => readSchemaFlags(massSchema, flags))?.mass.values;
  const at = (mass: number, intensity?: number): PlannedRun =>
    planRun({
      ...flags,
      process: "signal",
      mass: massText(mass),
      set: [...flags.set, ...(intensity === undefined ? [] : intensitySets(intensity))],
    });
  const first = checks.take(() => at(masses?.[0] ?? 10 * MeV));
  if (first !== undefined)
    checks.take(() => first.generator.prepare(first.options, first.card, cachedAprimeTables));
  const intensities = given?.intensity?.values ?? [undefined];
  if (masses !== undefined) {
    checks.take(() => refuseLonely(masses));
    checks.take(() => refuseManyMasses(2 * intensities.length, masses.length));
    checks.take(() => refuseForm(flags.out, "massResolution", masses.length));
  }
  return () =>
    massResolutionAnswer(
      masses!.flatMap((mass) =>
        intensities.map((intensity) => ({
          mass,
          intensity: intensity ?? first!.card.beam.intensityMean,
          lower: at(mass / neighbours, intensity),
          higher: at(mass * neighbours, intensity),
        })),
      ),
      flags.quiet,
    );
};

/** As many electrons, of other numbers, so that they have other beam particles. */
function electronsAfter(
  { run, set, seed, workers }: Flags,
  { range: { first, end } }: PlannedRun,
): PlannedRun {
  return planRun({ run, set, seed, workers, process: "electron", events: `${end}:${2 * end - first}` });
}

/** As the options of the generator have it, without a digit lost. */
function massText(mass: number): string {
  return `${Number((mass / MeV).toPrecision(15))} MeV`;
}

/** One ledger, or one for each intensity, in the place of the band of the card. */
const planLedgers: Plan = (flags, given, checks) => {
  const at = (intensity?: number): PlannedRun => {
    return planRun({
      ...flags,
      process: "signal",
      set: [...flags.set, ...(intensity === undefined ? [] : intensitySets(intensity))],
    });
  };
  checks.take(() => refuseForm(flags.out, "ledger", 1));
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

const planDeadTimes: Plan = ({ set, out }, _given, checks) => {
  checks.take(() => refuseForm(out, "deadTime", 1));
  const cards = ["I", "II", "III"].map((run) => checks.take(() => loadCard(run, set, cardSchema).card));
  return async () => {
    const rows = deadTimeRows(cards.map((card) => card!));
    return { document: rows, text: deadTimeText(rows), csv: () => deadTimeCsv(rows) };
  };
};

const planTriggerWidths: Plan = ({ run, set, out }, given, checks) => {
  checks.take(() => refuseForm(out, "triggerWidth", 1));
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

const plans: Readonly<Record<Aim, Plan>> = {
  budget: planBudget,
  ledger: planLedgers,
  triggerWidth: planTriggerWidths,
  deadTime: planDeadTimes,
  curve: planCurve,
  massResolution: planMassResolution,
};
