import { z } from "zod";
import { allCuts } from "../cuts/index.ts";
import { loadCard } from "../src/node/load-card.ts";
import { runKeyFromSeed } from "../src/random/run-key.ts";
import { type RunCard, runCardSchema } from "../src/simulation/run-card.ts";
import { Checks } from "../src/tables/input-error.ts";
import { count, energy, plain } from "../src/tables/quantity.ts";
import { energyScan } from "../src/tables/scan.ts";
import { defaultThreshold } from "../src/transport/target-cascade.ts";
import { GeV, MeV } from "../src/units.ts";
import {
  type Answer,
  addAnswerOptions,
  type Destination,
  give,
  isPicture,
  refuseDestination,
} from "./answer.ts";
import { addCardOptions, type CardFlags } from "./card-options.ts";
import type { Command } from "./commands.ts";
import { compareWithTable1, dimuonCsv, dimuonText } from "./compare-table-1.ts";
import { compareWithTable5, limitCsv, limitText, publishedMasses } from "./compare-table-5.ts";
import { hadronYieldCsv, hadronYields, hadronYieldText } from "./hadron-yields.ts";
import { addSchemaFlags, readSchemaFlags } from "./schema-flags.ts";
import type { YieldRequest } from "./yield-methods.ts";
import {
  endings,
  type Process,
  refuseAbove,
  refuseForm,
  refuseMasses,
  refuseProcess,
  refuseSignalOnly,
  refuseTogether,
  refuseWithoutMass,
  tableEndings,
} from "./yield-refusals.ts";
import { yieldCsv, yieldRows, yieldText } from "./yield-rows.ts";
import {
  type SpectrumKind,
  simulateSpectrum,
  spectrumCsv,
  spectrumFigure,
  spectrumKinds,
} from "./yield-spectrum.ts";

const schema = z.strictObject({
  mass: energyScan("mass of the A'", 1 * MeV, 1 * GeV).optional(),
  epsilon: plain("mixing strength; without it 1e-4", { min: 1e-12, max: 1 }).optional(),
  above: energy(
    "count A' above this energy; without it above cuts.missing-energy.above of the run card, and --spectrum from 10 GeV on",
    { min: defaultThreshold, max: 200 * GeV },
  ).optional(),
  events: count(
    "how many cascades of beam electrons are simulated; without it 20000, for dimuon 100000 events of the whole detector",
    { min: 2, max: 1e9 },
  ).optional(),
  spectrum: z.enum(spectrumKinds).optional().meta({
    description:
      "energies of the A' (emission, Fig. 4), or of what is left in the target (deposited, Fig. 6)",
  }),
});

type Flags = { process: Process; tableV: boolean } & CardFlags & Destination & Record<string, unknown>;

/** Computes how many A' or muon pairs a beam electron makes in the target. */
export const aprimeYields: Command<Flags> = {
  builder: (yargs) =>
    addAnswerOptions(
      addSchemaFlags(
        addCardOptions(yargs).option("process", {
          type: "string",
          requiresArg: true,
          default: "signal",
          describe:
            "What is made: signal (A'), dimuon (muon pairs, in the whole detector, beside Table I), hadron-production (photonuclear reactions)",
        }),
        schema,
      ).option("table-v", {
        type: "boolean",
        default: false,
        describe:
          "Limits on epsilon from run I, II and III beside Table V, for its masses or those of --mass",
      }),
      endings,
      " (pictures of --spectrum)",
    )
      .example("$0 yield --mass 20MeV --epsilon 1e-4 --run III", "A' above 50 GeV per electron")
      .example("$0 yield --mass 1MeV:1GeV:log:10 --above 60GeV --out yields.csv", "against mass")
      .example("$0 yield --table-v --out table-5.md", "limits beside those of the paper")
      .example(
        "$0 yield --mass 10MeV,100MeV --spectrum emission --events 200000 --out fig-4.png",
        "energies of A', Fig. 4",
      )
      .example(
        "$0 yield --mass 2MeV,20MeV,200MeV --spectrum deposited --events 200000 --out fig-6.svg",
        "energies left in the target, Fig. 6",
      )
      .example("$0 yield --process dimuon --run III --json", "muon pairs, beside Table I")
      .example("$0 yield --process hadron-production", "photonuclear reactions, by energy") as never,
  handler: async ({ run, set, process, seed, tableV, out, force, json, ...flags }) => {
    const checks = new Checks();
    const loaded = checks.take(() => loadCard(run, set, cardSchema));
    checks.take(() => refuseProcess(process));
    const given = checks.take(() => readSchemaFlags(schema, flags));
    if (process === "dimuon" || process === "hadron-production") {
      checks.take(() => refuseSignalOnly({ ...flags, ...(tableV && { tableV }) }, process));
      checks.take(() => refuseDestination({ out, force, json }, tableEndings));
      checks.done();
      const found =
        process === "dimuon"
          ? await ofDimuons(loaded!.card, given!.events ?? 100_000, seed)
          : ofHadrons(loaded!.card, given!.events ?? 20_000, seed);
      return give(found, { out, force, json });
    }
    if (given !== undefined) {
      checks.take(() => refuseTogether(given.spectrum, tableV));
      checks.take(() => refuseWithoutMass(given.mass, tableV));
    }
    if (loaded !== undefined) checks.take(() => refuseAbove(given?.above, loaded.card));
    checks.take(() => refuseDestination({ out, force, json }, endings));
    if (out !== undefined) {
      if (given !== undefined) checks.take(() => refuseForm(out, given.spectrum));
      if (isPicture(out)) checks.take(() => refuseMasses(given?.mass?.values.length ?? 0));
    }
    checks.done();
    const { card } = loaded!;
    const { mass, above, spectrum } = given!;
    const epsilon = given!.epsilon ?? 1e-4;
    const events = given!.events ?? 20_000;
    const { above: cut } = card.cuts["missing-energy"] as { above: number };
    const otherwise = spectrum === undefined ? cut : defaultThreshold;
    const request = { card, above: above ?? otherwise, events, key: runKeyFromSeed(seed) };
    const found = tableV
      ? await ofTable5(mass?.values ?? (await publishedMasses()), request, set)
      : spectrum === undefined
        ? ofYields(mass!.values, epsilon, request)
        : await ofSpectrum(spectrum, mass!.values, epsilon, request);
    const answer = withOrigin(found, {
      run: card.name,
      beam_GeV: card.beam.momentum / GeV,
      above_GeV: request.above / GeV,
      cascades: events,
      seed,
    });
    await give(answer, { out, force, json });
  },
};

const cardSchema = runCardSchema(allCuts);

/** What makes the numbers again. */
interface Origin {
  readonly run: string;
  readonly beam_GeV: number;
  readonly above_GeV: number;
  readonly cascades: number;
  readonly seed: string;
}

/** The answer with how it was made: in each row, below the text, and as a note of the CSV. */
function withOrigin(answer: Answer, origin: Origin): Answer {
  const { run, beam_GeV, above_GeV, cascades, seed } = origin;
  const sentence = `${cascades} cascades of electrons of ${beam_GeV} GeV on the target of ${run}, seed ${JSON.stringify(seed)}; A' above ${above_GeV} GeV`;
  const note = (csv: string): string =>
    csv.replace(/^# obtained: .*$/m, (line) => `${line}\n# note: ${sentence}`);
  const { document } = answer;
  return {
    ...answer,
    document: Array.isArray(document)
      ? document.map((row: object) => ({ ...row, ...origin }))
      : { ...(document as object), ...origin },
    text: answer.text.startsWith("# ") ? note(answer.text) : `${answer.text.trimEnd()}\n\n${sentence}.`,
    csv: async () => note(await answer.csv!()),
  };
}

function ofYields(masses: readonly number[], epsilon: number, request: YieldRequest): Answer {
  const groups = masses.map((mass) => yieldRows(mass, epsilon, request));
  const rows = groups.flat();
  return { document: rows, text: groups.map(yieldText).join("\n\n"), csv: () => yieldCsv(rows) };
}

async function ofDimuons(card: RunCard, events: number, seed: string): Promise<Answer> {
  const found = await compareWithTable1(card, events, runKeyFromSeed(seed));
  return {
    document: { ...found, seed },
    text: `${dimuonText(found)}\n\n${card.name}, seed ${JSON.stringify(seed)}.`,
    csv: () => dimuonCsv(found),
  };
}

function ofHadrons(card: RunCard, events: number, seed: string): Answer {
  const found = hadronYields(card, events, runKeyFromSeed(seed));
  return {
    document: { ...found, seed },
    text: `${hadronYieldText(found)}\n\nSeed ${JSON.stringify(seed)}.`,
    csv: () => hadronYieldCsv(found),
  };
}

async function ofTable5(
  masses: readonly number[],
  request: YieldRequest,
  set: readonly string[],
): Promise<Answer> {
  const runs = ["I", "II", "III"].map((run) => loadCard(run, set, cardSchema).card);
  const rows = await compareWithTable5(masses, request, runs);
  return { document: rows, text: limitText(rows), csv: () => limitCsv(rows) };
}

async function ofSpectrum(
  kind: SpectrumKind,
  masses: readonly number[],
  epsilon: number,
  request: YieldRequest,
): Promise<Answer> {
  const spectrum = simulateSpectrum(kind, masses, epsilon, request);
  const csv = await spectrumCsv(spectrum);
  return { document: spectrum, text: csv, csv: async () => csv, figure: () => spectrumFigure(spectrum) };
}
