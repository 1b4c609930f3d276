import { markdownTable } from "markdown-table";
import { z } from "zod";
import { electronMass, muonMass, pionMass } from "../src/constants.ts";
import {
  aprimeDecay,
  type DarkPhoton,
  decayLength,
  leastInvisibleShare,
  lifetime,
  unseenProbability,
} from "../src/physics/decay-width.ts";
import { energy, formatQuantity, length, plain } from "../src/tables/quantity.ts";
import { GeV, keV, MeV, mm, ns } from "../src/units.ts";
import type { Command } from "./commands.ts";
import { addSchemaFlags, readSchemaFlags } from "./schema-flags.ts";
import { print, say } from "./speak.ts";

const schema = z
  .strictObject({
    mass: energy("mass of the A'", { min: 1 * MeV, max: 1 * GeV }),
    epsilon: plain("mixing strength, such as 1e-4", { min: 1e-12, max: 1 }),
    darkMatterMass: energy("mass of the dark matter; without it a third of the mass of the A'", {
      min: 1 * keV,
      max: 1000 * GeV,
    }).optional(),
    alphaDark: plain("coupling of the A' to dark matter, e_D^2 / 4 pi", { min: 0, max: 10 }).prefault("0.5"),
    energy: energy("energy of the A' in the laboratory", { max: 10_000 * GeV }).prefault("100 GeV"),
    detectorLength: length(
      "way inside of the detector: from the front of the target to the back of the HCAL",
      {
        min: 1 * mm,
      },
    ).prefault("6.7 m"),
  })
  // Looked at even if other options are wrong.
  .refine(({ mass, energy }) => energy > mass, {
    path: ["energy"],
    error: ({ input }) =>
      `must be above the mass, ${formatQuantity((input as { mass: number }).mass, "energy")}`,
    when: ({ value }) => {
      const { mass, energy } = value as { mass?: number; energy?: number };
      return Number.isFinite(mass) && Number.isFinite(energy);
    },
  });

type Flags = { json: boolean } & Record<string, unknown>;

/** Tells how an A' decays. */
export const decay: Command<Flags> = {
  builder: (yargs) =>
    addSchemaFlags(yargs, schema)
      .option("json", { type: "boolean", default: false, describe: "One JSON document on stdout" })
      .example("$0 decay --mass 100MeV --epsilon 1e-4", "into dark matter of a third of its mass")
      .example(
        "$0 decay --mass 100MeV --epsilon 1e-4 --dark-matter-mass 60MeV",
        "too heavy for that: into e+ e-",
      )
      .example(
        "$0 decay --mass 20MeV --epsilon 1e-3 --alpha-dark 0.1 --energy 50GeV --json",
        "as JSON",
      ) as never,
  handler: ({ json, ...flags }) => {
    const { energy, detectorLength, ...given } = readSchemaFlags(schema, flags);
    const findings = find(
      { ...given, darkMatterMass: given.darkMatterMass ?? given.mass / 3 },
      energy,
      detectorLength,
    );
    if (json) return print(findings);
    say(describe(findings), json);
  },
};

/** The document of --json. */
function find(darkPhoton: DarkPhoton, energy: number, detectorLength: number) {
  const { mass, epsilon, darkMatterMass, alphaDark } = darkPhoton;
  const widths = aprimeDecay(darkPhoton);
  const way = decayLength(widths.totalWidth, mass, energy);
  const unseen = unseenProbability(widths, way, detectorLength);
  return {
    mass_MeV: mass / MeV,
    epsilon,
    darkMatterMass_MeV: darkMatterMass / MeV,
    alphaDark,
    energy_GeV: energy / GeV,
    detectorLength_mm: detectorLength / mm,
    widthElectrons_GeV: widths.electronWidth / GeV,
    widthMuons_GeV: widths.muonWidth / GeV,
    widthDarkMatter_GeV: widths.darkMatterWidth / GeV,
    width_GeV: widths.totalWidth / GeV,
    branchingInvisible: widths.invisibleShare,
    // JSON has no infinity: an A' that cannot decay has neither.
    lifetime_ns: widths.totalWidth === 0 ? null : lifetime(widths.totalWidth) / ns,
    decayLength_mm: widths.totalWidth === 0 ? null : way / mm,
    unseenProbability: unseen,
    isInvisible: widths.totalWidth === 0 || widths.invisibleShare >= leastInvisibleShare,
    hadronsLeftOut: mass > 2 * pionMass,
  };
}

type Findings = ReturnType<typeof find>;

function describe(findings: Findings): string {
  const { mass_MeV, epsilon, darkMatterMass_MeV, alphaDark, energy_GeV, lifetime_ns, decayLength_mm } =
    findings;
  const row = (into: string, width: number, fermionMass: number) => [
    into,
    width > 0 ? short(width) : fermionMass < 0.5 * mass_MeV * MeV ? "0" : "0 (too heavy)",
    findings.width_GeV > 0 ? short(width / findings.width_GeV) : "",
  ];
  const table = markdownTable(
    [
      ["decay", "width [GeV]", "share"],
      row("e+ e-, Eq. (3)", findings.widthElectrons_GeV, electronMass),
      row("mu+ mu-, Eq. (3)", findings.widthMuons_GeV, muonMass),
      row("dark matter, Eq. (4)", findings.widthDarkMatter_GeV, darkMatterMass_MeV * MeV),
      ["all", short(findings.width_GeV), ""],
    ],
    { align: ["l", "r", "r"] },
  );
  const lines = [
    `A' of ${short(mass_MeV)} MeV, epsilon = ${short(epsilon)}; dark matter of ${short(darkMatterMass_MeV)} MeV, alpha_D = ${alphaDark}`,
    "",
    table,
    "",
    ...(lifetime_ns === null || decayLength_mm === null
      ? []
      : [
          `Mean life ${short(lifetime_ns)} ns; at ${short(energy_GeV)} GeV it flies ${distance(decayLength_mm)} on average.`,
        ]),
    verdict(findings),
  ];
  if (findings.hadronsLeftOut)
    lines.push(
      "Hadrons are not in Eq. (3): above 279 MeV, two charged pions, visible decays are more frequent than told here.",
    );
  return lines.join("\n");
}

/** Whether a search for missing energy sees this A', in one sentence. */
function verdict({
  width_GeV,
  branchingInvisible,
  isInvisible,
  unseenProbability,
  detectorLength_mm,
}: Findings): string {
  if (width_GeV === 0) return "It does not decay: it is as invisible as if it decayed into dark matter.";
  if (isInvisible) {
    const rest = branchingInvisible === 1 ? "" : `all but ${short(1 - branchingInvisible)} of `;
    return `Invisible, as the paper assumes: ${rest}the A' decay into dark matter.`;
  }
  const inside = `${percent(1 - unseenProbability)} decay into e+ e- or mu+ mu- within the ${distance(detectorLength_mm)} of the detector`;
  const dark = `${branchingInvisible === 0 ? "none" : percent(branchingInvisible)} decay into dark matter`;
  return unseenProbability >= leastInvisibleShare
    ? `Long-lived: ${dark}, but only ${inside}; the rest leaves unseen.`
    : `Visible: ${inside}; ${dark}.`;
}

/** Four digits. */
function short(value: number): string {
  const rounded = Number(value.toPrecision(4));
  return rounded !== 0 && (rounded < 1e-3 || rounded >= 1e6)
    ? rounded.toExponential().replace("+", "")
    : String(rounded);
}

function distance(millimetres: number): string {
  return millimetres < 1000 ? `${short(millimetres)} mm` : `${short(millimetres / 1000)} m`;
}

function percent(share: number): string {
  return `${short(100 * share)} %`;
}
