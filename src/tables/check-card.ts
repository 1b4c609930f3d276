import { distance } from "fastest-levenshtein";
import { z } from "zod";
import type { Problem } from "./input-error.ts";

type Path = readonly PropertyKey[];

/** What is wrong with `value` by `schema`, each with its path, in words of ours; empty if nothing is. */
export function findProblems(
  schema: z.ZodType<unknown, unknown>,
  value: unknown,
): { path: Path; what: string }[] {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return [];
  return result.error.issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") return [{ path: issue.path, what: describe(issue) }];
    const known = knownKeys(schema, issue.path);
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      what: `is not known here${suggestion(key, known)}`,
    }));
  });
}

/** What zod expects, in words of ours. */
const kinds: Readonly<Record<string, string>> = {
  object: "a section",
  array: "a list",
  string: "a text, in quotes if it looks like a number",
};

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === "custom") return issue.message;
  const missing = "input" in issue && issue.input === undefined;
  if (issue.code === "invalid_value") {
    const known = issue.values.map(String).join(", ");
    return missing ? `is missing: one of ${known}` : `must be one of ${known}`;
  }
  if (missing) return "is missing";
  if (issue.code === "too_small") return "must not be empty";
  // A message of a schema of ours says more than the kind.
  if (issue.code === "invalid_type" && issue.message.startsWith("Invalid input"))
    return `must be ${kinds[issue.expected] ?? `a ${issue.expected}`}`;
  return issue.message;
}

/** The known key closest to a mistyped one, or all of them. */
function suggestion(key: string, known: readonly string[]): string {
  const best = known
    .map((name) => ({ name, edits: distance(key.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)[0];
  if (best !== undefined && best.edits <= Math.max(1, 0.4 * key.length))
    return `; did you mean "${best.name}"?`;
  return known.length > 0 ? `; known are ${known.join(", ")}` : "";
}

function knownKeys(schema: z.ZodType<unknown, unknown>, path: Path): string[] {
  let node: unknown = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  for (const key of path)
    node = (node as { properties?: Record<string, unknown> } | undefined)?.properties?.[String(key)];
  return Object.keys((node as { properties?: Record<string, unknown> } | undefined)?.properties ?? {});
}

/** The values of a raw card one by one, as far as each is good by itself, whatever is wrong elsewhere in the card. */
export function valuesOf(schema: z.ZodType<unknown, unknown>, raw: unknown): (path: string) => unknown {
  return (path) => {
    let part: unknown = schema;
    let node: unknown = raw;
    for (const key of path.split(".")) {
      part = (part as { shape?: Record<string, unknown> } | undefined)?.shape?.[key];
      node =
        typeof node === "object" && node !== null && Object.hasOwn(node, key)
          ? (node as Record<string, unknown>)[key]
          : undefined;
    }
    const result = (part as z.ZodType<unknown, unknown> | undefined)?.safeParse(node);
    return result?.success ? result.data : undefined;
  };
}

/** Problems of a card, with the place of each. An entry's value goes by the entry's name. */
export function locateProblems(
  problems: readonly { path: Path; what: string }[],
  locate: (path: Path) => string,
): Problem[] {
  return problems.map(({ path, what }) => ({
    where: locate(path),
    what: `${
      path
        .map(String)
        .filter((key) => key !== "value")
        .join(".") || "card"
    } ${what}`,
  }));
}
