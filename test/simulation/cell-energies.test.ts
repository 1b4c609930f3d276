import { describe, expect, test } from "vitest";
import type { Block } from "../../src/detector/layout.ts";
import { cellEnergies } from "../../src/simulation/cell-energies.ts";
import type { Channel, EventRecord } from "../../src/simulation/event-record.ts";

const block: Block = {
  name: "two by two",
  from: 0,
  to: 10,
  side: 2,
  cellSize: 30,
  part: "part",
  firstChannel: 1,
  scale: 2,
  threshold: 1,
};

function recordOf(channels: readonly Partial<Channel>[]): EventRecord {
  const all = channels.map((channel) => ({ energy: 0, time: Number.NaN, pulses: [], ...channel }));
  return { channels: { part: all } } as unknown as EventRecord;
}

describe("cells of a block", () => {
  const pulse = (energy: number, origin: number) => ({ channel: 0, time: 0, delay: 0, energy, origin });
  const cells = cellEnergies(
    block,
    recordOf([
      { energy: 99 },
      { energy: 0.5, pulses: [pulse(3, 0), pulse(4, 2), pulse(5, 0)] },
      { energy: 0.49 },
      { energy: 7 },
      { energy: -1 },
    ]),
  );

  test("stand row by row from the lowest x and y, the middle of the block on the beam", () => {
    expect(cells.map(({ column, row, x, y }) => [column, row, x, y])).toEqual([
      [0, 0, -15, -15],
      [1, 0, 15, -15],
      [0, 1, -15, 15],
      [1, 1, 15, 15],
    ]);
  });

  test("hold calibrated energy from the threshold on", () => {
    expect(cells.map(({ found }) => found)).toEqual([1, 0, 14, 0]);
  });

  test("tell what the particle that triggers left from what others did", () => {
    expect(cells.map(({ own, others }) => [own, others])).toEqual([
      [8, 4],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });
});
