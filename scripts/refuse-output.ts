import { existsSync, statSync } from "node:fs";
import { formatOf } from "../src/node/file-format.ts";
import { InputError } from "../src/tables/input-error.ts";

/** Refuses to write over what is there, unless the user said --force; over a folder in any case. */
export function refuseExisting(files: readonly string[], force: boolean): void {
  const there = files.filter((file) => existsSync(file));
  const folders = there.filter((file) => statSync(file).isDirectory());
  const problems = [
    ...folders.map((where) => ({ where, what: "is a folder; give the name of a file" })),
    ...(force ? [] : there)
      .filter((file) => !folders.includes(file))
      .map((where) => ({ where, what: "is there already; --force overwrites it, another name keeps it" })),
  ];
  if (problems.length > 0) throw new InputError(problems);
}

/** Refuses a name whose ending tells no format of event files. */
export function refuseFormat(file: string): void {
  const format = formatOf(file);
  if (typeof format === "string") throw new InputError([{ where: file, what: format }]);
}
