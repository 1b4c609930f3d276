import { distance } from "fastest-levenshtein";
import { z } from "zod";
import { findProblems } from "../tables/check-card.ts";
import type { Cut } from "./cut.ts";
import { mostCuts } from "./evaluate.ts";

/** One cut of a selection card. */
export type Step =
  | { readonly name: string; readonly cut: Cut; readonly thresholds: Readonly<Record<string, unknown>> }
  | { readonly name: string; readonly about: string; readonly expression: string }
  | { readonly name?: string; readonly module: string };

/** A selection as a card tells it. */
export interface SelectionCard {
  readonly name: string;
  readonly about: string;
  readonly cuts: readonly Step[];
}

interface CardProblem {
  readonly path: readonly PropertyKey[];
  readonly what: string;
}

const name = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u, "needs 1 to 40 letters, digits, spaces, dots and dashes")
  .meta({ description: "what the cut flow calls it" });

const about = z.string().optional().meta({ description: "what passes" });

/** A selection card without its cuts. */
export const cardSchema = z.strictObject({
  name,
  about,
  cuts: z.array(z.unknown()).min(1).meta({ description: "at most 32, in the order of the cut flow" }),
});

/** A cut that is an expression over columns. */
export const expressionSchema = z.strictObject({
  name: name.optional(),
  about,
  expression: z.string().meta({ description: "such as ecalEnergy < 45 GeV and hcalEnergy < 1.2 GeV" }),
});

/** A cut that is a module of the user's. */
export const moduleSchema = z.strictObject({
  name: name.optional(),
  module: z.string().min(1).meta({ description: "its path, from the folder of the card" }),
});

const forms =
  "write the name of a cut, a cut with thresholds, as in hcal-quiet: { below: 0.5 GeV }, { name: ..., expression: ... } or { name: ..., module: ./cut.mjs }";

/** The selection that a card's tree tells, made of `cuts` and of the user's own; or all that is wrong, each with its path. */
export function readSelectionCard(tree: unknown, cuts: readonly Cut[]): SelectionCard | CardProblem[] {
  const problems: CardProblem[] = [...findProblems(cardSchema, tree)];
  const { cuts: items, ...card } = tree as { name?: string; about?: string; cuts?: unknown };
  const steps: Step[] = [];
  for (const [k, item] of (Array.isArray(items) ? items : []).entries()) {
    const step = readStep(item, cuts);
    if (Array.isArray(step))
      problems.push(...step.map(({ path, what }) => ({ path: ["cuts", k, ...path], what })));
    else if (step.name !== undefined && steps.some((other) => other.name === step.name))
      problems.push({ path: ["cuts", k], what: `"${step.name}" is there already: a cut counts once` });
    else steps.push(step);
  }
  if (Array.isArray(items) && items.length > mostCuts)
    problems.push({ path: ["cuts"], what: `has ${items.length} cuts, and ${mostCuts} are the most` });
  if (problems.length > 0) return problems;
  return { name: card.name!, about: card.about ?? "a selection of your own", cuts: steps };
}

function readStep(item: unknown, cuts: readonly Cut[]): Step | CardProblem[] {
  if (typeof item === "string") return namedCut(item, {}, cuts);
  if (typeof item !== "object" || item === null || Array.isArray(item))
    return [{ path: [], what: `is no cut: ${forms}` }];
  if ("expression" in item) {
    const problems = [...findProblems(expressionSchema, item), ...takenName(item, cuts)];
    if (problems.length > 0) return problems;
    const { name, about, expression } = expressionSchema.parse(item);
    const shown = expression.replace(/\s+/g, " ").trim();
    const otherwise = shown.length > 60 ? `${shown.slice(0, 57)}...` : shown;
    return { name: name ?? otherwise, about: about ?? shown, expression };
  }
  if ("module" in item) {
    const problems = [...findProblems(moduleSchema, item), ...takenName(item, cuts)];
    if (problems.length > 0) return problems;
    const { name, module } = moduleSchema.parse(item);
    return { ...(name !== undefined && { name }), module };
  }
  const [entry, ...others] = Object.entries(item);
  if (entry === undefined) return [{ path: [], what: `is no cut: ${forms}` }];
  const [cut, thresholds] = entry;
  if (others.length > 0) {
    const known = cuts.some((candidate) => candidate.name === cut);
    const what = known
      ? `has thresholds that stand beside the cut: put them into it, as in ${cut}: { ${others.map(([key, value]) => `${key}: ${String(value)}`).join(", ")} }`
      : `is no cut: ${forms}`;
    return [{ path: [], what }];
  }
  if (thresholds !== null && (typeof thresholds !== "object" || Array.isArray(thresholds)))
    return [{ path: [cut], what: `must hold thresholds, as in ${cut}: { below: 0.5 GeV }` }];
  return namedCut(cut, (thresholds ?? {}) as Record<string, unknown>, cuts);
}

function namedCut(
  name: string,
  thresholds: Record<string, unknown>,
  cuts: readonly Cut[],
): Step | CardProblem[] {
  const cut = cuts.find((candidate) => candidate.name === name);
  if (cut === undefined) return [{ path: [], what: unknownCut(name, cuts) }];
  if (Object.keys(thresholds).length > 0 && cut.schema.safeParse({}).success)
    return [{ path: [name], what: "has no thresholds: write its name alone" }];
  return { name, cut, thresholds };
}

function unknownCut(name: string, cuts: readonly Cut[]): string {
  const shown = name.length > 40 ? `${name.slice(0, 40)}...` : name;
  if (/[<>=]/.test(name)) return `"${shown}" is no cut; an expression is written as { expression: "..." }`;
  const [best] = cuts
    .map((cut) => ({ name: cut.name, edits: distance(name.slice(0, 100), cut.name) }))
    .sort((a, b) => a.edits - b.edits);
  if (best !== undefined && best.edits <= Math.max(1, 0.4 * name.length))
    return `"${shown}" is no cut; did you mean "${best.name}"?`;
  return `"${shown}" is no cut; known are ${cuts.map((cut) => cut.name).join(", ")}, or ${forms}`;
}

/** A cut of the user's must not be taken for one of aprime's. */
function takenName(item: object, cuts: readonly Cut[]): CardProblem[] {
  const { name } = item as { name?: unknown };
  if (!cuts.some((cut) => cut.name === name)) return [];
  return [{ path: ["name"], what: `is "${String(name)}", as a cut of aprime is called; give it another` }];
}
