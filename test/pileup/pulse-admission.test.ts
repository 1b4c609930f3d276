import { describe, expect, it } from "vitest";
import { preparePulseAdmission } from "../../src/pileup/pulse-admission.ts";
import { fitCard, type ToyPulse, toySamples } from "./toy.ts";

function begun(list: readonly ToyPulse[], { changes = {}, channels = 1 } = {}) {
  const { electronics, waveforms } = toySamples(list, { noise: 1 }, channels);
  const admission = preparePulseAdmission(electronics, fitCard(changes), channels);
  admission.fit.begin(
    waveforms,
    Int32Array.from({ length: channels }, (_, c) => c),
    channels,
  );
  return admission;
}

function timesOf({ fit }: ReturnType<typeof begun>): number[] {
  return Array.from(fit.pulses.times.subarray(1, fit.pulses.count)).sort((a, b) => a - b);
}

describe("pulses besides the trigger's", () => {
  it.each([[[]], [[45]], [[-300]], [[-90, 50]], [[-200, -40, 150]], [[-60, 30, 110, 200]]])(
    "at %s ns are all found, and no others",
    (others) => {
      const admission = begun([[0, 300], ...others.map((time) => [time, 1000] as const)]);
      admission.complete();
      const found = timesOf(admission);
      expect(found.length).toBe(others.length);
      // Before the record, from -125 ns on, a tail tells its time worse: to 7 ns (rms of 500 events) at -300 ns.
      others.forEach((time, m) => {
        expect(Math.abs(found[m]! - time)).toBeLessThan(time < -100 ? 4 * 7 : 1);
      });
      expect(admission.lacking()).toBe(-1);
    },
  );

  it("are no more than the card allows", () => {
    const admission = begun(
      [
        [0, 300],
        [-90, 1000],
        [50, 1000],
        [150, 1000],
      ],
      { changes: { pulses: 3 } },
    );
    admission.complete();
    expect(admission.fit.pulses.count).toBe(3);
  });

  it("are lacking on the channel that is explained worst", () => {
    const admission = begun(
      [
        [0, 300, 0],
        [0, 300, 1],
        [50, 500, 1],
        [50, 60, 2],
      ],
      { channels: 3 },
    );
    expect(admission.lacking()).toBe(1);
    admission.complete();
    expect(timesOf(admission).length).toBe(1);
  });

  it("are not admitted if they are not needed, or within the window of the trigger", () => {
    const alone = begun([[0, 300]]);
    expect(alone.admit(Float64Array.of(80), 1, 0)).toBe(false);
    expect(alone.fit.pulses.count).toBe(1);
    const near = (timeWindow: number) =>
      begun(
        [
          [0, 400],
          [9, 400],
        ],
        { changes: { timeWindow } },
      ).admit(Float64Array.of(11), 1, 0);
    expect(near(4)).toBe(true);
    expect(near(15)).toBe(false);
  });

  it("are not admitted if the error of the shape can be all of them: of 11 counts beside 3000, of which it is 6, and in few numbers", () => {
    const small = (shapeNumbers?: number) =>
      begun(
        [
          [0, 3000],
          [75, 11],
        ],
        { changes: shapeNumbers ? { shapeNumbers } : {} },
      ).admit(Float64Array.of(75), 1, 0);
    expect(small()).toBe(true);
    expect(small(4)).toBe(false);
  });

  it("that were admitted at the wrong place are left out in the end", () => {
    const admission = begun([
      [0, 300],
      [-90, 1000],
      [50, 1000],
    ]);
    // Between the two, and beside them.
    admission.admit(Float64Array.of(-200, 20, 150), 3, 0);
    admission.complete();
    expect(timesOf(admission).length).toBe(2);
  });
});
