import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { formatOf } from "../src/node/file-format.ts";
import { InputError } from "../src/tables/input-error.ts";
import { fileProblem } from "./file-problem.ts";

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

/** Refuses a file that could not be made where it is to be, before hours of simulation. */
export function refusePlace(file: string): void {
  let place = dirname(resolve(file));
  while (!existsSync(place)) place = dirname(place);
  if (!statSync(place).isDirectory())
    throw new InputError([
      {
        where: file,
        what: "cannot be used: a part of its path is a file, not a folder; give another place",
      },
    ]);
  try {
    accessSync(place, constants.W_OK);
  } catch (error) {
    throw new InputError(fileProblem(Object.assign(error as Error, { path: file }))!);
  }
}

/** Refuses a name whose ending tells no format of event files. */
export function refuseFormat(file: string): void {
  const format = formatOf(file);
  if (typeof format === "string") throw new InputError([{ where: file, what: format }]);
}
