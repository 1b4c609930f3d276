import type { JsonObject } from "../../src/figures/specification.ts";

/** The texts of an SVG, one string each, without their markup. */
export function texts(svg: string): string[] {
  return [...svg.matchAll(/<text\b[^>]*[^/]>(.*?)<\/text>/g)].map((match) =>
    match[1]!.replace(/<[^>]*>/g, "").replaceAll("&lt;", "<"),
  );
}

/** The rows of a data set of a specification. */
export function data(specification: JsonObject, name: string): readonly JsonObject[] {
  const sets = specification.data as unknown as { name: string; values: readonly JsonObject[] }[];
  return sets.find((set) => set.name === name)!.values;
}

/** The labels of ticks, without the minor ones. */
export function labels(specification: JsonObject, name: string): unknown[] {
  return data(specification, name)
    .map((tick) => tick.label)
    .filter((label) => label !== "");
}
