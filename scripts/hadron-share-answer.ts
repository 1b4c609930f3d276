import type { Answer } from "./answer.ts";
import { intensitySets } from "./card-options.ts";
import { changedNumbers } from "./changed-numbers.ts";
import { countSources } from "./hadron-count.ts";
import { stages } from "./hadron-plane.ts";
import { prepareRegions, sigmaNote } from "./hadron-regions.ts";
import {
  readingNote,
  shareCsv,
  shareFigure,
  shareLines,
  shareRow,
  shareText,
  withoutAlgorithm,
} from "./hadron-share.ts";
import { countedOnce, hadronSources, planSource, type SourceFlags, seedNote } from "./hadron-sources.ts";
import { version } from "./version.ts";

/** The share of region III at each intensity, in the place of the band of the card; each has other events. */
export async function shareAnswer(
  flags: SourceFlags,
  intensities: readonly number[],
  quiet: boolean,
): Promise<Answer> {
  const { card, plan } = planSource(hadronSources[0]!, flags);
  const algorithms = [...new Set([card.pileup.algorithm, withoutAlgorithm])];
  const settings = algorithms.flatMap((algorithm) =>
    intensities.map((intensity) => ({ algorithm, intensity })),
  );
  const found = await countSources(
    settings.map(({ algorithm, intensity }) => ({
      ...flags,
      set: [...flags.set, `pileup.algorithm=${algorithm}`, ...intensitySets(intensity)],
      seed: `${flags.seed}, ${intensity}`,
    })),
    quiet,
  );
  const rows = settings.flatMap(({ algorithm, intensity }, k) =>
    stages.map(({ name }) =>
      shareRow(
        { stage: name, algorithm, electrons_per_spill: intensity },
        found[k]!.counted.shareOfThird(name),
      ),
    ),
  );
  const lines = shareLines(rows);
  const { about } = prepareRegions(card);
  const changed = changedNumbers(plan.card);
  const notes = [
    ...stages.map((stage) => `${stage.name}: ${stage.about}.`),
    `III: ${about.III}.`,
    sigmaNote,
    countedOnce,
    readingNote,
    `${seedNote} At an intensity it is that of the command, a comma and the number.`,
    `${[
      `${flags.events} events of each source at each intensity, ${card.name}, seed ${JSON.stringify(flags.seed)}`,
      ...changed,
    ].join(", ")}.`,
  ];
  return {
    document: {
      run: card.name,
      events: Number(flags.events),
      seed: flags.seed,
      changed,
      shares: rows,
      lines,
      notes,
    },
    text: `${shareText(rows, lines)}\n\nSec. IV has a few to 20 %, by the rate.\n\n${notes.join("\n")}`,
    csv: () =>
      shareCsv(rows, lines, [
        `Share of region III against the rate, ${card.name}`,
        "source: NA64-2018 Sec. IV",
        `obtained: simulated by aprime ${version()}, hadrons --regions --intensity`,
        ...notes.map((note) => `note: ${note}`),
      ]),
    figure: () => shareFigure(rows, lines, card.name),
  };
}
