import { describe, expect, test } from "vitest";
import { parseEventNumber, parseEventRange } from "../../src/simulation/event-range.ts";

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
