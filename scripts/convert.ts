import { resolve } from "node:path";
import { openEventFile } from "../src/node/event-file.ts";
import { endings } from "../src/node/file-format.ts";
import { Checks, InputError } from "../src/tables/input-error.ts";
import type { Command } from "./commands.ts";
import { copyRows } from "./copy-rows.ts";
import { refuseExisting, refuseFormat } from "./refuse-output.ts";
import type { RunMetadata } from "./run-metadata.ts";
import { addOutputOptions } from "./run-options.ts";
import { print, say } from "./speak.ts";

interface Flags {
  file: string;
  to: string;
  force: boolean;
  quiet: boolean;
  json: boolean;
}

/** Writes an event file anew in another format: the same rows, columns and metadata. */
export const convert: Command<Flags> = {
  builder: (yargs) =>
    addOutputOptions(yargs)
      .positional("file", { type: "string", demandOption: true, describe: "Event file" })
      .positional("to", {
        type: "string",
        demandOption: true,
        describe: `File to write, in the format of its ending: ${endings()}`,
      })
      .example("$0 convert out/events.arrow events.parquet", "for DuckDB, Spark and others")
      .example("$0 convert events.parquet events.csv", "for people and spreadsheets; large") as never,
  handler: async ({ file, to, force, quiet, json }) => {
    const checks = new Checks();
    checks.take(() => refuseFormat(to));
    checks.take(() => refuseExisting([to], force));
    checks.take(() => refuseItself(file, to));
    const source = await openEventFile(file).catch((error: unknown) => checks.keep(error));
    try {
      checks.done();
      const { columns, rows, metadata } = source!;
      await copyRows({
        rows: source!.groups(),
        count: rows,
        to,
        columns,
        metadata: metadata as unknown as RunMetadata,
        quiet,
      });
      if (json) print({ file: to, rows });
      say(`${rows} rows → ${to}`, json);
    } finally {
      await source?.close();
    }
  },
};

function refuseItself(file: string, to: string): void {
  if (resolve(file) === resolve(to)) throw new InputError([{ where: to, what: "is the file itself" }]);
}
