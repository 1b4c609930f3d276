import { z } from "zod";

/** Where a number comes from. A published number that a parameter was calibrated to is never shown as reproduced. */
export const statuses = ["published", "derived", "assumed", "calibrated"] as const;

/** A number of a card: its value with unit, its status, and the source (a key of data/references.md, or the reason). */
export interface Entry {
  readonly value: unknown;
  readonly status: (typeof statuses)[number];
  readonly source: string;
  readonly note?: string | undefined;
}

/** Whether a node of a raw card is an entry, so that a plain value laid over it replaces its `value`. */
export function isEntry(node: unknown): node is Entry {
  return typeof node === "object" && node !== null && "value" in node && "status" in node;
}

/** The entries of a raw card by their dotted paths. */
export function entriesOf(node: unknown, path: readonly string[] = []): [path: string, entry: Entry][] {
  if (typeof node !== "object" || node === null) return [];
  if (isEntry(node)) return [[path.join("."), node]];
  return Object.entries(node).flatMap(([key, child]) => entriesOf(child, [...path, key]));
}

/** What is said of a plain value where nothing below it has a source. */
const form = "must say where it comes from: { value: ..., status: ..., source: ... }";

function entry<T>(value: z.ZodType<T, unknown>) {
  return z
    .strictObject(
      {
        value,
        status: z.enum(statuses),
        source: z.string().min(1),
        note: z.string().optional(),
      },
      { error: ({ code, input }) => (code === "invalid_type" && input !== undefined ? form : undefined) },
    )
    .transform((parsed): T => parsed.value as T);
}

type Shape = Readonly<Record<string, z.ZodType<unknown, unknown>>>;

/**
 * A section of a run card: every number in it is an entry with status and source, and parsing leaves the numbers.
 * This schema is also the section's documentation, and the editors' through JSON Schema.
 */
export function section<S extends Shape>(about: string, shape: S) {
  const entries = Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, entry(value)]));
  return z.strictObject(entries).meta({ description: about }) as unknown as z.ZodType<
    { [K in keyof S]: z.output<S[K]> },
    unknown
  >;
}
