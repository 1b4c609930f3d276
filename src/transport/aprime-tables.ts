import { angularScale, logitRange } from "../physics/emission-kinematics.ts";
import { exactDoubleDifferential } from "../physics/exact-tree-level.ts";
import type { FormFactor } from "../physics/form-factor.ts";
import type { NucleusShare } from "../physics/targets.ts";
import { GeV } from "../units.ts";

/** What the tables of an A′ depend on, besides the grid and the constants of nature. */
export interface AprimeTableInputs {
  /** Mass of the A′, GeV. */
  readonly mass: number;
  readonly nuclei: readonly NucleusShare[];
  /** Spin and parity of what is emitted. */
  readonly mediator: "vector";
  readonly formFactor: FormFactor;
}

/**
 * Where the tables are filled: at energies equidistant in ln E, at x equidistant in ζ, which goes from 0 to 1 while η = ln(x/(1-x)) goes
 * from x = m/E to 1 - mₑ/E, and at angles equidistant in λ = ln(U/U₀ - 1), about 2 ln(θ E x / m) in the bulk.
 */
export const aprimeGrid = {
  energies: { count: 16, from: 2 * GeV, to: 200 * GeV },
  shares: { count: 96 },
  angles: { count: 64, from: -9, to: 12 },
} as const;

/** Numbers in a table. */
export const tableLength = aprimeGrid.energies.count * aprimeGrid.shares.count * aprimeGrid.angles.count;

/** Plain data, to be kept in a file or sent to a thread. */
export interface AprimeTables {
  readonly mass: number;
  /** d²σ/(dζ dλ) in mm², ε = 1, of the mean nucleus, to be joined by straight lines: by energy, then ζ, then λ. */
  readonly density: Float64Array;
}

/** Fills the tables from the exact tree-level cross section: 0.1-0.4 s for one nucleus, most for light A′. */
export function buildAprimeTables(inputs: AprimeTableInputs): AprimeTables {
  const { energies, shares, angles } = aprimeGrid;
  const density = new Float64Array(tableLength);
  for (let i = 0; i < energies.count; i++) {
    for (let j = 0; j < shares.count; j++) {
      density.set(exactRow(inputs, i, j), (i * shares.count + j) * angles.count);
    }
  }
  straighten(density, 1, angles.count);
  straighten(density, angles.count, shares.count);
  return { mass: inputs.mass, density };
}

/** d²σ/(dζ dλ) itself, in mm², at all λ of an energy and a ζ. 0 at the ends of ζ, where the A′ or the electron stands still. */
export function exactRow(
  { mass, nuclei, formFactor }: AprimeTableInputs,
  i: number,
  j: number,
): Float64Array {
  const { energies, shares, angles } = aprimeGrid;
  const row = new Float64Array(angles.count);
  if (j === 0 || j === shares.count - 1) return row;
  const energy = energies.from * Math.exp((Math.log(energies.to / energies.from) * i) / (energies.count - 1));
  const [from, to] = logitRange(mass, energy);
  const x = 1 / (1 + Math.exp(-from - ((to - from) * j) / (shares.count - 1)));
  const unit = angularScale(x, mass, energy);
  for (let k = 0; k < angles.count; k++) {
    const w = unit * Math.exp(angles.from + ((angles.to - angles.from) * k) / (angles.count - 1));
    const jacobian = x * (1 - x) * (to - from) * w;
    for (const { nucleus, share } of nuclei) {
      const reaction = { mass, energy, nucleus, formFactor };
      row[k]! += share * jacobian * exactDoubleDifferential(x, w, reaction);
    }
  }
  return row;
}

/**
 * Moves each of `count` nodes in a row, `stride` apart, by a twelfth of its second difference: then the straight lines between
 * the nodes have the means of the curve, to the fourth order of the step. Chords would lie 1 % above the tails.
 */
function straighten(density: Float64Array, stride: number, count: number): void {
  const curve = Float64Array.from(density);
  for (let at = 0; at < density.length; at++) {
    const node = Math.floor(at / stride) % count;
    if (node === 0 || node === count - 1) continue;
    const bend = curve[at - stride]! + curve[at + stride]! - 2 * curve[at]!;
    density[at] = Math.max(0, curve[at]! - bend / 12);
  }
}
