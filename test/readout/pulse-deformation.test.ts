import { describe, expect, it } from "vitest";
import { deformationSpread, pulseDeformations } from "../../src/readout/pulse-deformation.ts";
import { pulseHeight, tabulatePulse } from "../../src/readout/pulse-shape.ts";
import { shippedCard } from "../shipped-card.ts";

const { msadc } = shippedCard();
const pulse = tabulatePulse(msadc);
const height = pulseHeight(msadc);
const { rise, fall } = pulseDeformations(pulse);
const timeOf = (k: number) => pulse.first + k * pulse.step;

describe("the deformations of a pulse", () => {
  it("stretch its rise, or its fall, in time about the peak", () => {
    const stretch = 1e-3;
    for (let k = 1; k < pulse.heights.length - 1; k += 7) {
      const time = timeOf(k);
      const stretched = (height(time / (1 + stretch)) - height(time)) / stretch;
      const [here, other] = time < 0 ? [rise, fall] : [fall, rise];
      expect(Math.abs(here[k]! - stretched)).toBeLessThan(0.005);
      expect(other[k]!).toBe(0);
    }
  });

  it("leave height and place of the peak, and its only maximum", () => {
    const top = Math.round(-pulse.first / pulse.step);
    for (const [up, down] of [
      [0.03, -0.03],
      [-0.03, 0.03],
      [0.03, 0.03],
    ] as const) {
      const deformed = pulse.heights.map((value, k) => value + up * rise[k]! + down * fall[k]!);
      expect(deformed[top]!).toBeCloseTo(1, 4);
      for (let k = 1; k < deformed.length; k++) {
        const step = deformed[k]! - deformed[k - 1]!;
        expect(k <= top ? step : -step).toBeGreaterThan(-1e-4);
      }
    }
  });

  it("have the root mean squares by which weights are made, in 200 ns: by another sum", () => {
    const spread = deformationSpread(pulse);
    let begin = -100;
    while (height(begin) < 0.01) begin += 0.01;
    const sums = [0, 0];
    for (let k = 0; k < 2000; k++) {
      const time = begin + 0.1 * (k + 0.5);
      const slope = (height(time + 1e-3) - height(time - 1e-3)) / 2e-3;
      sums[time < 0 ? 0 : 1]! += (time * slope) ** 2 / 2000;
    }
    expect(spread.rise).toBeCloseTo(Math.sqrt(sums[0]!), 2);
    expect(spread.fall).toBeCloseTo(Math.sqrt(sums[1]!), 2);
  });
});
