import type { ShowerMedium } from "../physics/shower-profile.ts";
import type { RandomStream } from "../random/stream.ts";
import type { HardCascade } from "./hard-cascade.ts";
import { prepareShowerDeposits } from "./shower-deposits.ts";

/** Which showers to take the mean of. */
export interface ProfileRequest {
  readonly energy: number;
  readonly medium: ShowerMedium;
  /** Radiation lengths, ascending from 0. */
  readonly edges: readonly number[];
  readonly events: number;
  /** Names the streams: event k draws from its own. */
  readonly purpose: number;
}

/** Mean energy in GeV that a shower from the front face leaves between depths. A threshold above its energy makes it one single shower. */
export function meanProfile(
  cascade: HardCascade,
  { energy, medium, edges, events, purpose }: ProfileRequest,
  random: RandomStream,
): Float64Array {
  const deposit = prepareShowerDeposits(medium, edges);
  const one = new Float64Array(edges.length - 1);
  const sum = new Float64Array(edges.length - 1);
  for (let event = 0; event < events; event++) {
    random.seek(event, purpose);
    cascade.run(energy, 0, random);
    deposit(cascade, random, one);
    for (let bin = 0; bin < sum.length; bin++) sum[bin]! += one[bin]! / events;
  }
  return sum;
}
