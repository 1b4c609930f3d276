import { describe, expect, test } from "vitest";
import { allCuts } from "../../cuts/index.ts";
import { loadCard } from "../../src/node/load-card.ts";
import { packageRoot } from "../../src/node/package-root.ts";
import { runCardSchema } from "../../src/simulation/run-card.ts";
import { aprime } from "./aprime.ts";
import { refusal } from "./refusal.ts";

const decay = (line: string) => aprime(packageRoot(), "decay", ...line.split(" "));

async function findings(line: string) {
  const { code, stdout, stderr } = await decay(`${line} --json`);
  expect([code, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
}

describe.concurrent("aprime decay", () => {
  test("into dark matter of a third of its mass, for people", async () => {
    const { code, stdout, stderr } = await decay("--mass 100MeV --epsilon 1e-4");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("A' of 100 MeV, epsilon = 1e-4; dark matter of 33.33 MeV, alpha_D = 0.5");
    expect(stdout).toMatch(/\| e\+ e-, Eq\. \(3\) +\| +2\.432e-12 \|/);
    expect(stdout).toMatch(/\| mu\+ mu-, Eq\. \(3\) +\| +0 \(too heavy\) \|/);
    expect(stdout).toMatch(/\| dark matter, Eq\. \(4\) +\| +0\.01518 \| +1 \|/);
    expect(stdout).toContain("at 100 GeV it flies 1.3e-8 mm on average");
    expect(stdout).toContain("Invisible, as the paper assumes: all but 1.602e-10 of the A'");
    expect(stdout).not.toContain("Hadrons");
  });

  // The numbers of test/physics/decay-width.test.ts, in the units that the keys tell.
  test("the same as JSON", async () => {
    expect(
      await findings("--mass 100MeV --epsilon 1e-4 --dark-matter-mass 33MeV --alpha-dark 0.1"),
    ).toMatchObject({
      mass_MeV: 100,
      epsilon: 1e-4,
      darkMatterMass_MeV: 33,
      alphaDark: 0.1,
      energy_GeV: 100,
      widthMuons_GeV: 0,
      isInvisible: true,
      hadronsLeftOut: false,
    });
    const visible = await findings("--mass 100MeV --epsilon 1e-4 --dark-matter-mass 60MeV --energy 10GeV");
    expect(visible.widthElectrons_GeV).toBeCloseTo(2.4324508e-12, 18);
    // ħ = 6.582119569e-16 GeV ns.
    expect((visible.lifetime_ns * visible.widthElectrons_GeV) / 6.582119569e-16).toBeCloseTo(1, 8);
    // Bjorken-2009: 0.8 cm at 10 GeV, 100 MeV and ε = 1e-4.
    expect(visible.decayLength_mm).toBeCloseTo(8.11, 2);
    expect(visible).toMatchObject({ branchingInvisible: 0, isInvisible: false });
    expect(visible.unseenProbability).toBeLessThan(1e-300);
  });

  test.each([
    ["--mass 100MeV --epsilon 1e-4 --dark-matter-mass 60MeV", "Visible: 100 % decay into e+ e-", "81.12 mm"],
    [
      "--mass 100MeV --epsilon 1e-3 --alpha-dark 1e-9",
      "Visible: 88.9 % decay into e+ e-",
      "11.1 % decay into dark",
    ],
    [
      "--mass 20MeV --epsilon 1e-7 --dark-matter-mass 33MeV",
      "Long-lived: none decay",
      "2.028e6 m on average",
    ],
    ["--mass 1MeV --epsilon 1e-6 --dark-matter-mass 1MeV", "It does not decay", "0 (too heavy)"],
    ["--mass 500MeV --epsilon 1e-6", "Invisible", "Hadrons are not in Eq. (3): above 279 MeV"],
  ])("%s", async (line, verdict, number) => {
    const { code, stdout, stderr } = await decay(line);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(verdict);
    expect(stdout).toContain(number);
    expect(stdout).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  test("an A' that cannot decay has no lifetime in JSON", async () => {
    expect(await findings("--mass 1MeV --epsilon 1e-6 --dark-matter-mass 1MeV")).toMatchObject({
      lifetime_ns: null,
      decayLength_mm: null,
      unseenProbability: 1,
      isInvisible: true,
    });
  });

  test("the detector ends behind the HCAL of the run card", async () => {
    const { hcal } = loadCard("III", [], runCardSchema(allCuts)).card.detector as {
      hcal: { position: number; modulePitch: number };
    };
    const { detectorLength_mm } = await findings("--mass 20MeV --epsilon 1e-4");
    expect(detectorLength_mm).toBeCloseTo(hcal.position + 4 * hcal.modulePitch, 9);
  });

  test.each<[string, string[]]>([
    [
      "--mass 20 --alpha-dark x --energy 5mm",
      [
        '--mass: "20" has no unit; write an energy with its unit, such as "20 MeV" (mass of the A\')',
        "--epsilon: is missing (mixing strength, such as 1e-4)",
        '--alpha-dark: "x" is not a number (coupling of the A\' to dark matter, e_D^2 / 4 pi)',
        '--energy: "5mm": mm is not a unit of energy (GeV, MeV, keV, eV, TeV); write an energy with its unit, such as "20 MeV" (energy of the A\' in the laboratory)',
      ],
    ],
    [
      "--mass 2GeV --epsilon 2",
      [
        "--mass: 2GeV is out of range: it must be at least 1 MeV and at most 1 GeV (mass of the A')",
        "--epsilon: 2 is out of range: it must be at least 1e-12 and at most 1 (mixing strength, such as 1e-4)",
      ],
    ],
    [
      "--mass 20MeV --epsilon x --energy 20MeV",
      [
        '--epsilon: "x" is not a number (mixing strength, such as 1e-4)',
        "--energy: must be above the mass, 20 MeV",
      ],
    ],
    ["--mas 20MeV --epsilon 1e-4", ["--mas: is not known; did you mean --mass?"]],
    ["--mass --epsilon 1e-4", ["--mass: needs a value; see aprime decay --help"]],
  ])("refuses %s", async (line, problems) => {
    expect(await refusal(`decay ${line}`)).toEqual(problems);
  });
});
