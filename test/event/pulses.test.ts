import { expect, it } from "vitest";
import { Pulses } from "../../src/event/pulses.ts";

it("keeps pulses in the order of adding, several on one channel, and grows", () => {
  const pulses = new Pulses(1);
  for (let p = 0; p < 100; p++) pulses.add(p % 3, 0.25 - p, 0.5 * p, p >> 1);
  expect(pulses.count).toBe(100);
  for (let p = 0; p < 100; p++) {
    expect([pulses.channel[p], pulses.time[p], pulses.energy[p], pulses.origin[p]]).toEqual([
      p % 3,
      0.25 - p,
      0.5 * p,
      p >> 1,
    ]);
  }
});

it("begins anew after clear", () => {
  const pulses = new Pulses();
  pulses.add(1, 2, 3, 4);
  pulses.clear();
  expect(pulses.count).toBe(0);
  pulses.add(5, 6, 7, 8);
  expect(pulses.count).toBe(1);
  expect([pulses.channel[0], pulses.time[0], pulses.energy[0], pulses.origin[0]]).toEqual([5, 6, 7, 8]);
});
