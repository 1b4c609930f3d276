import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Table, tableFromArrays, tableToIPC } from "apache-arrow";
import { parquetWriteBuffer } from "hyparquet-writer";
import { expect } from "vitest";
import { EventFileWriter, openEventFile } from "../../src/node/event-file.ts";
import { newFolder } from "../scripts/aprime.ts";
import { aprime, atEvent } from "./fault.ts";

/** Electrons, since they are simulated fast. */
export const electrons = "--process electron --workers 1 --quiet";

/** The run that the rows disturb, all but its --out: 1300 electrons in batches of 64. */
export const thisRun = `simulate ${electrons} --events 1300 --batch-size 64`;

/**
 * A folder of good files: `whole.arrow` of `thisRun`, and `begun.arrow`, interrupted at event 640; `few`, in all formats, `first` and
 * `second` are of 300 electrons and of two halves of them, whose cut flows are in `a` and `b`. And files of other programs.
 */
export async function makeExamples(): Promise<string> {
  const examples = newFolder();
  const place = { folder: examples, examples };
  const simulate = (line: string) => aprime(place, `simulate ${electrons} ${line}`);
  const made = await Promise.all([
    aprime(place, `${thisRun} --out whole.arrow`),
    simulate("--events 300 --out few.arrow"),
    simulate("--events 0:150 --out first.arrow"),
    simulate("--events 150:300 --out second.arrow"),
    simulate("--events 200:300 --out late.arrow"),
    simulate("--events 150:300 --seed other --out seed.arrow"),
    simulate("--events 150:300 --set beam.dutyFactor=0.7 --out card.arrow"),
    simulate("--events 300 --waveforms 40 --out waves.arrow"),
    aprime(place, `run ${electrons} --events 0:150 --selection calibration --out a`),
    aprime(place, `run ${electrons} --events 150:300 --selection calibration --out b`),
    aprime(place, `run ${electrons} --events 300 --selection calibration --out ab`),
  ]);
  expect(made.map(({ code, stderr }) => [code, stderr])).toEqual(made.map(() => [0, ""]));
  const interrupt = { first: atEvent(640, 'process.kill(process.pid, "SIGINT");') };
  const others = await Promise.all(
    [".parquet", ".csv"].map((ending) => aprime(place, `convert few.arrow few${ending} --quiet`)),
  );
  expect(others.map(({ code }) => code)).toEqual([0, 0]);
  const begun = await Promise.all([
    aprime(place, `${thisRun} --out begun.arrow`, interrupt),
    aprime(place, `${thisRun} --waveforms 700 --out waves-begun.arrow`, interrupt),
  ]);
  expect(begun.map(({ code }) => code)).toEqual([130, 130]);
  await rewrite(join(examples, "begun.arrow"), join(examples, "begun-by-another-version.arrow"), {
    version: "0.0.9",
  });
  await rewrite(join(examples, "few.arrow"), join(examples, "layout.arrow"), { format: 99, version: "9.9" });
  const numbers = tableFromArrays({ x: Float32Array.of(1, 2, 3) });
  writeFileSync(
    join(examples, "foreign.arrow"),
    tableToIPC(new Table(numbers.schema, numbers.batches), "file"),
  );
  const parquet = parquetWriteBuffer({ columnData: [{ name: "x", data: [1, 2, 3], type: "INT32" }] });
  writeFileSync(join(examples, "foreign.parquet"), Buffer.from(parquet));
  mkdirSync(join(examples, "folder"));
  return examples;
}

/** Writes an event file anew, with other metadata. */
async function rewrite(from: string, to: string, change: object): Promise<void> {
  const source = await openEventFile(from);
  const writer = await EventFileWriter.create(to, source.columns);
  for await (const group of source.groups()) await writer.write(group);
  await writer.close({ ...source.metadata, ...change });
  await source.close();
  if (readFileSync(to).equals(readFileSync(from))) throw new Error(`${to} is ${from}`);
}
