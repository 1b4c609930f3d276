import { readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { distance } from "fastest-levenshtein";
import { allCuts } from "../../cuts/index.ts";
import { eventColumns } from "../detector/events.ts";
import { type Cut, fixedCut } from "../selection/cut.ts";
import type { OwnCut, Selection } from "../selection/selection.ts";
import { readSelectionCard, type SelectionCard, type Step } from "../selection/selection-card.ts";
import { type Layer, parseLayer } from "../tables/card-text.ts";
import { locateProblems } from "../tables/check-card.ts";
import { InputError, type Problem } from "../tables/input-error.ts";
import { isEntry } from "../tables/section.ts";
import { displayName, readCardText } from "./card-file.ts";
import { importModule } from "./import-module.ts";
import { hashModule, moduleName } from "./load-algorithm.ts";
import { packageRoot } from "./package-root.ts";

/** A selection whose card was read and found good, but for what its expressions and modules hold. */
export interface ReadSelection {
  readonly card: SelectionCard;
  /** What was asked for: a shipped name, or a path. */
  readonly given: string;
  /** Its thresholds, to be laid over a run card; none if it leaves all to the run card. */
  readonly thresholds?: Layer;
  /** Where the cut of this place stands in the card. */
  locate(cut: number, key?: string): string;
  readonly folder: string;
}

const shippedFolder = (): string => join(packageRoot(), "data", "selections");

/** What the source of a threshold begins with that a selection card sets. */
export const selectionSource = "selection card ";

/** The order of the paper; what is not in it comes last. */
const order = [
  "trigger",
  "signal",
  "calibration",
  "dimuon",
  "preselection",
  "final",
  "side-band-a",
  "side-band-c",
  "validation-region",
];

/** Names of the shipped selections. */
export function shippedSelections(): string[] {
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return readdirSync(shippedFolder())
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => file.slice(0, -".yaml".length))
    .sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

/** Reads a selection card, shipped by its name or the user's by its path; one error tells all that is wrong with it. */
export function readSelection(given: string): ReadSelection {
  const shipped = shippedSelections();
  const isShipped = shipped.includes(given);
  if (!isShipped && !/[/\\]|\.ya?ml$/.test(given))
    throw new InputError([{ where: "--selection", what: unknown(given, shipped) }]);
  const path = isShipped ? join(shippedFolder(), `${given}.yaml`) : resolve(given);
  const hint = `give a selection (${shipped.join(", ")}) or the path of a card; \`aprime init --selection signal mine.yaml\` writes one to start from`;
  const layer = parseLayer(displayName(path), readCardText(path, "--selection", hint));
  if (Array.isArray(layer)) throw new InputError(layer);
  const card = readSelectionCard(layer.tree, allCuts);
  const place = (path: readonly PropertyKey[]): string => {
    let length = path.length;
    while (length > 0 && layer.line(path.slice(0, length)) === undefined) length--;
    return `${layer.name}:${layer.line(path.slice(0, length)) ?? 1}`;
  };
  if (Array.isArray(card)) throw new InputError(locateProblems(card, place));
  const thresholds = thresholdsOf(card, layer);
  return {
    card,
    given,
    ...(thresholds && { thresholds }),
    locate: (cut, key) => place(["cuts", cut, ...(key === undefined ? [] : [key])]),
    folder: dirname(path),
  };
}

function unknown(given: string, shipped: readonly string[]): string {
  const [best] = shipped
    .map((name) => ({ name, edits: distance(given, name) }))
    .sort((a, b) => a.edits - b.edits);
  const meant = best !== undefined && best.edits <= Math.max(1, 0.3 * given.length);
  return `there is no selection "${given}"; ${meant ? `did you mean "${best.name}"? ` : ""}known are ${shipped.join(", ")}, or give the path of a card, such as ./mine.yaml`;
}

/** The thresholds that a card sets, as a layer of a run card: assumptions of the card, unless it says whence they are. */
function thresholdsOf({ cuts }: SelectionCard, { name, line }: Layer): Layer | undefined {
  const places = new Map<string, number>();
  const tree: Record<string, unknown> = {};
  for (const [k, step] of cuts.entries()) {
    if (!("cut" in step) || Object.keys(step.thresholds).length === 0) continue;
    places.set(step.name, k);
    tree[step.name] = Object.fromEntries(
      Object.entries(step.thresholds).map(([key, value]) => [
        key,
        isEntry(value) ? value : { value, status: "assumed", source: `${selectionSource}${name}` },
      ]),
    );
  }
  if (places.size === 0) return undefined;
  return {
    name,
    tree: { cuts: tree },
    line: ([section, cut, ...rest]) => {
      const k = section === "cuts" && cut !== undefined ? places.get(String(cut)) : undefined;
      if (k === undefined) return undefined;
      const path = ["cuts", k, cut!, ...rest];
      return (
        line(path) ??
        (["value", "status", "source"].includes(String(rest.at(-1))) ? line(path.slice(0, -1)) : undefined)
      );
    },
  };
}

/** A shipped selection that holds cuts of aprime alone. */
export function shippedSelection(name: string): Selection {
  const { card } = readSelection(name);
  const cuts = card.cuts.map((step) => {
    if ("cut" in step) return step.cut;
    throw new Error(`selection ${name} has an expression, which takes loadSelection to read`);
  });
  return { name: card.name, about: card.about, cuts };
}

/** A selection whose expressions were compiled and whose modules were loaded. */
export async function prepareSelection(read: ReadSelection): Promise<Selection> {
  const problems: Problem[] = [];
  const cuts: Cut[] = [];
  const own: OwnCut[] = [];
  for (const [k, step] of read.card.cuts.entries()) {
    try {
      const [cut, made] = await prepareStep(step, k, read);
      if (cuts.some(({ name }) => name === cut.name))
        problems.push({
          where: read.locate(k),
          what: `"${cut.name}" is there already: give it another name`,
        });
      cuts.push(cut);
      if (made !== undefined) own.push(made);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  const { name, about } = read.card;
  return { name, about, cuts, ...(own.length > 0 && { own }) };
}

/** Reads a selection, shipped or of the user's, with all that it holds. */
export async function loadSelection(given: string): Promise<Selection> {
  return prepareSelection(readSelection(given));
}

async function prepareStep(
  step: Step,
  k: number,
  { locate, folder }: ReadSelection,
): Promise<[Cut, OwnCut?]> {
  if ("cut" in step) return [step.cut];
  if ("expression" in step) {
    const { name, about, expression } = step;
    const [{ compileExpression }, { parseExpression }] = await Promise.all([
      import("../selection/expression.ts"),
      import("../selection/parse-expression.ts"),
    ]);
    const passes = compileExpression(expression, eventColumns, parseExpression);
    if (typeof passes === "function")
      return [fixedCut(name, about, passes), { name, expression: expression.replace(/\s+/g, " ").trim() }];
    const where = locate(k, "expression");
    throw new InputError(
      passes.map(({ character, what }) => ({
        where,
        what: `expression, at character ${character}: ${what}`,
      })),
    );
  }
  const module = pathToFileURL(resolve(folder, step.module)).href;
  const where = moduleName(module);
  let sha256: string;
  try {
    sha256 = hashModule(module);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      code === "EACCES"
        ? "you may not read it"
        : code === "EISDIR"
          ? "it is a folder"
          : "there is no such file";
    const what = `module ${step.module} cannot be read: ${reason}; its path is taken from the folder of the card`;
    throw new InputError([{ where: locate(k, "module"), what }]);
  }
  const { readOwnCut } = await import("../selection/own-cut.ts");
  const cut = readOwnCut({ exported: await importModule(module, where), module, where, name: step.name });
  if (allCuts.some(({ name }) => name === cut.name))
    throw new InputError([
      { where, what: `name is "${cut.name}", as a cut of aprime is called; give it another` },
    ]);
  return [cut, { name: cut.name, module: sha256 }];
}
