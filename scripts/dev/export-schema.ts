/**
 * Writes data/runs/run-card.schema.json and data/systematics/systematics.schema.json, by which editors check and complete these cards.
 * To be run after a change of a schema:
 *
 *   npm run build
 *   node dist/scripts/dev/export-schema.js
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/node/package-root.ts";
import { editorSchema, systematicsEditorSchema } from "./editor-schema.ts";

for (const [folder, name, schema] of [
  ["runs", "run-card.schema.json", editorSchema()],
  ["systematics", "systematics.schema.json", systematicsEditorSchema()],
] as const) {
  const file = join(packageRoot(), "data", folder, name);
  writeFileSync(file, `${JSON.stringify(schema, undefined, 2)}\n`);
  process.stdout.write(`→ ${file}\n`);
}
