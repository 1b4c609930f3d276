import { expect, it } from "vitest";
import { beam } from "../../generators/beam.ts";
import { allocate } from "../../src/event/columns.ts";
import { truthColumns, truthOf } from "../../src/event/truth.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { deviation } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";

const random = new RandomStream(runKeyFromSeed("beam.test"));
const card = shippedCard(["beam.hadronFraction=0.2"]);

/** Sum of the weights of `count` events by component, and the first's fact. */
function simulate(component: string, count: number) {
  const { facts, write } = beam.prepare(beam.options.parse({ component }), card);
  const truth = truthOf(allocate(truthColumns, 1));
  const sums = [0, 0, 0, 0, 0];
  for (let event = 0; event < count; event++) {
    truth.particles.clear();
    write(truth, 0, random.seek(event, 0));
    sums[truth.columns.beamComponent[0]!]! += truth.columns.weight[0]!;
  }
  return { sums, fact: facts[0]! };
}

it("has weights whose sum over the electrons is the number of particles per electron, all or of one component", () => {
  const count = 20_000;
  const { sums, fact } = simulate("all", count);
  expect(fact).toMatchObject({ name: "perBeamElectron", value: expect.closeTo(1.231, 12) });
  expect(deviation(sums[2]! / count, 0.2, Math.sqrt((0.2 * 1.231) / count))).toBeLessThan(4);
  expect(sums.reduce((sum, n) => sum + n, 0) / count).toBeCloseTo(1.231, 9);
  const hadrons = simulate("hadron", 100);
  expect(hadrons.sums.map((sum) => sum / 100)).toEqual([0, 0, expect.closeTo(0.2, 12), 0, 0]);
});

it("knows its components", () => {
  expect(beam.options.safeParse({ component: "photon" }).success).toBe(false);
  expect(beam.options.parse({})).toEqual({ component: "all" });
});
