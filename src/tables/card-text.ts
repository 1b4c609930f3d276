import { type Document, isMap, isScalar, LineCounter, parseDocument } from "yaml";
import type { Problem } from "./input-error.ts";
import { isEntry } from "./section.ts";

type Tree = { [key: string]: unknown };

/** A card as text laid over others, later ones on top, with the place of each of its nodes. */
export interface CardText {
  /** What the texts say together, not checked yet. */
  readonly raw: Tree;
  /** Where the node at `path` stands, as "file:line"; for one that is missing, where its parent does. */
  locate(path: readonly PropertyKey[]): string;
}

interface Layer {
  readonly name: string;
  readonly tree: Tree;
  line(path: readonly PropertyKey[]): number | undefined;
}

/** Reads one YAML text, or says what is wrong with it as YAML. */
export function parseLayer(name: string, text: string): Layer | Problem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return document.errors.map(({ pos, message }) => ({
      where: `${name}:${lines.linePos(pos[0]).line}`,
      what: `is not YAML: ${message}`,
    }));
  }
  if (!isMap(document.contents)) {
    return [{ where: `${name}:1`, what: "holds no card; `aprime init` writes one to start from" }];
  }
  return {
    name,
    tree: document.toJS() as Tree,
    line: (path) => {
      const offset = offsetOf(document, path);
      return offset === undefined ? undefined : lines.linePos(offset).line;
    },
  };
}

/** Where the key at `path` begins in the text; undefined if there is none. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  if (path.length === 0) return document.contents?.range?.[0];
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path[path.length - 1];
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(last));
    return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
  }
  const node = document.getIn(path, true);
  return (node as { range?: [number, number, number] } | undefined)?.range?.[0];
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
    locate: (path) => {
      for (let length = path.length; length >= 0; length--) {
        for (const layer of layers.toReversed()) {
          const line = layer.line(path.slice(0, length));
          if (line !== undefined && (length > 0 || layer === layers[layers.length - 1]))
            return `${layer.name}:${line}`;
        }
      }
      return layers[layers.length - 1]?.name ?? "card";
    },
  };
}

function overlay(under: Tree, over: Tree, source: string): void {
  for (const [key, value] of Object.entries(over)) {
    const below = under[key];
    if (isEntry(below) && !isTree(value)) under[key] = { value, status: "assumed", source };
    else if (isTree(below) && isTree(value) && !("value" in value)) overlay(below, value, source);
    else under[key] = value;
  }
}

function isTree(node: unknown): node is Tree {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}

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
    parent = next;
  }
  const last = path[path.length - 1]!;
  if (!Object.hasOwn(parent, last)) {
    return `the card has no "${path.join(".")}"; there it has ${listKeys(parent)}`;
  }
  const below = parent[last];
  if (isEntry(below)) {
    const list = Array.isArray(below.value) ? value.split(",").map((text) => text.trim()) : value;
    parent[last] = { value: list, status: "assumed", source: "--set on the command line" };
  } else if (isTree(below))
    return `"${path.join(".")}" is a section, not a number; it has ${listKeys(below)}`;
  else parent[last] = value;
  return undefined;
}

function listKeys(tree: Tree): string {
  return Object.keys(tree).join(", ");
}
