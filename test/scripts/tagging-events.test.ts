import { describe, expect, it } from "vitest";
import { generators } from "../../generators/index.ts";
import {
  counterRates,
  knockOnTagRate,
  prepareTaggingEvents,
  tagRate,
  type Window,
} from "../../scripts/tagging-events.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { GeV, MeV } from "../../src/units.ts";
import { deviation } from "../random/standard-errors.ts";
import { shippedCard, withoutOthers } from "../shipped-card.ts";

const key = runKeyFromSeed("tagging-events.test");
const eventsOf = (...sets: string[]) => prepareTaggingEvents(shippedCard(sets), key);
const window: Window = { above: 0.5 * MeV, below: 120 * MeV };

describe("electrons", () => {
  it("of the beam read what they read in a simulation of the same seed: it is the same part", () => {
    const sets = [...withoutOthers, "beam.lowEnergyFraction=0"];
    const card = shippedCard(sets);
    const electron = generators.find(({ name }) => name === "electron")!;
    const simulated = prepareSimulation(electron.prepare({}, card), card, key)(0, 40);
    expect(Array.from(eventsOf(...sets).electrons(100 * GeV, 40))).toEqual(
      Array.from(simulated.columns.srdEnergy),
    );
  });

  it("are tagged less often the slower they are", () => {
    const events = eventsOf();
    const rates = [30, 50, 60, 80, 100].map(
      (energy) => tagRate(events.electrons(energy * GeV, 4000), window).value,
    );
    for (const [k, rate] of rates.slice(1).entries()) expect(rate).toBeGreaterThan(rates[k]!);
    expect(rates[0]).toBeLessThan(0.15);
  });
});

describe("rates", () => {
  const energies = Float32Array.from([1, 2, 3, 0.1, 2, 3, 1, 200, 3, 0.5, 120, 7].map((e) => e * MeV));

  it("count events with all three counters in the window, and each counter alone", () => {
    // Single precision rounds 0.5 and 120 MeV: edges a little wider.
    const wider = { above: 0.4999 * MeV, below: 120.001 * MeV };
    expect(tagRate(energies, wider).value).toBe(0.5);
    expect(counterRates(energies, wider)).toEqual([0.75, 0.75, 1]);
  });

  it("grow with the window", () => {
    const seen = eventsOf().electrons(100 * GeV, 2000);
    const rate = (above: number, below: number) =>
      tagRate(seen, { above: above * MeV, below: below * MeV }).value;
    expect(rate(0.5, 120)).toBeGreaterThan(rate(1, 120));
    expect(rate(0.5, 120)).toBeGreaterThan(rate(0.5, 80));
  });
});

describe("pions with knock-on electrons", () => {
  it("have the probabilities of a Poisson count of 0.056", () => {
    const events = eventsOf();
    const at = (knockOns: number) => events.pionsWithKnockOns(knockOns, 3).probability;
    // 0.1535 MeV cm²/g × 0.52 × 0.14 g/cm² / 0.2 MeV.
    const mean = 0.1535 * 0.52 * (0.14 / 0.2);
    expect(at(0)).toBeCloseTo(Math.exp(-mean), 4);
    expect(at(2) / at(1)).toBeCloseTo(mean / 2, 4);
    expect([0, 1, 2, 3, 4].reduce((sum, knockOns) => sum + at(knockOns), 0)).toBeCloseTo(1, 7);
  });

  // A window 200 times as thick, nearer: 11 of them, so that a direct simulation sees tags. Numbers above 30 are left to the interval.
  it("weighted are tagged as often as in a direct simulation", () => {
    const thick = eventsOf(
      "detector.synchrotron.windowMass=28 g/cm2",
      "detector.synchrotron.windowDistance=0.15 m",
      ...withoutOthers,
    );
    const weighted = knockOnTagRate(thick, window, 12_000, 30);
    const direct = tagRate(thick.pionsAmongOthers(200_000), window);
    const errors = Math.hypot(weighted.high - weighted.value, direct.high - direct.value);
    expect(deviation(weighted.value, direct.value, errors)).toBeLessThan(4);
    for (const { value, high } of [weighted, direct]) expect(value).toBeGreaterThan(7 * (high - value));
  });

  it("paper: fake a tag in less than 1e-5 of the cases (Sec. III), and two numbers more rarely than one", () => {
    const { value, low, high, counters } = knockOnTagRate(eventsOf(), window, 30_000);
    expect(high).toBeLessThan(1e-5);
    expect(low <= value && value <= high).toBe(true);
    // One counter alone: even per area, 0.053 × 80 × 60 / (π 452²) mm² of those above 0.2 MeV, 4e-4; the third sees soft ones, less.
    for (const [c, expected] of [4e-4, 4e-4, 2.7e-4].entries())
      expect(Math.abs(counters[c]! / expected - 1)).toBeLessThan(0.3);
  });
});

describe("pions among the other particles of the run", () => {
  it("are tagged by an electron within the gate, and more often at a higher rate", () => {
    const rate = (run: string) =>
      tagRate(prepareTaggingEvents(shippedCard([], run), key).pionsAmongOthers(60_000), window);
    const [one, three] = [rate("I"), rate("III")];
    // 0.958 MHz × 10 ns × 0.97, less what the three counters see at different sides of the edges of the gate.
    expect(three.value).toBeGreaterThan(0.0062);
    expect(three.value).toBeLessThan(0.0093);
    expect(deviation(one.value / three.value, 1.8 / 4.6, 0.045)).toBeLessThan(4);
  });
});
