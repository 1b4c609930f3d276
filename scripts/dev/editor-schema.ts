import { z } from "zod";
import { allCuts } from "../../cuts/index.ts";
import { shippedRuns } from "../../src/node/load-card.ts";
import { runCardSchema } from "../../src/simulation/run-card.ts";
import { systematicsCardSchema } from "../../src/tables/systematics-card.ts";

/** A JSON Schema, or a part of it. */
export interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly description?: string;
  readonly [keyword: string]: unknown;
}

/**
 * The JSON Schema of run cards for editors. Looser than the program's own check: nothing is required, since a card may extend another,
 * and a number is an entry with status and source, or a bare value laid over an entry of the card below.
 */
export function editorSchema(): Node {
  const schema = z.toJSONSchema(runCardSchema(allCuts), { io: "input", target: "draft-7" }) as Node;
  const { $schema, properties, ...rest } = loosen(schema);
  return {
    $schema,
    title: "Run card of aprime",
    ...rest,
    properties: {
      extends: {
        type: "string",
        description: `a shipped run (${shippedRuns().join(", ")}), or the path of the card that this one changes`,
      },
      ...properties,
    },
    definitions: originOf(schema),
  };
}

/** The JSON Schema of systematics cards for editors. */
export function systematicsEditorSchema(): Node {
  const { $schema, ...schema } = z.toJSONSchema(systematicsCardSchema, {
    io: "input",
    target: "draft-7",
  }) as Node;
  return { $schema, title: "Systematics card of aprime", ...schema };
}

/** What an entry has besides its value. */
const origin = ["status", "source", "note"] as const;

function isEntry({ properties = {} }: Node): boolean {
  return "value" in properties && "status" in properties;
}

/** The schemas of status, source and note, which are the same in every entry; kept once. */
function originOf(node: Node): Record<string, Node> {
  const children = node.properties ?? {};
  if (isEntry(node)) return Object.fromEntries(origin.map((part) => [part, children[part]!]));
  for (const child of Object.values(children)) {
    const found = originOf(child);
    if (Object.keys(found).length > 0) return found;
  }
  return {};
}

function loosen({ required: _, properties = {}, ...node }: Node): Node {
  if (isEntry({ properties })) {
    const value = properties.value!;
    const references = origin.map((part) => [part, { $ref: `#/definitions/${part}` }]);
    const entry = {
      ...node,
      properties: { value, ...Object.fromEntries(references) },
      // One that brings its own value must say where it comes from.
      dependencies: { value: ["status", "source"] },
    };
    const description = value.description ?? value.items?.description;
    return { ...(description !== undefined && { description }), anyOf: [value, entry] };
  }
  const children = Object.entries(properties).map(([name, child]) => [name, loosen(child)]);
  return children.length === 0 ? node : { ...node, properties: Object.fromEntries(children) };
}
