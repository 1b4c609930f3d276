import { describe, expect, it } from "vitest";
import { Pulses } from "../../src/event/pulses.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { pulseHeight, withWidth } from "../../src/readout/pulse-shape.ts";
import { prepareTriggerSum } from "../../src/readout/trigger-sum.ts";
import { ns } from "../../src/units.ts";
import { shippedCard } from "../shipped-card.ts";

const { msadc } = shippedCard();

/** Pulses of [channel, time, energy]. */
function pulsesOf(...rows: readonly (readonly [channel: number, time: number, energy: number])[]): Pulses {
  const pulses = new Pulses();
  for (const [k, [channel, time, energy]] of rows.entries()) pulses.add(channel, time, energy, k);
  return pulses;
}

/** The highest value by the definition, 0.01 ns at a time. */
function highestByHand(pulses: Pulses, width: number, gate: number): number {
  const height = pulseHeight(withWidth(msadc, width));
  let highest = 0;
  for (let time = -gate / 2; time <= gate / 2 + 1e-9; time += 0.01) {
    let sum = 0;
    for (let p = 0; p < pulses.count; p++) sum += pulses.energy[p]! * height(time - pulses.time[p]!);
    highest = Math.max(highest, sum);
  }
  return highest;
}

describe("the trigger's sum", () => {
  const sum = prepareTriggerSum(msadc, { width: 30 * ns, gate: 20 * ns });

  it("is the energy of one particle in time, in the channels that it has", () => {
    const pulses = pulsesOf([0, 0, 3], [35, 0, 4], [36, 0, 23], [71, 0, 70]);
    expect(sum(pulses, 72)).toBeCloseTo(100, 9);
    expect(sum(pulses, 36)).toBeCloseTo(7, 9);
    expect(sum(new Pulses(), 72)).toBe(0);
  });

  it("holds the whole of a second particle whose peak is in the gate, and the tail of an early one", () => {
    expect(sum(pulsesOf([0, 9 * ns, 100]), 1)).toBeGreaterThan(99.9);
    expect(sum(pulsesOf([0, 0, 30], [0, 5 * ns, 100]), 1)).toBeGreaterThan(125);
    // It falls to half within 19 ns of its peak, which is 10 ns before the gate opens.
    const early = sum(pulsesOf([0, -20 * ns, 100]), 1);
    expect(early).toBeGreaterThan(60);
    expect(early).toBeLessThan(85);
    expect(sum(pulsesOf([0, 40 * ns, 100]), 1)).toBeLessThan(0.1);
    expect(sum(pulsesOf([0, -1e4 * ns, 100], [0, 1e4 * ns, 100]), 1)).toBe(0);
  });

  it.each([
    [20, 20],
    [30, 20],
    [30, 1],
    [99, 60],
    [5, 100],
  ])(
    "is by its definition the highest value in the gate, to 1e-3: width %s ns, gate %s ns",
    (width, gate) => {
      const sum = prepareTriggerSum(msadc, { width, gate });
      const random = new RandomStream(runKeyFromSeed("trigger-sum")).seek(width, gate);
      for (let trial = 0; trial < 30; trial++) {
        const time = (): number => (random.uniform() - 0.7) * (gate + 4 * width);
        const pulses = pulsesOf([0, 0, 30], [1, time(), 100], [0, time(), 100 * random.uniform()]);
        const byHand = highestByHand(pulses, width, gate);
        if (!(Math.abs(sum(pulses, 2) - byHand) < 1e-3 * byHand))
          throw new Error(`${sum(pulses, 2)} and not ${byHand}: pulses at ${pulses.time.subarray(0, 3)}`);
      }
    },
  );

  it("does not depend on the order of the particles, nor on the event before", () => {
    const [one, other] = [pulsesOf([0, -12, 50], [1, 0, 30]), pulsesOf([1, 0, 30], [0, -12, 50])];
    const first = sum(one, 2);
    sum(pulsesOf([0, 0, 1000]), 2);
    expect(sum(other, 2)).toBeCloseTo(first, 12);
    expect(sum(one, 2)).toBe(first);
  });
});
