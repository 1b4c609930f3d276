import { describe } from "vitest";
import { aprimeCrossSectionAbove } from "../../src/physics/aprime-cross-section.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareForcedVertex, type Vertex } from "../../src/transport/forced-vertex.ts";
import { prepareShowerDeposits } from "../../src/transport/shower-deposits.ts";
import { defaultThreshold, prepareTargetCascade } from "../../src/transport/target-cascade.ts";
import { GeV, MeV } from "../../src/units.ts";
import { matter, medium, preshowerDepth } from "../transport/cascades.ts";
import { bench } from "./bench.ts";

const random = new RandomStream(runKeyFromSeed("bench"));
const beam = 100 * GeV;
let event = 0;

describe("a cascade of 100 GeV", () => {
  for (const threshold of [10, 5, 1]) {
    const { run } = prepareTargetCascade(matter, threshold * GeV);
    bench(`to ${threshold} GeV`, () => run(beam, 0, random.seek(event++, 0)));
  }
});

describe("a cascade of 100 GeV with its leftovers in preshower and main section", () => {
  const deposit = prepareShowerDeposits(medium, [0, preshowerDepth, matter.depth]);
  const sections = new Float64Array(2);
  for (const threshold of [10, 5, 1]) {
    const cascade = prepareTargetCascade(matter, threshold * GeV);
    bench(`to ${threshold} GeV`, () => {
      cascade.run(beam, 0, random.seek(event++, 0));
      deposit(cascade, random, sections);
    });
  }

  const cascade = prepareTargetCascade(matter, defaultThreshold);
  const { trackIntegral, draw } = prepareForcedVertex(cascade.tracks);
  const nucleus = { charge: matter.charge, massNumber: 207.2 };
  const table = Float64Array.from({ length: 102 }, (_, k) =>
    k <= 10 ? 0 : aprimeCrossSectionAbove(10 * GeV, 20 * MeV, k * GeV, nucleus),
  );
  const probability = (energy: number): number => {
    const low = Math.floor(energy);
    return table[low]! + (energy - low) * (table[low + 1]! - table[low]!);
  };
  const vertex: Vertex = { track: 0, depth: 0, energy: 0 };
  bench("to 10 GeV, with a forced vertex", () => {
    cascade.run(beam, 0, random.seek(event++, 0));
    trackIntegral(probability);
    draw(random, vertex);
    cascade.restartFrom(vertex.track, vertex.depth, 0.1 * vertex.energy, random);
    deposit(cascade, random, sections);
  });
});
