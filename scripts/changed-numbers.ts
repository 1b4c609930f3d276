import { setSource } from "../src/tables/card-text.ts";
import { entriesOf } from "../src/tables/section.ts";

/** What --set changed in a run card that keeps the source of each number: "beam.dutyFactor = 0.8". */
export function changedNumbers(card: unknown): string[] {
  return entriesOf(card)
    .filter(([, { source }]) => source === setSource)
    .map(([path, { value }]) => `${path} = ${String(value)}`);
}
