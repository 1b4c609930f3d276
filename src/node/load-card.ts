import { readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { z } from "zod";
import { contradictions, type RunCard } from "../simulation/run-card.ts";
import { type CardText, type Layer, layCards, parseLayer, setValue } from "../tables/card-text.ts";
import { findProblems, locateProblems, valuesOf } from "../tables/check-card.ts";
import { InputError, type Problem } from "../tables/input-error.ts";
import { displayName, readCardText } from "./card-file.ts";
import { packageRoot } from "./package-root.ts";

/** A run card that was read and found good. */
export interface LoadedCard {
  /** With every number's unit, source and status: what is kept with each output, and can be read again. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly card: RunCard;
}

const shippedFolder = (): string => join(packageRoot(), "data", "runs");

/** Files of the shipped cards by their names: the runs of 2016 are I, II, III, other data sets have the name of their file. */
function shippedFiles(): Map<string, string> {
  const files = readdirSync(shippedFolder()).filter((file) => /^2016-.+\.yaml$/.test(file));
  const named = files.map((file): [string, string] => {
    const name = file.slice(0, -".yaml".length);
    return [/^2016-(I{1,3})$/.exec(name)?.[1] ?? name, join(shippedFolder(), file)];
  });
  const isRun = ([name]: [string, string]): number => (name.startsWith("I") ? 0 : 1);
  return new Map(named.sort((a, b) => isRun(a) - isRun(b) || (a[0] < b[0] ? -1 : 1)));
}

/** Names of the shipped cards: I, II, III, and those of other data sets. */
export function shippedRuns(): string[] {
  return [...shippedFiles().keys()];
}

/**
 * Reads the card `run`, a shipped name or a path, lays the thresholds of a selection card and `--set` assignments over it, and checks
 * it all at once.
 */
export function loadCard(
  run: string,
  sets: readonly string[],
  schema: z.ZodType<RunCard, unknown>,
  thresholds?: Layer,
): LoadedCard {
  return checkCard(layCards([...readLayers(run), ...(thresholds ? [thresholds] : [])]), sets, schema);
}

/** The same for a card that a file kept. */
export function cardFromRaw(
  raw: unknown,
  sets: readonly string[],
  schema: z.ZodType<RunCard, unknown>,
  thresholds?: Layer,
): LoadedCard {
  const kept = { name: "the file's run card", tree: structuredClone(raw ?? {}) as Layer["tree"] };
  const text = layCards([{ ...kept, line: () => undefined }, ...(thresholds ? [thresholds] : [])]);
  return checkCard(
    {
      ...text,
      locate: (path) => (thresholds?.line(path) === undefined ? kept.name : text.locate(path)),
    },
    sets,
    schema,
  );
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
    const layer = parseLayer(displayName(path), readCardText(path, where, hint));
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
  return shippedFiles().get(run) ?? resolve(folder, run);
}
