/**
 * Writes src/readout/kernel/kernel-module.ts, the WebAssembly of the sources in its folder assembly. To be run after a change of those:
 *
 *   npm run build:kernel
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/node/package-root.ts";
import { compileKernel } from "./compile-kernel.ts";

const file = join(packageRoot(), "src", "readout", "kernel", "kernel-module.ts");
writeFileSync(file, await compileKernel());
process.stdout.write(`→ ${file}\n`);
