import { describe, expect, test } from "vitest";
import { type EventBatch, eventColumns } from "../../src/detector/events.ts";
import { allocate } from "../../src/event/columns.ts";
import { compileExpression } from "../../src/selection/expression.ts";
import { longestExpression } from "../../src/selection/expression-text.ts";
import { parseExpression } from "../../src/selection/parse-expression.ts";

/** Two events: what is asked for is of the second one. */
function batchOf(values: Readonly<Record<string, number | readonly number[]>>): EventBatch {
  const batch = allocate(eventColumns, 2);
  for (const [name, value] of Object.entries(values)) {
    const column = batch.columns[name as keyof typeof eventColumns];
    column.set([value].flat(), column.length / 2);
  }
  return batch;
}

const event = batchOf({
  ecalEnergy: 40,
  hcalEnergy: 1.5,
  vetoEnergy: 0.004,
  trackCount: 1,
  trackX: -3,
  trackY: 4,
  trackAngleIn: Number.NaN,
  hcalModuleEnergy: [0.5, 1, 1.5, 2],
});

function passes(text: string): boolean {
  const compiled = compileExpression(text, eventColumns, parseExpression);
  if (typeof compiled !== "function") throw new Error(JSON.stringify(compiled));
  return compiled(event.columns, 1);
}

function problems(text: string): string[] {
  const compiled = compileExpression(text, eventColumns, parseExpression);
  if (typeof compiled === "function") throw new Error(`${text} is good`);
  return compiled.map(({ character, what }) => `${character}: ${what}`);
}

describe("an expression", () => {
  test.each([
    ["ecalEnergy < 45 GeV and hcalEnergy < 1.2 GeV", false],
    ["ecalEnergy < 45 GeV or hcalEnergy < 1.2 GeV", true],
    ["ecalEnergy < 45GeV", true],
    ["40 GeV > ecalEnergy", false],
    ["ecalEnergy >= 40 GeV", true],
    ["ecalEnergy == 4e4 MeV", true],
    ["ecalEnergy != 0.04 TeV", false],
    ["vetoEnergy < 7.2 MeV", true],
    ["not (vetoEnergy < 7.2 MeV)", false],
    ["not(trackCount == 2)", true],
    ["trackCount == 1 and not (trackCount != 1)", true],
    ["abs(trackX) < 3.5 mm", true],
    ["sqrt(trackX * trackX + trackY * trackY) <= 0.5 cm", true],
    ["trackX < -2 mm and -trackX > 2 mm and +trackX < 0 mm", true],
    ["min(hcalModuleEnergy[1], hcalModuleEnergy[4]) > 0.4 GeV", true],
    ["max(hcalModuleEnergy[1], hcalModuleEnergy[2], hcalModuleEnergy[3]) == 1.5 GeV", true],
    ["hcalModuleEnergy[4] / (hcalModuleEnergy[1] + hcalModuleEnergy[4]) > 0.75", true],
    ["ecalEnergy + hcalEnergy < 41.6 GeV", true],
    ["ecalEnergy - 2 * hcalEnergy > 36.9 GeV", true],
    ["ecalEnergy < 10 GeV and hcalEnergy < 1 GeV or trackCount == 1", true],
    ["ecalEnergy < 10 GeV and (hcalEnergy < 1 GeV or trackCount == 1)", false],
    ["1 GeV < ecalEnergy and ecalEnergy\n < 80 GeV", true],
    ["2.5 > .5", true],
  ])("%s: %s", (text, passed) => {
    expect(passes(text)).toBe(passed);
  });

  test("finds what an event does not have in no comparison, so that not (...) of one holds", () => {
    for (const operator of ["<", "<=", ">", ">=", "=="]) {
      expect(passes(`trackAngleIn ${operator} 1 mrad`)).toBe(false);
      expect(passes(`not (trackAngleIn ${operator} 1 mrad)`)).toBe(true);
    }
    expect(passes("trackAngleIn != 1 mrad")).toBe(true);
  });
});

describe("what is no condition over columns is told, with its place:", () => {
  test.each<[string, string[]]>([
    ["ecalEnergie < 45 GeV", ['1: there is no column "ecalEnergie"; did you mean "ecalEnergy"?']],
    [
      "ecalEnergy < 45 GeV and hcalenergie < 1 GeV and colour == 3",
      [
        '25: there is no column "hcalenergie"; did you mean "hcalEnergy"?',
        expect.stringMatching(/^49: there is no column "colour"/),
      ],
    ],
    [
      "ecalEnergy < 45",
      ["1: < has GeV on its left and a pure number on its right: give numbers their unit, as in 45 GeV"],
    ],
    ["trackX < 45 GeV", [expect.stringContaining("1: < has mm on its left and GeV on its right")]],
    ["ecalEnergy * ecalEnergy < 45 GeV", [expect.stringContaining("has GeV^2 on its left and GeV on")]],
    ["ecalEnergy < 45 Gev", [expect.stringContaining('14: "Gev" is not a unit; known are GeV, MeV')]],
    ["ecalEnergy < GeV", ['14: there is no column "GeV"; a unit stands behind a number, as in 45 GeV']],
    ["trackCount", ["1: is a number, and a cut is a condition: compare it, as in ecalEnergy < 45 GeV"]],
    ["ecalEnergy + 1 GeV", [expect.stringContaining("1: is a number in GeV, and a cut is a condition")]],
    ["1 GeV < ecalEnergy < 2 GeV", [expect.stringContaining("1: is a condition where a number belongs")]],
    ["not trackCount == 1", [expect.stringContaining("5: is a number where not needs a condition: put the")]],
    ["trackCount and trackCount == 1", [expect.stringContaining("1: is a number where and needs")]],
    ["hcalModuleEnergy > 1 GeV", [expect.stringContaining("1: hcalModuleEnergy has 4 values: number one")]],
    ["hcalModuleEnergy[0] > 1 GeV", [expect.stringContaining("number one from 1 to 4")]],
    ["hcalModuleEnergy[5] > 1 GeV", [expect.stringContaining("number one from 1 to 4")]],
    ["hcalModuleEnergy[trackCount] > 1 GeV", [expect.stringContaining("its brackets hold something else")]],
    ["ecalEnergy[1] > 1 GeV", ["1: ecalEnergy has one value: leave out the brackets"]],
    ["sqrt(ecalEnergy) > 1", [expect.stringContaining("sqrt of a number in GeV has no unit")]],
    ["abs(trackX, trackY) < 1 mm", ["1: abs takes one value, not 2"]],
    ["min() < 1 mm", ["1: min takes 1 to 8 values, not 0"]],
    ["max(trackX, ecalEnergy) < 1 mm", [expect.stringContaining("max has mm on its left and GeV")]],
    ["ecalEnergy < 45 GeV hcalEnergy < 1 GeV", [expect.stringContaining("21: has no operator before it")]],
    ["ecalEnergy < 45 GeV and", [expect.stringContaining("is not an expression")]],
    ["and ecalEnergy < 45 GeV", ['1: is not an expression: there is nothing before "and"']],
    ["ecalEnergy < (45 GeV", [expect.stringContaining("is not an expression: Unclosed (")]],
    ["ecalEnergy <", ["13: is not an expression: Expected expression after <"]],
    [
      "ecalEnergy = 3 GeV",
      [expect.stringContaining('12: is not an expression: Unexpected "="; equality is "=="')],
    ],
    ["ecalEnergy < 45 GeV && trackCount == 1", ['21: holds "&" (U+0026): write and, or, not']],
    ["  ", ["1: is empty: write a condition, such as ecalEnergy < 45 GeV"]],
  ])("%s", (text, told) => {
    expect(problems(text)).toEqual(told);
  });
});

describe("what would be code elsewhere is refused:", () => {
  const hostile: [string, string][] = [
    ["ecalEnergy.constructor == 1", "looks into a part of a value"],
    ["ecalEnergy.constructor.constructor(1) == 1", 'there is no function ""'],
    ["constructor == 1", 'there is no column "constructor"'],
    ["__proto__ == 1", 'there is no column "__proto__"'],
    ["__proto__[1] == 1", 'there is no column "__proto__"'],
    ["toString() == 1", 'there is no function "toString"'],
    ["hasOwnProperty(trackCount) == 1", 'there is no function "hasOwnProperty"'],
    ["hcalModuleEnergy[constructor] > 1 GeV", "its brackets hold something else"],
    ["this == 1", 'there is no column "this"'],
    ["eval(trackCount) == 1", 'there is no function "eval"'],
    ["process(1) == 1", 'there is no function "process"'],
    ["trackCount == 1; trackCount == 2", 'holds ";"'],
    ["trackCount == 'a'", 'holds "\'"'],
    ["`a` == 1", 'holds "`"'],
    ["trackCount ? 1 : 2", 'holds "?"'],
    ["(trackCount, trackX) == 1", "is nothing that an expression may hold"],
    ["[1, 2] == 1", "is nothing that an expression may hold"],
    ["trackCount == 1, 1 == 1", "has no operator before it"],
    ["еcalEnergy < 45 GeV", 'holds "е" (U+0435)'],
    ["ecalEnergy <\u00a045 GeV", "holds a sign that cannot be seen (U+00A0)"],
    ["ecalEnergy < 45 GeV\u202e", "holds a sign that cannot be seen (U+202E)"],
    ["ecalEnergy < 45 GeV \u{1f600}", "(U+1F600)"],
    ["\u0000", "holds a sign that cannot be seen (U+0000)"],
    [`${"(".repeat(400)}1${")".repeat(400)} == 1`, "is nested more than 32 deep"],
    [`${"hcalModuleEnergy[".repeat(40)}1`, "is nested more than 32 deep"],
    [`trackCount == ${"1".repeat(1_000_000)}`, `may have ${longestExpression}`],
    [`${"a".repeat(990)} == 1`, `there is no column "${"a".repeat(40)}..."`],
  ];
  test.each(hostile.map(([text, told]) => [text.slice(0, 40), text, told]))("%s", (_, text, told) => {
    expect(problems(text).join("\n")).toContain(told);
  });

  test("and as many signs and nots as fit are read", () => {
    expect(passes(`${"-".repeat(longestExpression - 5)}1 < 2`)).toBe(true);
    expect(passes(`${"not ".repeat(240)}(1 < 2)`)).toBe(true);
  });
});
