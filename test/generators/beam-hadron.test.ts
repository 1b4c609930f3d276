import { expect, it } from "vitest";
import { beamHadron } from "../../generators/beam-hadron.ts";
import { allocate } from "../../src/event/columns.ts";
import { antiproton, kaon, pion } from "../../src/event/particle.ts";
import { truthColumns, truthOf } from "../../src/event/truth.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { countDeviation } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";

const random = new RandomStream(runKeyFromSeed("beam-hadron.test"));
const card = shippedCard();

/** Kinds of `count` events, and the weight of each. */
function simulate(kind: string, count: number) {
  const { facts, write } = beamHadron.prepare(beamHadron.options.parse({ kind }), card);
  const truth = truthOf(allocate(truthColumns, 1));
  const kinds: number[] = [];
  for (let event = 0; event < count; event++) {
    truth.particles.clear();
    write(truth, 0, random.seek(event, 0));
    kinds.push(truth.columns.beamKind[0]!);
    expect(truth.columns.beamComponent[0]).toBe(2);
  }
  return { kinds, weight: truth.columns.weight[0]!, fact: facts[0]! };
}

it("makes hadrons of the beam in its shares, with their number per electron as weight", () => {
  const count = 5000;
  const { kinds, weight, fact } = simulate("all", count);
  expect(weight).toBeCloseTo(0.01, 12);
  expect(fact).toMatchObject({ name: "perBeamElectron", value: expect.closeTo(0.01, 12) });
  for (const [kind, share] of [
    [pion, 0.93],
    [kaon, 0.05],
    [antiproton, 0.02],
  ] as const)
    expect(countDeviation(kinds.filter((one) => one === kind).length, count, share)).toBeLessThan(4);
});

it.each([
  ["pion", pion, 0.93],
  ["kaon", kaon, 0.05],
  ["antiproton", antiproton, 0.02],
] as const)("makes a %s alone, and only so many per electron", (name, kind, share) => {
  const { kinds, weight } = simulate(name, 50);
  expect(new Set(kinds)).toEqual(new Set([kind]));
  expect(weight).toBeCloseTo(0.01 * share, 12);
});

it("knows its kinds", () => {
  expect(beamHadron.options.safeParse({ kind: "proton" }).success).toBe(false);
  expect(beamHadron.options.parse({})).toEqual({ kind: "all" });
});
