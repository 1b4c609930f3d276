/**
 * Writes the schemas in data by which editors check and complete cards of runs, selections and systematic errors. To be run after a change of a schema:
 *
 *   npm run build
 *   node dist/scripts/dev/export-schema.js
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/node/package-root.ts";
import { editorSchema, systematicsEditorSchema } from "./editor-schema.ts";
import { selectionSchema } from "./selection-schema.ts";

const schemas = [
  ["runs", "run-card.schema.json", editorSchema()],
  ["selections", "selection-card.schema.json", selectionSchema()],
  ["systematics", "systematics.schema.json", systematicsEditorSchema()],
] as const;

for (const [folder, name, schema] of schemas) {
  const file = join(packageRoot(), "data", folder, name);
  writeFileSync(file, `${JSON.stringify(schema, undefined, 2)}\n`);
  process.stdout.write(`→ ${file}\n`);
}
