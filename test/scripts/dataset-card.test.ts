import { expect, test } from "vitest";
import { datasetCard } from "../../scripts/dataset-card.ts";
import { rawCard, someRun } from "./some-run.ts";

const columns = {
  time: { unit: "ns", about: "when" },
  samples: { unit: "1", store: "int16", width: 32, about: "what" },
} as const;
const file = (name: string, sha256: string) => ({ name, rows: 7, sha256, columns });
const text = datasetCard(
  someRun(
    { first: 20, end: 30 },
    {
      card: rawCard(["beam.dutyFactor=0.9"]),
      channels: [
        { part: "ecal", first: 0, count: 72 },
        { part: "hcal", first: 72, count: 36 },
      ],
    },
  ),
  [file("x.arrow", "aa11"), file("x.pulses.arrow", "bb22")],
  "aprime pileup --export x.arrow",
);

test.each([
  "- **events**: 20:30: 10, process signal, mass 20 MeV",
  "2016 run III, with beam.dutyFactor = 0.9",
  "aprime 1.2.3: `aprime pileup --export x.arrow`",
  'seed**: "aprime", run key 0123456789abcdef',
  "Channels: 0 to 71 ecal (part 0), 72 to 107 hcal (part 1).",
  "MIT",
  "## Known limits",
  "0 to 7 train, 8 validation, 9 test",
])("tells %s", (part) => {
  expect(text).toContain(part);
});

test("tells files and columns with units", () => {
  const cells = text.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  const row = (first: string) => cells.find((line) => line[1] === first)?.slice(2, -1);
  expect(row("x.arrow")).toEqual(["a channel in an event", "7", "aa11"]);
  expect(row("x.pulses.arrow")).toEqual(["a true pulse", "7", "bb22"]);
  expect(row("time")).toEqual(["ns", "float32", "when"]);
  expect(row("samples")).toEqual(["1", "32 x int16", "what"]);
});
