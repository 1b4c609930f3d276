import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { placeOf } from "../pileup/guard.ts";
import { InputError } from "../tables/input-error.ts";

/** What a module of the user's exports; an `InputError` tells why it cannot be loaded. Runs his code. */
export async function importModule(
  module: string,
  where: string,
): Promise<Readonly<Record<string, unknown>>> {
  return import(module).catch((error: unknown) => {
    throw new InputError([importProblem(error, module, where)]);
  });
}

/** Why a module cannot be imported. */
function importProblem(error: unknown, module: string, where: string) {
  const { name, message, code } = (error ?? {}) as NodeJS.ErrnoException;
  const said = error instanceof Error ? `${name}: ${message.replace(/\s+/g, " ")}` : String(error);
  if (error instanceof SyntaxError)
    return {
      where: syntaxPlace(error, module, where),
      what: `is not ${/ts$/.test(module) ? "TypeScript" : "JavaScript"}: ${said}`,
    };
  const [, missing] = /^Cannot find (?:module|package) '([^']*)'/.exec(message ?? "") ?? [];
  if (code === "ERR_MODULE_NOT_FOUND" && missing !== undefined)
    return { where, what: `imports ${missing}, which is not there` };
  return { where: placeOf(error, module, where), what: `cannot be loaded: it throws ${said}` };
}

/** The line of a syntax error, which the error itself does not always tell: that of node --check. */
function syntaxPlace(error: SyntaxError, module: string, where: string): string {
  const place = placeOf(error, module, where);
  if (place !== where) return place;
  const path = fileURLToPath(module);
  const { stderr } = spawnSync(process.execPath, ["--check", path], { encoding: "utf8" });
  for (const name of [module, path]) {
    const from = stderr.indexOf(`${name}:`);
    const line = from < 0 ? null : /^:(\d+)/.exec(stderr.slice(from + name.length));
    if (line !== null) return `${where}:${line[1]}`;
  }
  return where;
}
