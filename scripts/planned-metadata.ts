import { cachedAprimeTables } from "../src/node/table-cache.ts";
import { runKeyText } from "../src/random/run-key.ts";
import { msadcChannels } from "../src/simulation/simulate-batch.ts";
import type { PlannedRun } from "./plan-run.ts";
import { algorithmFacts, inOrder, type RunMetadata } from "./run-metadata.ts";
import { version } from "./version.ts";

/** What a table tells of itself when the run has come to event `end`, after `tried` draws. */
export type Describe = (table: RunMetadata["table"], end: number, tried: number) => RunMetadata;

/** Makes the metadata of the files of a planned run; `ofSelection`, what a selection adds, is asked for at the end. */
export function prepareMetadata(
  { plan, card, range, generator, options }: PlannedRun,
  ofSelection?: () => Pick<RunMetadata, "selection" | "blinding">,
): Describe {
  const { facts } = generator.prepare(options, card, cachedAprimeTables);
  const recorded = plan.waveforms && { waveforms: plan.waveforms, channels: msadcChannels(card) };
  return (table, end, tried) =>
    inOrder({
      table,
      version: version(),
      process: plan.process,
      options: plan.options,
      seed: plan.seed,
      runKey: runKeyText(plan.key),
      ranges: [{ first: range.first, end }],
      complete: end === range.end,
      ...(end !== range.end && { planned: [range] }),
      electronsOnTarget: end - range.first,
      epsilon: 1,
      facts,
      tried,
      kept: end - range.first,
      ...(plan.algorithm && { algorithm: algorithmFacts(plan.algorithm) }),
      ...recorded,
      ...ofSelection?.(),
      card: plan.card,
    });
}
