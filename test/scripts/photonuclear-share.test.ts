import { expect, test } from "vitest";
import { photonuclearShare } from "../../scripts/photonuclear-share.ts";
import { GeV } from "../../src/units.ts";
import { shippedCard } from "../shipped-card.ts";

test("reactions by the closed form of Rossi, 0.571 E / k radiation lengths of photons above k, a little less for the ionisation", () => {
  const { above3GeV, hcal, vetoAtMost } = photonuclearShare(shippedCard());
  // 6.285 g/cm2 of lead in a radiation length, 6.022e23 nucleons per g, 0.75 times 0.13 mb.
  const perRadiationLength = 6.285 * 6.02214e23 * 0.75 * 0.13e-27;
  expect(above3GeV / ((0.571 * 100 * perRadiationLength) / 3)).toBeGreaterThan(0.85);
  expect(above3GeV / ((0.571 * 100 * perRadiationLength) / 3)).toBeLessThan(1.02);
  expect(hcal).toBeCloseTo(0.4 * above3GeV, 12);
  expect(vetoAtMost / above3GeV).toBeGreaterThan(2.8);
  expect(vetoAtMost / above3GeV).toBeLessThan(3.2);
});

test("more of a higher energy, none of less than 1 GeV to react", () => {
  const card = shippedCard();
  const of = (momentum: number) => photonuclearShare({ ...card, beam: { ...card.beam, momentum } });
  expect(of(200 * GeV).hcal).toBeGreaterThan(1.8 * of(100 * GeV).hcal);
  expect(of(0.9 * GeV)).toMatchObject({ hcal: 0, vetoAtMost: 0 });
});
