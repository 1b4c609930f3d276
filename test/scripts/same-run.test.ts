import { describe, expect, test } from "vitest";
import type { RunMetadata } from "../../scripts/run-metadata.ts";
import { disagreements, refuseStrangers } from "../../scripts/same-run.ts";
import { InputError } from "../../src/tables/input-error.ts";
import { rawCard, someRun } from "./some-run.ts";

const here = someRun({ first: 0, end: 10 });
const other = (changes: Partial<RunMetadata>) => someRun({ first: 10, end: 20 }, changes);

describe("disagreements", () => {
  test.each<[string, Partial<RunMetadata>, string[]]>([
    ["nothing", {}, []],
    ["spaces in an option", { options: { mass: "20MeV" } }, []],
    ["another spelling of an option", { options: { mass: "0.0200 GeV" } }, []],
    ["version", { version: "1.2.4" }, ["aprime is 1.2.4 and not 1.2.3"]],
    ["an option", { options: { mass: "30 MeV" } }, ["mass is 30 MeV and not 20 MeV"]],
    ["an option more", { options: { mass: "20 MeV", x: "1" } }, ["x is 1 and not absent"]],
    ["an option less", { options: {} }, ["mass is not there and not 20 MeV"]],
    [
      "process and seed",
      { process: "electron", seed: 'a "b"' },
      ["process is electron and not signal", 'seed is "a \\"b\\"" and not "aprime"'],
    ],
    ["run key", { runKey: "f" }, ["run key is f and not 0123456789abcdef"]],
    [
      "selection",
      { selection: { name: "trigger", cuts: ["a", "b"] } },
      ["selection is trigger (a, b) and not none"],
    ],
    [
      "an algorithm of the user's",
      { algorithm: { name: "mine", sha256: "00ff" } },
      ["pileup algorithm is mine (SHA-256 00ff) and not that of the card"],
    ],
    [
      "a number of the card",
      { card: rawCard(["beam.dutyFactor=0.9"]) },
      ["beam.dutyFactor is 0.9 and not 1"],
    ],
    ["a unit with a space", { card: rawCard(["cuts.hcal-quiet.below=1GeV"]) }, []],
  ])("tells each: %s", (_, changes, wrong) => {
    expect(disagreements(other(changes), here)).toEqual(wrong);
  });

  test("tells the name of the card, and every number that is another", () => {
    const wrong = disagreements(other({ card: rawCard([], "I") }), here);
    expect(wrong[0]).toMatch(/^run is .* run I and not .* run III$/);
    expect(wrong.length).toBeGreaterThan(1);
  });

  test("does not mind sources and notes, which change no event", () => {
    const card = structuredClone(here.card) as { beam: { dutyFactor: { source: string; note?: string } } };
    Object.assign(card.beam.dutyFactor, { source: "another", note: "a note" });
    expect(disagreements(other({ card }), here)).toEqual([]);
  });

  test("tells the values of the first as there, and of the second as here", () => {
    const [wrong] = disagreements(other({ version: "9" }), here);
    const [turned] = disagreements(here, other({ version: "9" }));
    expect([wrong, turned]).toEqual(["aprime is 9 and not 1.2.3", "aprime is 1.2.3 and not 9"]);
  });
});

describe("refuseStrangers", () => {
  const part = (path: string, first: number, end: number, changes: Partial<RunMetadata> = {}) => ({
    path,
    ...someRun({ first, end }, changes),
  });

  function problems(...parts: ReturnType<typeof part>[]): string[] {
    try {
      refuseStrangers(parts);
      return [];
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      return (error as InputError).problems.map(({ where, what }) => `${where}: ${what}`);
    }
  }

  test("takes parts of one run that do not overlap, in any order, and none", () => {
    expect(problems()).toEqual([]);
    expect(problems(part("a", 10, 20), part("b", 0, 10), part("c", 30, 40))).toEqual([]);
  });

  test("refuses parts of other runs than the first, each with what is different", () => {
    expect(
      problems(
        part("a", 0, 10),
        part("b", 10, 20, { seed: "x", version: "9" }),
        part("c", 20, 30),
        part("d", 30, 40, { process: "electron" }),
      ),
    ).toEqual([
      'b: is not of the run of a: aprime is 9 and not 1.2.3; seed is "x" and not "aprime"',
      "d: is not of the run of a: process is electron and not signal",
    ]);
  });

  test("refuses events that are in two of them, for each pair", () => {
    const twice = "too: they would count twice";
    expect(problems(part("a", 0, 10), part("a", 0, 10))).toEqual([
      `a: holds events 0:10, which are in a ${twice}`,
    ]);
    expect(problems(part("a", 0, 10), part("b", 9, 20), part("c", 5, 12))).toEqual([
      `b: holds events 9:10, which are in a ${twice}`,
      `c: holds events 5:10, which are in a ${twice}`,
      `c: holds events 9:12, which are in b ${twice}`,
    ]);
  });

  test("finds events that are in two of them among several ranges", () => {
    const ranges = [
      { first: 0, end: 10 },
      { first: 20, end: 30 },
    ];
    expect(problems(part("a", 0, 0, { ranges }), part("b", 10, 20))).toEqual([]);
    expect(problems(part("a", 0, 0, { ranges }), part("b", 8, 22))).toEqual([
      "b: holds events 8:10, 20:22, which are in a too: they would count twice",
    ]);
  });
});
