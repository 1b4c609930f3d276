import { electronMass } from "../constants.ts";
import type { EmissionKinematics } from "./emission-kinematics.ts";

/** Invariants of e(p) Z → e(p') A′(k) Z, GeV²; P = sum of the momenta of the nucleus before and after, M its mass. */
export interface Invariants {
  /** (p' + k)² - mₑ², positive. */
  readonly s: number;
  /** (p - k)² - mₑ², negative. */
  readonly u: number;
  readonly t: number;
  /** P·p and P·p'. */
  readonly before: number;
  readonly after: number;
  readonly nuclearMass: number;
}

/**
 * Squared amplitude A of the two diagrams of Fig. 1 on a scalar nucleus, dimensionless: |M|² = (4πα)³ G₂(t)/t² A for ε = 1, summed over
 * the polarisations and averaged over the spin before. Exact at tree level, with the mass of the electron; as Liu-2017b.
 */
export function squaredAmplitude({ s, u, t, before, after, nuclearMass }: Invariants, mass: number): number {
  const m2 = mass * mass;
  const p2 = 4 * nuclearMass * nuclearMass + t;
  const su = s * u;
  const sum = s + u;
  const mixed = (u * before + s * after) / su;
  return (
    (2 * p2 * (s * s + u * u)) / su -
    (8 * t * (before * before + after * after)) / su +
    ((p2 * t) / su) * (-8 * m2 + 4 * t + 4 * sum) +
    2 * (m2 + 2 * electronMass * electronMass) * (p2 * t * (sum / su) * (sum / su) - 4 * mixed * mixed)
  );
}

/**
 * A of `squaredAmplitude` over 8M², averaged over the azimuth of the momentum transfer about k - p, at a t of the range.
 * s = a + b cos φ, so that the averages of 1/s and 1/s² are closed forms; 1e-10 at 100 GeV, where the terms cancel to 1e-5.
 */
export function averagedAmplitude(t: number, kinematics: EmissionKinematics): number {
  const { mass, nuclearMass, energy, aprimeEnergy, electronEnergy, virtuality: u } = kinematics;
  const m2 = mass * mass;
  const coupling = m2 + 2 * electronMass * electronMass;
  const recoil = t / (4 * nuclearMass);
  const tau = recoil / nuclearMass;

  // The momentum transfer in the laboratory: energy -2 recoil, and its parts along and across k - p.
  const along = (u + t * (1 + electronEnergy / nuclearMass)) / (2 * kinematics.difference);
  const across = Math.sqrt(Math.max(0, t * (1 + tau) - along * along));
  const a = u - 2 * (2 * aprimeEnergy * recoil + kinematics.parallel * along);
  const b = 2 * kinematics.transverse * across;
  const root = Math.sqrt(a * a - b * b);
  const inverse = 1 / root; // <1/s>
  const spread = (b * b * inverse * inverse * inverse) / (a + root); // <1/s²> - <1/s>²

  // P·p = 2M (before - s/4M), P·p' = 2M after, and M (u P·p + s P·p')/(s u) needs E and E' less the recoil.
  const before = energy - recoil;
  const after = electronEnergy - recoil - u / (4 * nuclearMass);
  const eikonal = (electronEnergy - recoil) / u - before * inverse;
  const pole = 1 / u - inverse;
  return (
    -(1 + tau) * (a / u + u * inverse) +
    ((4 * t) / u) *
      ((before * before + after * after) * inverse -
        before / (2 * nuclearMass) +
        a / (16 * nuclearMass * nuclearMass)) -
    (1 + tau) * (t / u) * ((2 * t - 4 * m2 - 2 * u) * inverse + 2) +
    coupling * ((1 + tau) * t * (pole * pole + spread) - 4 * (eikonal * eikonal + before * before * spread))
  );
}
