import { type EventFile, openEventFile } from "../src/node/event-file.ts";
import { endings } from "../src/node/file-format.ts";
import { rangeText } from "../src/simulation/event-range.ts";
import { Checks, InputError, type Problem } from "../src/tables/input-error.ts";
import type { Command } from "./commands.ts";
import { copyRows } from "./copy-rows.ts";
import { mergeCutflows } from "./merge-cutflows.ts";
import { refuseExisting, refuseFormat } from "./refuse-output.ts";
import { rowsInOrder } from "./rows-in-order.ts";
import { mergeMetadata, type RunMetadata } from "./run-metadata.ts";
import { addOutputOptions } from "./run-options.ts";
import { refuseStrangers } from "./same-run.ts";
import { print, say } from "./speak.ts";

interface Flags {
  files: string[];
  out: string;
  force: boolean;
  quiet: boolean;
  json: boolean;
}

/** Puts the parts of a run together. */
export const merge: Command<Flags> = {
  builder: (yargs) =>
    addOutputOptions(yargs)
      .positional("files", {
        type: "string",
        array: true,
        demandOption: true,
        describe:
          "Event files of any format, or cutflow.json files: of one run, of events that do not overlap",
      })
      .option("out", {
        type: "string",
        requiresArg: true,
        demandOption: true,
        describe: `File to write, in the format of its ending: ${endings()}, or .json for cut flows`,
      })
      .example("$0 merge first.arrow second.arrow --out all.arrow", "the same bytes as one run of all events")
      .example(
        "$0 merge a/cutflow.json b/cutflow.json --out all.json",
        "electrons on target and counts add up",
      ) as never,
  handler: async (flags) => {
    const { files, out, force } = flags;
    const checks = new Checks();
    const cutflows = out.endsWith(".json");
    if (!cutflows) checks.take(() => refuseFormat(out));
    checks.take(() => refuseExisting([out], force));
    if (cutflows) await mergeCutflows(files, flags, checks);
    else await mergeEvents(files, flags, checks);
  },
};

async function mergeEvents(
  files: readonly string[],
  { out, quiet, json }: Flags,
  checks: Checks,
): Promise<void> {
  const sources: EventFile[] = [];
  try {
    for (const path of files) {
      const source = await openEventFile(path).catch((error: unknown) => checks.keep(error));
      if (source !== undefined) sources.push(source);
    }
    const parts = sources.map(({ path, metadata, columns, groups }) => ({
      path,
      columns,
      groups,
      ...(metadata as unknown as RunMetadata),
    }));
    checks.take(() => refuseStrangers(parts));
    checks.take(() => refuseOtherTables(parts));
    checks.done();
    const metadata = mergeMetadata(sources.map((source) => source.metadata as unknown as RunMetadata));
    const count = sources.reduce((sum, { rows }) => sum + rows, 0);
    await copyRows({ rows: rowsInOrder(parts), count, to: out, columns: parts[0]!.columns, metadata, quiet });
    const { ranges, complete, electronsOnTarget } = metadata;
    if (json) print({ file: out, rows: count, ranges, complete, electronsOnTarget });
    say(`${count} rows of events ${rangeText(ranges)} → ${out}`, json);
  } finally {
    for (const { close } of sources) await close();
  }
}

/** Refuses files that do not hold the same table as the first, with the same columns. */
function refuseOtherTables(
  parts: readonly (Pick<EventFile, "path" | "columns"> & Pick<RunMetadata, "table">)[],
): void {
  const [first, ...others] = parts;
  const layout = ({ columns }: Pick<EventFile, "columns">): string =>
    JSON.stringify(
      Object.entries(columns).map(([name, { unit, store, width }]) => [name, unit, store, width]),
    );
  const problems = others.flatMap((part): Problem[] => {
    if (part.table !== first!.table)
      return [{ where: part.path, what: `holds ${part.table}, and ${first!.path} holds ${first!.table}` }];
    if (layout(part) !== layout(first!))
      return [{ where: part.path, what: `has other columns than ${first!.path}` }];
    return [];
  });
  if (problems.length > 0) throw new InputError(problems);
}
