import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openPriorEvents } from "../../scripts/prior-events.ts";
import type { RunMetadata } from "../../scripts/run-metadata.ts";
import type { RunTable } from "../../scripts/run-tables.ts";
import type { ColumnSet } from "../../src/event/columns.ts";
import { EventFileWriter } from "../../src/node/event-file.ts";
import type { EventRange } from "../../src/simulation/event-range.ts";
import { InputError } from "../../src/tables/input-error.ts";
import { someRun } from "./some-run.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aprime-prior-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const columns = { event: { unit: "1", store: "float64", about: "number" } } as const satisfies ColumnSet;
const asked = { first: 0, end: 100 };

/** The tables of a run: the events, last, and with `sides` those beside them. */
const tables = (sides = false): RunTable[] =>
  ([...(sides ? (["waveforms", "pulses"] as const) : []), "events"] as const).map((kind) => ({
    kind,
    path: join(folder, `${kind}.arrow`),
    columns,
  }));

/** Leaves a file of a table, about events of a range, as an earlier run would have. */
async function leave(kind: RunTable["kind"], range: EventRange, changes: Partial<RunMetadata> = {}) {
  const writer = await EventFileWriter.create(join(folder, `${kind}.arrow`), columns);
  await writer.write({ size: 2, columns: { event: Float64Array.of(range.first, range.end - 1) } });
  await writer.close({ ...someRun(range, { table: kind, ...changes }) });
}

/** Opens what is there for a run of which this is asked, and closes it; what it found. */
async function open(wanted: readonly RunTable[], changes: Partial<RunMetadata> = {}, range = asked) {
  const prior = await openPriorEvents(wanted, range, (table) => someRun(range, { table, ...changes }));
  for (const { close } of prior?.files ?? []) await close();
  return prior && { end: prior.end, files: prior.files.map(({ path }) => path) };
}

/** The one problem with what is there. */
async function refusal(...given: Parameters<typeof open>): Promise<string> {
  const error = await open(...given).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  const { problems } = error as InputError;
  expect(problems).toHaveLength(1);
  return `${problems[0]!.where.slice(folder.length + 1)}: ${problems[0]!.what}`;
}

describe("openPriorEvents", () => {
  test("finds nothing where no events are, whatever else is there", async () => {
    expect(await open(tables())).toBeUndefined();
    await leave("waveforms", { first: 0, end: 5 });
    expect(await open(tables(true))).toBeUndefined();
  });

  test("finds how far a run has come", async () => {
    await leave("events", { first: 0, end: 40 }, { complete: false, planned: [asked] });
    expect(await open(tables())).toEqual({ end: 40, files: [join(folder, "events.arrow")] });
  });

  test("finds that all is there, or that a shorter run may be made longer", async () => {
    await leave("events", { first: 0, end: 100 });
    expect(await open(tables())).toMatchObject({ end: 100 });
    expect(await open(tables(), {}, { first: 0, end: 200 })).toMatchObject({ end: 100 });
  });

  test("opens the files in the order of their tables", async () => {
    for (const { kind } of tables(true)) await leave(kind, { first: 0, end: 40 });
    expect(await open(tables(true))).toEqual({ end: 40, files: tables(true).map(({ path }) => path) });
  });
});

describe("a run cannot go on from", () => {
  const anew = "; --force starts anew";

  test.each<[string, Partial<RunMetadata>, string]>([
    ["another seed", { seed: "x" }, 'seed is "x" and not "aprime"'],
    [
      "another process and selection",
      { process: "electron", selection: { name: "trigger", cuts: ["a"] } },
      "process is electron and not signal; selection is trigger (a) and not none",
    ],
    [
      "others of which waveforms were recorded",
      { waveforms: { of: "all" } },
      "it was made with another --waveforms",
    ],
  ])("%s", async (_, changes, why) => {
    await leave("events", { first: 0, end: 40 }, changes);
    expect(await refusal(tables())).toBe(`events.arrow: cannot be gone on from: ${why}${anew}`);
  });

  test("fewer waveforms than are asked for", async () => {
    for (const { kind } of tables(true))
      await leave(kind, { first: 0, end: 40 }, { waveforms: { of: "first", below: 10 } });
    expect(await refusal(tables(true), { waveforms: { of: "first", below: 20 } })).toMatch(
      /^waveforms\.arrow: .* another --waveforms/,
    );
  });

  test.each<[string, EventRange[]]>([
    ["events that begin later", [{ first: 1, end: 40 }]],
    ["more events than are asked for", [{ first: 0, end: 101 }]],
    [
      "events with a gap",
      [
        { first: 0, end: 10 },
        { first: 20, end: 30 },
      ],
    ],
    ["no events at all", []],
  ])("%s", async (_, ranges) => {
    await leave("events", { first: 0, end: 40 }, { ranges });
    const text = ranges.map(({ first, end }) => `${first}:${end}`).join(", ");
    expect(await refusal(tables())).toBe(
      `events.arrow: cannot be gone on from: it holds events ${text}, and 0:100 are asked for${anew}`,
    );
  });

  test("a file beside the events that is about others", async () => {
    await leave("waveforms", { first: 0, end: 40 });
    await leave("pulses", { first: 0, end: 39 });
    await leave("events", { first: 0, end: 40 });
    expect(await refusal(tables(true))).toBe(
      `pulses.arrow: cannot be gone on from: its events are not those of ${join(folder, "events.arrow")}${anew}`,
    );
  });

  test("events without the files beside them, or what is no event file", async () => {
    await leave("events", { first: 0, end: 40 });
    expect(await refusal(tables(true))).toBe(
      "waveforms.arrow: cannot be gone on from: there is no such file; --force starts anew",
    );
    writeFileSync(join(folder, "events.arrow"), "text");
    expect(await refusal(tables())).toMatch(
      /^events\.arrow: cannot be gone on from: is not an event file of aprime/,
    );
  });
});
