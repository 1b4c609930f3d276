import type { Answer } from "./answer.ts";
import { changedNumbers } from "./changed-numbers.ts";
import { countSources } from "./hadron-count.ts";
import { stages } from "./hadron-plane.ts";
import { planeFigure } from "./hadron-plane-figure.ts";
import { planeCsv, planeText } from "./hadron-plane-text.ts";
import { prepareRegions, regionNames, sigmaNote } from "./hadron-regions.ts";
import { readingNote, shareRow } from "./hadron-share.ts";
import { countedOnce, type SourceFlags, seedNote } from "./hadron-sources.ts";
import { version } from "./version.ts";

/** The regions of Fig. 7 at the intensity of a card. */
export async function planeAnswer(flags: SourceFlags, quiet: boolean): Promise<Answer> {
  const [found] = await countSources([flags], quiet);
  const { counted, run } = found!;
  const { card, plan } = run;
  const rates = counted.rates();
  const { about } = prepareRegions(card);
  const definitions = regionNames.map((region) => ({ region, about: about[region] }));
  const shares = stages.map(({ name }) =>
    shareRow(
      { stage: name, algorithm: card.pileup.algorithm, electrons_per_spill: card.beam.intensityMean },
      counted.shareOfThird(name),
    ),
  );
  const leftOut = Object.fromEntries(counted.leftOut);
  const changed = changedNumbers(plan.card);
  const notes = [
    ...definitions.map((one) => `${one.region}: ${one.about}.`),
    sigmaNote,
    countedOnce,
    "Events count per electron on target, with their weight and its statistical error. Where none was seen there are fewer than that, with 84 % of confidence; neither sums nor shares hold it.",
    readingNote,
    seedNote,
    `${[
      `${flags.events} events of each source, ${card.name}, seed ${JSON.stringify(flags.seed)}`,
      ...changed,
    ].join(", ")}.`,
  ];
  const shareOf = shares.map(({ stage, share, error }) =>
    share === null
      ? `${stage} unknown`
      : `${stage} ${(100 * share).toFixed(1)} ± ${(100 * error!).toFixed(1)} %`,
  );
  return {
    document: {
      run: card.name,
      events: Number(flags.events),
      seed: flags.seed,
      changed,
      definitions,
      stages: stages.map((stage) => ({ stage: stage.name, about: stage.about })),
      rates,
      shareOfThird: shares,
      leftOut,
      notes,
    },
    text: `${planeText(rates)}\n\nShare of region III: ${shareOf.join(", ")}; Sec. IV has a few to 20 %, by the rate.\n\n${notes.join("\n")}`,
    csv: () =>
      planeCsv(rates, [
        `Events in the regions of Fig. 7, ${card.name}`,
        "source: NA64-2018 Fig. 7",
        `obtained: simulated by aprime ${version()}, hadrons --regions`,
        ...notes.map((note) => `note: ${note}`),
      ]),
    figure: () => planeFigure(counted.planes, card),
  };
}
