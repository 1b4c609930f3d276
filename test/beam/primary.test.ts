import { describe, expect, it } from "vitest";
import { beamComponents, electronComponents } from "../../src/beam/components.ts";
import { preparePrimary, totalAbundance } from "../../src/beam/primary.ts";
import { allocate } from "../../src/event/columns.ts";
import { truthColumns, truthOf } from "../../src/event/truth.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { chiSquareDeviation } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";

const random = new RandomStream(runKeyFromSeed("primary.test"));
const card = shippedCard(["beam.lowEnergyFraction=0.2", "beam.hadronFraction=0.3", "beam.haloFraction=0.4"]);
const truth = truthOf(allocate(truthColumns, 1));

/** How often each component is drawn, by its place in the list of all. */
function counts(components: typeof beamComponents, tries: number): number[] {
  const primary = preparePrimary(card, components);
  const found = Array(beamComponents.length).fill(0) as number[];
  for (let event = 0; event < tries; event++) {
    truth.particles.clear();
    const p = primary(truth, 0, random.seek(event, 0));
    const { columns, particles } = truth;
    if (columns.beamKind[0] !== particles.kind[p]) throw new Error(`kind of event ${event}`);
    if (columns.beamEnergy[0] !== Math.fround(particles.energy[p]!))
      throw new Error(`energy of event ${event}`);
    if (particles.time[p] !== 0 || particles.origin[p] !== 0)
      throw new Error(`event ${event} is not in time`);
    found[columns.beamComponent[0]!]! += 1;
  }
  return found;
}

describe("the particle that triggers", () => {
  it("is of each component as often as its abundance says", () => {
    const abundances = [0.8, 0.2, 0.3, 1e-3, 0.4];
    expect(totalAbundance(beamComponents, card.beam)).toBeCloseTo(1.701, 12);
    const found = counts(beamComponents, 50_000);
    const probabilities = abundances.map((abundance) => abundance / 1.701);
    expect(Math.abs(chiSquareDeviation(Float64Array.from(found), probabilities))).toBeLessThan(4);
  });

  it("is an electron of the beam or of its tail, if those are asked for", () => {
    expect(counts(electronComponents, 1000).slice(2)).toEqual([0, 0, 0]);
  });

  it("is of one component, if that alone is asked for, with its place among all", () => {
    expect(counts([beamComponents[2]!], 100)).toEqual([0, 0, 100, 0, 0]);
  });
});
