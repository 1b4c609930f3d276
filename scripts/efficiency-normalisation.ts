import { join } from "node:path";
import { packageRoot } from "../src/node/package-root.ts";
import { readTable } from "../src/node/read-table.ts";
import { electronsOnTarget } from "../src/readout/electrons-on-target.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { numbers, texts } from "../src/tables/table.ts";
import { deadShareOf } from "./dead-time-rows.ts";
import { statusOf } from "./loss-steps.ts";

/** Electrons on target of a run, Sec. VI.B: no factor of Eq. (23), which is per electron; an element of `normalisation` of --json. */
export interface NormalisationRow {
  readonly run: string;
  /** Of the run card, published. */
  readonly electronsOnTarget: number;
  /** Of the run card: published as at least about 100. */
  readonly triggerSuppression: number;
  /** Share of the triggers lost while the DAQ was busy, at the mean intensity of the run. */
  readonly deadShare: number;
  /** Electrons on target for each event that was recorded. */
  readonly electronsPerRecorded: number;
  /** Events that must have been recorded, then. */
  readonly recorded: number;
  /** Systematic error of the number of electrons, relative: 2 % of Table III. */
  readonly error: number;
  readonly status: string;
}

export async function normalisationOf(card: RunCard, rawCard: unknown): Promise<NormalisationRow> {
  const { name, exposure, daq } = card;
  const dead = deadShareOf(card);
  const perRecorded = electronsOnTarget(1, daq.triggerSuppression, dead);
  return {
    run: name,
    electronsOnTarget: exposure.electronsOnTarget,
    triggerSuppression: daq.triggerSuppression,
    deadShare: dead,
    electronsPerRecorded: perRecorded,
    recorded: exposure.electronsOnTarget / perRecorded,
    error: await publishedError(),
    status: statusOf(["daq."], rawCard),
  };
}

/** Of the number of collected electrons on target, Table III. */
async function publishedError(): Promise<number> {
  const table = await readTable(join(packageRoot(), "data", "published", "table-3.csv"));
  const k = texts(table, "source of the error").indexOf("number of collected EOT");
  return 0.01 * numbers(table, "error at 10 MeV", "%")[k]!;
}
