import type { Column } from "../event/columns.ts";
import { findUnit } from "../tables/quantity.ts";

/** What kind of quantity a number is: exponents of energy, length, time, angle and rate. */
export type Dimension = readonly number[];

const units = ["GeV", "mm", "ns", "mrad", "MHz"] as const;
const kinds: readonly string[] = ["energy", "length", "time", "angle", "rate"];
const rates: Readonly<Record<string, number>> = { MHz: 1, kHz: 1e-3, Hz: 1e-6 };

/** Of a number without unit. */
export const pure: Dimension = units.map(() => 0);

/** Of a column in this unit. */
export function dimensionOf(unit: Column["unit"]): Dimension {
  return units.map((name) => (name === unit ? 1 : 0));
}

/** Dimension of a unit that columns may be compared in, and its size in the unit of such columns; undefined if it is none. */
export function unitOf(name: string): { dimension: Dimension; factor: number } | undefined {
  if (Object.hasOwn(rates, name)) return { dimension: dimensionOf("MHz"), factor: rates[name]! };
  const unit = findUnit(name);
  const kind = kinds.indexOf(unit?.dimension ?? "");
  return kind < 0 ? undefined : { dimension: dimensionOf(units[kind]!), factor: unit!.factor };
}

/** " in GeV mm^-1"; nothing for a pure number. */
export function inUnits(dimension: Dimension): string {
  const factors = units.flatMap((unit, k) => {
    const exponent = dimension[k]!;
    return exponent === 0 ? [] : [exponent === 1 ? unit : `${unit}^${exponent}`];
  });
  return factors.length === 0 ? "" : ` in ${factors.join(" ")}`;
}
