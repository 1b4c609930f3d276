import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openEventFile } from "../../src/node/event-file.ts";
import { aprime, listing, newFolder, removeFolder } from "./aprime.ts";

// Of the built program. What is in the rows: dataset-rows.test.ts; in the data card: dataset-card.test.ts.

let folder = "";
beforeAll(() => {
  folder = newFolder();
});
afterAll(() => removeFolder(folder));

const sha256 = (file: string) =>
  createHash("sha256")
    .update(readFileSync(join(folder, file)))
    .digest("hex");

/** Number of rows, table and ranges of a file, which is checked to be whole. */
async function told(name: string) {
  const file = await openEventFile(join(folder, name));
  for await (const _ of file.groups()); // to the last row
  await file.close();
  const { table, ranges, process, waveforms } = file.metadata;
  return { rows: file.rows, table, ranges, process, waveforms };
}

test("writes waveforms, pulses and a data card, the same for any threads; and over nothing", async () => {
  const events = ["--events", "600:608", "--set", "beam.dutyFactor=0.9"];
  const made = await aprime(
    folder,
    ...["pileup", "--export", "a.parquet", ...events, "--workers", "1", "--quiet", "--json"],
  );
  expect(made).toMatchObject({ code: 0, stderr: "" });
  const document = JSON.parse(made.stdout);
  expect(document).toMatchObject({
    waveforms: "a.parquet",
    card: "a.md",
    events: 8,
    rows: { waveforms: 864 },
  });
  expect(listing(folder)).toEqual(["a.md", "a.parquet", "a.pulses.parquet"]);
  const common = { ranges: [{ first: 600, end: 608 }], process: "electron", waveforms: { of: "all" } };
  expect(await told("a.parquet")).toEqual({ ...common, rows: 864, table: "dataset" });
  expect(await told("a.pulses.parquet")).toEqual({ ...common, rows: document.rows.pulses, table: "pulses" });

  const card = readFileSync(join(folder, "a.md"), "utf8");
  for (const file of ["a.parquet", "a.pulses.parquet"]) expect(card).toContain(sha256(file));
  const [, command] = /`aprime (pileup --export .*?)`/.exec(card)!;
  expect(command).toBe(
    "pileup --export a.parquet --process electron --run III --set 'beam.dutyFactor=0.9' --events 600:608 --seed aprime",
  );
  const words = command!.replaceAll("'", "").replace("a.parquet", "b.parquet").split(" ");
  expect(await aprime(folder, ...words, "--workers", "2", "--quiet")).toMatchObject({ code: 0 });
  expect([sha256("b.parquet"), sha256("b.pulses.parquet")]).toEqual([
    sha256("a.parquet"),
    sha256("a.pulses.parquet"),
  ]);

  const before = listing(folder);
  const again = await aprime(folder, ...words, "--out", "c.csv", "--algorithms", "multifit");
  expect(again.code).toBe(2);
  for (const problem of [
    "--out: goes without --export: leave it out",
    "--algorithms: goes without --export: leave it out",
    "b.parquet: is there already; --force overwrites it, another name keeps it",
    "b.pulses.parquet: is there already",
    "b.md: is there already",
  ])
    expect(again.stderr).toContain(problem);
  const other = await aprime(folder, "pileup", "--export", "c.json");
  expect(other.stderr).toContain("c.json: does not tell its format");
  expect(listing(folder)).toEqual(before);
});
