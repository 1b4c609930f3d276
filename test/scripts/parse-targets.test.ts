import { describe, expect, test } from "vitest";
import { parseTargets } from "../../scripts/parse-targets.ts";
import { findTarget } from "../../src/physics/targets.ts";

const nuclei = (text: string) => {
  const found = parseTargets(text);
  if (typeof found === "string") throw new Error(found);
  return found.map(({ name, nuclei }) => [
    name,
    nuclei.map(({ nucleus }) => [nucleus.charge, nucleus.massNumber]),
  ]);
};

describe("targets", () => {
  test.each([
    ["Pb", [["Pb", [[82, 207.2]]]]],
    [
      "pb, W",
      [
        ["Pb", [[82, 207.2]]],
        ["W", [[74, 183.84]]],
      ],
    ],
    ["Z=82,A=207.2", [["Z=82,A=207.2", [[82, 207.2]]]]],
    [
      "Pb,Z=79,A=196.97,z = 26 , a = 56.0,C",
      [
        ["Pb", [[82, 207.2]]],
        ["Z=79,A=196.97", [[79, 196.97]]],
        ["Z=26,A=56", [[26, 56]]],
        ["C", [[6, 12.0107]]],
      ],
    ],
  ])("%s", (text, expected) => {
    expect(nuclei(text)).toEqual(expected);
  });

  test("the isotopes of lead are one target", () => {
    expect(parseTargets("Pb-isotopes")).toEqual([findTarget("Pb-isotopes")]);
  });

  const known = "known are Pb, Pb-isotopes, W, Fe, Al, C, or Z=...,A=... such as Z=82,A=207.2";
  const form = "is no nucleus: write Z=82,A=207.2, with whole Z from 1 to 120 and A from Z to 300";
  test.each([
    ["", `there is no target ""; ${known}`],
    ["Pb,lead", `there is no target "lead"; ${known}`],
    ["82,207.2", `there is no target "82"; ${known}`],
    ["Pb,pb", "Pb is given twice; give it once"],
    ["Z=82", `"Z=82" ${form}`],
    ["A=207.2,Z=82", `"A=207.2" ${form}`],
    ["Z=82.5,A=207.2", `"Z=82.5,A=207.2" ${form}`],
    ["Z=0,A=1", `"Z=0,A=1" ${form}`],
    ["Z=82,A=81", `"Z=82,A=81" ${form}`],
    ["Z=82,A=301", `"Z=82,A=301" ${form}`],
    ["Z=82,A=x", `"Z=82,A=x" ${form}`],
  ])("refuses %s", (text, problem) => {
    expect(parseTargets(text)).toBe(problem);
  });
});
