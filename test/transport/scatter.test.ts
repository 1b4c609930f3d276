import { describe, expect, it } from "vitest";
import { integrate } from "../../src/math/integrate.ts";
import { scatteringAngle } from "../../src/physics/multiple-scattering.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { scatter } from "../../src/transport/scatter.ts";
import { deviation } from "../random/standard-errors.ts";

const random = new RandomStream(runKeyFromSeed("scatter.test"));
const block = { length: 1392, thickness: 68.7 };
const count = 20_000;

function rms(before: number, after: number) {
  let [angle, place, both, other] = [0, 0, 0, 0];
  for (let k = 0; k < count; k++) {
    const line = { x: 0, y: 0, angleX: 0, angleY: 0 };
    scatter(line, block, before, after, random);
    angle += (line.angleX * line.angleX) / count;
    place += (line.x * line.x) / count;
    both += (line.x * line.angleX) / count;
    other += (line.x * line.angleY) / count;
  }
  return {
    angle: Math.sqrt(angle),
    place: Math.sqrt(place),
    correlation: both / Math.sqrt(angle * place),
    other,
  };
}

describe("scattering in a block", () => {
  it.each([5, 10, 50])(
    "is Highland's at a constant momentum of %s GeV: θ₀, θ₀ L / √3, correlated by √3/2",
    (momentum) => {
      const expected = scatteringAngle(block.thickness, momentum);
      const { angle, place, correlation } = rms(momentum, momentum);
      const error = Math.sqrt(1 / (2 * count));
      expect(deviation(angle / expected, 1, error)).toBeLessThan(4);
      expect(deviation(place / ((expected * 1e-3 * block.length) / Math.sqrt(3)), 1, error)).toBeLessThan(4);
      expect(deviation(correlation, Math.sqrt(3) / 2, 0.25 / Math.sqrt(count))).toBeLessThan(4);
    },
  );

  // Integrals over slices with the momentum there, and the logarithm of the whole block as in Eq. (34.16).
  it.each([
    [10, 8],
    [4, 2],
    [2, 0.12],
    [5, 4.996],
  ])("of a muon that slows down from %s to %s GeV is that of slices", (before, after) => {
    const slope = scatteringAngle(block.thickness, 1);
    const slice = (u: number) => 1 / (before + (after - before) * u) ** 2;
    const angle = slope * Math.sqrt(integrate(slice, 0, 1));
    const place =
      slope * 1e-3 * block.length * Math.sqrt(integrate((u) => (1 - u) * (1 - u) * slice(u), 0, 1));
    const found = rms(before, after);
    expect(Math.abs(found.angle / angle - 1)).toBeLessThan(0.02);
    expect(Math.abs(found.place / place - 1)).toBeLessThan(0.02);
  });
});
