import { describe, expect, test } from "vitest";
import { endings, fileFormats, formatOf } from "../../src/node/file-format.ts";

describe("formatOf", () => {
  test.each([
    ["events.arrow", "Arrow IPC"],
    ["out/run.I/events.waveforms.parquet", "Parquet"],
    ["/a.arrow/b.csv", "CSV"],
    [".csv", "CSV"],
  ])("%s is %s", (path, name) => {
    expect(formatOf(path)).toMatchObject({ name });
  });

  test.each(["events", "events.feather", "events.ARROW", "arrow", "a.arrow/events", "events.csv.gz", ""])(
    "%j tells none",
    (path) => {
      expect(formatOf(path)).toBe(
        "does not tell its format: end its name in .arrow (Arrow IPC), .parquet (Parquet) or .csv (CSV)",
      );
    },
  );
});

test("the endings are told as people say them", () => {
  expect(endings()).toBe(".arrow (Arrow IPC), .parquet (Parquet) or .csv (CSV)");
});

test("no format begins like another", () => {
  for (const { begins } of fileFormats)
    expect(fileFormats.filter((other) => other.begins.startsWith(begins))).toHaveLength(1);
});
