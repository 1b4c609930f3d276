import { photon } from "../event/particle.ts";
import type { CascadeLists } from "../event/truth.ts";
import { prepareIncompleteGammaTable } from "../math/incomplete-gamma-table.ts";
import { lowEnergyLimit, prepareLowEnergyShower } from "../physics/low-energy-shower.ts";
import { type ShowerMedium, showerParameters } from "../physics/shower-profile.ts";
import { fillNoise } from "../random/noise.ts";
import type { RandomStream } from "../random/stream.ts";

/**
 * Energies that a cascade leaves between depths (radiation lengths, ascending, the first 0), such as those of preshower and main
 * section: each leftover becomes a shower, of Grindhammer and Peters with its correlated fluctuations from 1 GeV on, of the
 * low-energy profile below; the tracks leave their losses evenly. Written to `out`; what is behind the last depth is in none.
 * The table of the cumulative Gamma function errs by less than 2.4e-4 of the energy of a shower.
 */
export function prepareShowerDeposits(medium: ShowerMedium, edges: readonly number[]) {
  const cumulative = prepareIncompleteGammaTable();
  const lowEnergyShower = prepareLowEnergyShower(medium);
  const bins = edges.length - 1;
  const depths = Float64Array.from(edges);
  const back = depths[bins]!;
  const shape = { alpha: 2, beta: 1 };
  let normals = new Float64Array(1024);

  return ({ tracks, leftovers }: CascadeLists, random: RandomStream, out: Float64Array): void => {
    out.fill(0);
    const count = leftovers.count;
    if (normals.length < 2 * count) normals = new Float64Array(2 * leftovers.energy.length);
    fillNoise(random, normals, 2 * count);
    for (let k = 0; k < count; k++) {
      const depth = leftovers.depth[k]!;
      if (depth >= back || leftovers.kind[k] === photon) continue;
      const energy = leftovers.energy[k]!;
      if (energy < lowEnergyLimit) lowEnergyShower(energy, normals[2 * k]!, shape);
      else showerParameters(energy, medium, normals[2 * k]!, normals[2 * k + 1]!, shape);
      let before = 0;
      for (let bin = 0; bin < bins && before < 1; bin++) {
        const way = depths[bin + 1]! - depth;
        if (way <= 0) continue;
        const share = cumulative(shape.alpha, shape.beta * way);
        out[bin]! += energy * (share - before);
        before = share;
      }
    }
    for (let k = 0; k < tracks.count; k++) {
      const loss = tracks.startEnergy[k]! - tracks.endEnergy[k]!;
      if (loss === 0) continue;
      const from = tracks.from[k]!;
      const to = tracks.to[k]!;
      for (let bin = 0; bin < bins; bin++) {
        if (to <= depths[bin]!) break;
        const length = Math.min(to, depths[bin + 1]!) - Math.max(from, depths[bin]!);
        if (length > 0) out[bin]! += (loss * length) / (to - from);
      }
    }
  };
}

/** All energy of a cascade that is not in a vertex: what it leaves in the target and behind, GeV. */
export function cascadeEnergy({ tracks, leftovers }: CascadeLists): number {
  let sum = 0;
  for (let k = 0; k < tracks.count; k++) sum += tracks.startEnergy[k]! - tracks.endEnergy[k]!;
  for (let k = 0; k < leftovers.count; k++) sum += leftovers.energy[k]!;
  return sum;
}
