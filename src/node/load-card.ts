import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { z } from "zod";
import { contradictions, type RunCard } from "../simulation/run-card.ts";
import { type CardText, layCards, parseLayer, setValue } from "../tables/card-text.ts";
import { findProblems, locateProblems, valuesOf } from "../tables/check-card.ts";
import { InputError, type Problem } from "../tables/input-error.ts";
import { packageRoot } from "./package-root.ts";

/** A run card that was read and found good. */
export interface LoadedCard {
  /** With every number's unit, source and status: what is kept with each output, and can be read again. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly card: RunCard;
}

const shippedFolder = (): string => join(packageRoot(), "data", "runs");

/** Names of the shipped cards: I, II, III. */
export function shippedRuns(): string[] {
  return readdirSync(shippedFolder())
    .map((file) => /^2016-(\w+)\.yaml$/.exec(file)?.[1])
    .filter((name) => name !== undefined)
    .sort();
}

/** Reads the card `run`, a shipped name or a path, lays `--set` assignments over it, and checks it all at once. */
export function loadCard(
  run: string,
  sets: readonly string[],
  schema: z.ZodType<RunCard, unknown>,
): LoadedCard {
  return checkCard(layCards(readLayers(run)), sets, schema);
}

/** The same for a card that a file kept. */
export function cardFromRaw(
  raw: unknown,
  sets: readonly string[],
  schema: z.ZodType<RunCard, unknown>,
): LoadedCard {
  const text = {
    raw: structuredClone(raw ?? {}) as CardText["raw"],
    locate: () => "the file's run card",
    top: "",
  };
  return checkCard(text, sets, schema);
}

function checkCard(text: CardText, sets: readonly string[], schema: z.ZodType<RunCard, unknown>): LoadedCard {
  const { raw } = text;
  const problems: Problem[] = [];
  const overridden = new Set<string>();
  for (const assignment of sets) {
    const wrong = setValue(raw, assignment);
    if (wrong !== undefined) problems.push({ where: "--set", what: wrong });
    else overridden.add(assignment.slice(0, assignment.indexOf("=")));
  }
  const locate = (path: readonly PropertyKey[]): string => {
    const dotted = path.filter((key) => key !== "value").join(".");
    return overridden.has(dotted) ? "--set" : text.locate(path);
  };
  const isUsers = (place: string): boolean => place === "--set" || place.startsWith(`${text.top}:`);
  problems.push(...locateProblems(findProblems(schema, raw), locate));
  for (const { path, other, message } of contradictions(valuesOf(schema, raw))) {
    // Told at the place that the user wrote, if only one of the two is his.
    const [first, second] = [locate(path.split(".")), locate(other.split("."))];
    const [where, there] = isUsers(second) && !isUsers(first) ? [second, first] : [first, second];
    problems.push({
      where,
      what: `${path} ${message} ${other}, which cannot be: change one of the two (the other is at ${there})`,
    });
  }
  if (problems.length > 0) throw new InputError(problems);
  return { raw, card: schema.parse(raw) };
}

/** The card and all that it extends, the bottom one first. */
function readLayers(run: string) {
  const layers = [];
  const seen = new Set<string>();
  let path: string | undefined = pathOf(run, process.cwd());
  let where = `run card ${run}`;
  let hint = `give a shipped run (${shippedRuns().join(", ")}) or the path of a card`;
  while (path !== undefined) {
    if (seen.has(path))
      throw new InputError([{ where, what: "extends itself, directly or through another card" }]);
    seen.add(path);
    const layer = parseLayer(displayName(path), readText(path, where, hint));
    if (Array.isArray(layer)) throw new InputError(layer);
    const { extends: parent, ...tree } = layer.tree;
    layers.unshift({ ...layer, tree });
    where = `${layer.name}:${layer.line(["extends"])}`;
    if (parent !== undefined && typeof parent !== "string")
      throw new InputError([{ where, what: "extends must name a run or a file" }]);
    path = parent === undefined ? undefined : pathOf(parent, dirname(path));
    hint = `extends takes a shipped run (${shippedRuns().join(", ")}) or a path from the folder of its card`;
  }
  return layers;
}

/** A shipped run's file, or the path against `folder`. */
function pathOf(run: string, folder: string): string {
  return shippedRuns().includes(run) ? join(shippedFolder(), `2016-${run}.yaml`) : resolve(folder, run);
}

/** More than any card needs; what is longer is no card, and would take long to read. */
const longestCard = 2e5; // bytes

/** Why a card cannot be read, by the code of the error. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "you may not read it",
};

function readText(path: string, where: string, hint: string): string {
  try {
    const { size } = statSync(path);
    if (size > longestCard) {
      const what = `${displayName(path)} is ${(size / 1e6).toPrecision(2)} MB long, and a card has at most 0.2 MB; ${hint}`;
      throw new InputError([{ where, what }]);
    }
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = reasons[code ?? ""] ?? message;
    throw new InputError([{ where, what: `${displayName(path)} cannot be read: ${reason}; ${hint}` }]);
  }
}

/** A path as the user would write it: against the working folder, where it is below it. */
function displayName(path: string): string {
  const below = `${resolve(process.cwd())}/`;
  return path.startsWith(below) ? path.slice(below.length) : path;
}
