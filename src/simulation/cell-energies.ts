import type { Block } from "../detector/layout.ts";
import type { Channel, EventRecord } from "./event-record.ts";

/** A cell of a calorimeter in one event: what was left in it, and what was read. GeV, mm. */
export interface CellEnergy {
  /** The block that it belongs to, and its place there: column in x and row in y, from the lowest. */
  readonly block: string;
  readonly column: number;
  readonly row: number;
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  /** Left by the particle that triggers and its products. */
  readonly own: number;
  /** Left by other beam particles, at any time of the readout window. */
  readonly others: number;
  /** What the part counts: on its scale, and 0 below the threshold. The HCAL's columns are sums of these; E_ECAL adds what is expected below threshold. */
  readonly found: number;
  readonly channel: Channel;
}

/** The cells of a block, row by row. */
export function cellEnergies(
  { name, part, firstChannel, side, cellSize, scale, threshold }: Block,
  { channels }: EventRecord,
): CellEnergy[] {
  return Array.from({ length: side * side }, (_, c) => {
    const [column, row] = [c % side, Math.floor(c / side)];
    const channel = channels[part]![firstChannel + c]!;
    const value = scale * channel.energy;
    const sum = (own: boolean): number =>
      channel.pulses.reduce((all, { energy, origin }) => all + ((origin === 0) === own ? energy : 0), 0);
    return {
      block: name,
      column,
      row,
      x: (column - (side - 1) / 2) * cellSize,
      y: (row - (side - 1) / 2) * cellSize,
      own: sum(true),
      others: sum(false),
      found: value >= threshold ? value : 0,
      channel,
    };
  });
}
