import { selectionSource } from "../src/node/load-selection.ts";
import { setSource } from "../src/tables/card-text.ts";
import { entriesOf } from "../src/tables/section.ts";

/** What --set or a selection card changed in a run card that keeps the source of each number: "beam.dutyFactor = 0.8". */
export function changedNumbers(card: unknown): string[] {
  return entriesOf(card)
    .filter(([, { source }]) => source === setSource || source.startsWith(selectionSource))
    .map(([path, { value }]) => `${path} = ${String(value)}`);
}
