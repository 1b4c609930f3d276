import { expect, test } from "vitest";
import { reactionLadder } from "../../scripts/hadron-ladder.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { oneMomentum, shippedCard } from "../shipped-card.ts";

test("simulated reactions of real photons are the integral, at each energy", () => {
  const numbers = reactionLadder(shippedCard(oneMomentum), 4000, runKeyFromSeed("hadron-ladder"));
  expect(numbers).toHaveLength(18);
  for (let k = 0; k < numbers.length; k += 3) {
    const [all, real, integral] = numbers.slice(k, k + 3) as [
      never,
      never,
      never,
    ] as (typeof numbers)[number][];
    // Below, the simulation lets electrons lose energy by ionisation and ends at the back.
    expect(Math.abs(real!.value! - integral!.value!)).toBeLessThan(
      0.06 * integral!.value! + 4 * real!.error!,
    );
    expect(all!.value!).toBeGreaterThan(real!.value!);
  }
});

test("without reactions in the card there are none", () => {
  const numbers = reactionLadder(shippedCard(["photonuclear.scale=0"]), 50, runKeyFromSeed("hadron-ladder"));
  expect(numbers[0]).toMatchObject({ sample: "all", value: 0 });
  expect(numbers[1]!.value).toBeNull();
});
