import { describe, expect, it } from "vitest";
import { purpose } from "../../src/random/purpose.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareHardCascade } from "../../src/transport/hard-cascade.ts";
import { meanProfile } from "../../src/transport/mean-profile.ts";
import {
  defaultPhotonCut,
  defaultThreshold,
  prepareTargetCascade,
  targetModel,
} from "../../src/transport/target-cascade.ts";
import { GeV, MeV, TeV } from "../../src/units.ts";
import { matter, medium, preshowerDepth } from "./cascades.ts";

const random = new RandomStream(runKeyFromSeed("mean-profile.test"));
const step = matter.depth / 203;
const edges = Array.from({ length: 204 }, (_, k) => k * step);

/** Mean depth, depth of the maximum and energy in the preshower of the mean shower. */
function numbers(threshold: number, energy: number, events: number, photonCut = defaultPhotonCut) {
  const cascade = prepareHardCascade({ ...targetModel(matter, threshold), photonCut });
  const request = { energy, medium, edges, events, purpose: purpose("profile") };
  const profile = meanProfile(cascade, request, random);
  let sum = 0;
  let first = 0;
  let preshower = 0;
  let maximum = 0;
  profile.forEach((deposit, bin) => {
    const depth = (bin + 0.5) * step;
    sum += deposit;
    first += depth * deposit;
    preshower += deposit * Math.min(1, Math.max(0, (preshowerDepth - bin * step) / step));
    if (deposit > profile[maximum]!) maximum = bin;
  });
  return { meanDepth: first / sum, maximum: (maximum + 0.5) * step, preshower, sum };
}

const single = 1 * TeV;

describe.each([
  [5, 1600],
  [20, 800],
  [100, 300],
])("the mean shower of %s GeV", (energyGeV, events) => {
  const energy = energyGeV * GeV;
  const reference = numbers(single, energy, 4 * events);

  // Not a law: the parametrisation was fitted to a full simulation without LPM effect, and is held to 5 % in depth and 20 % in the preshower.
  it.each([1, 2, 5, 10])("is like one Grindhammer-Peters shower for a threshold of %s GeV", (threshold) => {
    const { meanDepth, maximum, preshower, sum } = numbers(threshold * GeV, energy, events);
    expect(Math.abs(meanDepth / reference.meanDepth - 1)).toBeLessThan(0.05);
    expect(Math.abs(maximum - reference.maximum)).toBeLessThan(1);
    expect(Math.abs(preshower / reference.preshower - 1)).toBeLessThan(0.2);
    expect(sum / energy).toBeGreaterThan(0.999);
    expect(sum / energy).toBeLessThanOrEqual(1 + 1e-9);
  });
});

describe("the rule for leftovers", () => {
  // Between two samples the preshower has 1.5 % of statistics at 600 events, the mean depth 0.4 %.
  it("makes thresholds of 1 and 0.3 GeV agree: mean depth within 3 %, preshower within 5 %", () => {
    const [one, low] = [numbers(1 * GeV, 100 * GeV, 700), numbers(0.3 * GeV, 100 * GeV, 700)];
    expect(Math.abs(low.meanDepth / one.meanDepth - 1)).toBeLessThan(0.03);
    expect(Math.abs(low.preshower / one.preshower - 1)).toBeLessThan(0.05);
  });

  it("makes all thresholds agree for the mean depth: 1 to 10 GeV within 3 %", () => {
    const depths = [1, 3, 10].map((threshold) => numbers(threshold * GeV, 100 * GeV, 400).meanDepth);
    expect(Math.max(...depths) / Math.min(...depths)).toBeLessThan(1.03);
  });
});

describe("the cut of photons", () => {
  // 0.4 % in 60 000 cascades. It is not so for a threshold of 1 GeV (6 %): docs/model.md.
  it("of 5 MeV instead of 20 changes the preshower by less than 5 % at the default threshold", () => {
    const [usual, low] = [defaultPhotonCut, 5 * MeV].map((cut) =>
      numbers(defaultThreshold, 100 * GeV, 1500, cut),
    );
    expect(Math.abs(low!.preshower / usual!.preshower - 1)).toBeLessThan(0.05); // 4 standard errors are 6 %
    expect(Math.abs(low!.meanDepth / usual!.meanDepth - 1)).toBeLessThan(0.02);
  });
});

describe("a profile", () => {
  it("depends on the events, not on what was drawn before", () => {
    const cascade = prepareTargetCascade(matter);
    const request = { energy: 20 * GeV, medium, edges: [0, 5, 40], events: 30, purpose: 7 };
    const first = meanProfile(cascade, request, random);
    random.word();
    expect(meanProfile(cascade, request, random)).toEqual(first);
  });
});
