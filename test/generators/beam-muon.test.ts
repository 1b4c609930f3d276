import { expect, it } from "vitest";
import { beamMuon } from "../../generators/beam-muon.ts";
import { allocate } from "../../src/event/columns.ts";
import { muon } from "../../src/event/particle.ts";
import { truthColumns, truthOf } from "../../src/event/truth.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { shippedCard } from "../shipped-card.ts";

it("makes muons of the beam, with their number per electron as weight", () => {
  const random = new RandomStream(runKeyFromSeed("beam-muon.test"));
  const { facts, write } = beamMuon.prepare({}, shippedCard(["beam.muonFraction=0.002"]));
  const truth = truthOf(allocate(truthColumns, 1));
  expect(facts[0]).toMatchObject({ name: "perBeamElectron", value: 0.002 });
  for (let event = 0; event < 50; event++) {
    truth.particles.clear();
    write(truth, 0, random.seek(event, 0));
    expect([truth.columns.beamKind[0], truth.columns.beamComponent[0]]).toEqual([muon, 3]);
    expect(truth.columns.weight[0]).toBeCloseTo(0.002, 12);
  }
});
