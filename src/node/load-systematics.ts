import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseLayer } from "../tables/card-text.ts";
import { findProblems, locateProblems } from "../tables/check-card.ts";
import { InputError } from "../tables/input-error.ts";
import { repeatedNames, type SystematicsCard, systematicsCardSchema } from "../tables/systematics-card.ts";
import { displayName, readCardText } from "./card-file.ts";
import { packageRoot } from "./package-root.ts";

/** A systematics card that was read and found good; whether a run card has the numbers that it varies is seen with the run. */
export interface ReadSystematics {
  readonly card: SystematicsCard;
  /** Where a variation stands, as "file:line". */
  locate(source: number, variation: number): string;
}

const shippedFolder = (): string => join(packageRoot(), "data", "systematics");

/** Names of the shipped systematics cards. */
export function shippedSystematics(): string[] {
  return readdirSync(shippedFolder())
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => file.slice(0, -".yaml".length))
    .sort();
}

/** Reads a systematics card, shipped by its name or the user's by its path; one error tells all that is wrong with it. */
export function readSystematics(given: string): ReadSystematics {
  const shipped = shippedSystematics();
  const path = shipped.includes(given) ? join(shippedFolder(), `${given}.yaml`) : resolve(given);
  const hint = `give a systematics card (${shipped.join(", ")}) or the path of one`;
  const layer = parseLayer(displayName(path), readCardText(path, "--systematics", hint));
  if (Array.isArray(layer)) throw new InputError(layer);
  const place = (path: readonly PropertyKey[]): string => {
    let length = path.length;
    while (length > 0 && layer.line(path.slice(0, length)) === undefined) length--;
    return `${layer.name}:${layer.line(path.slice(0, length)) ?? 1}`;
  };
  const problems = findProblems(systematicsCardSchema, layer.tree);
  if (problems.length > 0) throw new InputError(locateProblems(problems, place));
  const card = systematicsCardSchema.parse(layer.tree);
  const repeated = repeatedNames(card);
  if (repeated.length > 0) throw new InputError(locateProblems(repeated, place));
  return { card, locate: (source, variation) => place(["sources", source, "variations", variation]) };
}
