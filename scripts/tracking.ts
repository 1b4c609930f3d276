import { extname } from "node:path";
import type { CommandModule } from "yargs";
import { z } from "zod";
import { allCuts } from "../cuts/index.ts";
import { drawPng, drawSvg } from "../src/node/draw.ts";
import { loadCard } from "../src/node/load-card.ts";
import { writeOutput } from "../src/node/output-file.ts";
import { runKeyFromSeed } from "../src/random/run-key.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import { Checks, InputError } from "../src/tables/input-error.ts";
import { count } from "../src/tables/quantity.ts";
import { energyScan, plainScan } from "../src/tables/scan.ts";
import { GeV } from "../src/units.ts";
import { refuseExisting } from "./refuse-output.ts";
import { addSchemaFlags, readSchemaFlags } from "./schema-flags.ts";
import { print, say } from "./speak.ts";
import { refuseTrackingPicture, trackingFigure } from "./tracking-figure.ts";
import { type TrackingRow, trackingCsv, trackingRows, trackingText } from "./tracking-rows.ts";

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

type Flags = {
  run: string;
  set: string[];
  seed: string;
  out?: string;
  force: boolean;
  json: boolean;
} & Record<string, unknown>;

/** Tells how well the tracker finds and measures beam electrons. */
export const tracking: CommandModule<object, Flags> = {
  command: "tracking",
  describe: "Tell how well the tracker finds beam electrons against intensity, and its momentum resolution",
  builder: (yargs) =>
    addSchemaFlags(
      yargs.option("run", {
        type: "string",
        requiresArg: true,
        default: "III",
        describe: "Run card with beam, magnets and tracker: I, II, III, or the path of a YAML file",
      }),
      schema,
    )
      .option("set", {
        type: "string",
        array: true,
        nargs: 1,
        default: [] as string[],
        describe: "Set a number of the run card, such as detector.tracker.downstreamHits=2; may be repeated",
      })
      .option("seed", {
        type: "string",
        requiresArg: true,
        default: "aprime",
        describe: "Any text: the same seed gives the same electrons",
      })
      .option("out", {
        type: "string",
        requiresArg: true,
        describe: `File to write, by its ending: ${endings.join(", ")} [default: stdout]`,
      })
      .option("force", { type: "boolean", default: false, describe: "Overwrite what is there" })
      .option("json", {
        type: "boolean",
        default: false,
        describe: "One JSON document on stdout, everything for people on stderr",
      })
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
    if (out !== undefined) {
      checks.take(() => refuseEnding(out));
      checks.take(() => refuseExisting([out], force));
      if (given !== undefined && isPicture(out))
        checks.take(() => refusePicture(given.energy?.values.length ?? 1, intensities.length));
    }
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
    const answer = { rows, origin: { run: card.name, events, seed } };
    if (json) print(documentOf(answer));
    if (out !== undefined) {
      await writeOutput(out, await fileContent(out, answer));
      say(`→ ${out}`, json);
    } else if (!json) {
      say(textOf(answer), json);
    }
  },
};

/** The rows, and what makes them again. */
interface Answer {
  readonly rows: readonly TrackingRow[];
  readonly origin: { readonly run: string; readonly events: number; readonly seed: string };
}

function documentOf({ rows, origin }: Answer): unknown {
  return rows.map((row) => ({ ...row, ...origin }));
}

function sentence({ run, events, seed }: Answer["origin"]): string {
  return `${events} electrons in each row, ${run}, seed ${JSON.stringify(seed)}; tracker alone`;
}

function textOf({ rows, origin }: Answer): string {
  return `${trackingText(rows)}\n\n${sentence(origin)}.`;
}

async function fileContent(out: string, answer: Answer): Promise<string | Uint8Array> {
  const { rows, origin } = answer;
  if (extname(out) === ".md") return `${textOf(answer)}\n`;
  if (extname(out) === ".json") return `${JSON.stringify(documentOf(answer), undefined, 2)}\n`;
  if (extname(out) === ".csv")
    return (await trackingCsv(rows)).replace(
      /^# obtained: .*$/m,
      (line) => `${line}\n# note: ${sentence(origin)}`,
    );
  const svg = await drawSvg(trackingFigure(rows, origin.run));
  return extname(out) === ".png" ? drawPng(svg) : svg;
}

function isPicture(out: string): boolean {
  return [".svg", ".png"].includes(extname(out));
}

function refuseEnding(out: string): void {
  if ((endings as readonly string[]).includes(extname(out))) return;
  throw new InputError([{ where: "--out", what: `"${out}" must end in ${endings.join(", ")}` }]);
}

function refusePicture(momenta: number, intensities: number): void {
  const what = refuseTrackingPicture(momenta, intensities);
  if (what !== undefined) throw new InputError([{ where: "--out", what }]);
}
