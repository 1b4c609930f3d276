import { type PlaneCount, prepareHadronPlane } from "./hadron-plane.ts";
import { hadronSources, planSource, type SourceFlags, simulateSource } from "./hadron-sources.ts";
import { interruptible } from "./interruption.ts";
import type { PlannedRun } from "./plan-run.ts";
import { showProgress } from "./progress.ts";

/** What all sources together have in the plane of Fig. 7. */
export interface Counted {
  /** The run of the first source: its card is that of all. */
  readonly run: PlannedRun;
  readonly counted: PlaneCount;
}

/** Simulates all sources, one after the other, with each of the flags; counts those of each apart. */
export function countSources(all: readonly SourceFlags[], quiet: boolean): Promise<Counted[]> {
  return interruptible(async (signal) => {
    const total = all.reduce((sum, { events }) => sum + hadronSources.length * Number(events), 0);
    const progress = showProgress(total, quiet);
    try {
      const found: Counted[] = [];
      for (const flags of all) {
        const runs = hadronSources.map((source) => planSource(source, flags));
        const counted = prepareHadronPlane(runs[0]!.card, hadronSources);
        for (const [s, source] of hadronSources.entries()) {
          const run = runs[s]!;
          const simulated = run.range.end - run.range.first;
          await simulateSource(run, { signal, progress }, (batch) => counted.take(source, batch, simulated));
        }
        found.push({ run: runs[0]!, counted });
      }
      return found;
    } finally {
      progress.stop();
    }
  });
}
