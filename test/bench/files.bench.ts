import { mkdtempSync, rmSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { markdownTable } from "markdown-table";
import { afterAll, describe } from "vitest";
import { allCuts } from "../../cuts/index.ts";
import { signal } from "../../generators/signal.ts";
import { eventColumns } from "../../src/detector/events.ts";
import type { ColumnSet, Rows } from "../../src/event/columns.ts";
import { checkBytes } from "../../src/node/checksum.ts";
import { EventFileWriter, openEventFile } from "../../src/node/event-file.ts";
import { loadCard } from "../../src/node/load-card.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { runCardSchema } from "../../src/simulation/run-card.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { waveformColumns } from "../../src/simulation/waveform-recorder.ts";
import { bench } from "./bench.ts";

/** How often the same rows are written, as groups of a file. */
const groups = 3;
const size = 32_768;
const recordedEvents = 304; // of 108 channels each

const { card } = loadCard("III", [], runCardSchema(allCuts));
const generator = signal.prepare(signal.options.parse({ mass: "20 MeV" }), card);
const wanted = (_: unknown, i: number): boolean => i < recordedEvents;
const simulate = prepareSimulation(generator, card, runKeyFromSeed("bench"), wanted);
const events = simulate(0, size);
const { waveforms } = events.recorded!;
const waveformSet = waveformColumns(card.msadc.samples);
const folder = mkdtempSync(join(tmpdir(), "aprime-bench-"));

async function write(path: string, columns: ColumnSet, rows: Rows): Promise<void> {
  const writer = await EventFileWriter.create(path, columns);
  for (let g = 0; g < groups; g++) await writer.write(rows);
  await writer.close({ table: "events" });
}

async function read(path: string): Promise<void> {
  const file = await openEventFile(path);
  for await (const _ of file.groups());
  await file.close();
}

async function check(path: string): Promise<void> {
  const file = await open(path, "r");
  await checkBytes(file, statSync(path).size);
  await file.close();
}

/** Rows of the table that is printed at the end: made then, since only files have an end in a bench. */
const tell: (() => string[])[] = [];

/** Benches work on a file, and tells what it takes as rows and bytes: those of the numbers in memory, and those of the file. */
function benchFile(what: string, path: string, rows: Rows, work: () => Promise<void>): void {
  const times: number[] = [];
  const timed = async (): Promise<void> => {
    const start = performance.now();
    await work();
    times.push((performance.now() - start) / 1000);
  };
  bench(what, timed, { time: 1000, iterations: 5, warmupTime: 0, warmupIterations: 1 });
  tell.push(() => {
    const seconds = Math.min(...times);
    const numbers = Object.values(rows.columns).reduce((sum, { byteLength }) => sum + byteLength, 0);
    const file = statSync(path).size;
    const perSecond = (count: number): string =>
      Number((count / seconds).toPrecision(3)).toLocaleString("en");
    return [
      what,
      perSecond(groups * rows.size),
      perSecond((groups * numbers) / 1e6),
      perSecond(file / 1e6),
      (file / 1e6).toFixed(1),
    ];
  });
}

for (const { name, columns, rows, endings } of [
  { name: "events", columns: eventColumns, rows: events, endings: [".arrow", ".parquet", ".csv"] },
  { name: "waveforms", columns: waveformSet, rows: waveforms, endings: [".arrow", ".parquet"] },
]) {
  describe(`${groups * rows.size} rows of ${name}`, () => {
    for (const ending of endings) {
      const path = join(folder, name + ending);
      benchFile(`write ${name}${ending}`, path, rows, () => write(path, columns, rows));
      benchFile(`read ${name}${ending}`, path, rows, () => read(path));
      benchFile(`checksum alone, ${name}${ending}`, path, rows, () => check(path));
    }
  });
}

afterAll(() => {
  const head = ["fastest of the samples", "rows/s", "MB/s of numbers", "MB/s of file", "MB of file"];
  const rows = tell.map((row) => row());
  console.log(markdownTable([head, ...rows], { align: ["l", "r", "r", "r", "r"] }));
  rmSync(folder, { recursive: true });
});
