import { runKeyFromSeed } from "../src/random/run-key.ts";
import type { Answer } from "./answer.ts";
import { intensitySets } from "./card-options.ts";
import { changedNumbers } from "./changed-numbers.ts";
import {
  beamHadrons,
  electrons,
  type FakeTags,
  fakeTags,
  type Kept,
  prepareKept,
  type RejectionSource,
} from "./hadron-rejection.ts";
import { rejectionFigure } from "./hadron-rejection-figure.ts";
import {
  keptText,
  rejectionCsv,
  rejectionRows,
  type Setting,
  scanRows,
  scanText,
} from "./hadron-rejection-text.ts";
import { planSource, type SourceFlags, seedNote, simulateSource } from "./hadron-sources.ts";
import { interruptible } from "./interruption.ts";
import { type Progress, showProgress } from "./progress.ts";
import { version } from "./version.ts";

/** Particles in the SRD alone are fast, and tags of hadrons rare. */
const perTag = 5;

export const rejectionSources = [electrons, beamHadrons] as const;

/** What SRD tag and shower shape keep of electrons and of hadrons, without other beam particles and among those of the run. */
export async function rejectionAnswer(flags: SourceFlags, quiet: boolean): Promise<Answer> {
  const { card, plan } = planSource(electrons, flags);
  const events = Number(flags.events);
  const hasOthers = card.beam.intensityHigh > 0;
  const settings: Setting[] = hasOthers ? ["alone", "with others"] : ["alone"];
  const kept = await interruptible(async (signal) => {
    const progress = showProgress(settings.length * rejectionSources.length * events, quiet);
    try {
      const found: (Kept & { setting: Setting })[] = [];
      for (const setting of settings) {
        const set = setting === "alone" ? [...flags.set, ...intensitySets(0)] : flags.set;
        for (const source of rejectionSources) {
          const own = await simulated(source, { ...flags, set }, { signal, progress });
          found.push(...own.map((one) => ({ ...one, setting })));
        }
      }
      return found;
    } finally {
      progress.stop();
    }
  });
  const tags: FakeTags = fakeTags(card, perTag * events, runKeyFromSeed(`${flags.seed}, tags`));
  const rows = rejectionRows(kept, tags);
  const scan = scanRows(kept);
  const changed = changedNumbers(plan.card);
  const notes = [
    "Of electrons: shares of those of the beam with S1-S3, V1 silent and the PS above its threshold. Of hadrons: pions, kaons and antiprotons of the beam with the same, or with the trigger of Eq. (14).",
    "alone: without other beam particles; with others: those of the run, before one track is asked for, which an electron that lends its tag would fail.",
    "SRD tag of hadrons: as aprime tagging, by forced knock-on electrons (alone) and by plain pions (with others), five times as many. Both cuts of hadrons: the product, which assumes that they are independent.",
    "The paper: hadrons below 1e-5 by the SRD at more than 95 % of electrons, a factor of about 10 by the shape besides (Sec. IV ii, iii).",
    seedNote,
    `${[`${events} particles of each kind, ${card.name}, seed ${JSON.stringify(flags.seed)}`, ...changed].join(", ")}.`,
  ];
  return {
    document: { run: card.name, events, seed: flags.seed, changed, rows, scan, notes },
    text: [keptText(rows), scanText(scan), notes.join("\n")].join("\n\n"),
    csv: () =>
      rejectionCsv(rows, scan, [
        `Electrons and hadrons kept by SRD tag and shower shape, ${card.name}`,
        "source: NA64-2018 Sec. IV",
        `obtained: simulated by aprime ${version()}, hadrons --rejection`,
        ...notes.map((note) => `note: ${note}`),
      ]),
    figure: () => rejectionFigure(scan, card.name),
  };
}

async function simulated(
  source: RejectionSource,
  flags: SourceFlags,
  step: { signal: AbortSignal; progress: Progress },
): Promise<Kept[]> {
  const run = planSource(source, flags);
  const counted = prepareKept(source, run.card);
  await simulateSource(run, step, counted.take);
  return counted.kept();
}
