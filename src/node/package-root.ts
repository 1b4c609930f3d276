import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The folder of the package, which holds data/: the nearest folder above this file whose package.json is named
 * "aprime". The same from src/node, from dist/src/node and when installed; the working folder plays no part.
 */
export function packageRoot(): string {
  return findPackage("aprime", dirname(fileURLToPath(import.meta.url)));
}

export function findPackage(name: string, start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (existsSync(file) && JSON.parse(readFileSync(file, "utf8")).name === name) return folder;
    if (dirname(folder) === folder)
      throw new Error(`no package.json named "${name}" in ${start} or above it`);
  }
}
