import { alpha, hbarC } from "../constants.ts";
import { rad } from "../units.ts";

/**
 * Energy in GeV above which a particle of Lorentz factor γ on a circle of radius `bendRadius` (mm) radiates half its
 * power (0.499995 of it): (3/2) ħc γ³ / ρ. 100 GeV electrons in 1.75 T: 11.64 MeV.
 */
export function criticalEnergy(gammaFactor: number, bendRadius: number): number {
  return (1.5 * hbarC * gammaFactor * gammaFactor * gammaFactor) / bendRadius;
}

/**
 * Mean number of photons from a bend by `bendAngle` (mrad): 5 α γ Θ / (2 √3), independent of the energy for a given
 * field integral. 7 T m: 43.26 for electrons.
 */
export function meanPhotonNumber(gammaFactor: number, bendAngle: number): number {
  const bendAngleRad = bendAngle / rad;
  return ((5 * alpha) / (2 * Math.sqrt(3))) * gammaFactor * bendAngleRad;
}

/**
 * Number density of the photons in x = energy / critical energy, normalised to 1:
 * 3/(5π) ∫ₓ^∞ K_{5/3}(t) dt. Diverges as x^(-2/3) at 0. At x = 1: 0.124413.
 */
export function synchrotronSpectrum(x: number): number {
  return spectrumNorm * besselIntegral(x, 1);
}

/** Share of the photons above x critical energies: 1 at 0; at the median, x = 0.0784, 0.5. */
export function synchrotronSurvival(x: number): number {
  return spectrumNorm * besselIntegral(x, 2);
}

const spectrumNorm = 3 / (5 * Math.PI);

/**
 * K_{5/3} integrated `times` times from x ≥ 0 to infinity: ∫₀^∞ exp(-x cosh u) cosh(5u/3) / cosh(u)^times du.
 * The trapezoid rule converges as exp(-π²/step) (poles at u = ±iπ/2) and as exp(-2π²/(x step²)) (the Gaussian that is left
 * for large x), here to 1e-15. The integrand falls doubly exponentially from cosh u = 1/x on, and for times = 2 already
 * before that, as exp(-u/3); so u < 200 is the end.
 */
function besselIntegral(x: number, times: 1 | 2): number {
  if (x === 0 && times === 1) return Number.POSITIVE_INFINITY;
  const step = Math.min(0.25, 0.75 / Math.sqrt(x));
  let sum = 0.5 * Math.exp(-x);
  for (let u = step; u < 200; u += step) {
    const expU = Math.exp(u);
    const cosh = 0.5 * (expU + 1 / expU);
    const exp53 = Math.exp((5 / 3) * u);
    const numerator = 0.5 * Math.exp(-x * cosh) * (exp53 + 1 / exp53);
    const term = times === 1 ? numerator / cosh : numerator / (cosh * cosh);
    sum += term;
    const isFalling = times === 2 || x * cosh > 1;
    if (isFalling && term <= 1e-17 * sum) break;
  }
  return sum * step;
}

/**
 * How far beside the particle, mm, a photon flies at `distance` behind a magnet that was emitted `way` before its end:
 * way² / (2 ρ) + (way / ρ) distance. 4 m of 1.75 T and 15 m: 357 mm at 100 GeV for the first one, 0 for the last.
 */
export function photonOffset(way: number, bendRadius: number, distance: number): number {
  return (way / bendRadius) * (0.5 * way + distance);
}

/** Inverse of `photonOffset`: the way before the end of the magnet, 0 for offsets to the other side. */
export function emissionWay(offset: number, bendRadius: number, distance: number): number {
  if (offset <= 0) return 0;
  return Math.sqrt(distance * distance + 2 * bendRadius * offset) - distance;
}
