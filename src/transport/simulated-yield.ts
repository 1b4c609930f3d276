import type { RandomStream } from "../random/stream.ts";
import { type Estimate, estimate } from "../statistics/estimate.ts";
import type { Emission, prepareForcedEmission } from "./forced-emission.ts";
import { prepareForcedVertex } from "./forced-vertex.ts";
import type { HardCascade } from "./hard-cascade.ts";

/** Beam electrons of one energy: event k draws from its own stream of the purpose, and so makes the same cascade for every method. */
export interface ElectronsOnTarget {
  readonly energy: number;
  /** Two or more. */
  readonly events: number;
  readonly purpose: number;
}

/**
 * Eq. (8) with the track lengths of simulated electrons and positrons: A' per electron on target at epsilon = 1, for each of several
 * cross sections (mm²) from the same cascades, so that their ratios err much less than they. Lead above 50 GeV, 20 MeV: 0.0024.
 */
export function trackLengthYields(
  cascade: HardCascade,
  crossSections: readonly ((energy: number) => number)[],
  nucleiPerRadiationLength: number,
  { energy, events, purpose }: ElectronsOnTarget,
  random: RandomStream,
): Estimate[] {
  const { trackIntegral } = prepareForcedVertex(cascade.tracks);
  const sums = new Float64Array(crossSections.length);
  const squares = new Float64Array(crossSections.length);
  for (let event = 0; event < events; event++) {
    cascade.run(energy, 0, random.seek(event, purpose));
    for (let k = 0; k < crossSections.length; k++) {
      const probability = nucleiPerRadiationLength * trackIntegral(crossSections[k]!);
      sums[k]! += probability;
      squares[k]! += probability * probability;
    }
  }
  return crossSections.map((_, k) => estimate(sums[k]!, squares[k]!, events));
}

/** Forces an emission upon each of the cascades that can emit, and shows it with its weight, the probability at epsilon = 1. */
export function forEachEmission(
  emit: ReturnType<typeof prepareForcedEmission>,
  { energy, events, purpose }: ElectronsOnTarget,
  random: RandomStream,
  visit: (emission: Readonly<Emission>, weight: number) => void,
): void {
  const emission: Emission = { x: 0, w: 0, azimuthRad: 0, depth: 0, electronEnergy: 0 };
  for (let event = 0; event < events; event++) {
    const weight = emit(energy, random.seek(event, purpose), emission);
    if (weight > 0) visit(emission, weight);
  }
}

/** Eq. (8) by events: the mean of the weights of the emissions whose A' is above an energy. */
export function emissionYield(
  emit: ReturnType<typeof prepareForcedEmission>,
  above: number,
  electrons: ElectronsOnTarget,
  random: RandomStream,
): Estimate {
  let sum = 0;
  let squares = 0;
  forEachEmission(emit, electrons, random, ({ x, electronEnergy }, weight) => {
    if (x * electronEnergy <= above) return;
    sum += weight;
    squares += weight * weight;
  });
  return estimate(sum, squares, electrons.events);
}
