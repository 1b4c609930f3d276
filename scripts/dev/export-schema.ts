/**
 * Writes data/runs/run-card.schema.json, by which editors check and complete run cards. To be run after a change of a schema:
 *
 *   npm run build
 *   node dist/scripts/dev/export-schema.js
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/node/package-root.ts";
import { editorSchema } from "./editor-schema.ts";

const file = join(packageRoot(), "data", "runs", "run-card.schema.json");
writeFileSync(file, `${JSON.stringify(editorSchema(), undefined, 2)}\n`);
process.stdout.write(`→ ${file}\n`);
