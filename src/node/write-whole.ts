import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Writes files whole or not at all: each is written aside as `.part`, and when all are there they are renamed. Makes the
 * folders that they need.
 */
export async function writeWhole(
  files: readonly (readonly [path: string, content: string | Uint8Array])[],
): Promise<void> {
  const asides: string[] = [];
  try {
    for (const [path, content] of files) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(`${path}.part`, content);
      asides.push(`${path}.part`);
    }
    for (const [path] of files) await rename(`${path}.part`, path);
  } catch (error) {
    for (const aside of asides) await rm(aside, { force: true });
    throw error;
  }
}
