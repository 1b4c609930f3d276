import { tableText } from "../src/node/write-table.ts";
import { runKeyFromSeed } from "../src/random/run-key.ts";
import type { Answer } from "./answer.ts";
import { changedNumbers } from "./changed-numbers.ts";
import { numbersTable } from "./found-number.ts";
import { reactionLadder } from "./hadron-ladder.ts";
import { hardReactions, paperPreselected, prepareReactions } from "./hadron-production.ts";
import { preparePunchThroughCount, punchThroughNote, punchThroughSources } from "./hadron-punch-through.ts";
import { prepareRegions, sigmaNote } from "./hadron-regions.ts";
import { planSource, type SourceFlags, seedNote, simulateSource } from "./hadron-sources.ts";
import { interruptible } from "./interruption.ts";
import { showProgress } from "./progress.ts";
import { version } from "./version.ts";

/** How many photonuclear reactions there are, what becomes of the hard ones, and what of their neutral hadrons crosses the HCAL. */
export async function productionAnswer(flags: SourceFlags, quiet: boolean): Promise<Answer> {
  const run = planSource(hardReactions, flags);
  const { card, plan, range } = run;
  const events = range.end - range.first;
  const ladder = reactionLadder(card, events, runKeyFromSeed(`${flags.seed}, all reactions`));
  const reactions = prepareReactions(card);
  const crossing = punchThroughSources(card).map((source) => ({
    source,
    counted: preparePunchThroughCount(card, source),
  }));
  await interruptible(async (signal) => {
    const progress = showProgress((1 + crossing.length) * events, quiet);
    try {
      await simulateSource(run, { signal, progress }, (batch) => reactions.take(batch, events));
      for (const { source, counted } of crossing)
        await simulateSource(planSource(source, flags), { signal, progress }, (batch) =>
          counted.take(batch, events),
        );
    } finally {
      progress.stop();
    }
  });
  const passing = reactions.numbers();
  const through = crossing.flatMap(({ counted }) => counted.numbers());
  const shares = passing.filter(({ sample }) => sample !== "value");
  const values = passing.filter(({ sample }) => sample === "value");
  const changed = changedNumbers(plan.card);
  const paper = `${paperPreselected.events.toExponential(0)} events in ${paperPreselected.electrons.toExponential(1)} electrons`;
  const notes = [
    "All reactions, with virtual photons, nuclei of the scintillator and the scale of the card: by the weights of those that are drawn, of electrons as the beam has them, and as aprime yield --process hadron-production.",
    `Of each other cut alone or together: the share of the weight of reactions above 20 GeV that passes, among the other particles of the run. The paper's number is ${paper} that passed (i)-(iv) of Sec. IV, of any origin.`,
    punchThroughNote,
    "Slope s of a spectrum that goes as e^(s E).",
    `II: ${prepareRegions(card).about.II}.`,
    sigmaNote,
    seedNote,
    `${[`${events} reactions above 20 GeV and as many above 1 GeV, and for each number of modules crossed, ${card.name}, seed ${JSON.stringify(flags.seed)}`, ...changed].join(", ")}.`,
  ];
  const numbers = [...ladder, ...passing, ...through];
  return {
    document: { run: card.name, events, seed: flags.seed, changed, numbers, notes },
    text: [
      numbersTable(ladder),
      numbersTable(shares),
      numbersTable(through),
      numbersTable(values),
      notes.join("\n"),
    ].join("\n\n"),
    csv: () =>
      tableText(
        [
          { name: "quantity" },
          { name: "sample" },
          { name: "unit" },
          { name: "value" },
          { name: "error" },
          { name: "paper" },
        ],
        numbers.map(({ quantity, sample, unit, value, error, paper: printed }) => [
          quantity,
          sample,
          unit,
          value ?? Number.NaN,
          error ?? Number.NaN,
          printed ?? Number.NaN,
        ]),
        [
          `Photonuclear reactions in the target, ${card.name}`,
          "source: NA64-2018 Sec. IV, VIII",
          `obtained: simulated by aprime ${version()}, hadrons --production`,
          ...notes.map((note) => `note: ${note}`),
        ],
      ),
  };
}
