import { extname } from "node:path";
import { InputError } from "../src/tables/input-error.ts";
import { formatQuantity } from "../src/tables/quantity.ts";
import { isPicture } from "./answer.ts";
import { refuseSpectrumPicture } from "./tagging-spectrum.ts";
import { refuseWindowPicture } from "./tagging-window.ts";

/** What tagging tells: rates, what one of its flags asks for instead. */
export type Aim = "rates" | "window" | "spectrum" | "fit";

/** The endings of what tagging writes. */
export const endings = [".md", ".csv", ".json", ".svg", ".png"] as const;

/** What is asked for; one thing at a time. */
export function aimOf(flags: { window: boolean; spectrum: boolean; fit: unknown }): Aim {
  const given = [
    ...(flags.window ? (["window"] as const) : []),
    ...(flags.spectrum ? (["spectrum"] as const) : []),
    ...(flags.fit === undefined ? [] : (["fit"] as const)),
  ];
  if (given.length <= 1) return given[0] ?? "rates";
  const names = given.map((name) => `--${name}`);
  throw new InputError([{ where: names[0]!, what: `goes without ${names[1]}: give one of the two` }]);
}

export function refuseEdges(aim: Aim, above: unknown, below: unknown): void {
  if (aim === "window") return;
  const problems = Object.entries({ above, below })
    .filter(([, scan]) => scan !== undefined)
    .map(([name]) => ({
      where: `--${name}`,
      what: `is an edge of --window; without it the window is that of the card: --set cuts.synchrotron-tag.${name}=...`,
    }));
  if (problems.length > 0) throw new InputError(problems);
}

export function refuseCrossing(above: readonly number[], below: readonly number[]): void {
  const [most, least] = [above[above.length - 1]!, below[0]!];
  if (most < least) return;
  const show = (value: number) => formatQuantity(value, "energy");
  const what = `${show(most)} is not below ${show(least)}, the least of --below: give lower edges below the upper ones`;
  throw new InputError([{ where: "--above", what }]);
}

export function refuseEnergies(aim: Aim, energies: unknown): void {
  if (aim !== "fit" || energies === undefined) return;
  const what = "goes without --fit, which takes electrons of the beam of the card";
  throw new InputError([{ where: "--energy", what }]);
}

/** The aim must have the form that the ending asks for. */
export function refuseForm(
  out: string,
  aim: Aim,
  sizes: { readonly energies: number; readonly above: number; readonly below: number },
): void {
  const ending = extname(out);
  const what = isPicture(out)
    ? refusePicture(out, aim, sizes)
    : ending === ".md" && (aim === "window" || aim === "spectrum")
      ? `"${out}" would be a table for people, which --${aim} has not; give .csv, .json, .svg or .png`
      : ending === ".csv" && aim === "fit"
        ? `"${out}" would be a table of rows, which --fit has not; give .md or .json`
        : undefined;
  if (what !== undefined) throw new InputError([{ where: "--out", what }]);
}

function refusePicture(
  out: string,
  aim: Aim,
  { energies, above, below }: { energies: number; above: number; below: number },
): string | undefined {
  if (aim === "window") return refuseWindowPicture(energies, above, below);
  if (aim === "spectrum") return refuseSpectrumPicture(energies);
  const forms = aim === "fit" ? ".md or .json" : ".md, .csv or .json";
  return `"${out}" would be a picture, which needs --window or --spectrum; give ${forms}`;
}
