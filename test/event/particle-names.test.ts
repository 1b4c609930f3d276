import { expect, test } from "vitest";
import * as kinds from "../../src/event/particle.ts";
import { particleName, particleSymbol } from "../../src/event/particle-names.ts";

test("every kind of src/event/particle.ts has a name of its own, in text and in figures", () => {
  const numbers = Object.values(kinds).filter((value) => typeof value === "number");
  expect(numbers.length).toBeGreaterThan(8);
  for (const naming of [particleName, particleSymbol]) {
    const names = numbers.map(naming);
    expect(new Set(names).size).toBe(numbers.length);
    expect(names.filter((name) => name.startsWith("PDG"))).toEqual([]);
  }
});

test("names tell charge; an unknown kind is its number", () => {
  expect([11, -11, 13, -13, 22, -211].map(particleName)).toEqual(["e-", "e+", "mu-", "mu+", "gamma", "pi-"]);
  expect(particleSymbol(-13)).toBe("\u03bc^{+}");
  expect(particleName(81)).toBe("PDG 81");
});
