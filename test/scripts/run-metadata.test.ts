import { describe, expect, test } from "vitest";
import { inOrder, mergeMetadata, type RunMetadata } from "../../scripts/run-metadata.ts";
import { someRun } from "./some-run.ts";

const part = (first: number, end: number, changes: Partial<RunMetadata> = {}) =>
  someRun({ first, end }, changes);

/** A part of a run of which `planned` was asked for. */
const interrupted = (first: number, end: number, planned: number) =>
  part(first, end, { complete: false, planned: [{ first, end: planned }] });

const text = (metadata: RunMetadata) => JSON.stringify(metadata);

describe("mergeMetadata", () => {
  test("of parts is that of the whole, to the letter, in whatever order they are given", () => {
    const whole = text(inOrder(part(0, 100)));
    const parts = [part(0, 10), part(10, 40), part(40, 100)];
    expect(text(mergeMetadata(parts))).toBe(whole);
    expect(text(mergeMetadata([parts[2]!, parts[0]!, parts[1]!]))).toBe(whole);
    expect(text(mergeMetadata([mergeMetadata([parts[2]!, parts[0]!]), parts[1]!]))).toBe(whole);
  });

  test("of one is its own", () => {
    const one = inOrder(interrupted(5, 7, 9));
    expect(text(mergeMetadata([one]))).toBe(text(one));
  });

  test("tells gaps, electrons on target and draws, of the events that are there", () => {
    const merged = mergeMetadata([part(50, 60), part(0, 10, { tried: 13 })]);
    expect(merged).toMatchObject({
      ranges: [
        { first: 0, end: 10 },
        { first: 50, end: 60 },
      ],
      complete: true,
      electronsOnTarget: 20,
      tried: 33,
      kept: 20,
      epsilon: 1,
      facts: part(0, 1).facts,
    });
    expect("planned" in merged).toBe(false);
  });

  test.each<[string, RunMetadata[], boolean, [number, number][] | undefined]>([
    ["two that are whole", [part(0, 5), part(5, 9)], true, undefined],
    ["one that is not", [interrupted(0, 5, 7), part(7, 9)], false, [[0, 9]]],
    ["its end alone", [interrupted(0, 5, 7)], false, [[0, 7]]],
    ["both halves of it", [interrupted(0, 5, 9), part(5, 9)], true, undefined],
    ["its rest, given first", [part(5, 9), interrupted(0, 5, 9)], true, undefined],
    ["its rest, interrupted too", [interrupted(0, 5, 9), interrupted(5, 7, 9)], false, [[0, 9]]],
    [
      "one far away that is not whole",
      [part(0, 5), interrupted(50, 55, 60)],
      false,
      [
        [0, 5],
        [50, 60],
      ],
    ],
  ])("is complete if all is there that was asked for: %s", (_, parts, complete, planned) => {
    const merged = mergeMetadata(parts);
    expect(merged.complete).toBe(complete);
    expect(merged.planned).toEqual(planned?.map(([first, end]) => ({ first, end })));
  });

  test("keeps of which events the waveforms are, if that is one answer", () => {
    const channels = [{ part: "ecal", first: 0, count: 72 }];
    const of = (first: number, below: number) =>
      part(first, first + 10, { table: "waveforms", waveforms: { of: "first", below }, channels });
    expect(mergeMetadata([of(0, 5), of(10, 5)])).toMatchObject({ waveforms: { of: "first", below: 5 } });
    const mixed = mergeMetadata([of(0, 5), of(10, 15)]);
    expect("waveforms" in mixed).toBe(false);
    expect(mixed).toMatchObject({ table: "waveforms", channels });
    expect("waveforms" in mergeMetadata([part(20, 30), of(0, 5)])).toBe(false);
  });
});

describe("inOrder", () => {
  test("gives one order, whatever the order was", () => {
    const metadata = interrupted(0, 5, 9);
    const turned = Object.fromEntries(Object.entries(metadata).toReversed()) as unknown as RunMetadata;
    expect(text(turned)).not.toBe(text(inOrder(metadata)));
    expect(text(inOrder(turned))).toBe(text(inOrder(metadata)));
    expect(inOrder(turned)).toEqual(metadata);
  });

  test("keeps every entry that there is, and makes none", () => {
    const selection = { name: "trigger", cuts: ["a"] };
    const full: Required<RunMetadata> = {
      ...part(0, 5),
      planned: [{ first: 0, end: 9 }],
      waveforms: { of: "all" },
      channels: [],
      algorithm: { name: "mine", sha256: "00ff" },
      blinding: "masked",
      selection,
    };
    expect(inOrder(full)).toEqual(full);
    expect(Object.keys(inOrder(full)).toSorted()).toEqual(Object.keys(full).toSorted());
    expect(Object.keys(inOrder(part(0, 5)))).not.toContain("selection");
  });
});
