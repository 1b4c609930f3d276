import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashRows } from "../../scripts/inspect.ts";
import { aprime, newFolder, removeFolder } from "./aprime.ts";

// Of the built program: the same seed gives the same events, however the work is split.

let folder = "";
beforeAll(() => {
  folder = newFolder();
});
afterAll(() => removeFolder(folder));

/** Simulates signal events of a fixed seed into a file of the folder, with some flags more; returns its path. */
async function simulate(name: string, ...flags: string[]): Promise<string> {
  const file = join(folder, `${name}.arrow`);
  const seed = flags.includes("--seed") ? [] : ["--seed", "identity"];
  const words = ["--mass", "20MeV", "--out", file, "--quiet", ...seed, ...flags];
  const { code, stderr } = await aprime(folder, "simulate", ...words);
  expect([code, stderr]).toEqual([0, ""]);
  return file;
}

/** The hash of `inspect --sha256`, of the rows of files in order. */
const hash = (...files: string[]) => hashRows(files);

describe("4400 signal events are the same", () => {
  let one = "";
  let first = "";
  beforeAll(async () => {
    // Two at a time: one thread each.
    [one, first] = await Promise.all([
      simulate("one", "--events", "4400", "--workers", "1"),
      simulate("first", "--events", "0:2200", "--workers", "1"),
    ]);
  }, 120_000);

  test("by one worker, by two, and by three in small batches", async () => {
    const two = await simulate("two", "--events", "44e2", "--workers", "2");
    const three = await simulate("three", "--events", "4400", "--workers", "3", "--batch-size", "100");
    const expected = { hash: (await hash(one)).hash, rows: 4400 };
    expect(expected.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await hash(two)).toEqual(expected);
    expect(await hash(three)).toEqual(expected);
  }, 120_000);

  test("in two halves, in order", async () => {
    const second = await simulate("second", "--events", "2200:4400", "--workers", "2");
    expect(await hash(first, second)).toEqual(await hash(one));
    expect((await hash(second, first)).hash, "the order counts").not.toBe((await hash(one)).hash);
    const { stdout } = await aprime(folder, "inspect", "--sha256", first, second);
    expect(stdout).toBe(`${(await hash(one)).hash}  4400 events of ${first}, ${second}\n`);
  }, 120_000);

  test("one by one: event 4321 alone is its row of the run", async () => {
    const words = ["simulate", "--mass", "20MeV", "--seed", "identity", "--only-event", "4321", "--json"];
    const [alone, row] = await Promise.all([
      aprime(folder, ...words),
      aprime(folder, "inspect", one, "--event", "4321", "--json"),
    ]);
    const event = JSON.parse(alone.stdout);
    expect(event).toMatchObject({ event: 4321 });
    expect(event.beamEnergy).toBeGreaterThan(0);
    expect(event).toEqual(JSON.parse(row.stdout));
  }, 120_000);

  test("but not with another seed", async () => {
    const other = await simulate("other", "--events", "0:2200", "--workers", "1", "--seed", "Identity");
    const [mine, theirs] = [await hash(first), await hash(other)];
    expect(theirs.rows).toBe(mine.rows);
    expect(theirs.hash).not.toBe(mine.hash);
  }, 120_000);
});
