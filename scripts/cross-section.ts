import { extname } from "node:path";
import type { CommandModule } from "yargs";
import { z } from "zod";
import { drawPng, drawSvg } from "../src/node/draw.ts";
import { writeOutput } from "../src/node/output-file.ts";
import { targets as knownTargets } from "../src/physics/targets.ts";
import { Checks, InputError } from "../src/tables/input-error.ts";
import { count, energy } from "../src/tables/quantity.ts";
import { energyScan } from "../src/tables/scan.ts";
import { GeV, MeV } from "../src/units.ts";
import { crossSectionFigure, type Picture, planPicture } from "./cross-section-figure.ts";
import {
  type CrossSectionRow,
  crossSectionCsv,
  crossSectionRow,
  crossSectionText,
} from "./cross-section-rows.ts";
import { parseTargets } from "./parse-targets.ts";
import { refuseExisting } from "./refuse-output.ts";
import { addSchemaFlags, readSchemaFlags } from "./schema-flags.ts";
import { print, say } from "./speak.ts";

const names = knownTargets.map(({ name }) => name).join(", ");

const target = z
  .string()
  .transform((text, context) => {
    const found = parseTargets(text);
    if (typeof found !== "string") return found;
    context.addIssue({ code: "custom", message: found });
    return z.NEVER;
  })
  .prefault("Pb")
  .meta({ description: `nuclei: ${names}, or Z=82,A=207.2; or a list (Pb,W)` });

const schema = z.strictObject({
  mass: energyScan("mass of the A'", 1 * MeV, 1 * GeV),
  energy: energyScan("energy of the electron", 2 * GeV, 200 * GeV).prefault("100GeV"),
  target,
  above: energy(
    "count A' above this energy, exactly and by the k-factor method of Eq. (13); tells what this counts too many",
    { min: 0, max: 200 * GeV },
  ).optional(),
  spectrum: count("number of x of dsigma/dx, evenly spaced in ln[x/(1-x)]", {
    min: 1,
    max: 10_000,
  }).optional(),
  plot: z.enum(["k", "sigma"]).prefault("k").meta({
    description: "what a picture shows: k (Eq. 12, Fig. 2) or sigma; with --spectrum it shows this (Fig. 3)",
  }),
});

type Request = z.output<typeof schema>;

const endings = [".csv", ".json", ".svg", ".png"] as const;
const mostRows = 10_000;

type Flags = { inelastic: boolean; out?: string; force: boolean; json: boolean } & Record<string, unknown>;

/** Computes cross sections of A' production. */
export const crossSection: CommandModule<object, Flags> = {
  command: "cross-section",
  describe: "Compute cross sections of A' production: Eq. (9), IWW, exact at tree level, and k",
  builder: (yargs) =>
    addSchemaFlags(yargs, schema)
      .option("inelastic", {
        type: "boolean",
        default: false,
        describe: "Add the inelastic form factor to the exact cross section",
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
      .example("$0 cross-section --mass 100MeV --energy 100GeV --target Pb", "one point, as a table")
      .example("$0 cross-section --mass 1MeV:1GeV:log:50 --target Pb,W --out k.svg", "k against mass")
      .example(
        "$0 cross-section --mass 5MeV,20MeV,100MeV --energy 20GeV:200GeV:lin:19 --out fig-2.png",
        "k against energy, Fig. 2",
      )
      .example(
        "$0 cross-section --mass 100MeV --energy 20GeV,50GeV,100GeV --spectrum 200 --out fig-3.png",
        "spectra, Fig. 3",
      )
      .example("$0 cross-section --mass 1MeV:1GeV:log:50 --plot sigma --out sigma.svg", "cross sections")
      .example(
        "$0 cross-section --mass 1MeV:1GeV:log:20 --above 50GeV",
        "what the k-factor method counts too many",
      )
      .example("$0 cross-section --mass 20MeV --target Z=74,A=183.84 --json", "as JSON") as never,
  handler: async ({ inelastic, out, force, json, ...flags }) => {
    const checks = new Checks();
    const request = checks.take(() => readSchemaFlags(schema, flags));
    if (request !== undefined) {
      checks.take(() => refuseTooMany(request));
      checks.take(() => refuseAboveSpectrum(request));
    }
    if (out !== undefined) {
      checks.take(() => refuseEnding(out));
      checks.take(() => refuseExisting([out], force));
      if (request !== undefined && isPicture(out)) checks.take(() => pictureOf(request));
    }
    checks.done();
    const rows = computeRows(request!, inelastic);
    if (json) print(document(rows));
    if (out !== undefined) {
      await writeOutput(out, await fileContent(out, rows, request!));
      say(`→ ${out}`, json);
    } else if (!json) {
      const text = rows.length === 1 ? `${crossSectionText(rows[0]!)}\n` : await crossSectionCsv(rows);
      process.stdout.write(text);
    }
  },
};

function computeRows(
  { mass, energy, target, above, spectrum }: Request,
  inelastic: boolean,
): CrossSectionRow[] {
  const formFactor = inelastic ? "elastic+inelastic" : "elastic";
  return mass.values.flatMap((oneMass) =>
    energy.values.flatMap((oneEnergy) =>
      target.map((oneTarget) =>
        crossSectionRow({
          mass: oneMass,
          energy: oneEnergy,
          target: oneTarget,
          formFactor,
          above,
          points: spectrum ?? 0,
        }),
      ),
    ),
  );
}

/** One row, or a list of them. */
function document(rows: readonly CrossSectionRow[]): unknown {
  return rows.length === 1 ? rows[0] : rows;
}

async function fileContent(
  out: string,
  rows: readonly CrossSectionRow[],
  request: Request,
): Promise<string | Uint8Array> {
  if (extname(out) === ".csv") return crossSectionCsv(rows);
  if (extname(out) === ".json") return `${JSON.stringify(document(rows), undefined, 2)}\n`;
  const svg = await drawSvg(crossSectionFigure(rows, pictureOf(request)));
  return extname(out) === ".png" ? drawPng(svg) : svg;
}

function isPicture(out: string): boolean {
  return [".svg", ".png"].includes(extname(out));
}

/** How the picture is drawn; refused if there is none. */
function pictureOf({ mass, energy, target, spectrum, plot }: Request): Picture {
  const asked = { masses: mass, energies: energy, targets: target.length };
  const picture = planPicture(spectrum === undefined ? plot : "spectrum", asked);
  if (typeof picture === "string") throw new InputError([{ where: "--out", what: picture }]);
  return picture;
}

function refuseEnding(out: string): void {
  if ((endings as readonly string[]).includes(extname(out))) return;
  throw new InputError([{ where: "--out", what: `"${out}" must end in ${endings.join(", ")}` }]);
}

function refuseAboveSpectrum({ above, spectrum }: Request): void {
  if (above === undefined || spectrum === undefined) return;
  throw new InputError([{ where: "--above", what: "goes without --spectrum: give one of the two" }]);
}

function refuseTooMany({ mass, energy, target, spectrum }: Request): void {
  const rows = mass.values.length * energy.values.length * target.length * Math.max(1, spectrum ?? 0);
  if (rows <= mostRows) return;
  const what = `${rows} rows are asked for; at most ${mostRows} are computed at once: give fewer values of --mass, --energy, --target or --spectrum`;
  throw new InputError([{ where: "--mass", what }]);
}
