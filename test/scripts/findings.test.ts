import { describe, expect, test } from "vitest";
import { signalFactors } from "../../cuts/index.ts";
import {
  cutflowCsv,
  cutflowMarkdown,
  describeFindings,
  type Findings,
  type Subject,
} from "../../scripts/findings.ts";
import type { Tallies } from "../../src/selection/cutflow.ts";
import { clopperPearson } from "../../src/statistics/efficiency.ts";
import { rawCard, someRun } from "./some-run.ts";

const cuts = ["hcal-quiet", "single-track", "missing-energy"];
const unit = (events: number) => ({ events, sumWeights: events, sumSquares: events });

/** 100 events of weight 1: 20 pass all, 10 all but the last, 30 the last alone, 40 none. */
const tallies: Tallies = new Map([
  [0b111, unit(20)],
  [0, unit(40)],
  [0b011, unit(10)],
  [0b100, unit(30)],
]);

function subject(changes: Partial<Subject> = {}): Subject {
  const { version, process, options, seed, runKey, ranges, complete, card } = someRun({ first: 0, end: 100 });
  const selection = { name: "mine", cuts };
  return { version, process, options, seed, runKey, ranges, complete, card, selection, ...changes };
}

describe("describeFindings", () => {
  test("tells which events they are, and the cut flow", async () => {
    const findings = await describeFindings(subject(), tallies);
    expect(findings).toMatchObject({
      selection: "mine",
      version: "1.2.3",
      process: "signal",
      options: { mass: "20 MeV" },
      seed: "aprime",
      runKey: "0123456789abcdef",
      ranges: [{ first: 0, end: 100 }],
      complete: true,
      events: 100,
      sumWeights: 100,
      changed: [],
    });
    expect(findings.run).toMatch(/run III$/);
    expect(findings.card).toEqual(subject().card);
    expect(findings.cuts.map(({ cut, events }) => [cut, events])).toEqual([
      ["hcal-quiet", 30],
      ["single-track", 30],
      ["missing-energy", 20],
    ]);
    for (const absent of ["epsilon", "expectedInRun", "tableII"]) expect(findings).not.toHaveProperty(absent);
  });

  test("tells what was planned, if that is more than is there", async () => {
    const planned = [{ first: 0, end: 900 }];
    expect(await describeFindings(subject({ complete: false, planned }), tallies)).toMatchObject({
      ranges: [{ first: 0, end: 100 }],
      complete: false,
      planned,
      passedPerElectron: 0.2,
    });
    expect(await describeFindings(subject(), tallies)).not.toHaveProperty("planned");
  });

  test("tells the thresholds of the cuts that have any, and what --set changed", async () => {
    const card = rawCard(["cuts.hcal-quiet.below=0.5 GeV", "beam.dutyFactor=0.9"]);
    const { changed, thresholds } = await describeFindings(subject({ card }), tallies);
    expect(changed).toEqual(["beam.dutyFactor = 0.9", "cuts.hcal-quiet.below = 0.5 GeV"]);
    expect(thresholds).toEqual({
      "hcal-quiet": "below 0.5 GeV",
      "missing-energy": "beam 100 GeV, above 50 GeV",
    });
  });

  test("scales what passes to an electron on target: those of all ranges count", async () => {
    const ranges = [
      { first: 0, end: 100 },
      { first: 500, end: 800 },
    ];
    expect((await describeFindings(subject({ ranges }), tallies)).passedPerElectron).toBeCloseTo(
      20 / 400,
      15,
    );
    expect((await describeFindings(subject(), new Map())).passedPerElectron).toBe(0);
    const noCuts = subject({ selection: { name: "none", cuts: [] } });
    expect((await describeFindings(noCuts, tallies)).passedPerElectron).toBe(1);
  });

  test("scales it to the exposure of the run, if epsilon is given: Eq. (9) goes with its square", async () => {
    const card = rawCard(["exposure.electronsOnTarget=2e10"]);
    const { epsilon, expectedInRun } = await describeFindings(subject({ card, epsilon: 1e-4 }), tallies);
    expect(epsilon).toBe(1e-4);
    expect(expectedInRun).toBeCloseTo(0.2 * 1e-8 * 2e10, 9);
  });

  test("keeps all that it is made of, in one order", async () => {
    const turned = new Map([...tallies].toReversed());
    const rows = [
      [0, 40, 40, 40],
      [3, 10, 10, 10],
      [4, 30, 30, 30],
      [7, 20, 20, 20],
    ];
    for (const some of [tallies, turned]) {
      const { tallies: kept } = await describeFindings(subject(), some);
      expect(kept).toEqual({ cuts: rows });
    }
    const { tallies: kept } = await describeFindings(subject(), tallies, new Map([[1, unit(3)]]));
    expect(kept).toEqual({ cuts: rows, factors: [[1, 3, 3, 3]] });
  });

  test("survives JSON: what is read is what was told", async () => {
    const findings = await describeFindings(subject({ epsilon: 1e-4 }), tallies);
    expect(JSON.parse(JSON.stringify(findings))).toEqual(findings);
  });

  describe("beside Table II", () => {
    /** 90 of 100 in the box, of which 81 pass the first factor, and those all others. */
    const all = 2 ** (signalFactors.length + 1) - 1;
    const factors: Tallies = new Map([
      [all, unit(81)],
      [1, unit(9)],
      [0, unit(10)],
    ]);

    test("stand the factors of Eq. (23)", async () => {
      const { tableII } = await describeFindings(subject(), tallies, factors);
      const [box, first, ...others] = tableII!.rows;
      expect(box).toMatchObject({ factor: "A' in the signal box", ours: { value: 0.9 } });
      expect(first).toMatchObject({ factor: signalFactors[0]!.name, ours: { value: 0.9 } });
      expect(first!.ours.low).toBeCloseTo(clopperPearson(81, 90).low, 9);
      expect(others.slice(0, -1).map(({ ours }) => ours.value)).toEqual(Array(others.length - 1).fill(1));
      expect(others.at(-1)).toMatchObject({ factor: "Total", ours: { value: 0.9 } });
      expect(tableII!.note).not.toContain("Not like for like");
    });

    test("is said in what the card is not that of run III, also if it is another run or another number", async () => {
      const noteOf = async (card: Subject["card"]) =>
        (await describeFindings(subject({ card }), tallies, factors)).tableII!.note;
      expect(await noteOf(rawCard(["beam.dutyFactor=0.9"]))).toMatch(
        /^Not like for like: beam\.dutyFactor = 0\.9\. /,
      );
      expect(await noteOf(rawCard(["cuts.hcal-quiet.below=1GeV"])), "the same number").not.toContain(
        "Not like",
      );
      expect(await noteOf(rawCard([], "I"))).toMatch(/^Not like for like: .*beam\.intensity/);
    });
  });
});

/** Findings of which one cut has no event left. */
const told = (): Promise<Findings> =>
  describeFindings(subject({ card: rawCard(["beam.dutyFactor=0.9"]) }), new Map([[0b001, unit(3)]]));

test("cutflowMarkdown says how it was made, the cut flow and the thresholds", async () => {
  const text = cutflowMarkdown(await told());
  const [title, made, ...rest] = text.split("\n\n");
  expect(title).toMatch(/^# .* run III, signal: selection mine$/);
  expect(made).toBe("mass 20 MeV; seed aprime; aprime 1.2.3; beam.dutyFactor = 0.9");
  expect(rest[0]).toMatch(/^\| cut +\| events \|/);
  expect(rest.at(-1)).toBe(
    "Thresholds: hcal-quiet: below 1 GeV; missing-energy: beam 100 GeV, above 50 GeV.",
  );
  expect(text).not.toContain("NaN");
  const all = 2 ** (signalFactors.length + 1) - 1;
  const withTable = await describeFindings(subject(), tallies, new Map([[all, unit(5)]]));
  expect(cutflowMarkdown(withTable)).toContain("\n\n## Beside Table II\n\n| factor of Eq. (23)");
});

test("cutflowCsv is a line per cut, with an empty cell where nothing is known", async () => {
  const findings = await told();
  const [header, ...lines] = (await cutflowCsv(findings))
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
  expect(header!.slice(0, 6)).toEqual([
    "cut",
    "events [1]",
    "weight [1]",
    "relative [1]",
    "relative low [1]",
    "relative high [1]",
  ]);
  expect(lines.map(([cut, events]) => [cut, events])).toEqual([
    ["hcal-quiet", "3"],
    ["single-track", "0"],
    ["missing-energy", "0"],
  ]);
  for (const [k, line] of lines.entries()) {
    expect(line).toHaveLength(header!.length);
    const { relative, afterAllOthers } = findings.cuts[k]!;
    for (const [column, value] of [
      ["relative [1]", relative.value],
      ["relative high [1]", relative.high],
      ["afterAllOthers low [1]", afterAllOthers.low],
    ] as const) {
      const cell = line[header!.indexOf(column)]!;
      expect(cell === "" ? Number.NaN : Number(cell), column).toBe(value);
    }
  }
});
