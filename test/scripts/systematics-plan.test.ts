import { describe, expect, test } from "vitest";
import { planSystematics, simulatedPerEvent } from "../../scripts/systematics-plan.ts";
import { readSystematics } from "../../src/node/load-systematics.ts";
import { InputError } from "../../src/tables/input-error.ts";
import type { SystematicsCard } from "../../src/tables/systematics-card.ts";
import { MeV } from "../../src/units.ts";

const flags = { run: "III", set: [], seed: "aprime", events: "100" };
const planOf = (card: SystematicsCard) =>
  planSystematics(flags, 10 * MeV, { card, locate: (s, v) => `mine.yaml:${10 * s + v}` });

const variation = (name: string, set: Record<string, string>) => ({
  name,
  set,
  status: "assumed" as const,
  source: "a guess",
});
const cardOf = (...sets: Record<string, string>[]): SystematicsCard => ({
  name: "mine",
  about: "mine",
  sources: [
    {
      source: "all",
      group: "efficiency",
      variations: sets.map((set, k) => variation(`variation ${k}`, set)),
    },
  ],
});

describe("the plan", () => {
  test.each(["I", "II", "III"])("of the shipped card is good for run %s", (run) => {
    const plan = planSystematics({ ...flags, run }, 100 * MeV, readSystematics("2016"));
    expect(plan.nominal.range).toEqual({ first: 0, end: 100 });
    for (const { run: varied } of plan.sources.flatMap(({ variations }) => variations))
      expect(varied.plan).toMatchObject({ key: plan.nominal.plan.key, options: plan.nominal.plan.options });
  });

  test("simulates no events anew where thresholds alone are varied", () => {
    const plan = planOf(
      cardOf(
        { "cuts.hcal-quiet.below": "2 GeV" },
        { "msadc.noise": "2" },
        { "cuts.hcal-quiet.below": "2 GeV", "msadc.noise": "2" },
      ),
    );
    expect(plan.sources[0]!.variations.map(({ selectsOnly }) => selectsOnly)).toEqual([true, false, false]);
    expect(simulatedPerEvent(plan)).toBe(3);
    expect(plan.sources[0]!.variations[0]!.run.card.cuts["hcal-quiet"]).toEqual({ below: 2 });
    expect(plan.nominal.card.cuts["hcal-quiet"]).toEqual({ below: 1 });
  });

  test("is refused with every variation that the run card has not, or that cannot be, at its line", () => {
    let problems: string[] = [];
    try {
      planOf(
        cardOf(
          { "msadc.noize": "2" },
          { "msadc.noise": "2" },
          { "cuts.beam-momentum.above": "103 GeV" },
          {
            "beam.dutyFactor": "7",
          },
        ),
      );
    } catch (error) {
      problems = (error as InputError).problems.map(({ where, what }) => `${where}: ${what}`);
      expect(error).toBeInstanceOf(InputError);
    }
    expect(problems[0]).toMatch(/^mine.yaml:0: variation 0: the card has no "msadc.noize"; there it has /);
    expect(problems[1]).toMatch(/^mine.yaml:2: variation 2: cuts.beam-momentum.above exceeds /);
    expect(problems.at(-1)).toMatch(/^mine.yaml:3: variation 3: beam.dutyFactor 7 is out of range/);
  });

  test("is refused if no A' could be made", () => {
    const beam = {
      "beam.momentum": "30 GeV",
      "cuts.beam-momentum.above": "20 GeV",
      "beam.lowEnergyMinimum": "10 GeV",
    };
    expect(() => planOf(cardOf(beam))).toThrow(InputError);
  });
});
