import { cm, eV } from "../units.ts";

/** An element as muons see it. */
export interface Element {
  /** Z. */
  readonly charge: number;
  /** A. */
  readonly massNumber: number;
  /** B of the radiation logarithm ln(B Z^(-1/3)) of an atom after Hartree and Fock (Kelner-1999); Thomas and Fermi have 183. */
  readonly radiationLogarithm: number;
}

/** Parameters of the density effect, Sternheimer-1984. */
export interface DensityEffect {
  /** C̄. */
  readonly constant: number;
  /** x₀ and x₁, where it begins and where it is complete: decimal logarithms of βγ. */
  readonly begins: number;
  readonly complete: number;
  /** a and m between them. */
  readonly factor: number;
  readonly power: number;
  /** δ₀ of a conductor. */
  readonly conductor: number;
}

/** A material as muons see it: numbers of PDG-2022. */
export interface Material {
  /** g/mm³. */
  readonly density: number;
  /** g/mm². */
  readonly radiationLength: number;
  /** Electrons per unit of atomic mass, Z/A. */
  readonly electrons: number;
  /** Mean excitation energy I. */
  readonly excitation: number;
  readonly densityEffect: DensityEffect;
  readonly elements: readonly { readonly massShare: number; readonly element: Element }[];
}

const gram = 1;
const hydrogen: Element = { charge: 1, massNumber: 1.008, radiationLogarithm: 202.4 };
const carbon: Element = { charge: 6, massNumber: 12.011, radiationLogarithm: 178.3 };

export const iron: Material = {
  density: (7.874 * gram) / (cm * cm * cm),
  radiationLength: (13.84 * gram) / (cm * cm),
  electrons: 0.46557,
  excitation: 286 * eV,
  densityEffect: {
    constant: 4.2911,
    begins: -0.0012,
    complete: 3.1531,
    factor: 0.1468,
    power: 2.9632,
    conductor: 0.12,
  },
  elements: [{ massShare: 1, element: { charge: 26, massNumber: 55.845, radiationLogarithm: 175.8 } }],
};

export const lead: Material = {
  density: (11.35 * gram) / (cm * cm * cm),
  radiationLength: (6.37 * gram) / (cm * cm),
  electrons: 0.39575,
  excitation: 823 * eV,
  densityEffect: {
    constant: 6.2018,
    begins: 0.3776,
    complete: 3.8073,
    factor: 0.0936,
    power: 3.1608,
    conductor: 0.14,
  },
  elements: [{ massShare: 1, element: { charge: 82, massNumber: 207.2, radiationLogarithm: 178.0 } }],
};

/** The base of the scintillators. */
export const polystyrene: Material = {
  density: (1.06 * gram) / (cm * cm * cm),
  radiationLength: (43.79 * gram) / (cm * cm),
  electrons: 0.53768,
  excitation: 68.7 * eV,
  densityEffect: {
    constant: 3.2999,
    begins: 0.1647,
    complete: 2.5031,
    factor: 0.1645,
    power: 3.2224,
    conductor: 0,
  },
  elements: [
    { massShare: 0.0774, element: hydrogen },
    { massShare: 0.9226, element: carbon },
  ],
};
