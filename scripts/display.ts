import { hideBin } from "yargs/helpers";
import { layoutOf } from "../src/detector/layout.ts";
import { prepareSelection, readSelection, shippedSelections } from "../src/node/load-selection.ts";
import { cachedAprimeTables } from "../src/node/table-cache.ts";
import { inSignalBox } from "../src/selection/blinding.ts";
import type { Selection } from "../src/selection/selection.ts";
import { cellEnergies } from "../src/simulation/cell-energies.ts";
import { recordEvent } from "../src/simulation/event-record.ts";
import type { Layer } from "../src/tables/card-text.ts";
import { Checks } from "../src/tables/input-error.ts";
import { type Answer, addAnswerOptions, type Destination, give, refuseDestination } from "./answer.ts";
import { addUnblindOption, blindingOf, refuseMasked } from "./blinding-option.ts";
import { addCardOptions } from "./card-options.ts";
import type { Command } from "./commands.ts";
import { displayDocument } from "./display-document.ts";
import { factsOf, verdictOf } from "./display-facts.ts";
import { displayFigure } from "./display-figure.ts";
import {
  type EventSource,
  readEventNumber,
  refuseAnother,
  refuseAnswered,
  sourceOfFile,
  sourceOfFlags,
} from "./display-source.ts";
import { displayText } from "./display-text.ts";
import { phoenixEvent } from "./phoenix-event.ts";
import type { PlanFlags } from "./plan-run.ts";
import { addProcessOptions } from "./run-options.ts";
import { version } from "./version.ts";

const endings = [".svg", ".png", ".json"] as const;

type Flags = PlanFlags &
  Destination & { event: string; from?: string | undefined; selection: string; unblind: boolean };

/** Shows one event. */
export const display: Command<Flags> = {
  builder: (yargs) =>
    addAnswerOptions(
      addUnblindOption(addProcessOptions(addCardOptions(yargs)))
        .positional("event", { type: "string", demandOption: true, describe: "Number of the event" })
        .option("from", {
          type: "string",
          requiresArg: true,
          describe: "Event file that holds it, instead of --run, --set, --seed, --process and its options",
        })
        .option("selection", {
          type: "string",
          requiresArg: true,
          default: "signal",
          describe: `Whose cuts are told: ${shippedSelections().join(", ")}, or the path of a card`,
        }),
      endings,
      "; .json is for the event display Phoenix of the HEP Software Foundation",
    )
      .example("$0 display 4321 --mass 20MeV", "its particles and cells, as text")
      .example("$0 display 4321 --mass 20MeV --out event.png", "as a picture")
      .example("$0 display 17 --from out/events.arrow --out event.json", "of a file, for Phoenix") as never,
  handler: async ({ out, force, json, ...flags }) => {
    const checks = new Checks();
    const event = checks.take(() => readEventNumber(flags.event));
    const read = checks.take(() => readSelection(flags.selection));
    checks.take(() => refuseDestination({ out, force, json }, endings));
    const source = await findSource(event ?? 0, flags, read?.thresholds, checks);
    const selection = read && (await prepareSelection(read).catch((error: unknown) => checks.keep(error)));
    const blinding = source && checks.take(() => blindingOf(source.plan, flags.unblind, source.blinding));
    checks.done();
    await give(showEvent({ ...source!, ...(blinding && { blinding }) }, selection!), { out, force, json });
  },
};

/** The event of a source, in all forms; refused if a file has another event of that number. */
export function showEvent(source: EventSource, selection: Selection): Answer {
  const { event, plan, card, generator, options, kept, blinding } = source;
  const prepared = generator.prepare(options, card, cachedAprimeTables);
  const record = recordEvent(prepared, card, plan.key, event);
  refuseAnother(kept, record.columns, version());
  if (blinding === "masked" && inSignalBox(record.columns, 0)) throw refuseMasked("event", event);
  const cells = layoutOf(card).blocks.flatMap((block) => cellEnergies(block, record));
  const verdict = verdictOf(selection, card, record);
  const facts = factsOf(record, verdict);
  const title = `${[card.name, plan.process, ...shownOptions(source)].join(", ")}: event ${event}`;
  const subtitle = `seed ${JSON.stringify(plan.seed)}; the energy of a particle is that at the beginning of its way`;
  return {
    document: displayDocument(source, record, { verdict, cells, version: version() }),
    text: displayText({ title, facts, record, cells }),
    figure: () => displayFigure(record, card, { title, subtitle, facts }),
    file: () => phoenixEvent(event, record, card),
  };
}

async function findSource(
  event: number,
  flags: PlanFlags & Pick<Flags, "from">,
  thresholds: Layer | undefined,
  checks: Checks,
): Promise<EventSource | undefined> {
  const { from } = flags;
  if (from === undefined) return checks.take(() => sourceOfFlags(event, flags, thresholds));
  checks.take(() => refuseAnswered(from, hideBin(process.argv)));
  return sourceOfFile(event, from, thresholds).catch((error: unknown) => checks.keep(error));
}

/** The options of the process that a title names. */
function shownOptions({ plan: { options } }: EventSource): string[] {
  const { mass, component } = options;
  return [
    ...(mass === undefined ? [] : [`mass ${mass}`]),
    ...(component === undefined || component === "all" ? [] : [component]),
  ];
}
