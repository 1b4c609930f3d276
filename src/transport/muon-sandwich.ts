import { muonMass } from "../constants.ts";
import { integrateByPanels } from "../math/gauss-legendre.ts";
import { knockOnConstant } from "../physics/knock-on.ts";
import { type MuonCrossSection, radiativeProcesses, radiativeSpectrum } from "../physics/muon-energy-loss.ts";
import { muonIonisation } from "../physics/muon-ionisation.ts";
import { type Material, polystyrene } from "../physics/muon-materials.ts";
import { GeV } from "../units.ts";

/** One layer of a sampling calorimeter: a plate of absorber and one of scintillator, thicknesses in mm. */
export interface Sandwich {
  readonly absorber: Material;
  readonly absorberThickness: number;
  readonly scintillatorThickness: number;
}

/**
 * How the losses of a muon are told apart by the energy of what carries them: below `local` electrons that are stopped in their plate, so that all is
 * ionisation; up to `hard` showers of which the mean is known; from there on showers one by one, from `single` on each with its place.
 */
export interface LossLimits {
  readonly local: number;
  readonly hard: number;
  /** Without it, none has its place. */
  readonly single?: number;
}

/** Mean losses of a muon in a layer, GeV. */
export interface LayerLosses {
  /** All that is below `hard`. */
  readonly continuous: number;
  /** Of it what is below `local` in the scintillator, and what is in showers. */
  readonly scintillator: number;
  readonly showers: number;
}

/** The plates of a layer: their material and mass per area, g/mm². */
export function platesOf({ absorber, absorberThickness, scintillatorThickness }: Sandwich) {
  return [
    { material: absorber, mass: absorber.density * absorberThickness },
    { material: polystyrene, mass: polystyrene.density * scintillatorThickness },
  ] as const;
}

/** Radiation lengths of a layer. */
export function layerRadiationLengths(sandwich: Sandwich): number {
  return platesOf(sandwich).reduce((sum, { material, mass }) => sum + mass / material.radiationLength, 0);
}

/** Landau's ξ of the scintillator of a layer: 35 keV for 4 mm. */
export function scintillatorXi({ scintillatorThickness }: Sandwich): number {
  return knockOnConstant * polystyrene.electrons * polystyrene.density * scintillatorThickness;
}

/** Landau's ξ of a whole layer: its electrons, as they count for `knockOnNumber`, times the constant. */
export function layerXi(sandwich: Sandwich): number {
  return platesOf(sandwich).reduce(
    (sum, { material, mass }) => sum + knockOnConstant * material.electrons * mass,
    0,
  );
}

/** Ionisation loss of a minimum-ionising muon in the two plates of a layer, GeV. */
export function minimumIonisation(sandwich: Sandwich): [absorber: number, scintillator: number] {
  const minimum = muonMass + 0.26 * GeV;
  const [absorber, scintillator] = platesOf(sandwich);
  return [
    absorber.mass * muonIonisation(minimum, absorber.material),
    scintillator.mass * muonIonisation(minimum, scintillator.material),
  ];
}

/**
 * Share of the ionisation loss that is in the scintillator, for a minimum-ionising muon: 0.139 of 1.5 mm each with lead, 0.0279 of 4 mm
 * with 25 mm of iron.
 */
export function samplingFraction(sandwich: Sandwich): number {
  const [inAbsorber, inScintillator] = minimumIonisation(sandwich);
  return inScintillator / (inAbsorber + inScintillator);
}

/** dN/dw of processes in a layer, for a muon of a total energy. */
export function layerSpectrum(
  processes: readonly MuonCrossSection[],
  sandwich: Sandwich,
  lost: number,
  energy: number,
): number {
  let sum = 0;
  for (const { material, mass } of platesOf(sandwich)) {
    for (const process of processes) sum += mass * radiativeSpectrum(process, lost, energy, material);
  }
  return sum;
}

/** What makes electromagnetic showers besides knocked-on electrons. */
export const showering = [radiativeProcesses.bremsstrahlung, radiativeProcesses.pairProduction] as const;

/** Mean losses in a layer below `hard`, for a muon of a total energy; what it radiates is given where it is tabulated. */
export function layerLosses(
  sandwich: Sandwich,
  limits: LossLimits,
  energy: number,
  radiated = layerRadiation(sandwich, limits, energy),
): LayerLosses {
  const ionised = (most: number): number =>
    platesOf(sandwich).reduce(
      (sum, { material, mass }) => sum + mass * muonIonisation(energy, material, most),
      0,
    );
  const [, { material, mass }] = platesOf(sandwich);
  const local = ionised(limits.local);
  const continuous = ionised(limits.hard) + radiated;
  return {
    continuous,
    scintillator: mass * muonIonisation(energy, material, limits.local),
    showers: continuous - local,
  };
}

/** Mean loss in a layer by bremsstrahlung and pairs below `hard`. */
export function layerRadiation(sandwich: Sandwich, { hard }: LossLimits, energy: number): number {
  const end = Math.min(hard, energy - muonMass);
  return integrateByPanels(
    (log) => {
      const lost = Math.exp(log);
      return lost * lost * layerSpectrum(showering, sandwich, lost, energy);
    },
    Math.log(1e-5 * end),
    Math.log(end),
    1.5,
  );
}
