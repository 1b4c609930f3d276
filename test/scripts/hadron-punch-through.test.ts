import { describe, expect, test } from "vitest";
import { preparePunchThroughCount, punchThroughSources } from "../../scripts/hadron-punch-through.ts";
import { planSource } from "../../scripts/hadron-sources.ts";
import { shippedCard } from "../shipped-card.ts";
import { madeUpHadrons } from "./made-up-hadrons.ts";

const card = shippedCard();

describe("the sources", () => {
  test("are all modules, and those of E_HCAL where these are fewer", () => {
    expect(punchThroughSources(card).map(({ modules }) => modules)).toEqual([4, 2]);
    expect(
      punchThroughSources(shippedCard(["detector.hcal.modulesInSum=4"])).map(({ name }) => name),
    ).toEqual(["through ECAL and 4 modules"]);
  });

  test("can be planned", () => {
    const flags = { run: "II", set: [], seed: "s", events: "100" };
    for (const source of punchThroughSources(card))
      expect(planSource(source, flags).options).toMatchObject({
        minimumPhotonEnergy: 45,
        punchThrough: 10,
        punchThroughModules: source.modules,
      });
  });
});

describe("made-up events", () => {
  const [through] = punchThroughSources(card);
  const count = preparePunchThroughCount(card, through!);
  const lengths = Math.log(1e3);
  count.take(
    madeUpHadrons(
      { weight: 1e-9, punchThroughEnergy: 60, punchThroughLengths: lengths, ecalEnergy: 35 },
      { weight: 3e-9, punchThroughEnergy: 60, punchThroughLengths: lengths, ecalEnergy: 35, vetoEnergy: 1 },
      { weight: 2e-9, punchThroughEnergy: 30, punchThroughLengths: lengths, ecalEnergy: 65 },
      { weight: 1e-4, ecalEnergy: 35 },
    ),
    4,
  );
  const value = (quantity: string) => count.numbers().find((one) => one.quantity.startsWith(quantity))!;

  test("count with their weight where one crossed, and leading ones without its exponential", () => {
    expect(value("50 GeV in neutral hadrons").value).toBeCloseTo(1e-6, 9);
    expect(value("50 GeV in neutral hadrons").paper).toBe(1e-4);
    expect(value("exp(-L / lambda)").value).toBeCloseTo(1e-3, 7);
    expect(value("exp(-L / lambda)").paper).toBe(1e-12);
    expect(value("punch-through that is preselected").value! / 0.75e-9).toBeCloseTo(1, 6);
    expect(value("punch-through in the signal selection").value! / 0.25e-9).toBeCloseTo(1, 6);
  });

  test("without any there is no number", () => {
    const [none] = preparePunchThroughCount(card, through!).numbers();
    expect(none!.value).toBeNull();
  });
});
