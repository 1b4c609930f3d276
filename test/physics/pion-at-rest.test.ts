import { expect, it } from "vitest";
import { drawPionAtRest, muonOfPion } from "../../src/physics/pion-at-rest.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { MeV, ns } from "../../src/units.ts";
import { moments } from "../random/standard-errors.ts";

const random = new RandomStream(runKeyFromSeed("pion-at-rest.test"));
const rest = { time: 0, positron: 0 };

it("the muon of a pion at rest has 4.12 MeV", () => {
  expect(muonOfPion / MeV).toBeCloseTo(4.119, 2);
});

it("its positron has 7/20 of the muon's mass in the mean, and comes after both lives", () => {
  const draw = (what: "time" | "positron") => () => {
    drawPionAtRest(random, rest);
    return rest[what];
  };
  const events = 40_000;
  random.seek(0, 0);
  expect(Math.abs(moments(events, draw("positron")).mean / (36.98 * MeV) - 1)).toBeLessThan(0.01);
  expect(Math.abs(moments(events, draw("time")).mean / (2223 * ns) - 1)).toBeLessThan(0.025);
});
