import { electronMass } from "../constants.ts";
import { type FormFactor, type Nucleus, nuclearMass } from "./form-factor.ts";

/** The reaction e Z → e Z A′ of Eq. (7). */
export interface Reaction {
  /** Mass of the A′, GeV. */
  readonly mass: number;
  /** Energy of the electron, GeV. */
  readonly energy: number;
  readonly nucleus: Nucleus;
  /** Elastic if nothing is said. */
  readonly formFactor?: FormFactor;
}

/**
 * What the amplitude needs of an emission in the laboratory, where the nucleus M is at rest: electron p → p', A′ k, momentum
 * transfer q = p' + k - p, t = -q². Written without cancellations: good to 1e-9 for 1-x = mₑ/E and angles of 1e-9.
 */
export interface EmissionKinematics {
  readonly mass: number;
  readonly nuclearMass: number;
  /** E, E_A′ and E' = E - E_A′ (without the recoil t/2M of the nucleus), GeV. */
  readonly energy: number;
  readonly aprimeEnergy: number;
  readonly electronEnergy: number;
  /** |p| and |k|, GeV. */
  readonly momentum: number;
  readonly aprimeMomentum: number;
  /** U = 2p·k - m², by which the electron is off its mass shell if the A′ comes first, GeV². */
  readonly virtuality: number;
  /** |k - p|, GeV. */
  readonly difference: number;
  /** Of k: along and across k - p, GeV. */
  readonly parallel: number;
  readonly transverse: number;
  /** Range of t, GeV². Empty (from > to) where the emission cannot be. */
  readonly smallestT: number;
  readonly largestT: number;
}

/** Kinematics at x = E_A′/E and w = 1 - cos θ, θ being the angle between A′ and electron. */
export function emissionKinematics(x: number, w: number, reaction: Reaction): EmissionKinematics {
  const { mass, energy, nucleus } = reaction;
  const target = nuclearMass(nucleus);
  const aprimeEnergy = x * energy;
  const electronEnergy = energy - aprimeEnergy;
  const { momentum, aprimeMomentum, momentumLoss } = momenta(aprimeEnergy, mass, energy);
  const slant = momentum * aprimeMomentum * w; // p k - p·k as vectors
  const virtuality = leastVirtuality(x, mass, energy) + 2 * slant;
  const difference = Math.sqrt(momentumLoss * momentumLoss + 2 * slant);

  // The recoil takes energy: t is a root of R(t) = 0, here in the form that keeps the small one.
  const c = 1 + electronEnergy / target;
  const a = c * c - (difference * difference) / (target * target);
  const b = 4 * difference * difference - 2 * virtuality * c;
  const root = Math.sqrt(b * b - 4 * a * virtuality * virtuality);
  const isAllowed =
    aprimeEnergy >= mass && electronEnergy >= electronMass && w >= 0 && w <= 2 && b > 0 && root >= 0;
  const smallestT = isAllowed ? (2 * virtuality * virtuality) / (b + root) : Number.POSITIVE_INFINITY;
  const largestT = Math.min((b + root) / (2 * a), 2 * target * (electronEnergy - electronMass));
  return {
    mass,
    nuclearMass: target,
    energy,
    aprimeEnergy,
    electronEnergy,
    momentum,
    aprimeMomentum,
    virtuality,
    difference,
    parallel: (slant - aprimeMomentum * momentumLoss) / difference,
    transverse: (momentum * aprimeMomentum * Math.sqrt(w * (2 - w))) / difference,
    smallestT,
    largestT,
  };
}

/** U₀ = U at angle 0, in GeV²: m² (1-x)/x + mₑ² x to first order in the masses over the energies. */
export function leastVirtuality(x: number, mass: number, energy: number): number {
  const aprimeEnergy = x * energy;
  const { momentum, aprimeMomentum, momentumLoss } = momenta(aprimeEnergy, mass, energy);
  const [m2, me2] = [mass * mass, electronMass * electronMass];
  // 2 (E E_A′ - p k) - m², multiplied by E E_A′ + p k, which leaves nothing large to cancel.
  const numerator =
    me2 * (2 * aprimeEnergy * aprimeEnergy - m2) +
    m2 * (energy * (energy - aprimeEnergy) + momentum * momentumLoss);
  return numerator / (energy * aprimeEnergy + momentum * aprimeMomentum);
}

/** dU/dw = 2 |p| |k|, in GeV²: U = U₀ + w dU/dw. */
export function virtualitySlope(x: number, mass: number, energy: number): number {
  const { momentum, aprimeMomentum } = momenta(x * energy, mass, energy);
  return 2 * momentum * aprimeMomentum;
}

/** w = 1 - cos θ at which U is twice U₀: the scale of the angle of emission, U₀ / (2 |p| |k|). 20 MeV, 100 GeV, x = 0.9: 2.5e-9. */
export function angularScale(x: number, mass: number, energy: number): number {
  return leastVirtuality(x, mass, energy) / virtualitySlope(x, mass, energy);
}

/** |p|, |k| and |p| - |k|. */
function momenta(aprimeEnergy: number, mass: number, energy: number) {
  const [m2, me2] = [mass * mass, electronMass * electronMass];
  const momentum = Math.sqrt(energy * energy - me2);
  const aprimeMomentum = Math.sqrt(Math.max(0, aprimeEnergy * aprimeEnergy - m2));
  const loss = (energy - aprimeEnergy) * (energy + aprimeEnergy) + m2 - me2;
  return { momentum, aprimeMomentum, momentumLoss: loss / (momentum + aprimeMomentum) };
}

/** η = ln(x/(1-x)), in which x(1-x) times the spectrum is smooth, at its ends x = m/E and 1 - mₑ/E. Empty below threshold. */
export function logitRange(mass: number, energy: number): readonly [from: number, to: number] {
  if (mass + electronMass >= energy) return [0, 0];
  return [Math.log(mass / (energy - mass)), Math.log((energy - electronMass) / electronMass)];
}
