import { describe, expect, it } from "vitest";
import { spread, type ToyPulse, toyCells } from "./toy.ts";

/** Rms of what is read on cell 0, about the mean. */
function rms(name: string, list: readonly ToyPulse[], channels: number, events = 600): number {
  const read = toyCells(name, channels);
  const first = (event: number) => {
    const { counts, time } = read(event, list);
    return { counts: counts[0]!, time: time[0]! };
  };
  return spread(first, list, events).counts.rms;
}

describe("cells with common times", () => {
  // Two pulses 20 ns apart: 9.6 counts with both times free, 2.7 with both known, by the Fisher information of the toy.
  it("a small cell is read as if the times were known, told by a hot one", () => {
    const small: ToyPulse[] = [
      [0, 150, 0],
      [20, 200, 0],
    ];
    const hot: ToyPulse[] = [
      [0, 1800, 1],
      [20, 1800, 1],
    ];
    expect(rms("template-fit", [...small, ...hot], 2)).toBeGreaterThan(6);
    expect(rms("cluster-fit", [...small, ...hot], 2)).toBeLessThan(3.5);
  });

  it("a cell without the other pulse does not pay for it: its error stays that of an isolated pulse", () => {
    const list: ToyPulse[] = [
      [0, 150, 0],
      [0, 2000, 1],
      [25, 3000, 1],
    ];
    expect(rms("cluster-fit", list, 2)).toBeLessThan(0.7);
  });

  it("a cell that a pulse of another time hits, and a saturated one, are fitted by themselves", () => {
    const read = toyCells("cluster-fit", 4, { numbers: { pulses: 2 } });
    const list: ToyPulse[] = [
      [0, 500, 0],
      [120, 800, 0],
      [0, 900, 1],
      [-70, 900, 1],
      [0, 6000, 2],
      [0, 300, 3],
    ];
    for (let event = 0; event < 50; event++) {
      const { counts } = read(event, list);
      [500, 900, 6000, 300].forEach((height, c) => {
        expect(Math.abs(counts[c]! - height)).toBeLessThan(5 + 0.01 * height);
      });
    }
  });
});
