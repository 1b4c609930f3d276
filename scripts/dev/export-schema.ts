/**
 * Writes the schemas in data by which editors check and complete run cards and selection cards. To be run after a change of a schema:
 *
 *   npm run build
 *   node dist/scripts/dev/export-schema.js
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/node/package-root.ts";
import { editorSchema } from "./editor-schema.ts";
import { selectionSchema } from "./selection-schema.ts";

const schemas = [
  ["runs", "run-card.schema.json", editorSchema()],
  ["selections", "selection-card.schema.json", selectionSchema()],
] as const;

for (const [folder, name, schema] of schemas) {
  const file = join(packageRoot(), "data", folder, name);
  writeFileSync(file, `${JSON.stringify(schema, undefined, 2)}\n`);
  process.stdout.write(`→ ${file}\n`);
}
