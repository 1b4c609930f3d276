/**
 * Whole scenarios: the same plan gives the same events, to the bit. `npm run test:update` rewrites what is expected; the commit
 * says why the events changed, and CHANGELOG.md that they did.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { allCuts } from "../../cuts/index.ts";
import { generators } from "../../generators/index.ts";
import { eventColumns } from "../../src/detector/events.ts";
import type { ColumnArray } from "../../src/event/columns.ts";
import { loadCard } from "../../src/node/load-card.ts";
import { shippedSelection } from "../../src/node/load-selection.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { prepareSelector } from "../../src/selection/selector.ts";
import { runCardSchema } from "../../src/simulation/run-card.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";

interface Plan {
  readonly about: string;
  readonly run: string;
  readonly set: readonly string[];
  readonly process: string;
  readonly options: Readonly<Record<string, string>>;
  readonly selection: string;
  readonly seed: string;
  readonly events: number;
}

/** The hash says that a column changed, the rest says how. */
interface Summary {
  readonly unit: string;
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** How many values are absent, NaN. */
  readonly absent: number;
  readonly sha256: string;
}

interface Expected {
  /** Events that pass each cut and all before it, and those that pass all cuts but, perhaps, this one. */
  readonly cutflow: readonly { cut: string; events: number; eventsWithout: number }[];
  readonly columns: Readonly<Record<string, Summary>>;
}

const update = process.env.APRIME_UPDATE === "1";
const advice =
  "if this is meant, run `npm run test:update`, and say in the commit and in CHANGELOG.md why the events changed";

const scenarios = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test("every process has a scenario", () => {
  const planned = new Set(scenarios.map((name) => readPlan(name).process));
  const without = generators.map(({ name }) => name).filter((name) => !planned.has(name));
  expect(
    without.map((name) => `generators/${name}.ts has none: write test/regression/${name}/plan.json`),
  ).toEqual([]);
});

test.each(scenarios)("%s", (scenario) => {
  const found = simulate(readPlan(scenario));
  const path = join(import.meta.dirname, scenario, "expected.json");
  const expected = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Expected) : undefined;
  if (update) {
    const changes = expected === undefined ? ["new"] : differences(expected, found);
    if (changes.length === 0) return;
    console.log([`test/regression/${scenario}/expected.json, rewritten:`, ...changes].join("\n  "));
    writeFileSync(path, `${JSON.stringify(found, undefined, 2)}\n`);
    return;
  }
  if (expected === undefined) throw new Error(`there is no ${path}: ${advice}`);
  const changes = differences(expected, found);
  if (changes.length > 0) throw new Error([`${scenario}: ${advice}:`, ...changes].join("\n  "));
});

test("the split into batches plays no part", () => {
  const plan = { ...readPlan(scenarios[0]!), events: 100 };
  expect(differences(simulate(plan, 100), simulate(plan, 33))).toEqual([]);
});

describe("what has changed is told", () => {
  const summary = { unit: "GeV", mean: 1, min: 0, max: 2, absent: 0, sha256: "a" };
  const before: Expected = {
    cutflow: [
      { cut: "one", events: 10, eventsWithout: 5 },
      { cut: "two", events: 5, eventsWithout: 6 },
    ],
    columns: { energy: summary, gone: summary },
  };

  test("nothing, if nothing has", () => {
    expect(differences(before, structuredClone(before))).toEqual([]);
  });

  test("columns with their old and new mean, also if the hash alone differs", () => {
    const { energy, gone } = before.columns;
    expect(
      differences(before, { ...before, columns: { energy: { ...energy!, sha256: "b" }, gone: gone! } }),
    ).toEqual([
      "energy [GeV]: mean 1, min 0, max 2, absent 0 as before to the digits kept, but not to the bit",
    ]);
    const moved = { ...energy!, mean: 1.5, max: null, absent: 3, sha256: "c" };
    expect(differences(before, { ...before, columns: { energy: moved, added: energy! } })).toEqual([
      "energy [GeV]: mean 1 → 1.5, max 2 → none, absent 0 → 3",
      "gone [GeV]: no such column any more",
      "added [GeV]: a new column",
    ]);
  });

  test("cuts with their old and new counts, and their order", () => {
    const [one, two] = before.cutflow;
    expect(differences(before, { ...before, cutflow: [{ ...one!, eventsWithout: 8 }, two!] })).toEqual([
      "one: without it 5 → 8",
    ]);
    expect(
      differences(before, { ...before, cutflow: [one!, { ...two!, events: 4, eventsWithout: 7 }] }),
    ).toEqual(["two: 5 → 4 events, without it 6 → 7"]);
    expect(differences(before, { ...before, cutflow: [two!, one!] })).toEqual(["cuts: one, two → two, one"]);
  });
});

function readPlan(scenario: string): Plan {
  return JSON.parse(readFileSync(join(import.meta.dirname, scenario, "plan.json"), "utf8"));
}

/** Runs a scenario in batches that do not fit evenly, and sums it up. */
function simulate(plan: Plan, batchSize = 512): Expected {
  const { card } = loadCard(plan.run, plan.set, runCardSchema(allCuts));
  const generator = generators.find(({ name }) => name === plan.process)!;
  const selection = shippedSelection(plan.selection);
  const prepared = generator.prepare(generator.options.parse(plan.options), card);
  const simulateBatch = prepareSimulation(prepared, card, runKeyFromSeed(plan.seed));
  const selector = prepareSelector(selection.cuts, card.cuts);
  const columns = Object.entries(eventColumns).map(([name, { unit }]) => ({
    name,
    summary: summarise(unit),
  }));
  for (let first = 0; first < plan.events; first += batchSize) {
    const batch = simulateBatch(first, Math.min(batchSize, plan.events - first));
    selector.take(batch);
    for (const { name, summary } of columns) summary.add(batch.columns[name as keyof typeof eventColumns]);
  }
  return {
    cutflow: selector
      .cutflow()
      .rows.map(({ cut, events, eventsWithout }) => ({ cut, events, eventsWithout })),
    columns: Object.fromEntries(columns.map(({ name, summary }) => [name, summary.result()])),
  };
}

/** Sums up the values of a column, batch by batch. */
function summarise(unit: string) {
  const hash = createHash("sha256");
  let [count, absent, sum, min, max] = [0, 0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return {
    add(values: ColumnArray): void {
      hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      for (const value of values) {
        if (Number.isNaN(value)) {
          absent++;
          continue;
        }
        count++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    },
    result: (): Summary => {
      const short = (value: number): number | null => (count === 0 ? null : Number(value.toPrecision(7)));
      return {
        unit,
        mean: short(sum / count),
        min: short(min),
        max: short(max),
        absent,
        sha256: hash.digest("hex"),
      };
    },
  };
}

/** What differs, a line per column and cut; nothing if the events are the same. */
function differences(before: Expected, after: Expected): string[] {
  const lines: string[] = [];
  const order = ({ cutflow }: Expected): string => cutflow.map(({ cut }) => cut).join(", ");
  if (order(before) !== order(after)) lines.push(`cuts: ${order(before)} → ${order(after)}`);
  else {
    for (const [k, { cut, events, eventsWithout }] of before.cutflow.entries()) {
      const now = after.cutflow[k]!;
      const moved = [
        ...(events === now.events ? [] : [`${events} → ${now.events} events`]),
        ...(eventsWithout === now.eventsWithout
          ? []
          : [`without it ${eventsWithout} → ${now.eventsWithout}`]),
      ];
      if (moved.length > 0) lines.push(`${cut}: ${moved.join(", ")}`);
    }
  }
  for (const [name, was] of Object.entries(before.columns)) {
    const now = after.columns[name];
    const title = `${name} [${was.unit}]`;
    if (now === undefined) lines.push(`${title}: no such column any more`);
    else if (JSON.stringify(was) !== JSON.stringify(now)) lines.push(`${title}: ${change(was, now)}`);
  }
  for (const [name, { unit }] of Object.entries(after.columns)) {
    if (!(name in before.columns)) lines.push(`${name} [${unit}]: a new column`);
  }
  return lines;
}

function change(was: Summary, now: Summary): string {
  const keys = ["mean", "min", "max", "absent"] as const;
  const moved = keys
    .filter((key) => was[key] !== now[key])
    .map((key) => `${key} ${was[key] ?? "none"} → ${now[key] ?? "none"}`);
  if (was.unit !== now.unit) moved.push(`unit ${was.unit} → ${now.unit}`);
  if (moved.length > 0) return moved.join(", ");
  return `${keys.map((key) => `${key} ${was[key]}`).join(", ")} as before to the digits kept, but not to the bit`;
}
