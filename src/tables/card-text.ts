import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Scalar,
  visit,
} from "yaml";
import type { Problem } from "./input-error.ts";
import { isEntry } from "./section.ts";

type Tree = { [key: string]: unknown };

/** A card as text laid over others, later ones on top, with the place of each of its nodes. */
export interface CardText {
  /** What the texts say together, not checked yet. */
  readonly raw: Tree;
  /** Name of the topmost text: the one that was asked for. */
  readonly top: string;
  /** Where the node at `path` stands, as "file:line"; for one that is missing, where its parent does. */
  locate(path: readonly PropertyKey[]): string;
}

/** One of these texts. */
export interface Layer {
  readonly name: string;
  readonly tree: Tree;
  line(path: readonly PropertyKey[]): number | undefined;
}

/** Reads one YAML text, or says what is wrong with it as YAML. */
export function parseLayer(name: string, text: string): Layer | Problem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error" });
  if (document.errors.length > 0) {
    // One mistake may be followed by many: the first of each line tells.
    const byLine = new Map(
      document.errors.toReversed().map(({ pos, message }) => [lines.linePos(pos[0]).line, message]),
    );
    return [...byLine].toReversed().map(([line, message]) => ({
      where: `${name}:${line}`,
      what: `is not YAML: ${message.includes("call stack") ? "it is nested too deeply" : message}`,
    }));
  }
  if (!isMap(document.contents)) {
    return [{ where: `${name}:1`, what: "holds no card; `aprime init` writes one to start from" }];
  }
  const odd = oddKeys(document).map((offset) => lines.linePos(offset).line);
  if (odd.length > 0) return odd.map((line) => ({ where: `${name}:${line}`, what: "this cannot be a key" }));
  let tree: Tree;
  try {
    tree = document.toJS() as Tree;
  } catch (error) {
    const { message } = error as Error;
    const what = message.includes("alias")
      ? "its aliases (*name) grow beyond measure: write out what they stand for"
      : `cannot be read: ${message}`;
    return [{ where: `${name}:1`, what }];
  }
  const offsets = offsetsOf(document);
  return {
    name,
    tree,
    line: (path) => {
      const offset = offsets.get(keyOf(path));
      return offset === undefined ? undefined : lines.linePos(offset).line;
    },
  };
}

/** Where keys begin that are lists or sections, or would change the object that they are put into. */
function oddKeys(document: Document): number[] {
  const odd: number[] = [];
  visit(document, {
    Pair: (_, { key }) => {
      if (!isScalar(key) || key.value === "__proto__")
        odd.push((key as { range?: [number, number, number] } | null)?.range?.[0] ?? 0);
    },
  });
  return odd;
}

/** Where each key begins, and each item of a list, by the path to it. */
function offsetsOf(document: Document): Map<string, number> {
  const offsets = new Map<string, number>();
  const collect = (node: unknown, path: readonly string[]): void => {
    const begin = (isNode(node) ? node.range?.[0] : undefined) ?? offsets.get(keyOf(path.slice(0, -1)));
    if (begin !== undefined && !offsets.has(keyOf(path))) offsets.set(keyOf(path), begin);
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        const below = [...path, String((key as Scalar).value)];
        offsets.set(keyOf(below), (key as Scalar).range![0]);
        collect(value, below);
      }
    } else if (isSeq(node)) {
      for (const [k, item] of node.items.entries()) collect(item, [...path, String(k)]);
    }
  };
  collect(document.contents, []);
  return offsets;
}

function keyOf(path: readonly PropertyKey[]): string {
  return JSON.stringify(path.map(String));
}

/**
 * Lays cards over each other, the first at the bottom. A plain value over an entry replaces its value, and makes it an
 * assumption of the file that says so.
 */
export function layCards(layers: readonly Layer[]): CardText {
  const raw: Tree = {};
  for (const { tree, name } of layers) overlay(raw, tree, name);
  return {
    raw,
    top: layers[layers.length - 1]!.name,
    locate: (path) => locate(layers, path),
  };
}

/**
 * The node at `path` is in the topmost layer that says it, unless one above it replaces all that it is in. One that is missing is
 * looked for in the topmost layer that says most of its path.
 */
function locate(layers: readonly Layer[], path: readonly PropertyKey[]): string {
  const top = layers[layers.length - 1]!;
  let best = { name: top.name, line: top.line([]) ?? 1, says: 0 };
  for (const layer of layers.toReversed()) {
    let length = path.length;
    while (length > 0 && layer.line(path.slice(0, length)) === undefined) length--;
    const whole = length > 0 && replaces(nodeAt(layer.tree, path.slice(0, length)));
    const says = whole ? path.length : length;
    if (says > best.says) best = { name: layer.name, line: layer.line(path.slice(0, length))!, says };
  }
  return `${best.name}:${best.line}`;
}

function nodeAt(tree: Tree, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((node, key) => (node as Tree | undefined)?.[String(key)], tree);
}

function overlay(under: Tree, over: Tree, source: string): void {
  for (const [key, value] of Object.entries(over)) {
    const below = under[key];
    if (isEntry(below) && !isTree(value)) under[key] = { value, status: "assumed", source };
    else if (isTree(below) && !replaces(value)) overlay(below, value as Tree, source);
    else under[key] = value;
  }
}

/** Whether a node takes the place of the one under it, whole; only sections, and entries without a value, are merged. */
function replaces(node: unknown): boolean {
  return !isTree(node) || Object.hasOwn(node, "value");
}

function isTree(node: unknown): node is Tree {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}

/** The source of an entry that `setValue` changed. */
export const setSource = "--set on the command line";

/**
 * Sets the value at a dotted path, as `--set beam.intensityMean=3e6` does. Returns what is wrong, if anything.
 */
export function setValue(raw: Tree, assignment: string): string | undefined {
  const equals = assignment.indexOf("=");
  if (equals <= 0) return `"${assignment}" is not of the form path=value, such as beam.dutyFactor=0.8`;
  const path = assignment.slice(0, equals).split(".");
  const value = assignment.slice(equals + 1);
  let parent: Tree = raw;
  for (const key of path.slice(0, -1)) {
    const next = Object.hasOwn(parent, key) ? parent[key] : undefined;
    if (!isTree(next))
      return `the card has no "${path.join(".")}": "${key}" is not there; it has ${listKeys(parent)}`;
    if (isEntry(next)) {
      const entry = path.slice(0, path.indexOf(key) + 1).join(".");
      return `"${entry}" is a number: set it as ${entry}=..., which makes it assumed`;
    }
    parent = next;
  }
  const last = path[path.length - 1]!;
  if (!Object.hasOwn(parent, last)) {
    return `the card has no "${path.join(".")}"; there it has ${listKeys(parent)}`;
  }
  const below = parent[last];
  if (isEntry(below)) {
    const list = Array.isArray(below.value) ? value.split(",").map((text) => text.trim()) : value;
    parent[last] = { value: list, status: "assumed", source: setSource };
  } else if (isTree(below))
    return `"${path.join(".")}" is a section, not a number; it has ${listKeys(below)}`;
  else parent[last] = value;
  return undefined;
}

function listKeys(tree: Tree): string {
  return Object.keys(tree).join(", ");
}
