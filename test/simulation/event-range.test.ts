import { describe, expect, test } from "vitest";
import {
  countEvents,
  type EventRange,
  joinRanges,
  overlapOf,
  parseEventNumber,
  parseEventRange,
  rangeText,
} from "../../src/simulation/event-range.ts";

const largest = "9007199254740991";
const form = "write a number of events, such as 1e6, or a half-open range, such as 5000:10000";

describe("parseEventRange", () => {
  test.each([
    ["1", 0, 1],
    ["10000", 0, 10000],
    ["1e6", 0, 1000000],
    ["2.5e3", 0, 2500],
    ["1E3", 0, 1000],
    ["1e+3", 0, 1000],
    [" 10 ", 0, 10],
    ["10.", 0, 10],
    [largest, 0, 9007199254740991],
    ["5000:10000", 5000, 10000],
    ["0:1", 0, 1],
    ["1e3:2e3", 1000, 2000],
    [" 5 : 7 ", 5, 7],
  ])("%j is from %d up to %d", (text, first, end) => {
    expect(parseEventRange(text)).toEqual({ first, end });
  });

  test.each([
    ["0", `"0" holds no event; ${form}`],
    ["10:5", `"10:5" holds no event; ${form}`],
    ["5:5", `"5:5" holds no event; ${form}`],
    ["-5", `"-5" is not a whole number from 0 to ${largest}; ${form}`],
    ["-5:5", `"-5" is not a whole number from 0 to ${largest}; ${form}`],
    ["1e30", `"1e30" is not a whole number from 0 to ${largest}; ${form}`],
    ["9007199254740992", `"9007199254740992" is not a whole number from 0 to ${largest}; ${form}`],
    ["2.5", `"2.5" is not a whole number from 0 to ${largest}; ${form}`],
    ["1e-3", `"1e-3" is not a whole number from 0 to ${largest}; ${form}`],
    ["0x10", `"0x10" is not a whole number from 0 to ${largest}; ${form}`],
    ["a:b", `"a" is not a whole number from 0 to ${largest}; ${form}`],
    ["5:b", `"b" is not a whole number from 0 to ${largest}; ${form}`],
    ["", `"" is not a whole number from 0 to ${largest}; ${form}`],
    ["5:", `"" is not a whole number from 0 to ${largest}; ${form}`],
    [":5", `"" is not a whole number from 0 to ${largest}; ${form}`],
    ["Infinity", `"Infinity" is not a whole number from 0 to ${largest}; ${form}`],
    ["1:2:3", `"1:2:3" has more than one colon; ${form}`],
  ])("%j is refused", (text, message) => {
    expect(parseEventRange(text)).toBe(message);
  });
});

describe("parseEventNumber", () => {
  test.each([
    ["0", 0],
    ["4321", 4321],
    [" 7 ", 7],
    ["9007199254740990", 9007199254740990],
  ])("%j is that one event", (text, first) => {
    expect(parseEventNumber(text)).toEqual({ first, end: first + 1 });
  });

  test.each(["", "-1", "1.5", "1e3", "x", "5:6", "9007199254740991", "1e30"])("%j is refused", (text) => {
    expect(parseEventNumber(text)).toBe(
      `"${text}" is not the number of an event, a whole number from 0 to 9007199254740990`,
    );
  });
});

/** Ranges of first and end. */
const ranges = (...pairs: [number, number][]): EventRange[] => pairs.map(([first, end]) => ({ first, end }));

describe("joinRanges", () => {
  test.each<[string, EventRange[], EventRange[]]>([
    ["none", [], []],
    ["one", ranges([3, 5]), ranges([3, 5])],
    ["two that touch", ranges([0, 5], [5, 10]), ranges([0, 10])],
    ["two with a gap of one event", ranges([0, 5], [6, 10]), ranges([0, 5], [6, 10])],
    ["any order", ranges([6, 10], [20, 21], [0, 6]), ranges([0, 10], [20, 21])],
    ["one that fills a gap", ranges([0, 5], [8, 10], [5, 8]), ranges([0, 10])],
    ["two that overlap", ranges([0, 7], [5, 10]), ranges([0, 10])],
    ["one inside another, and one behind", ranges([0, 10], [2, 3], [10, 11]), ranges([0, 11])],
    ["the same twice", ranges([1, 2], [1, 2]), ranges([1, 2])],
    ["the largest", ranges([5, Number.MAX_SAFE_INTEGER], [0, 5]), ranges([0, Number.MAX_SAFE_INTEGER])],
  ])("%s", (_, given, joined) => {
    const before = structuredClone(given);
    expect(joinRanges(given)).toEqual(joined);
    expect(given, "as they were").toEqual(before);
  });
});

describe("overlapOf", () => {
  test.each<[EventRange[], EventRange | undefined]>([
    [ranges([0, 5], [5, 10]), undefined],
    [ranges([0, 5], [7, 10]), undefined],
    [ranges([0, 6], [5, 10]), { first: 5, end: 6 }],
    [ranges([0, 10], [2, 4]), { first: 2, end: 4 }],
    [ranges([0, 10], [0, 10]), { first: 0, end: 10 }],
    [ranges([0, 10], [9, 20]), { first: 9, end: 10 }],
  ])("%j: %j", ([a, b], shared) => {
    expect(overlapOf(a!, b!)).toEqual(shared);
    expect(overlapOf(b!, a!)).toEqual(shared);
  });
});

test("countEvents adds up the events of all ranges", () => {
  expect(countEvents([])).toBe(0);
  expect(countEvents(ranges([0, 5], [7, 8], [100, 200]))).toBe(106);
});

test("rangeText is as --events takes it", () => {
  expect(rangeText(ranges([0, 5], [5000, 10000]))).toBe("0:5, 5000:10000");
  expect(rangeText([])).toBe("");
  const range = { first: 9007199254740980, end: Number.MAX_SAFE_INTEGER };
  expect(parseEventRange(rangeText([range]))).toEqual(range);
});
