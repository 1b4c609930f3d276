import { expect, test } from "vitest";
import { reactionLadder } from "../../scripts/hadron-ladder.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { oneMomentum, shippedCard } from "../shipped-card.ts";

test("drawn reactions are as many as the tracks of photons have, at each energy", () => {
  const numbers = reactionLadder(shippedCard(oneMomentum), 4000, runKeyFromSeed("hadron-ladder"));
  expect(numbers).toHaveLength(18);
  for (let k = 0; k < numbers.length; k += 3) {
    const [drawn, tracks, analytic] = numbers.slice(k, k + 3);
    expect(Math.abs(drawn!.value! - tracks!.value!)).toBeLessThan(
      4 * Math.hypot(drawn!.error!, tracks!.error!),
    );
    expect(Math.abs(analytic!.value! - tracks!.value!)).toBeLessThan(
      0.06 * tracks!.value! + 4 * tracks!.error!,
    );
  }
});

test("without reactions in the card there are none", () => {
  const numbers = reactionLadder(shippedCard(["photonuclear.scale=0"]), 50, runKeyFromSeed("hadron-ladder"));
  expect(numbers[0]).toMatchObject({ sample: "drawn reactions", value: 0 });
});
