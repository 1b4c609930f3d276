import { completeScreening } from "./bremsstrahlung.ts";
import { dimuonCrossSection } from "./dimuon-cross-section.ts";
import type { Nucleus } from "./form-factor.ts";
import { pairSpectrum } from "./pair-production.ts";

/** What the number of muon pairs of one electron depends on. */
export interface DimuonConditions {
  readonly beamEnergy: number;
  /** Only pairs of photons of this energy and more are counted. */
  readonly minimumEnergy: number;
  readonly nucleus: Nucleus;
  /** Nuclei per mm² in one radiation length. Lead in the target: 1.827e20. */
  readonly nucleiPerRadiationLength: number;
  readonly criticalEnergy: number;
}

/**
 * Muon pairs per electron in a thick target, by Eq. (22) over the tracks of all photons of its shower: 1.02e-5 above 40 GeV on lead at
 * 100 GeV. Without simulation, by the cascade equations; complete screening, without the LPM effect, the direct trident, or an end of the target.
 */
export function dimuonYield(conditions: DimuonConditions): number {
  const { nucleus, nucleiPerRadiationLength } = conditions;
  return photonTrackIntegral(
    (energy) => nucleiPerRadiationLength * dimuonCrossSection(energy, nucleus),
    conditions,
  );
}

const steps = 400;

/**
 * Integral of a probability per radiation length over the tracks of all photons above the minimum in the shower of an electron, all its
 * generations: in units of radiation lengths for a probability of 1. Rossi's Approximation A with ionisation, in its adjoint form: what
 * a photon (P) and an electron (Q) of an energy are yet to give,
 *   (7/9) P(k) = probability(k) + 2 ∫ pairSpectrum(x) Q(x k) dx,
 *   ε_c Q'(E) = ∫ [P(y E) + Q((1 - y) E) - Q(E)] (4/3 - 4y/3 + y²) dy / y,
 * from the minimum upwards in equal steps of energy. At 100 GeV above 50 GeV, 8.57 MeV: 0.473.
 */
export function photonTrackIntegral(
  probability: (energy: number) => number,
  {
    beamEnergy,
    minimumEnergy,
    criticalEnergy,
  }: Pick<DimuonConditions, "beamEnergy" | "minimumEnergy" | "criticalEnergy">,
): number {
  if (minimumEnergy >= beamEnergy) return 0;
  const step = (beamEnergy - minimumEnergy) / steps;
  const ofPhoton = new Float64Array(steps + 1);
  const ofElectron = new Float64Array(steps + 1);
  const radiated = (y: number): number => ((4 / 3) * completeScreening(y)) / y;
  ofPhoton[0] = (9 / 7) * probability(minimumEnergy);
  for (let j = 1; j <= steps; j++) {
    const energy = minimumEnergy + j * step;
    const dy = step / energy;
    // Trapezoids over the nodes below j; what the unknowns at j add to either equation is linear in them.
    let pairs = 0;
    let gained = 0;
    let lost = 0;
    for (let i = 0; i < j; i++) {
      const share = (minimumEnergy + i * step) / energy;
      const part = i === 0 ? 0.5 * dy : dy;
      pairs += 2 * part * pairSpectrum(share) * ofElectron[i]!;
      gained += part * (radiated(share) * ofPhoton[i]! + radiated(1 - share) * ofElectron[i]!);
      lost += part * radiated(1 - share);
    }
    // Between the last node and y = 0 the difference Q((1 - y) E) - Q(E) goes to 0 as y does.
    const soft = 0.5 * (4 / 3) + criticalEnergy / step;
    const remaining = soft * ofElectron[j - 1]!;
    const belowMinimum = radiatedBeyond(1 - minimumEnergy / energy);
    const direct = (9 / 7) * (probability(energy) + pairs);
    const back = (9 / 7) * dy; // of Q at j, in P at j
    const own = 0.5 * dy * radiated(1);
    ofElectron[j] = (gained + remaining + own * direct) / (lost + soft + belowMinimum - own * back);
    ofPhoton[j] = direct + back * ofElectron[j]!;
  }
  return ofElectron[steps]!;
}

/** ∫ (4/3 - 4y/3 + y²) dy / y from `y` to 1: the electron falls below the minimum at once. */
function radiatedBeyond(y: number): number {
  return (4 / 3) * (-Math.log(y) - (1 - y)) + 0.5 * (1 - y * y);
}
