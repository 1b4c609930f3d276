import { describe, expect, test } from "vitest";
import { prepareReactions } from "../../scripts/hadron-production.ts";
import { shippedCard } from "../shipped-card.ts";
import { madeUpHadrons } from "./made-up-hadrons.ts";
import type { MadeUp } from "./muon-pairs.ts";

const card = shippedCard();

function numbersOf(...batches: (readonly MadeUp[])[]) {
  const reactions = prepareReactions(card);
  for (const events of batches) reactions.take(madeUpHadrons(...events), 4);
  return (quantity: string, sample: string) =>
    reactions.numbers().find((one) => one.quantity === quantity && one.sample === sample)!;
}

describe("made-up reactions", () => {
  const find = numbersOf([
    { weight: 4e-4, ecalEnergy: 60, hcalEnergy: 36 },
    { weight: 2e-4, ecalEnergy: 70, hcalEnergy: 32, vetoEnergy: 0.02 },
    { weight: 2e-4, ecalEnergy: 40, hcalEnergy: 0, hcalTotalEnergy: 0.5, showerShape: 9 },
    { weight: 0, ecalEnergy: 100, hcalEnergy: 0, ecalTriggerEnergy: 100 },
  ]);

  test("pass cuts by weight, of the reactions and per electron", () => {
    const share = "of reactions above 20 GeV";
    expect(find("pass trigger", share).value).toBeCloseTo(1, 12);
    expect(find("pass V2", share).value).toBeCloseTo(0.75, 12);
    expect(find("pass shower shape", share).value).toBeCloseTo(0.75, 12);
    expect(find("pass V2 and shape", share).value).toBeCloseTo(0.5, 12);
    expect(find("pass HCAL", share).value).toBeCloseTo(0.25, 12);
    expect(find("pass V2, shape and HCAL", share).value).toBe(0);
    expect(find("pass trigger", "per electron").value).toBeCloseTo(2e-4, 12);
    expect(find("pass these, V2 and shape: preselected", "per electron").paper).toBeCloseTo(1.63e-6, 8);
    expect(find("pass these and HCAL and E_ECAL: signal box", "per electron").value).toBeNull();
  });

  test("the sum of the energies in region II is by weight", () => {
    expect(find("share in region II, trigger", "value").value).toBeCloseTo(0.75, 12);
    expect(find("mean of E_ECAL + E_HCAL, trigger, in region II", "value").value).toBeCloseTo(
      (2 * 96 + 102) / 3,
      9,
    );
    expect(find("width of E_ECAL + E_HCAL, trigger, in region II", "value").value).toBeCloseTo(
      Math.sqrt(8),
      9,
    );
    expect(find("mean of E_ECAL + E_HCAL, trigger", "value").value).toBeCloseTo((2 * 96 + 102 + 40) / 4, 9);
  });

  test("one event in the spectrum makes no slope", () => {
    expect(find("slope of E_ECAL, 20-50 GeV, per GeV: trigger", "value").value).toBeNull();
  });
});

test("the slope is that of an exponential, whatever the weights are of", () => {
  // The same density by numbers of events and by weights.
  const flat = Array.from({ length: 3000 }, (_, k) => 20 + k / 100);
  const find = numbersOf(
    flat.map((ecalEnergy) => ({ weight: Math.exp(0.05 * ecalEnergy), ecalEnergy, hcalEnergy: 50 })),
  );
  const slope = find("slope of E_ECAL, 20-50 GeV, per GeV: trigger", "value");
  expect(slope.value).toBeCloseTo(0.05, 3);
  expect(slope.error).toBeGreaterThan(0.001);
  expect(slope.error).toBeLessThan(0.004);
});

test("nothing at all makes no numbers", () => {
  const find = numbersOf();
  for (const [quantity, sample] of [
    ["pass trigger", "of reactions above 20 GeV"],
    ["mean of E_ECAL + E_HCAL, trigger", "value"],
    ["share in region II, trigger", "value"],
  ] as const)
    expect(find(quantity, sample).value).toBeNull();
});
