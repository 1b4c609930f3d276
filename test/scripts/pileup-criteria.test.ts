import { expect, test } from "vitest";
import { arena } from "../../scripts/pileup-arena.ts";
import { arenaFlags } from "../../scripts/pileup-criteria.ts";
import { pileupExport } from "../../scripts/pileup-export.ts";
import { pileupInit } from "../../scripts/pileup-init.ts";
import { reduction } from "../../scripts/pileup-reduction.ts";
import { scan } from "../../scripts/pileup-scan.ts";
import { aprime, inFolder, listing } from "./aprime.ts";

test.each([scan, reduction, pileupInit, pileupExport])(
  "--$flag refuses what only the arena reads",
  (mode) => {
    expect(mode.reads.filter((option) => arenaFlags.includes(option))).toEqual([]);
    expect(arena.reads).toEqual(expect.arrayContaining(arenaFlags));
  },
);

test("all of them are told at once, and nothing is written", async () => {
  await inFolder(async (folder) => {
    const flags = [
      "--tolerance",
      "5%",
      "--energy-floor",
      "1GeV",
      "--time-window",
      "3ns",
      "--ecal-edges",
      "0GeV,9GeV",
    ];
    const { code, stderr } = await aprime(folder, "pileup", "--init", "mine.mjs", ...flags);
    expect(code).toBe(2);
    for (const flag of ["--tolerance", "--energy-floor", "--time-window", "--ecal-edges"])
      expect(stderr).toContain(`${flag}: goes without --init: leave it out`);
    expect(listing(folder)).toEqual([]);
  });
});
