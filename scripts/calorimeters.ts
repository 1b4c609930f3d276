import { z } from "zod";
import { allCuts } from "../cuts/index.ts";
import { loadCard } from "../src/node/load-card.ts";
import { runKeyFromSeed } from "../src/random/run-key.ts";
import { type RunCard, runCardSchema } from "../src/simulation/run-card.ts";
import { Checks } from "../src/tables/input-error.ts";
import { count } from "../src/tables/quantity.ts";
import { energyScan } from "../src/tables/scan.ts";
import { GeV } from "../src/units.ts";
import { type Answer, addAnswerOptions, type Destination, give, refuseDestination } from "./answer.ts";
import { leakageBudget } from "./calorimeters-budget.ts";
import { budgetCsv, budgetText } from "./calorimeters-budget-text.ts";
import { mostEvents } from "./calorimeters-events.ts";
import { leakage as findLeakage } from "./calorimeters-leakage.ts";
import { leakageFigure } from "./calorimeters-leakage-figure.ts";
import { leakageCsv, leakageText } from "./calorimeters-leakage-text.ts";
import { type Aim, aimOf, endings, refuseEnergies, refuseForm } from "./calorimeters-refusals.ts";
import { calorimeterResponse } from "./calorimeters-response.ts";
import { responseFigure } from "./calorimeters-response-figure.ts";
import { electronsOverPions, responseCsv, responseText } from "./calorimeters-response-text.ts";
import { addCardOptions, type CardFlags } from "./card-options.ts";
import type { Command } from "./commands.ts";
import { interruptible } from "./interruption.ts";
import { addSchemaFlags, readSchemaFlags } from "./schema-flags.ts";
import { version } from "./version.ts";

const energiesOf = {
  response: [1, 2, 5, 10, 20, 50, 100].map((energy) => energy * GeV),
  leakage: [20, 50].map((energy) => energy * GeV),
  budget: [],
} as const satisfies Record<Aim, readonly number[]>;

const eventsOf = { response: 5000, leakage: 20_000, budget: 20_000 } as const satisfies Record<Aim, number>;

const schema = z.strictObject({
  energy: energyScan(
    "energies of the particles, of pions and muons those from 10 GeV on; without it 1, 2, 5, 10, 20, 50, 100 GeV, or with --leakage 20, 50 GeV and that of the beam",
    0.5 * GeV,
    300 * GeV,
  ).optional(),
  events: count("particles in each row; without it 5000, with --leakage or --budget 20000", {
    min: 100,
    max: mostEvents,
  }).optional(),
});

type Flags = CardFlags & Destination & { leakage: boolean; budget: boolean } & Record<string, unknown>;

/** Simulates what the calorimeters make of particles of given energies, and what gets through the ECAL. */
export const calorimeters: Command<Flags> = {
  builder: (yargs) =>
    addAnswerOptions(
      addCardOptions(addSchemaFlags(yargs, schema))
        .option("leakage", {
          type: "boolean",
          default: false,
          describe: "What electrons leave in V2 and HCAL, and the efficiency of a threshold there: Fig. 12",
        })
        .option("budget", {
          type: "boolean",
          default: false,
          describe: "What is lost there by each cause alone, and by all",
        }),
      endings,
      " (no picture of --budget)",
    )
      .example("$0 calorimeters", "response to electrons, pions and muons, alone and among others")
      .example(
        "$0 calorimeters --energy 1GeV:100GeV:log:9 --out resolution.png",
        "against energy, as a picture",
      )
      .example("$0 calorimeters --run I --set detector.ecal.cellThreshold=60MeV", "other thresholds")
      .example("$0 calorimeters --leakage --events 100000 --out fig-12.png", "Fig. 12, for the HCAL and V2")
      .example("$0 calorimeters --budget --events 100000", "what makes epsilon_HCAL and epsilon_V") as never,
  handler: async ({ run, set, leakage, budget, seed, out, force, json, ...flags }) => {
    const checks = new Checks();
    const loaded = checks.take(() => loadCard(run, set, runCardSchema(allCuts)));
    const given = checks.take(() => readSchemaFlags(schema, flags));
    const aim = checks.take(() => aimOf({ leakage, budget }));
    if (aim !== undefined && given !== undefined) {
      checks.take(() => refuseEnergies(aim, given.energy));
      checks.take(() => refuseForm(out, aim, (given.energy?.values ?? energiesOf[aim]).length));
    }
    checks.take(() => refuseDestination({ out, force, json }, endings));
    checks.done();
    const { card } = loaded!;
    const energies = given!.energy?.values ?? energiesOf[aim!];
    const events = given!.events ?? eventsOf[aim!];
    const answer = await interruptible((signal) => answerTo(aim!, card, { energies, events, seed, signal }));
    await give(answer, { out, force, json });
  },
};

async function answerTo(
  aim: Aim,
  card: RunCard,
  {
    energies,
    events,
    seed,
    signal,
  }: { energies: readonly number[]; events: number; seed: string; signal: AbortSignal },
): Promise<Answer> {
  const request = { card, energies, events, key: runKeyFromSeed(seed), signal };
  const { name: run, pileup } = card;
  const origin = { run, algorithm: pileup.algorithm, events, seed };
  const made = `${events} particles in each row, ${run}, pileup algorithm ${pileup.algorithm}, seed ${JSON.stringify(seed)}`;
  const comments = (title: string, source: string, flag = ""): string[] => [
    `${title}, ${run}`,
    `source: NA64-2018 ${source}`,
    `obtained: simulated by aprime ${version()}, calorimeters${flag}`,
    `note: ${made}`,
  ];
  if (aim === "leakage") {
    const found = await findLeakage(request);
    return {
      document: { ...origin, ...found },
      text: `${leakageText(found)}\n\n${made}.`,
      csv: () => leakageCsv(found, comments("Energy of electrons in HCAL and V2", "Fig. 12", " --leakage")),
      figure: () => leakageFigure(found, run),
    };
  }
  if (aim === "budget") {
    const found = await leakageBudget(request);
    return {
      document: { ...origin, ...found },
      text: `${budgetText(found)}\n\n${made}.`,
      csv: () => budgetCsv(found, comments("What electrons lose in HCAL and V2", "Sec. VI.B", " --budget")),
    };
  }
  const found = await calorimeterResponse(request);
  const { rows, fits } = found;
  return {
    document: { ...origin, rows, fits, electronsOverPions: electronsOverPions(rows) },
    text: `${responseText(found)}\n\n${made}.`,
    csv: () => responseCsv(found, comments("Response and resolution of the calorimeters", "Sec. III, V.C")),
    figure: () => responseFigure(found, run),
  };
}
