import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { CommandModule } from "yargs";
import { allCuts } from "../cuts/index.ts";
import { type EventBatch, eventColumns } from "../src/detector/events.ts";
import { type EventFile, EventFileWriter, openEventFile } from "../src/node/event-file.ts";
import { cardFromRaw } from "../src/node/load-card.ts";
import { selectionColumns } from "../src/selection/selection-columns.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import { InputError } from "../src/tables/input-error.ts";
import { prepareAnalysis } from "./analysis.ts";
import { showProgress } from "./progress.ts";
import { refuseExisting } from "./record-events.ts";
import { addOutputOptions } from "./run-options.ts";
import {
  addSelectionOptions,
  findSelection,
  readEpsilon,
  reportFiles,
  sayFindings,
} from "./selection-options.ts";
import { print, say } from "./speak.ts";

interface Flags {
  file: string;
  set: string[];
  out: string;
  force: boolean;
  quiet: boolean;
  json: boolean;
  selection: string;
  epsilon?: string | undefined;
}

/** Selects among the events of a file. */
export const select: CommandModule<object, Flags> = {
  command: "select <file>",
  describe: "Apply a selection to an event file, and print the cut flow",
  builder: (yargs) =>
    addSelectionOptions(addOutputOptions(yargs))
      .positional("file", { type: "string", demandOption: true, describe: "Event file" })
      .option("set", {
        type: "string",
        array: true,
        nargs: 1,
        default: [] as string[],
        describe:
          "Set a threshold of the file's run card, such as cuts.hcal-quiet.below=0.5GeV; may be repeated",
      })
      .option("out", {
        type: "string",
        requiresArg: true,
        default: "selected",
        describe: "Folder to write to",
      })
      .example("$0 select events.arrow", "the signal selection of the paper")
      .example(
        "$0 select events.arrow --set cuts.missing-energy.above=55GeV",
        "with another threshold",
      ) as never,
  handler: async (flags) => {
    const epsilon = readEpsilon(flags.epsilon);
    const selection = findSelection(flags.selection);
    const source = await openEventFile(flags.file);
    try {
      await selectEvents(source, { ...flags, epsilonValue: epsilon, found: selection });
    } finally {
      await source.close();
    }
  },
};

type Request = Flags & { epsilonValue: number | undefined; found: ReturnType<typeof findSelection> };

async function selectEvents(source: EventFile, request: Request): Promise<void> {
  const { raw, card } = cardFromRaw(source.metadata.card, request.set, runCardSchema(allCuts));
  refuseSimulationSettings(request.set);
  const missing = Object.keys(eventColumns).filter((name) => !(name in source.columns));
  if (missing.length > 0) {
    throw new InputError([
      { where: source.path, what: `lacks the columns ${missing.join(", ")}: it is of another version` },
    ]);
  }
  const analysis = prepareAnalysis({
    process: String(source.metadata.process),
    options: source.metadata.options as Record<string, string>,
    card,
    selection: request.found,
    epsilon: request.epsilonValue,
  });
  const file = join(request.out, "events.arrow");
  refuseExisting([file, ...reportFiles.map((name) => join(request.out, name))], request.force);
  mkdirSync(request.out, { recursive: true });
  const range = source.metadata.events as { first: number; end: number };
  const progress = showProgress(range.end - range.first, request.quiet);
  const writer = await EventFileWriter.create(file, { ...source.columns, ...selectionColumns });
  try {
    for await (const rows of source.batches()) {
      await writer.write(analysis.take(rows as EventBatch));
      progress.add(rows.size);
    }
    await writer.close({ ...source.metadata, selection: analysis.metadata(), card: raw });
  } catch (error) {
    await writer.abort();
    throw error;
  } finally {
    progress.stop();
  }
  const findings = await analysis.findings();
  const written = await analysis.write(request.out, findings);
  if (request.json) print({ file, written, ...findings });
  sayFindings(findings, request.json);
  say(`\n→ ${file}, with ${reportFiles.join(", ")}`, request.json);
}

/** The events are made: only thresholds of cuts can still be changed. */
function refuseSimulationSettings(sets: readonly string[]): void {
  const late = sets.filter((assignment) => !assignment.startsWith("cuts."));
  if (late.length === 0) return;
  throw new InputError(
    late.map((assignment) => ({
      where: `--set ${assignment}`,
      what: "comes too late: select changes cuts only; simulate again with it",
    })),
  );
}
