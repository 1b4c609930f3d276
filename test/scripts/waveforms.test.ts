import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashRows } from "../../scripts/inspect.ts";
import { openEventFile } from "../../src/node/event-file.ts";
import { aprime, inFolder, listing, newFolder, removeFolder, start } from "./aprime.ts";
import { contents, refused, works } from "./parts.ts";

// --waveforms through the built program. `all` and `run` are only to be read.

const plan = "--mass 20MeV --workers 1 --quiet";
const files = (name: string) => ["", ".pulses", ".waveforms"].map((table) => `${name}${table}.arrow`);

let shared = "";
beforeAll(async () => {
  shared = newFolder();
  await Promise.all([
    works(shared, `simulate ${plan} --events 5:45 --waveforms all --out all/x.arrow`),
    works(shared, `run ${plan} --events 5:45 --waveforms selected --selection trigger --out run`),
  ]);
});
afterAll(() => removeFolder(shared));

/** Events 5 up to 45. */
const numbers = Array.from({ length: 40 }, (_, k) => 5 + k);

/** The rows of a table that are about some events, column by column. */
async function rowsOf(path: string, events: ReadonlySet<number>): Promise<Record<string, number[]>> {
  const file = await openEventFile(path);
  const rows: Record<string, number[]> = {};
  for await (const { size, columns } of file.groups()) {
    for (const [name, { width = 1 }] of Object.entries(file.columns)) {
      rows[name] ??= [];
      for (let i = 0; i < size; i++)
        if (events.has(columns.event![i]!))
          rows[name].push(...columns[name]!.subarray(i * width, (i + 1) * width));
    }
  }
  await file.close();
  return rows;
}

const all = (table: string) => join(shared, "all", `x.${table}.arrow`);

/** Expects the side files of `name` to hold these events as they are among all. */
async function expectEvents(name: string, events: readonly number[]): Promise<void> {
  const wanted = new Set(events);
  for (const table of ["waveforms", "pulses"]) {
    const path = `${name}.${table}.arrow`;
    const everything = new Set(numbers);
    expect(await rowsOf(path, everything), table).toEqual(await rowsOf(all(table), wanted));
    expect([...new Set((await contents(path)).events)], table).toEqual(events);
  }
}

describe.concurrent("--waveforms", () => {
  test("all records a row for each channel of each event, and their pulses, in files beside the events", async () => {
    expect(listing(join(shared, "all"))).toEqual(files("x"));
    const events = await contents(join(shared, "all", "x.arrow"));
    const waveforms = await contents(all("waveforms"));
    const pulses = await contents(all("pulses"));
    expect(events.events).toEqual(numbers);
    const { channels } = waveforms.metadata as { channels: { part: string; first: number; count: number }[] };
    const count = channels.reduce((sum, part) => sum + part.count, 0);
    expect(channels.map(({ part }) => part)).toEqual(["ecal", "hcal"]);
    expect(waveforms.events).toEqual(numbers.flatMap((event) => Array<number>(count).fill(event)));
    expect([...new Set(pulses.events)]).toEqual(numbers);
    expect(pulses.events).toEqual(pulses.events.toSorted((a, b) => a - b));
    for (const [table, { metadata }] of Object.entries({ events, waveforms, pulses }))
      expect(metadata).toMatchObject({ ...events.metadata, table, waveforms: { of: "all" }, channels });
  });

  test("N records the first N events: of those that were asked for, not those below N", async () => {
    await inFolder(async (folder) => {
      await works(folder, `simulate ${plan} --events 5:45 --batch-size 4 --waveforms 7 --out x.arrow`);
      await expectEvents(join(folder, "x"), numbers.slice(0, 7));
      const { metadata } = await contents(join(folder, "x.pulses.arrow"));
      expect(metadata).toMatchObject({ waveforms: { of: "first", below: 12 } });
      // The events are the same, whatever is recorded.
      const { hash } = await hashRows([join(folder, "x.arrow")]);
      expect(hash).toBe((await hashRows([join(shared, "all", "x.arrow")])).hash);
    });
  });

  test("selected, of run, records the events that pass its selection, as they are among all", async () => {
    const run = join(shared, "run");
    expect(listing(run).filter((name) => name.endsWith(".arrow"))).toEqual(files("events"));
    const { firstFailingCut, event } = await rowsOf(join(run, "events.arrow"), new Set(numbers));
    const passed = event!.filter((_, i) => firstFailingCut![i] === -1);
    expect(passed.length).toBeGreaterThan(3);
    expect(passed.length).toBeLessThan(numbers.length - 3);
    await expectEvents(join(run, "events"), passed);
    const { metadata } = await contents(join(run, "events.waveforms.arrow"));
    expect(metadata).toMatchObject({
      table: "waveforms",
      waveforms: { of: "selected", selection: "trigger" },
      selection: { name: "trigger" },
    });
  });

  test("alone records all; all files are told as JSON; they go when --force makes a run without them", async () => {
    await inFolder(async (folder) => {
      const line = `simulate ${plan} --events 5:8 --out x.csv --json`;
      const { code, stdout, stderr } = await aprime(folder, ...line.split(" "), "--waveforms");
      expect(code).toBe(0);
      const { file, waveforms, pulses, events } = JSON.parse(stdout);
      expect([file, waveforms, pulses, events]).toEqual(["x.csv", "x.waveforms.csv", "x.pulses.csv", 3]);
      expect(stderr).toMatch(/→ x\.csv, x\.waveforms\.csv, x\.pulses\.csv\n$/);
      expect(listing(folder)).toEqual(["x.csv", "x.pulses.csv", "x.waveforms.csv"]);
      const recorded = await contents(join(folder, "x.waveforms.csv"));
      expect(recorded.metadata).toMatchObject({ waveforms: { of: "all" } });
      expect([...new Set(recorded.events)]).toEqual([5, 6, 7]);
      await works(folder, `simulate ${plan} --events 2 --out x.csv --force`);
      expect(listing(folder)).toEqual(["x.csv"]);
    });
  });

  test("refuses what it cannot record, and to write over what is there", async () => {
    const problems = await Promise.all([
      refused(shared, `simulate ${plan} --waveforms selected --out all/x.arrow`),
      refused(shared, `simulate ${plan} --waveforms some --out y.arrow`),
      refused(shared, `run ${plan} --waveforms 0 --out y`),
    ]);
    const there = "is there already; --force overwrites it, another name keeps it";
    expect(problems).toEqual([
      [
        "--waveforms: selected needs a selection, which aprime run applies; give all or a number of events",
        ...["all/x.arrow", "all/x.waveforms.arrow", "all/x.pulses.arrow"].map((file) => `${file}: ${there}`),
      ],
      ['--waveforms: "some" is none of all, selected, or a number of events'],
      ['--waveforms: "0" is not a whole number from 1 to 1000000000'],
    ]);
  });
});

describe.concurrent("--resume with waveforms gives the bytes of one run", () => {
  test("that asks for more events than there are, of which some are to be recorded", async () => {
    await inFolder(async (folder) => {
      const line = `simulate ${plan} --waveforms 30 --out`;
      await Promise.all([
        works(folder, `${line} x.arrow --events 20 --batch-size 7`),
        works(folder, `${line} whole.arrow --events 50`),
      ]);
      const told = await works(folder, `${line} x.arrow --events 50 --resume`);
      expect(told).toMatch(/^30 events in .* 20 were there already → x\.arrow, x\.waveforms\.arrow/);
      for (const [k, file] of files("whole").entries()) {
        const made = readFileSync(join(folder, files("x")[k]!));
        expect(made.equals(readFileSync(join(folder, file))), file).toBe(true);
      }
    });
  });

  test("that Ctrl-C ended", async () => {
    await inFolder(async (folder) => {
      const line = "run --process electron --workers 1 --quiet --waveforms 400 --events";
      const { child, ended } = start(folder, `${line} 1e9 --batch-size 20 --out x`.split(" "));
      // The waveforms of the first 300 events make a group of rows, which goes to disk.
      const written = () =>
        listing(folder)
          .filter((name) => name.includes(".waveforms."))
          .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
      while (written() < 1e6 && child.exitCode === null) await wait(5);
      child.kill("SIGINT");
      const { code, stderr } = await ended;
      const told = /^aprime: interrupted: events 0:(\d+) of 0:1000000000 are in (.*); the same/.exec(stderr);
      expect([code, told], stderr).toEqual([130, expect.anything()]);
      const end = Number(told![1]);
      const made = ["", ".waveforms", ".pulses"].map((table) => join("x", `events${table}.arrow`));
      expect(told![2]!.split(", ").toSorted()).toEqual(made.toSorted());
      expect(listing(join(folder, "x"))).toEqual(files("events"));
      for (const file of made)
        expect((await contents(join(folder, file))).metadata).toMatchObject({
          complete: false,
          ranges: [{ first: 0, end }],
          planned: [{ first: 0, end: 1e9 }],
        });
      await Promise.all([
        works(folder, `${line} ${end + 50} --out x --resume`),
        works(folder, `${line} ${end + 50} --out whole`),
      ]);
      for (const file of [...files("events"), "cutflow.json", "cutflow.csv"]) {
        const [mine, whole] = ["x", "whole"].map((run) => readFileSync(join(folder, run, file)));
        expect(mine!.equals(whole!), file).toBe(true);
      }
    });
  });

  test("but not with other waveforms than before", async () => {
    for (const of of ["", " --waveforms 3"]) {
      const line = `simulate ${plan} --events 5:50 --out all/x.arrow --resume${of}`;
      expect(await refused(shared, line)).toEqual([
        expect.stringMatching(/it was made with another --waveforms; --force starts anew$/),
      ]);
    }
  });
});

describe.concurrent("inspect of waveforms and pulses", () => {
  test("--event prints all rows of an event, as JSON and as text", async () => {
    const [waveforms, pulses, text] = await Promise.all([
      works(shared, "inspect all/x.waveforms.arrow --event 7 --json"),
      works(shared, "inspect all/x.pulses.arrow --event 7 --json"),
      works(shared, "inspect all/x.waveforms.arrow --event 7"),
    ]);
    const [seven, rows] = [new Set([7]), JSON.parse(waveforms) as Record<string, number>[]];
    const wanted = await rowsOf(all("waveforms"), seven);
    expect(rows.map(({ event }) => event)).toEqual(wanted.event);
    expect(rows.map(({ channel }) => channel)).toEqual([...rows.keys()]);
    expect(rows.flatMap(({ samples }) => samples)).toEqual(wanted.samples);
    const { time, energy } = await rowsOf(all("pulses"), seven);
    expect((JSON.parse(pulses) as typeof rows).map((pulse) => [pulse.time, pulse.energy])).toEqual(
      time!.map((value, p) => [value, energy![p]]),
    );
    expect(text.match(/^event +7$/gm)).toHaveLength(rows.length);
    expect(text).toMatch(/^energyPerCount +0\.\d+ GeV$/m);
  });

  test("tells which table it is, and how it was made", async () => {
    const told = await works(shared, "inspect all/x.waveforms.arrow");
    expect(told).toMatch(/^all\/x\.waveforms\.arrow: \d+ rows of waveforms\n {2}whole: /);
    expect(told).toContain('waveforms: {"of":"all"}');
    expect(told).toMatch(/\| samples × 32 +\| 1 /);
  });
});
