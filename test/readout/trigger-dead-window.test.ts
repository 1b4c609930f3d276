import { describe, expect, it } from "vitest";
import { Pulses } from "../../src/event/pulses.ts";
import { gaussian } from "../../src/random/gaussian.ts";
import { poisson } from "../../src/random/poisson.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { pulseHeight, withWidth } from "../../src/readout/pulse-shape.ts";
import { triggerDeadWindow } from "../../src/readout/trigger-dead-window.ts";
import { prepareTriggerSum } from "../../src/readout/trigger-sum.ts";
import { countDeviation } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";

const { msadc } = shippedCard();
const tau = (width: number, gate: number, deposit: number, smearing = 0) =>
  triggerDeadWindow(msadc, { width, gate }, { deposit, other: 100, threshold: 80, smearing });

describe("the dead window of the trigger's sum", () => {
  // In a gate of no width, 30 + 100 h > 80 GeV is h > 1/2: the full width at half height. The gate adds no more than its own width.
  it.each([20, 30, 50, 70, 99])("is the width of the pulse for 30 GeV and a short gate: %s ns", (width) => {
    expect(tau(width, 1, 30)).toBeGreaterThan(width);
    expect(tau(width, 1, 30)).toBeLessThan(1.005 * width + 1);
  });

  // Notes 1: 32-165 ns for widths of 20-99 ns.
  it("reference: 32 ns for a width of 20 ns and 30 GeV, 161 ns for 99 ns and 50 GeV, in a gate of 20 ns", () => {
    expect(Math.abs(tau(20, 20, 30) - 32)).toBeLessThan(0.2);
    expect(Math.abs(tau(99, 20, 50) - 161)).toBeLessThan(0.5);
  });

  it.each([
    [30, 20, 30],
    [20, 60, 10],
    [99, 20, 50],
  ])(
    "is how long the overlap is above threshold, by hand: %s ns, gate %s ns, %s GeV",
    (width, gate, deposit) => {
      const height = pulseHeight(withWidth(msadc, width));
      const step = 0.1;
      let length = 0;
      for (let other = -6 * width; other < 3 * width + gate; other += step) {
        let above = false;
        for (let time = -gate / 2; time <= gate / 2 + 1e-9 && !above; time += 0.05)
          above = deposit * height(time) + 100 * height(time - other) > 80;
        if (above) length += step;
      }
      expect(Math.abs(tau(width, gate, deposit) - length)).toBeLessThan(0.2);
    },
  );

  it("scales with the times, and grows with the width, the gate and the energy", () => {
    expect(tau(60, 40, 30) / tau(30, 20, 30)).toBeCloseTo(2, 6);
    expect(tau(50, 20, 30)).toBeGreaterThan(tau(30, 20, 30));
    expect(tau(30, 40, 30)).toBeGreaterThan(tau(30, 20, 30));
    expect(tau(30, 20, 50)).toBeGreaterThan(tau(30, 20, 30));
  });

  it("hardly feels the smearing of 4 GeV: the sum crosses the threshold fast", () => {
    for (const [width, deposit] of [
      [30, 30],
      [99, 50],
    ] as const) {
      const ratio = tau(width, 20, deposit, 4) / tau(width, 20, deposit);
      expect(ratio).toBeGreaterThan(1);
      expect(ratio).toBeLessThan(1.01);
    }
    expect(tau(30, 20, 30, 1e-3)).toBeCloseTo(tau(30, 20, 30), 1);
  });

  it("is nothing for a particle that lifts no sum above threshold", () => {
    const overlap = { deposit: 30, other: 20, threshold: 80, smearing: 0 };
    expect(triggerDeadWindow(msadc, { width: 30, gate: 20 }, overlap)).toBe(0);
  });

  // Of 76 GeV the smearing alone vetoes 16 %, whatever else is there: that is no dead window. A pulse that vetoes always is one.
  it("counts what the other particle vetoes, of the events that are not vetoed without it", () => {
    const overlap = { deposit: 76, other: 0, threshold: 80, smearing: 4 };
    expect(triggerDeadWindow(msadc, { width: 30, gate: 20 }, overlap)).toBe(0);
    // 1 h(t) moves the sum by 0.1 and 0.25 of the smearing: the veto by that times the normal density, of 84 % that are left.
    const [small, large] = [0.4, 1].map((other) =>
      triggerDeadWindow(msadc, { width: 30, gate: 1 }, { ...overlap, other }),
    ) as [number, number];
    const area = 30 * (133.7 / 99); // of the pulse, times its height
    expect(Math.abs(small / ((0.1 * 0.24197 * area) / 0.84134) - 1)).toBeLessThan(0.06);
    expect(large / small).toBeGreaterThan(2.5);
  });
});

// Two others may veto where neither does alone: 6 % more at 1 MHz for a width of 99 ns, below the statistical error here.
describe("among electrons of 100 GeV at 0.25 MHz, an event of 30 GeV survives with exp(-R tau)", () => {
  it.each([
    [20, 0],
    [30, 0],
    [50, 4],
    [70, 0],
    [99, 0],
    [99, 4],
  ])("width %s ns, smearing %s GeV", (width, smearing) => {
    const rate = 0.25e-3; // per ns
    const sum = prepareTriggerSum(msadc, { width, gate: 20 });
    const random = new RandomStream(runKeyFromSeed("trigger-dead-window")).seek(width, smearing);
    const pulses = new Pulses();
    const count = 40_000;
    let survive = 0;
    for (let event = 0; event < count; event++) {
      pulses.clear();
      pulses.add(0, 0, 30, 0);
      for (let k = poisson(900 * rate, random); k > 0; k--)
        pulses.add(0, -600 + 900 * random.uniform(), 100, k);
      if (sum(pulses, 1) + smearing * gaussian(random) < 80) survive++;
    }
    const expected = Math.exp(-rate * tau(width, 20, 30, smearing));
    expect(countDeviation(survive, count, expected)).toBeLessThan(4);
  });
});
