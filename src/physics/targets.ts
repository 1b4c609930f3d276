import type { Nucleus } from "./form-factor.ts";

/** A nucleus of a target and its share of all nuclei. */
export interface NucleusShare {
  readonly nucleus: Nucleus;
  readonly share: number;
}

/** A material that an electron emits in: what nuclei it has. */
export interface Target {
  readonly name: string;
  readonly about: string;
  /** Key of data/references.md. */
  readonly source: string;
  /** Shares that sum to 1. */
  readonly nuclei: readonly NucleusShare[];
}

/** The mean of a quantity, such as a cross section, over the nuclei of a target. */
export function meanOverNuclei(target: Target, quantity: (nucleus: Nucleus) => number): number {
  return target.nuclei.reduce((sum, { nucleus, share }) => sum + share * quantity(nucleus), 0);
}

/** The target of that name, in any case: "Pb"; undefined if there is none. */
export function findTarget(name: string): Target | undefined {
  return targets.find((target) => target.name.toLowerCase() === name.toLowerCase());
}

function element(name: string, about: string, charge: number, massNumber: number): Target {
  return { name, about, source: "PDG-2022", nuclei: [{ nucleus: { charge, massNumber }, share: 1 }] };
}

function lead(massNumber: number, share: number): NucleusShare {
  return { nucleus: { charge: 82, massNumber }, share };
}

/** Pb is the paper's; the mix is the variation of Sec. VII, the others are for comparison. Elements have their mean A. */
export const targets: readonly Target[] = [
  element("Pb", "lead, every nucleus with the mean A", 82, 207.2),
  {
    name: "Pb-isotopes",
    about: "lead as its isotopes 204, 206, 207 (22 %) and 208",
    source: "IUPAC-2013",
    nuclei: [lead(203.973, 0.014), lead(205.974, 0.241), lead(206.976, 0.221), lead(207.977, 0.524)],
  },
  element("W", "tungsten", 74, 183.84),
  element("Fe", "iron", 26, 55.845),
  element("Al", "aluminium", 13, 26.9815),
  element("C", "carbon", 6, 12.0107),
];
