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

  it("two showers 8 ns apart, of pulses half a per cent off, are told apart by the time of the trigger", () => {
    const list: ToyPulse[] = [
      [0, 1500, 0],
      [-8, 1500, 0],
      [0, 800, 1],
      [-8, 700, 1],
    ];
    const misread = (triggerTime: number): number => {
      const read = toyCells("cluster-fit", 2, {
        truth: { fallTime: 1.005 * 55.6 },
        numbers: { triggerTime },
      });
      const events = Array.from({ length: 100 }, (_, event) => read(event, list).counts[0]!);
      return events.filter((counts) => Math.abs(counts / 1500 - 1) > 0.1).length;
    };
    expect(misread(50)).toBeGreaterThan(60);
    expect(misread(1)).toBeLessThan(20);
  });

  // Jitter of 0.12 and 0.3 ns at 1800 and 300 counts, and offsets of 0.1 ns: these are two to three of their spreads off.
  it("cells that are off the common time by their jitter have their own heights and times, one or two pulses", () => {
    const own: ToyPulse[] = [
      [0.3, 1800, 0],
      [-0.3, 1800, 1],
      [0.7, 300, 2],
    ];
    const before: ToyPulse[] = [
      [-60.3, 2500, 0],
      [-59.8, 2500, 1],
      [-60.4, 400, 2],
    ];
    const read = toyCells("cluster-fit", 3);
    for (let event = 0; event < 100; event++) {
      for (const list of [own, [...own, ...before]]) {
        const { counts, time } = read(event, list);
        own.forEach(([at, height, c]) => {
          expect(Math.abs(counts[c!]! - height)).toBeLessThan(4 + 0.003 * height);
          expect(Math.abs(time[c!]! - at)).toBeLessThan(c === 2 ? 0.4 : 0.12);
        });
      }
    }
  });

  it("without expected errors the times are one", () => {
    const read = toyCells("cluster-fit", 2, { numbers: { timeJitter: 0, timeOffsets: 0 } });
    const { time } = read(0, [
      [0.6, 500, 0],
      [0.6, 400, 1],
      [-60, 800, 0],
      [-60, 800, 1],
    ]);
    expect(time[0]).toBe(time[1]);
    expect(Math.abs(time[0]! - 0.6)).toBeLessThan(0.2);
  });
});
