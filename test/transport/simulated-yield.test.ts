import { describe, expect, test } from "vitest";
import { isCharged } from "../../src/event/particle.ts";
import { purpose } from "../../src/random/purpose.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import type { Emission } from "../../src/transport/forced-emission.ts";
import { emissionYield, forEachEmission, trackLengthYields } from "../../src/transport/simulated-yield.ts";
import { prepareTargetCascade } from "../../src/transport/target-cascade.ts";
import { GeV } from "../../src/units.ts";
import { matter, meanAndError } from "./cascades.ts";

const random = new RandomStream(runKeyFromSeed("simulated-yield.test"));
const electrons = { energy: 100 * GeV, events: 500, purpose: purpose("test") };
const cascade = prepareTargetCascade(matter);

describe("Eq. (8) with simulated tracks", () => {
  test("of a cross section that is constant counts the length of the tracks of e+ and e-", () => {
    const lengths = Float64Array.from({ length: electrons.events }, (_, event) => {
      cascade.run(electrons.energy, 0, random.seek(event, electrons.purpose));
      const { kind, from, to, count } = cascade.tracks;
      let sum = 0;
      for (let k = 0; k < count; k++) if (isCharged(kind[k]!)) sum += to[k]! - from[k]!;
      return sum;
    });
    const { mean, error } = meanAndError(lengths);
    const [one, none, half] = trackLengthYields(cascade, [() => 1, () => 0, () => 0.5], 3, electrons, random);
    expect(one!.mean / (3 * mean)).toBeCloseTo(1, 12);
    expect(one!.error / (3 * error)).toBeCloseTo(1, 9);
    expect(none).toEqual({ mean: 0, error: 0 });
    expect(half!.mean / one!.mean).toBeCloseTo(0.5, 12);
  });

  test("is the same at each call, and another for another purpose", () => {
    const yieldOf = (name: string) =>
      trackLengthYields(cascade, [(energy) => energy], 1, { ...electrons, purpose: purpose(name) }, random);
    expect(yieldOf("one")).toEqual(yieldOf("one"));
    expect(yieldOf("one")).not.toEqual(yieldOf("other"));
  });
});

describe("emissions", () => {
  // Weights 0, 1, 2, 0, 1, 2 ...; an A' of half of 100 GeV for weight 1, of all for weight 2.
  let call = 0;
  const emit = (energy: number, _: RandomStream, emission: Emission): number => {
    const weight = call++ % 3;
    emission.electronEnergy = energy;
    emission.x = 0.5 * weight;
    return weight;
  };
  const six = { ...electrons, events: 6 };

  test("are shown unless their weight is 0", () => {
    const seen: number[][] = [];
    forEachEmission(emit, six, random, ({ x }, weight) => seen.push([x, weight]));
    expect(seen).toEqual([
      [0.5, 1],
      [1, 2],
      [0.5, 1],
      [1, 2],
    ]);
  });

  test("count with their weight where the A' is above the energy, in the mean over all electrons", () => {
    expect(emissionYield(emit, 10 * GeV, six, random).mean).toBe(1);
    const { mean, error } = emissionYield(emit, 50 * GeV, six, random);
    expect(mean).toBeCloseTo(4 / 6, 12);
    expect(error).toBeCloseTo(meanAndError([0, 0, 2, 0, 0, 2]).error, 12);
    expect(emissionYield(emit, 100 * GeV, six, random)).toEqual({ mean: 0, error: 0 });
  });
});
