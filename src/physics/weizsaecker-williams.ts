import { alpha, electronMass, hbarC } from "../constants.ts";
import type { Reaction } from "./emission-kinematics.ts";
import { photonFlux } from "./photon-flux.ts";

/**
 * d²σ/(dx dcos θ) of e Z → e Z A′ in mm² for ε = 1, at x = E_A′/E and w = 1 - cos θ: full Weizsäcker-Williams approximation, Bjorken-2009,
 * that is Eq. (10) with the smallest t of each x and θ; elastic form factor. Zero outside m/E < x < 1 - mₑ/E.
 * What `exactDoubleDifferential` tends to where the momentum transfer is small against m.
 */
export function weizsaeckerWilliamsDoubleDifferential(x: number, w: number, reaction: Reaction): number {
  const { mass, energy, nucleus } = reaction;
  const rest = 1 - x;
  if (x * energy <= mass || rest * energy <= electronMass) return 0;
  const [m2, me2] = [mass * mass, electronMass * electronMass];
  const momentum = Math.sqrt(x * x * energy * energy - m2);
  // U and U - U₀ of the electron; U₀ to first order in the masses over the energies.
  const slant = 2 * energy * momentum * w;
  const u = (m2 * rest) / x + me2 * x + slant;
  const smallestMomentum = u / (2 * energy * rest);
  const flux = photonFlux(smallestMomentum * smallestMomentum, m2, nucleus);
  const shape = (rest + 0.5 * x * x) / (u * u) - ((m2 + 2 * me2) * x * rest * slant) / (u * u * u * u);
  return 8 * alpha * alpha * alpha * flux * energy * momentum * shape * hbarC * hbarC;
}
