import { z } from "zod";
import { allCuts } from "../cuts/index.ts";
import { loadCard } from "../src/node/load-card.ts";
import { defaultWorkers } from "../src/node/simulate-events.ts";
import { pileupAlgorithms } from "../src/pileup/index.ts";
import { runKeyFromSeed } from "../src/random/run-key.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import { InputError } from "../src/tables/input-error.ts";
import { count, energy } from "../src/tables/quantity.ts";
import { GeV, ns } from "../src/units.ts";
import { type AlgorithmChoice, readAlgorithms } from "./algorithm-choices.ts";
import type { Answer } from "./answer.ts";
import { changedNumbers } from "./changed-numbers.ts";
import type { PileupMode } from "./pileup-mode.ts";
import { scanFigure } from "./pileup-scan-figure.ts";
import type { ScanKind } from "./pileup-scan-kind.ts";
import { scanKinds } from "./pileup-scan-kinds.ts";
import { energyWithin, timeWithin } from "./pileup-scan-rows.ts";
import { runScan, type ScanPlan } from "./pileup-scan-run.ts";
import { scanCsv, scanText } from "./pileup-scan-text.ts";
import { proveAlgorithms } from "./prove-algorithms.ts";
import { addSchemaFlags, readSchemaFlags } from "./schema-flags.ts";
import { version } from "./version.ts";

const ownSchema = z.strictObject({
  energy: energy(`with --scan: energy of the shower at time 0; without it ${defaultEnergies()}`, {
    min: 0.5 * GeV,
    max: 1000 * GeV,
  }).optional(),
});

const sharedSchema = z.strictObject({
  events: count("events at each point of the scan", { min: 10, max: 100_000 }).optional(),
  workers: count("worker threads", { min: 1, max: 256 }).optional(),
});

/** Controlled scans: a shower in nine cells, of which one thing is changed. */
export const scan: PileupMode = {
  flag: "scan",
  endings: [".md", ".csv", ".json", ".svg", ".png"],
  reads: ["events", "algorithms", "workers", "energy"],
  addOptions: (yargs) =>
    addSchemaFlags(yargs, ownSchema)
      .option("scan", {
        type: "string",
        requiresArg: true,
        describe: `Instead, read a shower that one writes by hand, and change one thing: ${scanKinds.map(({ name, about }) => `${name} (${about})`).join("; ")}`,
      })
      .example("$0 pileup --scan pair --out pair.png", "which of two showers can be told apart, as maps")
      .example("$0 pileup --scan baseline --algorithms nearest-peak,multifit", "pedestals off, two of them"),
  plan: ({ run, set, seed, quiet, ...flags }, checks) => {
    const kind = checks.take(() => readKind(flags.scan as string));
    const loaded = checks.take(() => loadCard(run, set, runCardSchema(allCuts)));
    const own = checks.take(() => readSchemaFlags(ownSchema, flags));
    const shared = checks.take(() => readSchemaFlags(sharedSchema, flags));
    const choices = checks.take(() => choicesOf(flags.algorithms));
    if (kind !== undefined) checks.take(() => refuseEnergy(kind, flags.energy));
    return async () => {
      const plan: ScanPlan = {
        card: loaded!.raw,
        kind: kind!.name,
        energy: own!.energy ?? kind!.energy ?? 0,
        algorithms: await proveAlgorithms(choices!),
        events: shared!.events ?? kind!.events,
        key: runKeyFromSeed(seed),
      };
      const points = kind!.conditions(loaded!.card, plan.energy).length;
      const rows = await runScan(plan, { points, workers: shared!.workers ?? defaultWorkers(), quiet });
      const { name } = loaded!.card;
      return answer({ kind: kind!, plan, rows, run: name, seed, changed: changedNumbers(loaded!.raw) });
    };
  },
};

/** "10 GeV (pair, duty-factor), 20 GeV (burst)". */
function defaultEnergies(): string {
  const kinds = scanKinds.filter(({ energy }) => energy !== undefined);
  return [...new Set(kinds.map(({ energy }) => energy!))]
    .map((energy) => {
      const names = kinds.filter((kind) => kind.energy === energy).map(({ name }) => name);
      return `${energy / GeV} GeV (${names.join(", ")})`;
    })
    .join(", ");
}

interface Found {
  readonly kind: ScanKind;
  readonly plan: ScanPlan;
  readonly rows: Awaited<ReturnType<typeof runScan>>;
  readonly run: string;
  readonly seed: string;
  /** What --set changed. */
  readonly changed: readonly string[];
}

function answer({ kind, plan, rows, run, seed, changed }: Found): Answer {
  const { events } = plan;
  const energies = kind.energy === undefined ? {} : { energy_GeV: plan.energy / GeV };
  const shower = kind.energy === undefined ? "a shower" : `a shower of ${plan.energy / GeV} GeV`;
  const made = [`${events} events at each point`, run, `seed ${JSON.stringify(seed)}`, ...changed].join(", ");
  const about = `${shower} in nine cells: ${kind.about}`;
  return {
    document: {
      ...{ scan: kind.name, run, events, seed, changed, ...energies },
      success: { energyWithin, timeWithin_ns: timeWithin / ns },
      axes: { x: kind.x, y: kind.y ?? null },
      rows,
    },
    text: `${about}\n\n${scanText(kind, rows)}\n\n${made}.`,
    csv: () =>
      scanCsv(kind, rows, [
        `Scan of pileup algorithms, ${kind.name}: ${about}`,
        "source: NA64-2018 Sec. VI.A",
        `obtained: simulated by aprime ${version()}, pileup --scan ${kind.name}`,
        `note: ${made}`,
      ]),
    figure: () => scanFigure(kind, rows, `${shower} in nine cells, ${run}`),
  };
}

function readKind(text: string): ScanKind {
  const kind = scanKinds.find(({ name }) => name === text);
  if (kind !== undefined) return kind;
  const known = scanKinds.map(({ name }) => name).join(", ");
  throw new InputError([{ where: "--scan", what: `there is no scan "${text}"; known are ${known}` }]);
}

function choicesOf(text: string | undefined): readonly AlgorithmChoice[] {
  return text === undefined ? pileupAlgorithms.map(({ name }) => ({ name })) : readAlgorithms(text);
}

function refuseEnergy({ name, energy }: ScanKind, given: unknown): void {
  if (given === undefined || energy !== undefined) return;
  throw new InputError([
    { where: "--energy", what: `goes without --scan ${name}, which is over energies: leave it out` },
  ]);
}
