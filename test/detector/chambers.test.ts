import { expect, test } from "vitest";
import { chambersOf, type TrackerCard, upstreamChambers } from "../../src/detector/chambers.ts";
import { shippedCard } from "../shipped-card.ts";

test("the six chambers of Sec. III, each with the numbers of its kind and its own place", () => {
  const card = shippedCard(["detector.tracker.gem1=-0.45 m"]).detector.tracker as TrackerCard;
  const chambers = chambersOf(card);
  expect(chambers.map(({ name }) => name)).toEqual(["MM1", "MM2", "MM3", "MM4", "GEM1", "GEM2"]);
  const magnets = -15_600 - 4000;
  expect(chambers.filter(({ z }) => z < magnets)).toHaveLength(upstreamChambers);
  expect(chambers.map(({ z }) => z)).toEqual([-22_500, -21_500, -500, -200, -450, -100]);
  for (const { name, efficiency, resolution, thickness, halfSize } of chambers) {
    const expected = name.startsWith("GEM") ? [0.98, 0.07, 0.007, 50] : [0.96, 0.1, 0.003, 40];
    for (const [k, value] of [efficiency, resolution, thickness, halfSize].entries())
      expect(value).toBeCloseTo(expected[k]!, 12);
  }
});
