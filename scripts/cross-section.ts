import { z } from "zod";
import { targets as knownTargets } from "../src/physics/targets.ts";
import { Checks, InputError } from "../src/tables/input-error.ts";
import { count, energy } from "../src/tables/quantity.ts";
import { energyScan } from "../src/tables/scan.ts";
import { GeV, MeV } from "../src/units.ts";
import { addAnswerOptions, type Destination, give, isPicture, refuseDestination } from "./answer.ts";
import type { Command } from "./commands.ts";
import { crossSectionFigure, type Picture, planPicture } from "./cross-section-figure.ts";
import {
  type CrossSectionRow,
  crossSectionCsv,
  crossSectionRow,
  crossSectionText,
} from "./cross-section-rows.ts";
import { parseTargets } from "./parse-targets.ts";
import { addSchemaFlags, readSchemaFlags } from "./schema-flags.ts";

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

type Flags = { inelastic: boolean } & Destination & Record<string, unknown>;

/** Computes cross sections of A' production. */
export const crossSection: Command<Flags> = {
  builder: (yargs) =>
    addAnswerOptions(
      addSchemaFlags(yargs, schema).option("inelastic", {
        type: "boolean",
        default: false,
        describe: "Add the inelastic form factor to the exact cross section",
      }),
      endings,
    )
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
    checks.take(() => refuseDestination({ out, force, json }, endings));
    if (out !== undefined && request !== undefined && isPicture(out)) checks.take(() => pictureOf(request));
    checks.done();
    const rows = computeRows(request!, inelastic);
    const csv = () => crossSectionCsv(rows);
    const answer = {
      document: document(rows),
      text: rows.length === 1 ? crossSectionText(rows[0]!) : await csv(),
      csv,
      figure: () => crossSectionFigure(rows, pictureOf(request!)),
    };
    await give(answer, { out, force, json });
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

/** How the picture is drawn; refused if there is none. */
function pictureOf({ mass, energy, target, spectrum, plot }: Request): Picture {
  const asked = { masses: mass, energies: energy, targets: target.length };
  const picture = planPicture(spectrum === undefined ? plot : "spectrum", asked);
  if (typeof picture === "string") throw new InputError([{ where: "--out", what: picture }]);
  return picture;
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
