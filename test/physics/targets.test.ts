import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { exactCrossSection } from "../../src/physics/exact-tree-level.ts";
import { findTarget, meanOverNuclei, targets } from "../../src/physics/targets.ts";
import { GeV, MeV } from "../../src/units.ts";
import { shippedCard } from "../shipped-card.ts";

describe("targets", () => {
  it("have shares that sum to 1, and sources that data/references.md has", () => {
    const references = readFileSync(new URL("../../data/references.md", import.meta.url), "utf8");
    for (const { nuclei, source } of targets) {
      expect(nuclei.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
      expect(references).toContain(`| ${source} |`);
    }
    expect(new Set(targets.map(({ name }) => name)).size).toBe(targets.length);
  });

  it("have about twice as much mass as charge, more for heavy ones", () => {
    for (const { nuclei } of targets) {
      for (const { nucleus } of nuclei) {
        const ratio = nucleus.massNumber / nucleus.charge;
        expect(ratio).toBeGreaterThan(2);
        expect(ratio).toBeLessThan(2 + (0.6 * nucleus.charge) / 82);
      }
    }
  });

  it("lead is that of the run card, and its isotopes have that mean mass", () => {
    const { charge, massNumber } = shippedCard().target;
    expect(findTarget("Pb")!.nuclei).toEqual([{ nucleus: { charge, massNumber }, share: 1 }]);
    const mix = findTarget("Pb-isotopes")!;
    expect(meanOverNuclei(mix, (nucleus) => nucleus.massNumber)).toBeCloseTo(207.2, 1);
    expect(meanOverNuclei(mix, (nucleus) => nucleus.charge)).toBeCloseTo(82, 12);
    // Sec. VII: about 22 % of 207Pb.
    const odd = mix.nuclei.find(({ nucleus }) => Math.round(nucleus.massNumber) === 207)!;
    expect(odd.share).toBeCloseTo(0.22, 2);
  });

  it("the isotopes of lead change the cross section by less than 1e-4", () => {
    for (const massMeV of [1, 100, 1000]) {
      const of = (name: string) =>
        meanOverNuclei(findTarget(name)!, (nucleus) => exactCrossSection(massMeV * MeV, 100 * GeV, nucleus));
      expect(Math.abs(of("Pb-isotopes") / of("Pb") - 1)).toBeLessThan(1e-4);
    }
  });
});

describe("findTarget", () => {
  it("finds names in any case, and nothing else", () => {
    expect(findTarget("pb")).toBe(findTarget("Pb"));
    expect(findTarget("W")!.nuclei[0]!.nucleus.charge).toBe(74);
    expect(findTarget("Al")!.about).toBe("aluminium");
    expect(findTarget("Xx")).toBeUndefined();
    expect(findTarget("")).toBeUndefined();
  });
});
