import { createHash } from "node:crypto";
import { markdownTable } from "markdown-table";
import { type EventFile, openEventFile } from "../src/node/event-file.ts";
import { parseEventNumber } from "../src/simulation/event-range.ts";
import { InputError } from "../src/tables/input-error.ts";
import type { Command } from "./commands.ts";
import { describeEvent } from "./describe-event.ts";
import { print, say } from "./speak.ts";

interface Flags {
  files: string[];
  sha256?: boolean | undefined;
  event?: string | undefined;
  json: boolean;
}

/** Tells what is in event files, and that they are whole. */
export const inspect: Command<Flags> = {
  builder: (yargs) =>
    yargs
      .positional("files", { type: "string", array: true, demandOption: true, describe: "Event files" })
      .option("sha256", {
        type: "boolean",
        conflicts: "event",
        describe:
          "One hash of the rows of all files in order: the same for the same events, however they were split",
      })
      .option("event", { type: "string", requiresArg: true, describe: "Print the event of this number" })
      .option("json", { type: "boolean", default: false, describe: "One JSON document on stdout" })
      .example("$0 inspect out/events.arrow", "its columns, and how it was made")
      .example("$0 inspect --sha256 first.arrow second.arrow", "the hash of the two halves of a run")
      .example("$0 inspect out/events.arrow --event 4321", "one event") as never,
  handler: async ({ files, sha256, event, json }) => {
    if (event !== undefined) return printEvent(files, event, json);
    if (sha256 === true) return printHash(files, json);
    const tellings = [];
    for (const file of files) tellings.push(await tell(file));
    if (json) return print(tellings.length === 1 ? tellings[0]! : tellings);
    for (const telling of tellings) say(describe(telling), json);
  },
};

type Telling = Awaited<ReturnType<typeof tell>>;

/** Rows, columns with mean and range, and metadata of a file. */
async function tell(path: string) {
  return reading(path, async (file) => {
    const sums = Object.entries(file.columns).map(([name, column]) => ({
      name,
      unit: column.unit,
      about: column.about,
      ...(column.width !== undefined && { width: column.width }),
      count: 0,
      sum: 0,
      minimum: Number.POSITIVE_INFINITY,
      maximum: Number.NEGATIVE_INFINITY,
    }));
    let rows = 0;
    for await (const { columns, size } of file.groups()) {
      rows += size;
      for (const entry of sums) {
        for (const value of columns[entry.name]!) {
          if (Number.isNaN(value)) continue;
          entry.count++;
          entry.sum += value;
          if (value < entry.minimum) entry.minimum = value;
          if (value > entry.maximum) entry.maximum = value;
        }
      }
    }
    const columns = sums.map(({ count, sum, minimum, maximum, ...rest }) => ({
      ...rest,
      values: count,
      ...(count > 0 && { mean: sum / count, minimum, maximum }),
    }));
    return { file: path, rows, checksum: file.checksum, columns, metadata: file.metadata };
  });
}

function describe({ file, rows, checksum, columns, metadata }: Telling): string {
  const {
    card,
    facts,
    table: kind,
    ...rest
  } = metadata as {
    table?: string;
    card?: { name?: string };
    facts?: { name: string; value: number; unit: string; about: string }[];
  };
  const short = (value: number | undefined): string =>
    value === undefined ? "" : Number(value.toPrecision(5)).toString();
  const lines = Object.entries({ run: card?.name, ...rest }).map(
    ([key, value]) => `  ${key}: ${typeof value === "object" ? JSON.stringify(value) : String(value)}`,
  );
  const known = (facts ?? []).map(
    ({ name, value, unit, about }) =>
      `  ${name}: ${short(value)}${unit === "1" ? "" : ` ${unit}`} (${about})`,
  );
  const table = markdownTable(
    [
      ["column", "unit", "mean", "from", "to"],
      ...columns.map((column) => [
        column.name + (column.width === undefined ? "" : ` × ${column.width}`),
        column.unit,
        short(column.mean),
        short(column.minimum),
        short(column.maximum),
      ]),
    ],
    { align: ["l", "l", "r", "r", "r"] },
  );
  const head = [
    `${file}: ${rows} ${kind === "events" ? kind : `rows of ${kind}`}`,
    `  whole: its bytes have the checksum ${checksum}`,
  ];
  return [...head, ...lines, ...known, "", table, ""].join("\n");
}

async function printEvent(files: readonly string[], text: string, json: boolean): Promise<void> {
  const wanted = parseEventNumber(text);
  if (typeof wanted === "string") throw new InputError([{ where: "--event", what: wanted }]);
  for (const path of files) {
    const found = await reading(path, async (file) => {
      const rows: ReturnType<typeof describeEvent>[] = [];
      for await (const { columns, size } of file.groups()) {
        for (let i = 0; i < size; i++)
          if (columns.event![i] === wanted.first) rows.push(describeEvent(file.columns, columns, i));
      }
      return rows;
    });
    if (found.length === 0) continue;
    const values = found.map((row) => row.values);
    if (json) print(values.length === 1 ? values[0]! : values);
    else say(found.map(({ text }) => text).join("\n\n"), json);
    return;
  }
  throw new InputError([{ where: "--event", what: `event ${wanted.first} is not in ${files.join(", ")}` }]);
}

async function printHash(files: readonly string[], json: boolean): Promise<void> {
  const { hash, rows } = await hashRows(files);
  if (json) print({ sha256: hash, rows, files });
  else say(`${hash}  ${rows} events of ${files.join(", ")}`, json);
}

/**
 * SHA-256 over names, units and values of all columns of the files' rows in order, column by column, so that it does not depend
 * on batches or on how the rows are split over files. The files must have the same columns.
 */
export async function hashRows(files: readonly string[]): Promise<{ hash: string; rows: number }> {
  const hashes = new Map<string, ReturnType<typeof createHash>>();
  let rows = 0;
  let layout: string | undefined;
  for (const path of files) {
    await reading(path, async (file) => {
      const ours = JSON.stringify(
        Object.entries(file.columns).map(([name, { unit, store, width }]) => [name, unit, store, width]),
      );
      layout ??= ours;
      if (ours !== layout) {
        throw new InputError([
          {
            where: path,
            what: `has other columns than ${files[0]}: only files of the same columns hash together`,
          },
        ]);
      }
      for (const name of Object.keys(file.columns))
        if (!hashes.has(name)) hashes.set(name, createHash("sha256"));
      for await (const { columns, size } of file.groups()) {
        rows += size;
        for (const [name, values] of Object.entries(columns)) {
          hashes.get(name)!.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
        }
      }
    });
  }
  const whole = createHash("sha256").update(layout ?? "");
  for (const [name, hash] of hashes) whole.update(name).update(hash.digest());
  return { hash: whole.digest("hex"), rows };
}

async function reading<T>(path: string, read: (file: EventFile) => Promise<T>): Promise<T> {
  const file = await openEventFile(path);
  try {
    return await read(file);
  } finally {
    await file.close();
  }
}
