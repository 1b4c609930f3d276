import { InputError } from "../src/tables/input-error.ts";
import { isPicture } from "./answer.ts";

/** What hadrons tells. */
export const aims = ["regions", "rejection", "production", "preselection"] as const;
export type Aim = (typeof aims)[number];

export const endings = [".md", ".csv", ".json", ".svg", ".png"] as const;

/** The one that is asked for; the regions if none is. */
export function aimOf(flags: Readonly<Record<string, unknown>>): Aim {
  const given = aims.filter((aim) => flags[aim] === true);
  if (given.length <= 1) return given[0] ?? "regions";
  const what = `goes without --${given[1]}: give one of the two`;
  throw new InputError([{ where: `--${given[0]}`, what }]);
}

export function refuseIntensity(aim: Aim, intensity: unknown): void {
  if (intensity === undefined || aim === "regions") return;
  const what = `goes without --${aim}: leave it out, or set the band of the card by --set beam.intensityMean=...`;
  throw new InputError([{ where: "--intensity", what }]);
}

export function refuseForm(out: string, aim: Aim): void {
  if ((aim !== "production" && aim !== "preselection") || !isPicture(out)) return;
  const what = `"${out}" would be a picture, which --${aim} has not; give .md, .csv or .json`;
  throw new InputError([{ where: "--out", what }]);
}
