import { expect, it } from "vitest";
import { pileupAlgorithms } from "../../src/pileup/index.ts";
import { shippedCard } from "../shipped-card.ts";

it("lists each algorithm once, each with its numbers in the shipped cards, and the one that is used among them", () => {
  const names = pileupAlgorithms.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const run of ["I", "II", "III"]) {
    const { pileup } = shippedCard([], run);
    expect(names).toContain(pileup.algorithm);
    for (const name of names) expect(pileup[name]).toBeTypeOf("object");
  }
  for (const { about } of pileupAlgorithms) expect(about.length).toBeGreaterThan(10);
});
