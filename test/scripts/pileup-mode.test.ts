import { expect, test } from "vitest";
import { arena } from "../../scripts/pileup-arena.ts";
import { pileupExport } from "../../scripts/pileup-export.ts";
import { pileupInit } from "../../scripts/pileup-init.ts";
import { optionsOfModes, processFlags } from "../../scripts/pileup-mode.ts";
import { reduction } from "../../scripts/pileup-reduction.ts";
import { scan } from "../../scripts/pileup-scan.ts";

const modes = [arena, scan, reduction, pileupInit, pileupExport];

test("every mode reads options that there are, each named once", () => {
  expect(new Set(optionsOfModes).size).toBe(optionsOfModes.length);
  for (const { reads } of modes) expect(optionsOfModes).toEqual(expect.arrayContaining([...reads]));
});

test("options of processes are among them, such as the mass of the A'", () => {
  expect(processFlags).toContain("mass");
  expect(arena.reads).toEqual(expect.arrayContaining([...processFlags]));
});

test("every option is read by some mode", () => {
  const read = modes.flatMap(({ reads }) => reads);
  expect(optionsOfModes.filter((option) => !read.includes(option))).toEqual([]);
});
