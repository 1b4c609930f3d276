import { alpha, electronMass, hbarC } from "../constants.ts";
import { integrate } from "../math/integrate.ts";
import type { Nucleus } from "./form-factor.ts";
import { photonFlux } from "./photon-flux.ts";

/**
 * Total cross section of e Z → e Z A′ in mm² for ε = 1 (it goes as ε²), simplified Weizsäcker-Williams approximation: Eq. (9).
 * For masses between that of the electron and 1 GeV; zero where A′ is heavier than the energy. Has a kink at m² = mₑ E.
 * Lead, 100 GeV: 918.74 nb at 10 MeV, 17.508 nb at 100 MeV.
 */
export function aprimeCrossSection(mass: number, energy: number, nucleus: Nucleus): number {
  if (mass >= energy) return 0;
  const [electronRatio, energyRatio] = [electronMass / mass, mass / energy];
  const delta = Math.max(electronRatio * electronRatio, energyRatio * energyRatio);
  const phi = aprimePhotonFlux(mass, energy, nucleus);
  const logarithm = Math.max(0, -Math.log(delta));
  return ((4 / 3) * alphaCubed * phi * logarithm * hbarC * hbarC) / (mass * mass);
}

/**
 * The same total with the spectrum of `aprimeSpectrum` integrated: improved Weizsäcker-Williams approximation, mm², ε = 1.
 * Not in the paper; it shows how far Eq. (9) may be trusted. Lead, 100 GeV: 943.21 nb at 10 MeV, 17.352 nb at 100 MeV.
 */
export function improvedAprimeCrossSection(mass: number, energy: number, nucleus: Nucleus): number {
  const phi = aprimePhotonFlux(mass, energy, nucleus);
  return 4 * alphaCubed * phi * aprimeSpectrumIntegral(0, 1, mass, energy) * hbarC * hbarC;
}

/**
 * Spectrum of A′ in x = E_A′ / E, over 4 α³ Φ, in GeV⁻²: improved Weizsäcker-Williams approximation, integrated over the
 * angle (Bjorken et al., the paper's Ref. [47]), with the terms in mₑ. Zero outside m/E < x < 1 - mₑ/E.
 */
export function aprimeSpectrum(x: number, mass: number, energy: number): number {
  if (x <= mass / energy || x >= 1 - electronMass / energy) return 0;
  const [m2, me2] = [mass * mass, electronMass * electronMass];
  const rest = 1 - x;
  // U₀ = virtuality of the electron for an A′ straight ahead.
  const u0 = (m2 * rest) / x + me2 * x;
  const shape = (rest + 0.5 * x * x) / u0 - ((m2 + 2 * me2) * x * rest) / (6 * u0 * u0);
  const energyRatio = mass / (x * energy);
  return shape * Math.sqrt(1 - energyRatio * energyRatio);
}

/** Integral of `aprimeSpectrum` over x, in GeV⁻², relative error below 1e-8; the limits may lie outside the spectrum. */
export function aprimeSpectrumIntegral(from: number, to: number, mass: number, energy: number): number {
  const low = Math.max(from, mass / energy);
  const high = Math.min(to, 1 - electronMass / energy);
  if (low >= high) return 0;
  // The spectrum is flat in ln(1 - x) at the upper end, so nearly constant in η = ln(x / (1 - x)).
  const inEta = (eta: number) => {
    const x = 1 / (1 + Math.exp(-eta));
    return x * (1 - x) * aprimeSpectrum(x, mass, energy);
  };
  return integrate(inEta, Math.log(low / (1 - low)), Math.log(high / (1 - high)), 1e-8);
}

/** Φ with the limits of Eq. (10): t from m⁴/4E² to m². */
function aprimePhotonFlux(mass: number, energy: number, nucleus: Nucleus): number {
  const smallestMomentum = (mass * mass) / (2 * energy);
  return photonFlux(smallestMomentum * smallestMomentum, mass * mass, nucleus);
}

const alphaCubed = alpha * alpha * alpha;

/**
 * The part of `aprimeCrossSection` with E_A′ above `minimumEnergy`, mm², ε = 1: its share is that of the spectrum. What a
 * generator or a yield needs that leaves out A′ of little energy.
 */
export function aprimeCrossSectionAbove(
  minimumEnergy: number,
  mass: number,
  energy: number,
  nucleus: Nucleus,
): number {
  const all = aprimeSpectrumIntegral(0, 1, mass, energy);
  if (all === 0) return 0;
  const above = aprimeSpectrumIntegral(minimumEnergy / energy, 1, mass, energy);
  return (aprimeCrossSection(mass, energy, nucleus) * above) / all;
}
