import { z } from "zod";
import { allCuts } from "../../cuts/index.ts";
import { cardSchema, expressionSchema, moduleSchema } from "../../src/selection/selection-card.ts";
import { editorSchema, type Node } from "./editor-schema.ts";

/** The JSON Schema of selection cards for editors, with the cuts of aprime and their thresholds. */
export function selectionSchema(): Node {
  const { properties: card, definitions } = editorSchema();
  const { $schema, properties, ...rest } = schemaOf(cardSchema);
  const thresholds = Object.entries(card!.cuts!.properties!).map(([cut, node]) => ({
    type: "object",
    properties: { [cut]: node },
    required: [cut],
    additionalProperties: false,
  }));
  const forms = [
    { anyOf: allCuts.map(({ name, about }) => ({ const: name, description: about })) },
    ...thresholds,
    formOf(expressionSchema),
    formOf(moduleSchema),
  ];
  const cuts = { ...properties!.cuts, items: { anyOf: forms } } as Node;
  return {
    $schema,
    title: "Selection card of aprime",
    ...rest,
    properties: { ...properties, cuts },
    definitions,
  };
}

function formOf(schema: z.ZodType): Node {
  const { $schema: _, ...form } = schemaOf(schema);
  return form;
}

/** Its letters of any alphabet are left to the program: checkers differ in how they read such a pattern. */
function schemaOf(schema: z.ZodType): Node {
  const node = z.toJSONSchema(schema, { io: "input", target: "draft-7" }) as Node;
  const { pattern: _, ...name } = node.properties!.name!;
  return { ...node, properties: { ...node.properties, name: { ...name, minLength: 1, maxLength: 40 } } };
}
