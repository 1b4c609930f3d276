import { overlapOf, rangeText } from "../src/simulation/event-range.ts";
import { InputError, type Problem } from "../src/tables/input-error.ts";
import { dimensionNames, parsePlainNumber, parseQuantity } from "../src/tables/quantity.ts";
import { entriesOf } from "../src/tables/section.ts";
import type { RunIdentity, RunMetadata } from "./run-metadata.ts";

/** What two runs have differently, as "beam.dutyFactor is 0.8 there and 0.9 here"; empty if their events belong together. */
export function disagreements(there: RunIdentity, here: RunIdentity): string[] {
  const [theirs, ours] = [traits(there), traits(here)];
  return [...new Set([...theirs.keys(), ...ours.keys()])]
    .filter((trait) => spelling(theirs.get(trait)) !== spelling(ours.get(trait)))
    .map((trait) => `${trait} is ${theirs.get(trait) ?? "not there"} and not ${ours.get(trait) ?? "absent"}`);
}

function traits({
  version,
  process,
  options,
  seed,
  runKey,
  algorithm,
  selection,
  blinding,
  card,
}: RunIdentity): Map<string, string> {
  return new Map([
    ["aprime", version],
    ["process", process],
    ...Object.entries(options),
    ["seed", JSON.stringify(seed)],
    ["run key", runKey],
    [
      "pileup algorithm",
      algorithm === undefined ? "that of the card" : `${algorithm.name} (SHA-256 ${algorithm.sha256})`,
    ],
    ["selection", selection === undefined ? "none" : `${selection.name} (${selection.cuts.join(", ")})`],
    ...(selection?.own ?? []).map((cut): [string, string] => [
      `cut ${cut.name}`,
      "expression" in cut ? cut.expression : `a module (SHA-256 ${cut.module})`,
    ]),
    ["signal box", blinding ?? "not of pseudo-data"],
    ["run", String(card.name)],
    ...entriesOf(card).map(([path, { value }]): [string, string] => [path, String(value)]),
  ]);
}

/** One spelling for each quantity, as 20 MeV, 20.0MeV and 0.02GeV are one. */
function spelling(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const values = dimensionNames.map((name) => parseQuantity(text, name));
  const value = [parsePlainNumber(text), ...values].find((found) => typeof found === "number");
  return value === undefined ? text.replaceAll(" ", "") : String(Number(value.toPrecision(12)));
}

/** A file about some events of a run. */
type Part = RunIdentity & Pick<RunMetadata, "ranges"> & { readonly path: string };

/** Refuses parts of other runs than the first, and events that are in two of them. */
export function refuseStrangers(parts: readonly Part[]): void {
  const [first] = parts;
  if (first === undefined) return;
  const problems: Problem[] = [];
  for (const [k, part] of parts.entries()) {
    const wrong = disagreements(part, first);
    if (wrong.length > 0)
      problems.push({ where: part.path, what: `is not of the run of ${first.path}: ${wrong.join("; ")}` });
    for (const other of parts.slice(0, k)) {
      const shared = part.ranges.flatMap((a) => other.ranges.flatMap((b) => overlapOf(a, b) ?? []));
      if (shared.length === 0) continue;
      const what = `holds events ${rangeText(shared)}, which are in ${other.path} too: they would count twice`;
      problems.push({ where: part.path, what });
    }
  }
  if (problems.length > 0) throw new InputError(problems);
}
