import { electronMass } from "../constants.ts";
import { incompleteGamma } from "../math/incomplete-gamma.ts";
import { integrate } from "../math/integrate.ts";
import { interpolator } from "../math/interpolate.ts";
import { aprimeCrossSectionAbove, aprimeSpectrum } from "../physics/aprime-cross-section.ts";
import { bremsstrahlungShape, electronTrackLength } from "../physics/aprime-yield.ts";
import type { Nucleus } from "../physics/form-factor.ts";
import { gamma } from "../random/gamma.ts";
import type { RandomStream } from "../random/stream.ts";

/** One emission: where the primary electron emits the A', with which energy, and which share of it the A' takes. */
export interface Emission {
  /** Depth in radiation lengths. */
  depth: number;
  /** Energy of the electron just before, GeV. */
  electronEnergy: number;
  /** x = E_A' / E_e. */
  share: number;
  /** Draws until one was kept. */
  trials: number;
}

export interface EmissionModel {
  readonly mass: number;
  /** Emissions of less A' energy than this are left out. */
  readonly minimumEnergy: number;
  readonly nucleus: Nucleus;
  /** Nuclei per mm² in one radiation length. */
  readonly nucleiPerRadiationLength: number;
  /** Radiation lengths. */
  readonly targetDepth: number;
  /** Largest energy of a beam electron, GeV. */
  readonly maximumBeamEnergy: number;
}

/**
 * Emission of one A' by the primary electron in a thick target. The electron radiates by Tsai and Whitis, ln(E0/E) after t
 * radiation lengths being Gamma distributed with shape 4t/3; it emits with the cross section of Eq. (9), and x follows the
 * IWW shape. `probability` is Eq. (8) with the track of the primary: A' per electron at epsilon = 1.
 */
export function prepareAprimeEmission(model: EmissionModel) {
  const { mass, minimumEnergy, nucleus, maximumBeamEnergy } = model;
  const lowest = Math.max(minimumEnergy, mass) * 1.0001;
  const largestLoss = Math.log(maximumBeamEnergy / lowest);
  // Beyond this depth the electron has no energy left to emit with.
  let depth = 1;
  while (depth < model.targetDepth && incompleteGamma(bremsstrahlungShape(depth), largestLoss) > 1e-12)
    depth++;
  depth = Math.min(depth, model.targetDepth);

  const nodes = 200;
  const logEnergies = Float64Array.from(
    { length: nodes },
    (_, k) => Math.log(lowest) + (largestLoss * k) / (nodes - 1),
  );
  const crossSections = logEnergies.map((logEnergy) =>
    aprimeCrossSectionAbove(minimumEnergy, mass, Math.exp(logEnergy), nucleus),
  );
  for (let k = 1; k < nodes; k++) {
    if (crossSections[k]! < crossSections[k - 1]!)
      throw new Error("the emission cross section falls with energy");
  }
  const crossSectionAt = interpolator(logEnergies, crossSections);

  // Eq. (8): the integral of cross section times track over z = ln(E0/E). The track density diverges at z = 0, so the track
  // length L(z) is integrated by parts, exactly for a cross section that is linear between the nodes.
  const spacing = largestLoss / (nodes - 1);
  const trackLengths = Float64Array.from({ length: nodes }, (_, j) =>
    electronTrackLength(j * spacing, depth),
  );
  const trackIntegrals = Float64Array.from({ length: nodes - 1 }, (_, j) =>
    integrate((z) => electronTrackLength(z, depth), j * spacing, (j + 1) * spacing, 1e-8),
  );
  const probabilities = crossSections.map((_, k) => {
    let sum = 0;
    for (let j = 0; j < k; j++) {
      const before = crossSections[k - j]!;
      const after = crossSections[k - j - 1]!;
      sum += trackLengths[j + 1]! * after - trackLengths[j]! * before;
      sum += ((before - after) / spacing) * trackIntegrals[j]!;
    }
    return model.nucleiPerRadiationLength * sum;
  });
  const probabilityAt = interpolator(logEnergies, probabilities);

  /** Probability that a beam electron of this energy emits, at epsilon = 1. */
  const probability = (beamEnergy: number): number =>
    beamEnergy <= lowest ? 0 : probabilityAt(Math.log(beamEnergy));

  /** Draws an emission of a beam electron that can emit. */
  const draw = (beamEnergy: number, emission: Emission, random: RandomStream): void => {
    const logBeamEnergy = Math.log(beamEnergy);
    const largest = crossSectionAt(logBeamEnergy);
    for (let trials = 1; ; trials++) {
      const t = depth * random.uniform();
      const logEnergy = logBeamEnergy - gamma(bremsstrahlungShape(t), random);
      if (logEnergy <= logEnergies[0]! || random.uniform() * largest >= crossSectionAt(logEnergy)) continue;
      emission.depth = t;
      emission.electronEnergy = Math.min(beamEnergy, Math.exp(logEnergy)); // exp(ln E) may round up
      emission.share = drawShare(emission.electronEnergy, mass, minimumEnergy, random);
      emission.trials = trials;
      return;
    }
  };
  return { probability, draw };
}

/**
 * Draws x from the IWW shape above the minimum. With y = 1 - x and r = me²/m², the shape is at most 1/2 of
 * 1 / (r + (1 - 2r) y) in units of 1/m²: U0 x / m² = y + r x² lies above its tangent at x = 1, and the rest below x (1 - x + x²/2).
 */
function drawShare(energy: number, mass: number, minimumEnergy: number, random: RandomStream): number {
  const r = (electronMass * electronMass) / (mass * mass);
  const slope = 1 - 2 * r;
  const least = r + (slope * electronMass) / energy;
  const most = r + slope * (1 - Math.max(minimumEnergy, mass) / energy);
  const logRange = Math.log(most / least);
  for (;;) {
    const envelope = least * Math.exp(logRange * random.uniform());
    const x = 1 - (envelope - r) / slope;
    const shape = aprimeSpectrum(x, mass, energy) * mass * mass;
    if (random.uniform() * 0.5 < shape * envelope) return x;
  }
}
