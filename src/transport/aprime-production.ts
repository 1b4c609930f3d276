import { interpolator } from "../math/interpolate.ts";
import {
  aprimeCrossSection,
  aprimeSpectrumIntegral,
  improvedAprimeCrossSection,
} from "../physics/aprime-cross-section.ts";
import { tabulateExact } from "../physics/exact-cross-section-table.ts";
import { exactCrossSection } from "../physics/exact-tree-level.ts";
import type { Nucleus } from "../physics/form-factor.ts";
import type { RandomStream } from "../random/stream.ts";
import { GeV } from "../units.ts";
import { type AprimeDraw, prepareAprimeSampler } from "./aprime-sampler.ts";
import type { AprimeTableInputs, AprimeTables } from "./aprime-tables.ts";
import { drawIwwAngle, drawIwwShare } from "./iww-draw.ts";

/**
 * How the production of A' is computed: exactly at tree level; by the k-factor method of Eq. (13), the exact total with the IWW
 * spectrum, which is the paper's; all IWW; or the total of Eq. (9) with the IWW spectrum.
 */
export const crossSectionMethods = ["etl", "k-factor", "iww", "ww"] as const;
export type CrossSectionMethod = (typeof crossSectionMethods)[number];

export interface ProductionModel {
  readonly method: CrossSectionMethod;
  readonly mass: number;
  /** A' of less energy are left out. */
  readonly minimumEnergy: number;
  readonly nucleus: Nucleus;
}

export interface AprimeProduction {
  /** Cross section of A' above the minimum for an electron of an energy, mm², epsilon = 1. */
  crossSectionAt(energy: number): number;
  /** Draws an A' above the minimum, for an energy whose cross section is not 0. */
  draw(energy: number, random: RandomStream, result: AprimeDraw): void;
}

/** Largest energy of an electron, as in the tables of the exact cross section. */
const highest = 200 * GeV;

/** Production by a method; `tables` gives those of the exact cross section, which only "etl" asks for. */
export function prepareAprimeProduction(
  { method, mass, minimumEnergy, nucleus }: ProductionModel,
  tables: (inputs: AprimeTableInputs) => AprimeTables,
): AprimeProduction {
  if (method === "etl") {
    const nuclei = [{ nucleus, share: 1 }];
    return prepareAprimeSampler(
      tables({ mass, nuclei, mediator: "vector", formFactor: "elastic" }),
      minimumEnergy,
    );
  }
  const total =
    method === "k-factor"
      ? tabulateExact(mass, nucleus)
      : (energy: number) => totals[method](mass, energy, nucleus);
  const lowest = Math.max(minimumEnergy, mass) * 1.0001;
  const nodes = 200;
  const logEnergies = Float64Array.from(
    { length: nodes },
    (_, k) => Math.log(lowest) + (Math.log(highest / lowest) * k) / (nodes - 1),
  );
  const crossSections = logEnergies.map((logEnergy) => {
    const energy = Math.exp(logEnergy);
    const share =
      aprimeSpectrumIntegral(minimumEnergy / energy, 1, mass, energy) /
      aprimeSpectrumIntegral(0, 1, mass, energy);
    return share * total(energy);
  });
  const crossSectionAt = interpolator(logEnergies, crossSections);
  return {
    crossSectionAt: (energy) => (energy <= lowest ? 0 : crossSectionAt(Math.log(energy))),
    draw: (energy, random, result) => {
      result.x = drawIwwShare(energy, mass, minimumEnergy, random);
      result.w = drawIwwAngle(result.x, energy, mass, random);
      result.azimuthRad = 2 * Math.PI * random.uniform();
    },
  };
}

/** Total cross section by each method: mass, energy, nucleus; mm², epsilon = 1. */
export const totals = {
  etl: exactCrossSection,
  "k-factor": exactCrossSection,
  iww: improvedAprimeCrossSection,
  ww: aprimeCrossSection,
} as const;
