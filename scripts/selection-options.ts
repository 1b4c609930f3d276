import type { Argv } from "yargs";
import { shippedSelections } from "../src/node/load-selection.ts";
import { leastInvisibleShare } from "../src/physics/decay-width.ts";
import { rangeText } from "../src/simulation/event-range.ts";
import type { Fact } from "../src/simulation/generator.ts";
import { InputError } from "../src/tables/input-error.ts";
import { addUnblindOption } from "./blinding-option.ts";
import { blindingWords, type Findings } from "./findings.ts";
import { cutflowTable, weighted } from "./report.ts";
import { say } from "./speak.ts";

/** What a selection writes beside the event file. */
export const reportFiles = [
  "cutflow.json",
  "cutflow.csv",
  "cutflow.md",
  "energy-plane.svg",
  "energy-plane.png",
] as const;

/** The options of the commands that select. */
export function addSelectionOptions<T>(yargs: Argv<T>) {
  return addUnblindOption(yargs)
    .option("selection", {
      type: "string",
      requiresArg: true,
      default: "signal",
      describe: `${shippedSelections().join(", ")}, or the path of a card of your own (aprime init --selection)`,
    })
    .option("epsilon", {
      type: "string",
      requiresArg: true,
      describe: "Mixing strength: tells the events expected in the exposure of the run",
    });
}

export function readEpsilon(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const epsilon = Number(text);
  if (epsilon > 0 && epsilon <= 1) return epsilon;
  throw new InputError([
    { where: "--epsilon", what: `"${text}" is not a number above 0 and up to 1, such as 1e-4` },
  ]);
}

/** Refuses a mixing at which the A' of a run would not be invisible, by what its process tells of it; and any where there is no A'. */
export function refuseVisible(epsilon: number | undefined, facts: readonly Fact[] = []): void {
  if (epsilon === undefined) return;
  const largest = facts.find(({ name }) => name === "invisibleUpToEpsilon")?.value;
  if (largest === undefined) {
    const what = "is the mixing of an A', which this process has not; leave it out";
    throw new InputError([{ where: "--epsilon", what }]);
  }
  if (epsilon <= largest) return;
  // The visible width goes as epsilon squared, and at the largest epsilon it has the rest of the share.
  const visible = ((1 - leastInvisibleShare) * epsilon * epsilon) / (largest * largest);
  const share = 100 * (leastInvisibleShare / (leastInvisibleShare + visible));
  const what = `${epsilon} makes the A' of this run visible: ${share.toPrecision(3)} % would decay into dark matter, by Eq. (3) and (4); up to ${largest.toPrecision(3)} it is ${100 * leastInvisibleShare} % or more`;
  throw new InputError([{ where: "--epsilon", what }]);
}

/** Prints the cut flow, and what stands beside Table II. */
export function sayFindings(findings: Findings, json: boolean): void {
  const {
    selection,
    run,
    process: name,
    events,
    sumWeights,
    cuts,
    tableII,
    epsilon,
    expectedInRun,
    changed,
    options,
    ranges,
    complete,
    algorithm,
    blinding,
  } = findings;
  const wide = (process.stdout.columns ?? 80) >= 120;
  say(`\n${run}, ${name}: selection ${selection}\n`, json);
  if (algorithm !== undefined) say(`read by ${algorithm.name}, a pileup algorithm of your own\n`, json);
  if (changed.length > 0) say(`with ${changed.join(", ")}\n`, json);
  if (!complete) say(`not complete: of events ${rangeText(ranges)} only\n`, json);
  if (blinding !== undefined) say(`${blindingWords[blinding]}\n`, json);
  say(cutflowTable({ events, sumWeights, rows: cuts }, wide), json);
  say(`\n${weighted}`, json);
  if (tableII !== undefined)
    say(`\nBeside Table II of the paper:\n\n${tableII.table}\n\n${tableII.note}`, json);
  if (expectedInRun !== undefined) {
    say(
      `\nExpected in the exposure of the run at epsilon = ${epsilon}: ${expectedInRun.toPrecision(4)} events, by the cross section ${options.crossSection}`,
      json,
    );
  }
}
