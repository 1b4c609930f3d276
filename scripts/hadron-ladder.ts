import { hadronProduction } from "../generators/hadron-production.ts";
import { avogadro } from "../src/constants.ts";
import { allocate } from "../src/event/columns.ts";
import { clearTruth, truthColumns, truthOf } from "../src/event/truth.ts";
import { photonuclearYield } from "../src/physics/photonuclear-yield.ts";
import type { RunKey } from "../src/random/run-key.ts";
import { RandomStream } from "../src/random/stream.ts";
import { generating } from "../src/simulation/part-streams.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { estimate } from "../src/statistics/estimate.ts";
import { GeV } from "../src/units.ts";
import { type PairNumber, pairNumber } from "./dimuon-numbers.ts";

const energies = [1, 2, 5, 10, 20, 50].map((energy) => energy * GeV);

/**
 * Photonuclear reactions per electron of photons above some energies: the weights of simulated cascades, and the integral of the cross
 * section over the tracks of photons. Events have no detector here: only what the generator makes.
 */
export function reactionLadder(card: RunCard, events: number, key: RunKey): PairNumber[] {
  const { beam, target } = card;
  const options = hadronProduction.options.parse({ minimumPhotonEnergy: "1 GeV", bias: "1" });
  const generator = hadronProduction.prepare(options, card);
  const beyond = generator.facts.find(({ name }) => name === "beyondRealPhotons")!.value;
  const random = new RandomStream(key);
  const truth = truthOf(allocate(truthColumns, 1));
  const sums = energies.map(() => ({ sum: 0, squares: 0 }));
  for (let event = 0; event < events; event++) {
    clearTruth(truth);
    truth.columns.event[0] = event;
    generator.write(truth, 0, random.seek(event, generating));
    const [weight, energy] = [truth.columns.weight[0]!, truth.columns.vertexEnergy[0]!];
    for (const [k, least] of energies.entries()) {
      if (!(energy >= least)) continue;
      sums[k]!.sum += weight;
      sums[k]!.squares += weight * weight;
    }
  }
  const conditions = {
    beamEnergy: beam.momentum,
    massNumber: target.massNumber,
    nucleiPerRadiationLength: (avogadro * target.nucleiMass) / target.massNumber,
    criticalEnergy: target.criticalEnergy,
  };
  return energies.flatMap((minimumEnergy, k) => {
    const { sum, squares } = sums[k]!;
    const found = estimate(sum, squares, events);
    const quantity = `reactions per electron above ${minimumEnergy / GeV} GeV`;
    const real = beyond > 0 ? { mean: found.mean / beyond, error: found.error / beyond } : undefined;
    return [
      pairNumber(quantity, "all", found),
      pairNumber(quantity, "real photons on nuclei of the target", real),
      pairNumber(quantity, "the same, integral", {
        mean: photonuclearYield({ ...conditions, minimumEnergy }),
        error: 0,
      }),
    ];
  });
}
