import { describe, expect, it } from "vitest";
import { deviation } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";
import { cramerRao, deadWindow, oneCell } from "./toy.ts";

describe("the least errors that are possible", () => {
  // Notes 7.1, by another program.
  it("are 0.57 times the noise for an amplitude, 21 ns times noise / amplitude for a time", () => {
    expect(cramerRao().amplitude).toBeCloseTo(0.57, 2);
    expect(Math.abs(cramerRao().time - 21)).toBeLessThan(0.2);
  });

  it("fall with the number of samples, as the pedestals are known better", () => {
    const { msadc } = shippedCard();
    const long = cramerRao([[0, 1]], { ...msadc, samples: 64 });
    const short = cramerRao([[0, 1]], { ...msadc, samples: 20 });
    expect(long.amplitude).toBeLessThan(0.95 * cramerRao().amplitude);
    expect(short.amplitude).toBeGreaterThan(1.05 * cramerRao().amplitude);
  });
});

// The notes' nearest peak without subtraction, which is highest-sample but for its window: 610-720, 530-610 and 390-440 ns. Ideal fits have
// 32-45, 18-25 and 11-16 ns.
describe("the toy of one cell, notes 7.2", () => {
  it.each([
    ["highest-sample", 677, 591, 435],
    ["nearest-peak", 263, 217, 136],
    ["tail-subtraction", 258, 240, 232],
    ["optimal-filter", 758, 610, 519],
  ])("%s has dead windows of %s, %s and %s ns for 100, 400 and 1200 counts", (name, ...windows) => {
    const cell = oneCell(name);
    [100, 400, 1200].forEach((amplitude, k) => {
      const { window, error } = deadWindow(cell, amplitude);
      // The expected numbers are of 20 000 events, with an error of 3 to 8 ns.
      expect(deviation(window, windows[k]!, Math.hypot(error, 8))).toBeLessThan(4);
    });
  });

  it("is a dead window: the same at a third of the rate", () => {
    const cell = oneCell("nearest-peak");
    const low = deadWindow(cell, 400, { intensity: 1.5e6, events: 6000 });
    const high = deadWindow(cell, 400);
    expect(deviation(low.window, high.window, Math.hypot(low.error, high.error))).toBeLessThan(4);
  });
});
