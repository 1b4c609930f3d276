import { z } from "zod";
import { allCuts } from "../cuts/index.ts";
import { type LoadedCard, loadCard } from "../src/node/load-card.ts";
import { runKeyFromSeed } from "../src/random/run-key.ts";
import { type RunCard, runCardSchema } from "../src/simulation/run-card.ts";
import { Checks } from "../src/tables/input-error.ts";
import { count, formatQuantity, plain } from "../src/tables/quantity.ts";
import { energyScan, parseScan, type Scan } from "../src/tables/scan.ts";
import { entriesOf } from "../src/tables/section.ts";
import { GeV, keV } from "../src/units.ts";
import { type Answer, addAnswerOptions, type Destination, give, refuseDestination } from "./answer.ts";
import { addCardOptions, type CardFlags } from "./card-options.ts";
import type { Command } from "./commands.ts";
import { addSchemaFlags, readSchemaFlags } from "./schema-flags.ts";
import { prepareTaggingEvents, type Window } from "./tagging-events.ts";
import { fitLightScale, fitText } from "./tagging-fit.ts";
import {
  type Aim,
  aimOf,
  endings,
  refuseCrossing,
  refuseEdges,
  refuseEnergies,
  refuseForm,
} from "./tagging-refusals.ts";
import { tagCsv, tagRows, tagText } from "./tagging-rows.ts";
import { counterSpectra, spectrumCsv, spectrumFigure } from "./tagging-spectrum.ts";
import { windowCsv, windowFigure, windowRows } from "./tagging-window.ts";
import { version } from "./version.ts";

const energies = (about: string) => energyScan(about, 20 * GeV, 300 * GeV);
const edges = (about: string) => energyScan(about, 10 * keV, 10 * GeV);

const [defaultAbove, defaultBelow] = ["0.3MeV:3MeV:log:9", "60MeV:180MeV:lin:7"] as const;

const schema = z.strictObject({
  energy: energies(
    "energies of the electrons, in magnets set to the momentum of the card; without it 50, 60, 80 GeV and that of the beam, or of --window that of the beam",
  ).optional(),
  above: edges(`lower edges of --window; without it ${defaultAbove}`).optional(),
  below: edges(`upper edges of --window; without it ${defaultBelow}`).optional(),
  fit: plain(
    "find the light scale of the SRD at which this share of the electrons of the beam is tagged, such as 0.97",
    { min: 0.01, max: 1 },
  ).optional(),
  events: count("how many particles of each kind are simulated", { min: 2, max: 2e6 }).prefault("100000"),
});

type Request = z.output<typeof schema>;

type Flags = CardFlags & Destination & { window: boolean; spectrum: boolean } & Record<string, unknown>;

/** Tells how often the SRD tags electrons, and fakes a tag of a pion. */
export const tagging: Command<Flags> = {
  builder: (yargs) =>
    addAnswerOptions(
      addCardOptions(addSchemaFlags(yargs, schema))
        .option("window", {
          type: "boolean",
          default: false,
          describe: "Rates of electrons against the edges of the window",
        })
        .option("spectrum", {
          type: "boolean",
          default: false,
          describe: "Spectra of electrons in each counter",
        }),
      endings,
      " (pictures of --window, --spectrum)",
    )
      .example("$0 tagging", "tag rates of electrons and pions")
      .example("$0 tagging --energy 50GeV:100GeV:lin:11 --out tags.csv", "against energy")
      .example("$0 tagging --window --above 0.3MeV:3MeV:log:9 --below 80MeV,120MeV --out window.png", "edges")
      .example("$0 tagging --spectrum --out srd.svg", "spectra of the three counters")
      .example("$0 tagging --fit 0.97", "the light scale of the card, found again") as never,
  handler: async ({ run, set, window, spectrum, seed, out, force, json, ...flags }) => {
    const checks = new Checks();
    const loaded = checks.take(() => loadCard(run, set, runCardSchema(allCuts)));
    const given = checks.take(() => readSchemaFlags(schema, flags));
    const aim = checks.take(() => aimOf({ window, spectrum, fit: flags.fit }));
    if (aim !== undefined && given !== undefined) {
      checks.take(() => refuseEdges(aim, given.above, given.below));
      checks.take(() => refuseEnergies(aim, given.energy));
      checks.take(() => refuseCrossing(above(given), below(given)));
      if (out !== undefined)
        checks.take(() =>
          refuseForm(out, aim, {
            energies: given.energy?.values.length ?? (aim === "window" ? 1 : 4),
            above: above(given).length,
            below: below(given).length,
          }),
        );
    }
    checks.take(() => refuseDestination({ out, force, json }, endings));
    checks.done();
    const answer = await answerTo(aim!, given!, loaded!.card, {
      seed,
      isCalibrated: isCalibrated(loaded!, set),
    });
    await give(answer, { out, force, json });
  },
};

const edgesOf = (given: Scan | undefined, otherwise: string): readonly number[] =>
  (given ?? (parseScan(otherwise, "energy") as Scan)).values;
const above = (request: Request): readonly number[] => edgesOf(request.above, defaultAbove);
const below = (request: Request): readonly number[] => edgesOf(request.below, defaultBelow);

/** Whether the light scale is the one that was fitted, in the detector that it was fitted with. */
function isCalibrated({ raw }: LoadedCard, sets: readonly string[]): boolean {
  const entry = entriesOf(raw).find(([path]) => path === "detector.synchrotron.lightScale");
  return sets.length === 0 && entry?.[1].status === "calibrated";
}

async function answerTo(
  aim: Aim,
  request: Request,
  card: RunCard,
  { seed, isCalibrated }: { seed: string; isCalibrated: boolean },
): Promise<Answer> {
  const key = runKeyFromSeed(seed);
  const beamEnergy = card.beam.momentum;
  const window = card.cuts["synchrotron-tag"] as Window;
  const origin = { run: card.name, events: request.events, seed };
  const edges = `${formatQuantity(window.above, "energy")} - ${formatQuantity(window.below, "energy")}`;
  const made = `${request.events} particles of each kind, ${card.name}, seed ${JSON.stringify(seed)}`;
  const comments = (title: string, notes: readonly string[] = []): string[] => [
    `${title}, ${card.name}`,
    "source: NA64-2018 Sec. IV (ii)",
    `obtained: simulated by aprime ${version()}, tagging`,
    ...[made, ...notes].map((note) => `note: ${note}`),
  ];
  const withOrigin = (rows: readonly object[]): object[] => rows.map((row) => ({ ...row, ...origin }));
  if (aim === "fit") {
    const fit = fitLightScale(request.fit!, card, key, request.events);
    const sentence = `Electrons of the beam without other particles, each counter within ${edges}; ${made}.`;
    return { document: { ...fit, ...origin }, text: `${fitText(fit)}\n\n${sentence}` };
  }
  const events = prepareTaggingEvents(card, key);
  if (aim === "window") {
    const scan = { above: above(request), below: below(request) };
    const rows = windowRows(events, request.energy?.values ?? [beamEnergy], scan, request.events);
    const csv = await windowCsv(rows, comments("Electrons tagged by the SRD, against the window"));
    return {
      document: withOrigin(rows),
      text: csv,
      csv: async () => csv,
      figure: () => windowFigure(rows, card.name),
    };
  }
  const others = [50 * GeV, 60 * GeV, 80 * GeV].filter((energy) => energy < beamEnergy);
  const electrons = request.energy?.values ?? [...others, beamEnergy];
  if (aim === "spectrum") {
    const bins = counterSpectra(events, electrons, request.events);
    const csv = await spectrumCsv(bins, comments("Visible energy of electrons in the counters of the SRD"));
    return {
      document: withOrigin(bins),
      text: csv,
      csv: async () => csv,
      figure: () => spectrumFigure(bins, card.name),
    };
  }
  const rows = tagRows(electrons, { events, window, count: request.events, beamEnergy, isCalibrated });
  const words = [
    `Shares of which counter 1, 2, 3 and all three are within ${edges}, in time.`,
    isCalibrated
      ? `The light was calibrated to electrons of the beam, of ${beamEnergy / GeV} GeV. Electrons are without other particles.`
      : "The light was not calibrated with what is set here. Electrons are without other particles.",
    "Knock-ons: one to four are forced, in ten times as many events each, and weighted with their probability;",
    "the interval ends with what these could miss. Other particles: those of the run in the readout window.",
    `${made}.`,
  ];
  return {
    document: withOrigin(rows),
    text: `${tagText(rows)}\n\n${words.join("\n")}`,
    csv: () => tagCsv(rows, comments("Particles tagged by the SRD", [`each counter within ${edges}`])),
  };
}
