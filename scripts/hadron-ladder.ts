import { hadronProduction } from "../generators/hadron-production.ts";
import { allocate } from "../src/event/columns.ts";
import { clearTruth, truthColumns, truthOf } from "../src/event/truth.ts";
import type { RunKey } from "../src/random/run-key.ts";
import { RandomStream } from "../src/random/stream.ts";
import { generating } from "../src/simulation/part-streams.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { estimate } from "../src/statistics/estimate.ts";
import { GeV } from "../src/units.ts";
import { type FoundNumber, foundNumber } from "./found-number.ts";
import { hadronYields } from "./hadron-yields.ts";

/**
 * Photonuclear reactions per electron of photons above some energies, all by the card: by the weights of drawn reactions, of electrons as the
 * beam has them, beside what `aprime yield` finds for its momentum. Events have no detector here: only what the generator makes.
 */
export function reactionLadder(card: RunCard, events: number, key: RunKey): FoundNumber[] {
  const { rows } = hadronYields(card, events, key);
  const options = hadronProduction.options.parse({ minimumPhotonEnergy: "1 GeV", bias: "1" });
  const generator = hadronProduction.prepare(options, card);
  const random = new RandomStream(key);
  const truth = truthOf(allocate(truthColumns, 1));
  const sums = rows.map(() => ({ sum: 0, squares: 0 }));
  for (let event = 0; event < events; event++) {
    clearTruth(truth);
    truth.columns.event[0] = event;
    generator.write(truth, 0, random.seek(event, generating));
    const [weight, energy] = [truth.columns.weight[0]!, truth.columns.vertexEnergy[0]!];
    for (const [k, { above_GeV }] of rows.entries()) {
      if (!(energy >= above_GeV * GeV)) continue;
      sums[k]!.sum += weight;
      sums[k]!.squares += weight * weight;
    }
  }
  return rows.flatMap(({ above_GeV, reactions_per_electron, error, analytic, all_per_electron }, k) => {
    const quantity = `reactions per electron above ${above_GeV} GeV`;
    const factor = all_per_electron / reactions_per_electron;
    return [
      foundNumber(quantity, "drawn reactions", estimate(sums[k]!.sum, sums[k]!.squares, events)),
      foundNumber(quantity, "tracks of cascades", { mean: all_per_electron, error: factor * error }),
      foundNumber(quantity, "without simulation", { mean: factor * analytic, error: 0 }),
    ];
  });
}
