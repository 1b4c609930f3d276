import { extname } from "node:path";
import type { RunCard } from "../src/simulation/run-card.ts";
import { InputError } from "../src/tables/input-error.ts";
import { formatQuantity } from "../src/tables/quantity.ts";
import { defaultThreshold } from "../src/transport/target-cascade.ts";
import { isPicture } from "./answer.ts";
import { dashed } from "./schema-flags.ts";
import { refusePicture, type SpectrumKind } from "./yield-spectrum.ts";

/** The endings of what yield writes; there is no picture of muon pairs and of hadrons. */
export const tableEndings = [".md", ".csv", ".json"] as const;
export const endings = [...tableEndings, ".svg", ".png"] as const;

/** What has a yield. */
const processes = ["signal", "dimuon", "hadron-production"] as const;
export type Process = (typeof processes)[number];

export function refuseProcess(process: string): void {
  if (processes.some((known) => known === process)) return;
  const what = `there is no yield of a process "${process}"; known are ${processes.join(", ")}`;
  throw new InputError([{ where: "--process", what }]);
}

/** Options that say something of an A'. */
export function refuseSignalOnly(flags: Readonly<Record<string, unknown>>, process: Process): void {
  const instead = process === "dimuon" ? "muon pairs" : "hadrons";
  const problems = ["mass", "epsilon", "above", "spectrum", "tableV"]
    .filter((key) => flags[key] !== undefined)
    .map((key) => ({ where: dashed(key), what: `is of an A', not of ${instead}: leave it out` }));
  if (problems.length > 0) throw new InputError(problems);
}

export function refuseTogether(spectrum: SpectrumKind | undefined, tableV: boolean): void {
  if (spectrum === undefined || !tableV) return;
  throw new InputError([{ where: "--spectrum", what: "goes without --table-v: give one of the two" }]);
}

export function refuseWithoutMass(mass: unknown, tableV: boolean): void {
  if (mass !== undefined || tableV) return;
  throw new InputError([{ where: "--mass", what: 'is missing; write it with its unit, such as "20 MeV"' }]);
}

/** The cut must leave A'; the one of the card must be above the threshold of the cascade. */
export function refuseAbove(above: number | undefined, { beam, cuts }: RunCard): void {
  const { above: cut } = cuts["missing-energy"] as { above: number };
  const energyAbove = above ?? cut;
  const show = (value: number) => formatQuantity(value, "energy");
  if (energyAbove < defaultThreshold) {
    const what = `${show(energyAbove)}, cuts.missing-energy.above of the card, is below ${show(defaultThreshold)}, under which no electron is followed: give more`;
    throw new InputError([{ where: "--above", what }]);
  }
  if (energyAbove < 0.99 * beam.momentum) return;
  const what = `${show(energyAbove)} leaves no A': the beam has ${show(beam.momentum)}; give less than 99 % of that`;
  throw new InputError([{ where: "--above", what }]);
}

/** There are pictures of spectra only, and tables for people of all else. */
export function refuseForm(out: string, spectrum: SpectrumKind | undefined): void {
  const isRefused = spectrum === undefined ? isPicture(out) : extname(out) === ".md";
  if (!isRefused) return;
  const what =
    spectrum === undefined
      ? `"${out}" would be a picture, which needs --spectrum; give .md, .csv or .json`
      : `"${out}" would be a table for people, which --spectrum has not; give .csv, .json, .svg or .png`;
  throw new InputError([{ where: "--out", what }]);
}

export function refuseMasses(masses: number): void {
  const what = refusePicture(masses);
  if (what !== undefined) throw new InputError([{ where: "--out", what }]);
}
