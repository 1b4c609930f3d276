import { expect, it } from "vitest";
import { z } from "zod";
import { generators } from "../../generators/index.ts";

it("lists each process once, with a sentence on it and options that explain themselves", () => {
  const names = generators.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(["electron", "signal"]));
  for (const { name, about, options } of generators) {
    expect(name).toMatch(/^[a-z][a-z-]*$/);
    expect(about.length).toBeGreaterThan(20);
    const { properties = {} } = z.toJSONSchema(options, { io: "input" }) as {
      properties?: Record<string, { description?: string }>;
    };
    for (const { description } of Object.values(properties)) expect(description!.length).toBeGreaterThan(10);
  }
});

it("refuses options that a process does not have", () => {
  for (const { options } of generators) {
    expect(options.safeParse({ mass: "20 MeV", nonsense: 1 }).success).toBe(false);
  }
});
