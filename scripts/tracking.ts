import { z } from "zod";
import { allCuts } from "../cuts/index.ts";
import { loadCard } from "../src/node/load-card.ts";
import { runKeyFromSeed } from "../src/random/run-key.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import { Checks, InputError } from "../src/tables/input-error.ts";
import { count } from "../src/tables/quantity.ts";
import { energyScan, plainScan } from "../src/tables/scan.ts";
import { GeV } from "../src/units.ts";
import { addAnswerOptions, type Destination, give, isPicture, refuseDestination } from "./answer.ts";
import { addCardOptions, type CardFlags } from "./card-options.ts";
import type { Command } from "./commands.ts";
import { addSchemaFlags, readSchemaFlags } from "./schema-flags.ts";
import { refuseTrackingPicture, trackingFigure } from "./tracking-figure.ts";
import { trackingCsv, trackingRows, trackingText } from "./tracking-rows.ts";

const schema = z.strictObject({
  intensity: plainScan(
    "beam intensity in electrons per spill, without it the mean of the run card",
    1,
    1e8,
  ).optional(),
  energy: energyScan(
    "momentum of the electrons, in the same field, the chambers on their path; without it that of the beam, and 50, 80, 95, 100 GeV for the resolution",
    10 * GeV,
    300 * GeV,
  ).optional(),
  events: count("electrons that trigger, at each momentum and intensity", { min: 100, max: 1e7 }).prefault(
    "100000",
  ),
});

const endings = [".md", ".csv", ".json", ".svg", ".png"] as const;
const resolutionMomenta = [50 * GeV, 80 * GeV, 95 * GeV, 100 * GeV];

type Flags = CardFlags & Destination & Record<string, unknown>;

/** Tells how well the tracker finds and measures beam electrons. */
export const tracking: Command<Flags> = {
  builder: (yargs) =>
    addAnswerOptions(addCardOptions(addSchemaFlags(yargs, schema)), endings)
      .example("$0 tracking --run III", "at the mean intensity of run III, and the resolution")
      .example("$0 tracking --run III --intensity 5e5:1e7:log:6", "against intensity")
      .example("$0 tracking --intensity 5e5:1e7:log:6 --out tracking.png", "as a picture")
      .example(
        "$0 tracking --energy 60GeV,100GeV --set detector.tracker.micromegasResolution=200um",
        "worse chambers",
      )
      .example("$0 tracking --intensity 1e6,5e6 --events 1000000 --json", "as JSON") as never,
  handler: async ({ run, set, seed, out, force, json, ...flags }) => {
    const checks = new Checks();
    const loaded = checks.take(() => loadCard(run, set, runCardSchema(allCuts)));
    const given = checks.take(() => readSchemaFlags(schema, flags));
    const intensities =
      given?.intensity?.values ?? [loaded?.card.beam.intensityMean ?? 0].filter((mean) => mean > 0);
    checks.take(() => refuseDestination({ out, force, json }, endings));
    if (out !== undefined && given !== undefined && isPicture(out))
      checks.take(() => refusePicture(given.energy?.values.length ?? 1, intensities.length));
    checks.done();
    const { card } = loaded!;
    const { energy, events } = given!;
    const request = { card, events, key: runKeyFromSeed(seed) };
    const momenta = energy?.values ?? [card.beam.momentum];
    const further = energy === undefined ? resolutionMomenta.filter((p) => p !== card.beam.momentum) : [];
    const rows = [
      ...further.flatMap((momentum) => trackingRows(momentum, [], request)),
      ...momenta.flatMap((momentum) => trackingRows(momentum, intensities, request)),
    ];
    const origin = { run: card.name, events, seed };
    const sentence = `${events} electrons in each row, ${card.name}, seed ${JSON.stringify(seed)}; tracker alone`;
    const answer = {
      document: rows.map((row) => ({ ...row, ...origin })),
      text: `${trackingText(rows)}\n\n${sentence}.`,
      csv: async () =>
        (await trackingCsv(rows)).replace(/^# obtained: .*$/m, (line) => `${line}\n# note: ${sentence}`),
      figure: () => trackingFigure(rows, card.name),
    };
    await give(answer, { out, force, json });
  },
};

function refusePicture(momenta: number, intensities: number): void {
  const what = refuseTrackingPicture(momenta, intensities);
  if (what !== undefined) throw new InputError([{ where: "--out", what }]);
}
