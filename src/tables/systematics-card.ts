import { z } from "zod";
import { plain } from "./quantity.ts";
import { statuses } from "./section.ts";

/** Where a source of error stands in the sum: the groups of Table III, and what the paper does not have. */
export const systematicGroups = ["normalization", "yield", "efficiency", "beyond"] as const;
export type SystematicGroup = (typeof systematicGroups)[number];

const text = (about: string) => z.string().min(1).meta({ description: about });
const status = z.enum(statuses).meta({ description: "where the number, or the range, comes from" });
const origin = text("a key of data/references.md, or the reason");

const variation = z
  .strictObject({
    name: text("what is varied, and to what"),
    set: z
      .record(
        z.string(),
        z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()])).min(1)]),
      )
      .refine((paths) => Object.keys(paths).length > 0, { error: "must set a number of the run card" })
      .meta({
        description: "numbers of the run card by their paths, such as cuts.hcal-quiet.below: 0.8 GeV",
      }),
    status,
    source: origin,
  })
  .meta({ description: "the run card with some numbers changed" });

const relative = z
  .strictObject({
    value: plain("relative error of the rate of signal events", { min: 0, max: 10 }),
    status,
    source: origin,
  })
  .meta({ description: "an error that no number of the run card makes" });

const source = z
  .strictObject({
    source: text("name of the source of error; those of Table III have its names"),
    group: z.enum(systematicGroups).meta({
      description:
        "normalization, yield (the cross section, which the paper's total leaves out), efficiency; beyond: not in Table III",
    }),
    relative: relative.optional(),
    variations: z
      .array(variation)
      .min(1)
      .optional()
      .meta({ description: "the largest change by any of them is the error" }),
  })
  .refine((one) => (one.relative === undefined) !== (one.variations === undefined), {
    error: "needs either relative, an error known, or variations, of which the largest change is taken",
  });

/** A systematics card: the sources of error of a rate of signal events, and how each is varied. */
export const systematicsCardSchema = z.strictObject({
  name: text("name of the card"),
  about: text("one sentence on it"),
  sources: z.array(source).min(1),
});
export type SystematicsCard = z.output<typeof systematicsCardSchema>;
export type SystematicSource = SystematicsCard["sources"][number];
export type Variation = NonNullable<SystematicSource["variations"]>[number];

/** What is wrong with a card besides its form: names that are there twice. */
export function repeatedNames({
  sources,
}: SystematicsCard): { path: readonly PropertyKey[]; what: string }[] {
  const again = (names: readonly string[], path: (k: number) => readonly PropertyKey[]) =>
    names.flatMap((name, k) =>
      names.indexOf(name) < k
        ? [{ path: path(k), what: `"${name}" is there already: give it another name` }]
        : [],
    );
  return [
    ...again(
      sources.map(({ source }) => source),
      (k) => ["sources", k, "source"],
    ),
    ...sources.flatMap(({ variations = [] }, s) =>
      again(
        variations.map(({ name }) => name),
        (k) => ["sources", s, "variations", k, "name"],
      ),
    ),
  ];
}

/** A variation as --set would say it. */
export function setsOf({ set }: Variation): string[] {
  return Object.entries(set).map(
    ([path, value]) => `${path}=${Array.isArray(value) ? value.join(",") : value}`,
  );
}
