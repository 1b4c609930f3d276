import { avogadro, muonMass } from "../constants.ts";
import { integrateByPanels } from "../math/gauss-legendre.ts";
import { muonBremsstrahlung } from "./muon-bremsstrahlung.ts";
import type { Element, Material } from "./muon-materials.ts";
import { muonPairProduction } from "./muon-pair-production.ts";
import { muonPhotonuclear } from "./muon-photonuclear.ts";

/** dσ/dw of one process, mm²/GeV at an energy w given away by a muon of a total energy. */
export type MuonCrossSection = (lost: number, energy: number, element: Element) => number;

/** The processes besides ionisation. */
export const radiativeProcesses = {
  bremsstrahlung: muonBremsstrahlung,
  pairProduction: muonPairProduction,
  photonuclear: muonPhotonuclear,
} as const satisfies Record<string, MuonCrossSection>;

/** dN/dw per mass and area, mm²/g per GeV, of a process in a material. */
export function radiativeSpectrum(
  process: MuonCrossSection,
  lost: number,
  energy: number,
  { elements }: Material,
): number {
  let sum = 0;
  for (const { massShare, element } of elements)
    sum += ((massShare * avogadro) / element.massNumber) * process(lost, energy, element);
  return sum;
}

/** Mean energy per mass and area (GeV mm²/g) that a muon of a total energy loses in a process by less than `most` at a time. */
export function radiativeLoss(
  process: MuonCrossSection,
  energy: number,
  material: Material,
  most = Number.POSITIVE_INFINITY,
): number {
  const end = Math.min(most, energy - muonMass);
  const integrand = (log: number): number => {
    const lost = Math.exp(log);
    return lost * lost * radiativeSpectrum(process, lost, energy, material);
  };
  return integrateByPanels(integrand, Math.log(1e-6 * end), Math.log(end), 1);
}
