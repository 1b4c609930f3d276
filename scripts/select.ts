import { join } from "node:path";
import type { EventBatch } from "../src/detector/events.ts";
import { type EventFile, openEventFile } from "../src/node/event-file.ts";
import type { LoadedCard } from "../src/node/load-card.ts";
import { prepareSelection, readSelection } from "../src/node/load-selection.ts";
import type { Blinding } from "../src/selection/blinding.ts";
import type { Selection } from "../src/selection/selection.ts";
import { selectionColumns } from "../src/selection/selection-columns.ts";
import type { Fact } from "../src/simulation/generator.ts";
import { Checks } from "../src/tables/input-error.ts";
import { prepareAnalysis } from "./analysis.ts";
import { blindingOf } from "./blinding-option.ts";
import type { Command } from "./commands.ts";
import { copyRows } from "./copy-rows.ts";
import { refuseSimulationSettings, usableCard } from "./made-events.ts";
import { refuseExisting } from "./refuse-output.ts";
import { inOrder, type RunMetadata } from "./run-metadata.ts";
import { addOutputOptions } from "./run-options.ts";
import {
  addSelectionOptions,
  readEpsilon,
  refuseVisible,
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
  unblind: boolean;
  reportsOnly: boolean;
  epsilon?: string | undefined;
}

/** Selects among the events of a file. */
export const select: Command<Flags> = {
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
      .option("reports-only", {
        type: "boolean",
        default: false,
        describe: "Write the cut flow and the pictures, not the events: much faster",
      })
      .option("out", {
        type: "string",
        requiresArg: true,
        default: "selected",
        describe: "Folder to write to",
      })
      .example("$0 select events.arrow", "the signal selection of the paper")
      .example("$0 select events.arrow --set cuts.missing-energy.above=55GeV", "with another threshold")
      .example("$0 select events.arrow --selection ./mine.yaml", "with a selection of your own") as never,
  handler: async (flags) => {
    const file = join(flags.out, "events.arrow");
    const checks = new Checks();
    const epsilon = checks.take(() => readEpsilon(flags.epsilon));
    const read = checks.take(() => readSelection(flags.selection));
    checks.take(() => refuseSimulationSettings(flags.set, "select"));
    checks.take(() =>
      refuseExisting(
        [...(flags.reportsOnly ? [] : [file]), ...reportFiles.map((name) => join(flags.out, name))],
        flags.force,
      ),
    );
    const source = await openEventFile(flags.file).catch((error: unknown) => checks.keep(error));
    try {
      const loaded = source && checks.take(() => usableCard(source, flags.set, read?.thresholds));
      checks.take(() => refuseVisible(epsilon, source?.metadata.facts as Fact[] | undefined));
      const metadata = source?.metadata as unknown as RunMetadata | undefined;
      const blinding = loaded && checks.take(() => blindingOf(metadata!, flags.unblind, metadata!.blinding));
      const selection = read && (await prepareSelection(read).catch((error: unknown) => checks.keep(error)));
      checks.done();
      await selectEvents(source!, {
        ...flags,
        loaded: loaded!,
        file,
        epsilon,
        selection: selection!,
        blinding,
      });
    } finally {
      await source?.close();
    }
  },
};

interface Request extends Pick<Flags, "out" | "quiet" | "json" | "reportsOnly"> {
  readonly loaded: LoadedCard;
  readonly file: string;
  readonly epsilon: number | undefined;
  readonly selection: Selection;
  readonly blinding: Blinding | undefined;
}

async function selectEvents(source: EventFile, request: Request): Promise<void> {
  const { out, file, quiet, json, selection, epsilon, loaded, blinding, reportsOnly } = request;
  const metadata = source.metadata as unknown as RunMetadata;
  const { version, process, options, seed, runKey, algorithm, ranges, complete, planned } = metadata;
  const card = loaded.raw;
  const analysis = prepareAnalysis({
    selection,
    card: loaded.card,
    subject: {
      version,
      process,
      options,
      seed,
      runKey,
      ...(algorithm && { algorithm }),
      ...(blinding && { blinding }),
      card,
      ranges,
      complete,
      ...(planned && { planned }),
      ...(epsilon !== undefined && { epsilon }),
    },
  });
  if (reportsOnly) {
    for await (const rows of source.groupsOnDemand()) analysis.count(rows as EventBatch);
  } else
    await copyRows({
      rows: source.groups(),
      count: source.rows,
      to: file,
      columns: { ...source.columns, ...selectionColumns },
      metadata: inOrder({ ...metadata, ...analysis.metadata(), card }),
      quiet,
      stale: reportFiles.map((name) => join(out, name)),
      change: (rows) => analysis.take(rows as EventBatch),
    });
  const findings = await analysis.findings();
  const written = await analysis.write(out, findings);
  if (json) print({ ...(!reportsOnly && { file }), written, ...findings });
  sayFindings(findings, json);
  say(`\n→ ${reportsOnly ? `${out}: ` : `${file}, with `}${reportFiles.join(", ")}`, json);
}
