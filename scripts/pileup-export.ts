import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { EventFileWriter } from "../src/node/event-file.ts";
import { endings } from "../src/node/file-format.ts";
import { writeOutput } from "../src/node/output-file.ts";
import { simulateEvents } from "../src/node/simulate-events.ts";
import { countEvents } from "../src/simulation/event-range.ts";
import { msadcChannels } from "../src/simulation/simulate-batch.ts";
import { pulseColumns } from "../src/simulation/waveform-recorder.ts";
import type { Answer } from "./answer.ts";
import type { CardFlags } from "./card-options.ts";
import { datasetCard } from "./dataset-card.ts";
import { datasetColumns, labelWaveforms } from "./dataset-rows.ts";
import { interruptible } from "./interruption.ts";
import { type PileupFlags, type PileupMode, processFlags } from "./pileup-mode.ts";
import { generatorOptions, type PlannedRun, planRun } from "./plan-run.ts";
import { prepareMetadata } from "./planned-metadata.ts";
import { showProgress } from "./progress.ts";
import { refuseExisting, refuseFormat } from "./refuse-output.ts";
import { dashed } from "./schema-flags.ts";

/** Writes waveforms with the true pulses that they are made of, labelled, to train and to score algorithms outside. */
export const pileupExport: PileupMode = {
  flag: "export",
  endings: [],
  reads: ["process", ...processFlags, "events", "workers"],
  addOptions: (yargs) =>
    yargs
      .option("export", {
        type: "string",
        requiresArg: true,
        describe: `Write labelled waveforms for training, in the format of its ending: ${endings()}; their true pulses and a data card go beside`,
      })
      .example(
        "$0 pileup --export dataset.parquet --process electron --events 2000",
        "waveforms with labels, dataset.pulses.parquet and dataset.md",
      ),
  plan: (flags, checks) => {
    const { run, seed, set, process = "electron", events = "1000", workers } = flags;
    const options = Object.fromEntries(generatorOptions().map(({ flag }) => [flag, flags[flag]]));
    const planned = checks.take(() =>
      planRun({ ...options, run, seed, set, process, events, workers, waveforms: "all" }),
    );
    const file = String(flags.export);
    const files = filesOf(file);
    checks.take(() => refuseFormat(file));
    checks.take(() => refuseExisting(Object.values(files), flags.force));
    return () => writeDataset(planned!, files, flags);
  },
};

/** Where the parts of a data set go: dataset.parquet, dataset.pulses.parquet, dataset.md. */
function filesOf(file: string) {
  const [stem, ending] = [file.replace(/\.[^./\\]*$/, ""), /\.[^./\\]*$/.exec(file)?.[0] ?? ""];
  return { waveforms: file, pulses: `${stem}.pulses${ending}`, card: `${stem}.md` };
}

async function writeDataset(
  run: PlannedRun,
  files: ReturnType<typeof filesOf>,
  flags: PileupFlags,
): Promise<Answer> {
  const { plan, card, range, workers, batchSize } = run;
  const { samples } = card.msadc;
  const parts = msadcChannels(card);
  const describe = prepareMetadata(run);
  const columns = { waveforms: datasetColumns(samples), pulses: pulseColumns };
  const worker = new URL("./simulate-worker.js", import.meta.url);
  const rows = await interruptible(async (signal) => {
    const writers: EventFileWriter[] = [];
    const progress = showProgress(range.end - range.first, flags.quiet);
    let tried = 0;
    try {
      for (const table of ["waveforms", "pulses"] as const)
        writers.push(await EventFileWriter.create(files[table], columns[table]));
      for await (const batch of simulateEvents({
        plan,
        range,
        worker,
        workers,
        batchSize: Math.min(batchSize, 512),
        signal,
      })) {
        await writers[0]!.write(labelWaveforms(batch.recorded!, parts, samples));
        await writers[1]!.write(batch.recorded!.pulses);
        for (let i = 0; i < batch.size; i++) tried += batch.columns.trials[i]!;
        progress.add(batch.size);
      }
      await writers[0]!.finish({ ...describe("dataset", range.end, tried) });
      await writers[1]!.finish({ ...describe("pulses", range.end, tried) });
      for (const writer of writers) await writer.commit();
      return writers.map((writer) => writer.rows);
    } catch (error) {
      for (const writer of writers) await writer.abort();
      throw error;
    } finally {
      progress.stop();
    }
  });
  const table = async (which: "waveforms" | "pulses", k: number) => ({
    name: basename(files[which]),
    rows: rows[k]!,
    sha256: await sha256Of(files[which]),
    columns: columns[which],
  });
  const tables = [await table("waveforms", 0), await table("pulses", 1)] as const;
  const metadata = describe("dataset", range.end, 0);
  await writeOutput(
    files.card,
    datasetCard(metadata, tables, commandOf(run, flags, basename(files.waveforms))),
  );
  const events = countEvents([range]);
  return {
    document: {
      ...files,
      events,
      rows: { waveforms: rows[0], pulses: rows[1] },
      sha256: { waveforms: tables[0].sha256, pulses: tables[1].sha256 },
    },
    text: `${events} events: ${rows[0]} waveforms, ${rows[1]} true pulses → ${Object.values(files).join(", ")}`,
  };
}

/** The command that makes the same again. */
function commandOf({ plan, range }: PlannedRun, { run, set }: CardFlags, file: string): string {
  const quoted = (text: string): string => (/^[\w.:/+-]+$/.test(text) ? text : `'${text}'`);
  const given = Object.entries(plan.options).map(([flag, value]) => `${dashed(flag)} ${quoted(value)}`);
  return [
    `aprime pileup --export ${quoted(file)} --process ${plan.process}`,
    ...given,
    `--run ${quoted(run)}`,
    ...set.map((assignment) => `--set ${quoted(assignment)}`),
    `--events ${range.first}:${range.end} --seed ${quoted(plan.seed)}`,
  ].join(" ");
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest("hex");
}
