import { describe, expect, test } from "vitest";
import type { PlannedRun } from "../../scripts/plan-run.ts";
import { sideFiles, tablesOf } from "../../scripts/run-tables.ts";
import { eventColumns } from "../../src/detector/events.ts";
import { selectionColumns } from "../../src/selection/selection-columns.ts";
import { shippedCard } from "../shipped-card.ts";

/** What the tables of a run depend on. */
function run(waveforms: boolean, sets: readonly string[] = []): PlannedRun {
  const plan = waveforms ? { waveforms: { of: "all" } } : {};
  return { plan, card: shippedCard(sets) } as unknown as PlannedRun;
}

describe("sideFiles", () => {
  test.each([
    ["events.arrow", "events.waveforms.arrow", "events.pulses.arrow"],
    ["out/run.I/x.parquet", "out/run.I/x.waveforms.parquet", "out/run.I/x.pulses.parquet"],
    ["/a/b.c.csv", "/a/b.c.waveforms.csv", "/a/b.c.pulses.csv"],
  ])("of %s are %s and %s", (file, ...sides) => {
    expect(sideFiles(file)).toEqual(sides);
  });
});

describe("tablesOf", () => {
  test("is the events alone, unless waveforms are asked for", () => {
    expect(tablesOf(run(false), "x.csv")).toEqual([{ kind: "events", path: "x.csv", columns: eventColumns }]);
  });

  test("has the events last, with the columns that come with them", () => {
    const tables = tablesOf(run(true), "x.csv", selectionColumns);
    expect(tables.map(({ kind, path }) => [kind, path])).toEqual([
      ["waveforms", "x.waveforms.csv"],
      ["pulses", "x.pulses.csv"],
      ["events", "x.csv"],
    ]);
    expect(Object.keys(tables[2]!.columns)).toEqual([
      ...Object.keys(eventColumns),
      ...Object.keys(selectionColumns),
    ]);
  });

  test("has as many samples as the card says", () => {
    const [waveforms] = tablesOf(run(true, ["msadc.samples=40"]), "x.arrow");
    expect(waveforms!.columns.samples!.width).toBe(40);
    expect(tablesOf(run(true), "x.arrow")[0]!.columns.samples!.width).toBe(32);
  });

  test("has the number of the event first in each, by which merge puts rows in order", () => {
    for (const { columns } of tablesOf(run(true), "x.arrow")) expect(Object.keys(columns)[0]).toBe("event");
  });
});
