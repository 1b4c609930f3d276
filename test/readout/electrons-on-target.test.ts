import { describe, expect, test } from "vitest";
import { deadShare } from "../../src/readout/daq-dead-time.ts";
import { electronsOnTarget } from "../../src/readout/electrons-on-target.ts";
import { us } from "../../src/units.ts";

describe("electrons on target", () => {
  test("are the recorded events times the suppression, without dead time", () => {
    expect(electronsOnTarget(1e8, 100, 0)).toBe(1e10);
    expect(electronsOnTarget(0, 100, 0.5)).toBe(0);
  });

  test("are more by what was lost while the DAQ was busy: run III, 9.58 kHz and 14.15 us", () => {
    const dead = deadShare(9.583e-3 / us, 14.15 * us);
    expect(dead).toBeCloseTo(0.1194, 4);
    expect(electronsOnTarget(7.925e7, 100, dead)).toBeCloseTo(9e9, -7);
  });

  test("do not depend on the rate, if the recorded events are those that the dead time left", () => {
    // 1e6 triggers come, at any rate, and (1 - dead) of them are recorded.
    for (const kHz of [0.1, 3, 9.6, 50]) {
      const dead = deadShare((kHz * 1e-3) / us, 14.15 * us);
      expect(electronsOnTarget(1e6 * (1 - dead), 100, dead)).toBeCloseTo(1e8, 3);
    }
  });

  test.each([
    [-1, 100, 0],
    [1, 0.5, 0],
    [1, 100, 1],
    [1, 100, Number.NaN],
  ])("there are none of %s events, suppression %s, dead share %s", (recorded, suppression, dead) => {
    expect(() => electronsOnTarget(recorded, suppression, dead)).toThrow("no electrons on target");
  });
});
