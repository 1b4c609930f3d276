import { electronMass, muonMass } from "../constants.ts";
import {
  dimuonShape,
  largestLogScreening,
  leastMuonShare,
  nuclearSize,
} from "../physics/dimuon-cross-section.ts";
import type { Nucleus } from "../physics/form-factor.ts";
import type { RandomStream } from "../random/stream.ts";

/** A pair as it is made, relative to its photon. */
export interface MuonPair {
  /** x₊ = E(μ⁺) / E(γ); x₋ is the rest. */
  share: number;
  /** Slopes dx/dz and dy/dz of the two muons to the direction of the photon, radians. */
  plusX: number;
  plusY: number;
  minusX: number;
  minusY: number;
}

/**
 * Sampler of γ Z → μ⁺ μ⁻ Z: x₊ from Eq. (18) by rejection, angles as Geant4 draws them (G4GammaConversionToMuons, Burkhardt-2002, with
 * its constants as of 2025). t = 1 / (1 + u²), u the mean of both transverse momenta over m_μ, has the density
 * (1 - 2 x₊x₋ + 4 x₊x₋ t (1 - t)) / (1 + C₁/t²)²; half of what they differ by is (ρ/2) (cos ψ, sin ψ). So θ is about m_μ / E_μ: the two
 * are balanced but for what the nucleus takes, which is little. For photons above 1 GeV; angles are small there.
 */
export function prepareDimuonSampler(nucleus: Nucleus) {
  const shape = dimuonShape(nucleus);
  const largest = largestLogScreening(nucleus);
  const size = nuclearSize(nucleus);
  const screening = (electronMass * Math.cbrt(nucleus.charge)) / (183 * muonMass);

  /** x₊ by rejection; about 1.5 tries. */
  function drawShare(photonEnergy: number, random: RandomStream): number {
    const least = leastMuonShare(photonEnergy);
    const bound = largest(photonEnergy);
    for (;;) {
      const x = least + random.uniform() * (1 - 2 * least);
      if (random.uniform() * bound < shape(x, photonEnergy)) return x;
    }
  }

  return (photonEnergy: number, random: RandomStream, pair: MuonPair): void => {
    const x = drawShare(photonEnergy, random);
    const product = x * (1 - x);
    const slowness = muonMass / photonEnergy;

    const root = (0.2 * size * slowness) / (2 * product);
    const cutOff = root * root; // C₁
    const most = (1 - product) / ((1 + cutOff) * (1 + cutOff));
    let t: number;
    let density: number;
    do {
      t = random.uniform();
      const damping = 1 + cutOff / (t * t);
      density = (1 - 2 * product + 4 * product * t * (1 - t)) / (damping * damping);
    } while (random.uniform() * most >= density);

    const modulation = 4 * product * t * (1 - t);
    let cosPsi: number;
    let sinPsi: number;
    let weight: number;
    do {
      const psiRad = 2 * Math.PI * random.uniform();
      cosPsi = Math.cos(psiRad);
      sinPsi = Math.sin(psiRad);
      weight = 1 - 2 * product + 2 * modulation * cosPsi * cosPsi; // 1 + cos 2ψ = 2 cos² ψ
    } while (random.uniform() * (1 - 2 * product + 2 * modulation) >= weight);

    // ρ from ρ³ / (ρ⁴ + C₂), up to where the size of the nucleus ends it.
    const longitudinal = slowness / (2 * product * t);
    const momentum = longitudinal * longitudinal + screening * screening;
    const least = (4 / Math.sqrt(product)) * momentum * momentum; // C₂
    const end = (1.9 / size) * (1 / t - 1);
    const span = Math.log1p((end * end * end * end) / least);
    const rho = Math.sqrt(Math.sqrt(least * Math.expm1(span * random.uniform())));

    const u = Math.sqrt(1 / t - 1);
    const half = 0.5 * rho * cosPsi;
    const turnRad = (0.5 * rho * sinPsi) / u;
    const plus = (slowness * (u + half)) / x;
    const minus = (slowness * (u - half)) / (1 - x);
    const azimuthRad = 2 * Math.PI * random.uniform();
    pair.share = x;
    pair.plusX = plus * Math.cos(azimuthRad + turnRad);
    pair.plusY = plus * Math.sin(azimuthRad + turnRad);
    pair.minusX = -minus * Math.cos(azimuthRad - turnRad);
    pair.minusY = -minus * Math.sin(azimuthRad - turnRad);
  };
}
