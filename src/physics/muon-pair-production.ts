import { alpha, classicalElectronRadius, electronMass, muonMass } from "../constants.ts";
import { integrateByPanels } from "../math/gauss-legendre.ts";
import type { Element } from "./muon-materials.ts";

const sqrtE = Math.exp(0.5);
const massRatio = muonMass / electronMass;

/** The least energy of a pair that the cross section of Kokoulin and Petrukhin has. */
export const leastPair = 4 * electronMass;

/** The largest energy of a pair of a muon of a total energy on an element. */
export function largestPair(energy: number, { charge }: Element): number {
  return energy - 0.75 * sqrtE * muonMass * Math.cbrt(charge);
}

/**
 * Production of an electron pair by a muon of a total energy in the field of an atom, dσ/dε in mm²/GeV at an energy ε of the pair: Kokoulin-1971
 * as Geant4 has it (Kelner-1995 for the atomic electrons). From 1 GeV on.
 */
export function muonPairProduction(pairEnergy: number, energy: number, element: Element): number {
  const { charge, radiationLogarithm } = element;
  if (pairEnergy <= leastPair || pairEnergy >= largestPair(energy, element)) return 0;
  const left = energy - pairEnergy;
  const root = Math.cbrt(charge);
  const slow = leastPair / pairEnergy;
  const velocity = Math.sqrt(1 - slow);
  const most = slow / (1 + velocity) + ((6 * muonMass * muonMass) / (energy * left)) * velocity; // 1 - ρ at the largest asymmetry
  if (most >= 1) return 0;

  const beta = (0.5 * pairEnergy * pairEnergy) / (energy * left);
  const screening = radiationLogarithm / root;
  const unscreened = (2 * electronMass * sqrtE * screening) / pairEnergy;
  const nuclearSize = (2.25 * root * root) / (massRatio * massRatio);

  // Over t = ln(1 - ρ), ρ the asymmetry of the pair.
  const terms = (t: number): number => {
    const rest = Math.exp(t);
    const rho = 1 - rest;
    const rho2 = rho * rho;
    const even = rest * (2 - rest); // 1 - ρ²
    const xi = 0.5 * massRatio * massRatio * beta * even;
    const electron = electronTerm(xi, rho2, even, beta);
    const electronY =
      (5 - rho2 + 4 * beta * (1 + rho2)) /
      (2 * (1 + 3 * beta) * Math.log(3 + 1 / xi) - rho2 - 2 * beta * (2 - rho2));
    const electronX = (1 + xi) * (1 + electronY);
    const electronLog =
      Math.log((screening * Math.sqrt(electronX)) / (1 + (unscreened * electronX) / even)) -
      0.5 * Math.log1p(nuclearSize * electronX);
    const muon = muonTerm(xi, rho2, even, beta);
    const muonY =
      (4 + rho2 + 3 * beta * (1 + rho2)) /
      ((1 + rho2) * (1.5 + 2 * beta) * Math.log(3 + xi) + 1 - 1.5 * rho2);
    const muonX = (1 + xi) * (1 + muonY);
    const muonLog = Math.log((massRatio * screening) / (1.5 * root * (1 + (unscreened * muonX) / even)));
    return (
      rest * (Math.max(0, electron * electronLog) + Math.max(0, muon * muonLog) / (massRatio * massRatio))
    );
  };
  const range = Math.log(most);
  const integral = integrateByPanels(terms, range, 0, Math.max(4, -range / 2));
  const strength = alpha * classicalElectronRadius;
  return (
    ((4 / (3 * Math.PI)) *
      strength *
      strength *
      charge *
      (charge + atomicElectrons(energy, charge)) *
      left *
      integral) /
    (energy * pairEnergy)
  );
}

/** B_e: the pair by the electron's diagrams. */
function electronTerm(xi: number, rho2: number, even: number, beta: number): number {
  if (xi > 1000) return (0.5 * (3 - rho2 + 2 * beta * (1 + rho2))) / xi;
  return (
    ((2 + rho2) * (1 + beta) + xi * (3 + rho2)) * Math.log1p(1 / xi) + (even - beta) / (1 + xi) - (3 + rho2)
  );
}

/** B_μ: the pair by the muon's. */
function muonTerm(xi: number, rho2: number, even: number, beta: number): number {
  if (xi < 1e-3) return 0.5 * xi * (5 - rho2 + beta * (3 + rho2));
  const mixed = (1 + 2 * beta) * even;
  return (
    ((1 + rho2) * (1 + 1.5 * beta) - mixed / xi) * Math.log1p(xi) + (xi * (even - beta)) / (1 + xi) + mixed
  );
}

/** ζ: what the Z electrons of the atom add to Z, 0 to 1.3. */
function atomicElectrons(energy: number, charge: number): number {
  const gammaFactor = energy / muonMass;
  const [first, second] = charge === 1 ? [4.4e-5, 4.8e-5] : [1.95e-5, 5.3e-5];
  const root = Math.cbrt(charge);
  const above = 0.073 * Math.log(gammaFactor / (1 + first * root * root * gammaFactor)) - 0.26;
  if (above <= 0) return 0;
  return above / (0.058 * Math.log(gammaFactor / (1 + second * root * gammaFactor)) - 0.14);
}
