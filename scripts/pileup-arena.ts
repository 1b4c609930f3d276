import { z } from "zod";
import { generators } from "../generators/index.ts";
import { InputError } from "../src/tables/input-error.ts";
import { plainScan, type Scan } from "../src/tables/scan.ts";
import { GeV, ns } from "../src/units.ts";
import { type AlgorithmChoice, everyAlgorithm, readAlgorithms } from "./algorithm-choices.ts";
import type { Answer } from "./answer.ts";
import { changedNumbers } from "./changed-numbers.ts";
import { type ContestPlan, holdContest } from "./pileup-contest.ts";
import { criteriaSchema } from "./pileup-criteria.ts";
import { arenaFigure } from "./pileup-figure.ts";
import { optionsOfModes, type PileupFlags, type PileupMode } from "./pileup-mode.ts";
import { rankingOf, shownIntensity } from "./pileup-ranking.ts";
import { type Contest, rowOf, rowsOf, totalsOf } from "./pileup-rows.ts";
import { type ArenaResult, arenaCsv, arenaText, scoreLine } from "./pileup-text.ts";
import { type PlannedRun, planRun, readTimeLimit } from "./plan-run.ts";
import { proveAlgorithms } from "./prove-algorithms.ts";
import { addSchemaFlags, dashed, readSchemaFlags } from "./schema-flags.ts";
import { version } from "./version.ts";

const mostEdges = 21;
const mostIntensities = 20;

const intensitySchema = z.strictObject({
  intensity: plainScan("electrons per spill", 0, 1e8).prefault("5e5:2e7:log:6"),
});

/** A' of a mass in the middle of those of the paper, and in the signal box: what they leave is at most 50 GeV. */
const defaultSignal = { mass: "20 MeV", minimumAprimeEnergy: "50 GeV" };

/** The selection of each process. */
const selectionOf: Readonly<Record<string, string>> = {
  dimuon: "dimuon",
  signal: "signal",
  electron: "calibration",
};

/** The arena: lets algorithms read the same events, and tells how well each does. */
export const arena: PileupMode = {
  flag: undefined,
  endings: [".md", ".csv", ".json", ".svg", ".png"],
  reads: optionsOfModes.filter((option) => option !== "energy"),
  addOptions: (yargs) =>
    addSchemaFlags(yargs, criteriaSchema)
      .option("time-limit", {
        type: "string",
        requiresArg: true,
        describe: "Longest time of an event in an algorithm of your own [default: 1 s]",
      })
      .example(
        "$0 pileup",
        "all algorithms on 1000 muon pairs, from 5e5 to 2e7 electrons per spill: a minute or two",
      )
      .example(
        "$0 pileup --process signal --algorithms nearest-peak,multifit --out signal.png",
        "two of them on A' events, as a picture",
      )
      .example("$0 pileup --process electron --out fakes.md", "how much energy goes missing by pileup alone"),
  plan: (flags, checks) => {
    const run = checks.take(() => planRun(planOf(flags)));
    const criteria = checks.take(() => readSchemaFlags(criteriaSchema, flags));
    const { intensity } = checks.take(() => readSchemaFlags(intensitySchema, completed(flags))) ?? {};
    const algorithms = checks.take(() => readAlgorithms(flags.algorithms ?? everyAlgorithm));
    const own = algorithms?.find(({ module }) => module !== undefined);
    const timeLimit = checks.take(() => readTimeLimit(flags.timeLimit as string | undefined, own));
    checks.take(() => refuseProcess(flags.process));
    if (criteria) checks.take(() => refuseCount("--ecal-edges", criteria.ecalEdges, 2, mostEdges));
    if (intensity) checks.take(() => refuseCount("--intensity", intensity, 1, mostIntensities));
    const asked = { algorithms: algorithms!, intensity: intensity!, timeLimit: timeLimit!, ...criteria! };
    return () => compete(run!, asked, flags.quiet);
  },
};

function planOf({
  run,
  seed,
  set,
  process = "dimuon",
  events = "1000",
  workers,
  timeLimit: _,
  ...others
}: PileupFlags) {
  const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
  return { run, seed, set, events, workers, ...(process === "signal" && defaultSignal), ...given, process };
}

/** A range without its spacing is one in the logarithm, of six points. */
function completed({ intensity }: PileupFlags): Record<string, unknown> {
  return intensity !== undefined && intensity.split(":").length === 2
    ? { intensity: `${intensity}:log:6` }
    : { intensity };
}

function refuseProcess(process = "dimuon"): void {
  if (process in selectionOf || !generators.some(({ name }) => name === process)) return;
  const what = `"${process}" has no place here: what is compared is the reading of ${Object.keys(selectionOf).join(", ")} events`;
  throw new InputError([{ where: "--process", what }]);
}

function refuseCount(where: string, { values }: Scan, least: number, most: number): void {
  if (values.length >= least && values.length <= most) return;
  const what = `has ${values.length} values; give from ${least} to ${most}`;
  throw new InputError([{ where, what }]);
}

interface Asked {
  readonly algorithms: readonly AlgorithmChoice[];
  readonly intensity: Scan;
  readonly timeLimit: number;
  readonly tolerance: number;
  readonly energyFloor: number;
  readonly timeWindow: number;
  readonly ecalEdges: Scan;
}

async function compete(
  { plan: run, card, range, workers }: PlannedRun,
  { algorithms: given, intensity, timeLimit, ecalEdges, tolerance, energyFloor, timeWindow }: Asked,
  quiet: boolean,
): Promise<Answer> {
  const algorithms = await proveAlgorithms(given, timeLimit);
  const edges = ecalEdges.values;
  const criteria = { tolerance, energyFloor, timeWindow, edges };
  const intensities = [0, ...intensity.values];
  const shape = { intensities: intensities.length, readings: algorithms.length + 1, bins: edges.length - 1 };
  const selection = selectionOf[run.process]!;
  const plan: ContestPlan = { run, algorithms, intensities, criteria, selection, shape };
  const held = await holdContest(plan, { range, workers, timeLimit, quiet });
  const contest: Contest = {
    process: run.process,
    algorithms: algorithms.map(({ name }) => name),
    intensities,
    edges,
    beam: card.beam,
    ...held,
  };
  const shown = shownIntensity(contest, card.beam.intensityMean);
  const result: ArenaResult = {
    process: run.process,
    selection,
    criteria,
    rows: rowsOf(contest),
    totals: totalsOf(contest),
    clean: contest.algorithms.map((_, k) => rowOf(contest, k, 0)),
    ranking: rankingOf(contest, shown),
    shown: intensities[shown]!,
  };
  const { rows, totals, clean, ranking } = result;
  const events = range.end - range.first;
  const changed = changedNumbers(run.card);
  const made = [
    `${events} events of the process ${run.process}`,
    ...Object.entries(run.options).map(([option, value]) => `${dashed(option).slice(2)} ${value}`),
    card.name,
    `seed ${JSON.stringify(run.seed)}`,
    ...changed,
  ].join(", ");
  return {
    document: {
      ...{
        process: run.process,
        options: run.options,
        run: card.name,
        events,
        seed: run.seed,
        changed,
        selection,
      },
      criteria: { tolerance, energyFloor_GeV: energyFloor / GeV, timeWindow_ns: timeWindow / ns },
      ...{ rows, totals, clean, ranking, score: scoreLine(result) },
    },
    text: `${arenaText(result)}\n\n${made}.`,
    csv: () =>
      arenaCsv(result, [
        `Readings of ${run.process} events among others, by algorithm, ${card.name}`,
        "source: NA64-2018 Sec. VI.A",
        `obtained: simulated by aprime ${version()}, pileup`,
        `note: ${made}`,
      ]),
    figure: () => arenaFigure(result, card.name),
  };
}
