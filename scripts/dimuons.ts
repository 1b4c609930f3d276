import { z } from "zod";
import { openEventFile } from "../src/node/event-file.ts";
import { tableText } from "../src/node/write-table.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { Checks, InputError } from "../src/tables/input-error.ts";
import { energyScan } from "../src/tables/scan.ts";
import { GeV, MeV } from "../src/units.ts";
import { type Answer, addAnswerOptions, type Destination, give, refuseDestination } from "./answer.ts";
import { addCardOptions, type CardFlags, defaultRun, defaultSeed } from "./card-options.ts";
import type { Command } from "./commands.ts";
import { makeDoubleRatio } from "./dimuon-double-ratio.ts";
import { prepareEcalSpectrum } from "./dimuon-ecal-spectrum.ts";
import type { PairFindings, PreparePairFigure } from "./dimuon-figure.ts";
import { prepareModuleSpectra } from "./dimuon-module-spectra.ts";
import { prepareDimuonPlane } from "./dimuon-plane.ts";
import { type Origin, type PairSource, pairsOfFile, simulatedPairs } from "./dimuon-samples.ts";
import { planDoubleRatio } from "./double-ratio-plan.ts";
import { numbersTable } from "./found-number.ts";
import { refuseSimulationSettings } from "./made-events.ts";
import { type PlanFlags, planRun } from "./plan-run.ts";
import { addSchemaFlags, dashed, readSchemaFlags } from "./schema-flags.ts";
import { version } from "./version.ts";

/** The figure that compares two simulations of its own. */
const doubleRatio = "11";

const figures: Readonly<Partial<Record<string, PreparePairFigure>>> = {
  8: prepareDimuonPlane,
  9: prepareModuleSpectra,
  10: prepareEcalSpectrum,
};

const schema = z.strictObject({
  figure: z.enum(["8", "9", "10", doubleRatio]).meta({
    description:
      "of the paper: 8, E_ECAL against E_HCAL; 9, energy in HCAL2 and HCAL3; 10, E_ECAL with other beam particles and without; 11, the double ratio of these",
  }),
  mass: energyScan(
    "with --figure 11: masses of the A' whose spectrum is corrected, instead of 10MeV,100MeV",
    1 * MeV,
    1 * GeV,
  ).optional(),
});

const masses = [10 * MeV, 100 * MeV];

const endings = [".md", ".csv", ".json", ".svg", ".png"] as const;

type Flags = Omit<CardFlags, "run" | "seed"> &
  Destination & {
    run?: string;
    seed?: string;
    events?: string;
    workers?: string;
    from?: string;
    quiet: boolean;
  } & Record<string, unknown>;

/** Draws what muon pairs leave in the calorimeters, as Fig. 8 to 11, with the numbers that belong to it. */
export const dimuons: Command<Flags> = {
  builder: (yargs) =>
    addAnswerOptions(
      addCardOptions(addSchemaFlags(yargs, schema))
        // Without a default, so that it is known whether they were given.
        .default("run", undefined, defaultRun)
        .default("seed", undefined, defaultSeed)
        .option("events", {
          type: "string",
          requiresArg: true,
          describe: "How many events, or a half-open range of their numbers [default: 100000]",
        })
        .option("from", {
          type: "string",
          requiresArg: true,
          describe: "Event file of the process dimuon, instead of events simulated anew",
        })
        .option("workers", {
          type: "string",
          requiresArg: true,
          describe: "Worker threads [default: one per core]; the events do not depend on it",
        })
        .option("quiet", { type: "boolean", default: false, describe: "No progress" }),
      endings,
    )
      .example("$0 dimuons --figure 9", "peaks of one and of two muons in HCAL2 and HCAL3")
      .example("$0 dimuons --figure 8 --run III --events 200000 --out fig-8.png", "the plane as a picture")
      .example(
        "$0 dimuons --figure 10 --run III --out fig-10.csv",
        "bins with errors, per electron on target",
      )
      .example("$0 dimuons --figure 11 --run III --out fig-11.png", "data over Monte Carlo, Eq. (24)")
      .example(
        "$0 dimuons --figure 9 --from events.arrow --out fig-9.svg",
        "of events that are there",
      ) as never,
  handler: async (flags) => {
    const { set, out, force, json, quiet, from } = flags;
    const checks = new Checks();
    const given = checks.take(() => readSchemaFlags(schema, flags));
    checks.take(() => refuseDestination({ out, force, json }, endings));
    checks.take(() => refuseAstray(given, from));
    if (given?.figure === doubleRatio) {
      const plan = checks.take(() => planDoubleRatio(planOf(flags), given.mass?.values ?? masses));
      checks.done();
      return give(answerWith(given.figure, await makeDoubleRatio(plan!, quiet)), { out, force, json });
    }
    if (from === undefined) {
      const planned = checks.take(() => planRun(planOf(flags)));
      checks.done();
      return give(await answerOf(given!.figure, simulatedPairs(planned!, quiet)), { out, force, json });
    }
    checks.take(() => refuseRun(flags));
    checks.take(() => refuseSimulationSettings(set, "--from"));
    const file = await openEventFile(from).catch((error: unknown) => checks.keep(error));
    try {
      const source = file && checks.take(() => pairsOfFile(file, set, quiet));
      checks.done();
      await give(await answerOf(given!.figure, source!), { out, force, json });
    } finally {
      await file?.close();
    }
  },
};

function planOf({ run = defaultRun, seed = defaultSeed, set, events = "100000", workers }: Flags): PlanFlags {
  return { process: "dimuon", run, seed, set, events, workers };
}

/** The events of a file have their card, seed and number. */
function refuseRun(flags: Flags): void {
  const problems = ["run", "seed", "events", "workers"]
    .filter((key) => flags[key] !== undefined)
    .map((key) => ({ where: dashed(key), what: "goes without --from, whose events are made: leave it out" }));
  if (problems.length > 0) throw new InputError(problems);
}

/** What belongs to Fig. 11 alone, and what it cannot be made of. */
function refuseAstray(given: z.output<typeof schema> | undefined, from: string | undefined): void {
  if (given?.figure === doubleRatio && from !== undefined)
    throw new InputError([
      { where: "--from", what: "goes without --figure 11, which compares two simulations: leave it out" },
    ]);
  if (given?.mass !== undefined && given.figure !== doubleRatio)
    throw new InputError([{ where: "--mass", what: "goes with --figure 11: leave it out" }]);
}

async function answerOf(figure: string, source: PairSource): Promise<Answer> {
  const { card, samples, electrons, origin, each } = source;
  const making = figures[figure]!(card, samples);
  await each(making.take);
  return answerWith(figure, { card, origin, findings: await making.findings(electrons) });
}

function answerWith(
  figure: string,
  { card, origin, findings }: { card: RunCard; origin: Origin; findings: PairFindings },
): Answer {
  const { title, numbers, bins, columns, notes, figure: draw } = findings;
  const { run, events, seed, changed, from } = origin;
  const words = [
    `${events} events of ${from ?? "the process dimuon"}, ${run}, seed ${JSON.stringify(seed)}`,
    ...changed,
  ];
  const made = [...notes, `${words.join(", ")}.`];
  return {
    document: { figure: Number(figure), ...origin, numbers, notes, bins },
    text: `${title}\n\n${numbersTable(numbers)}\n\n${made.join("\n")}`,
    csv: () =>
      tableText(
        columns,
        bins.map((bin) => columns.map(({ key }) => bin[key]!)),
        [
          `${title}, ${card.name}`,
          `source: NA64-2018 Fig. ${figure}`,
          `obtained: simulated by aprime ${version()}, dimuons --figure ${figure}`,
          ...made.map((note) => `note: ${note}`),
        ],
      ),
    figure: draw,
  };
}
