import { describe, expect, it } from "vitest";
import { triggerCsv, triggerRates, triggerText } from "../../scripts/trigger-rates.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { countDeviation } from "../random/standard-errors.ts";
import { oneIntensity, shippedCard, withoutOthers } from "../shipped-card.ts";

const key = runKeyFromSeed("trigger-rates.test");
const events = 3000;
const rates = triggerRates(shippedCard(), events, key);
const rowOf = ({ rows }: typeof rates, source: string) => rows.find((row) => row.source === source)!;

describe("the sources", () => {
  it("pass the three criteria of Eq. (14) one after the other", () => {
    for (const { counters, preshower, triggered } of rates.rows) {
      expect(preshower.value).toBeLessThanOrEqual(counters.value);
      expect(triggered.value).toBeLessThanOrEqual(preshower.value);
    }
  });

  it("fire the counters as often as the card says, 0.983 three times, if they are in the beam", () => {
    const alone = triggerRates(
      shippedCard([...withoutOthers, "beam.spotX=1 mm", "beam.spotY=1 mm"]),
      events,
      key,
    );
    for (const source of ["electron", "hadron", "muon"]) {
      const fired = Math.round(rowOf(alone, source).counters.value * events);
      expect(countDeviation(fired, events, 0.983 * 0.983 * 0.983)).toBeLessThan(4);
    }
  });

  // Notes 1: an interaction in the first 0.14 of an interaction length, 13 %.
  it("reference: a hadron fires the preshower if it interacts there, in 13 %, and a pileup electron does now and then", () => {
    const { preshower, counters } = rowOf(triggerRates(shippedCard(withoutOthers), events, key), "hadron");
    const share = preshower.value / counters.value;
    // 2500 of them: four standard errors are 0.028.
    expect(share).toBeGreaterThan(0.105);
    expect(share).toBeLessThan(0.161);
    expect(rowOf(rates, "hadron").preshower.value).toBeGreaterThan(preshower.value);
  });

  it("the hadrons make most of the rate", () => {
    // 0.8 or so of 20 000 particles each; photonuclear reactions of electrons and muons make most of the rest.
    expect(rowOf(rates, "hadron").ratePerElectron.value / rates.ratePerElectron.value).toBeGreaterThan(0.6);
  });
});

describe("the rate", () => {
  it("is the sum over the sources, each with its abundance", () => {
    let sum = 0;
    for (const { perElectron, triggered, ratePerElectron } of rates.rows) {
      expect(ratePerElectron.value).toBeCloseTo(perElectron * triggered.value, 15);
      sum += ratePerElectron.value;
    }
    expect(rates.ratePerElectron.value).toBeCloseTo(sum, 15);
    expect(rates.suppression.value).toBeCloseTo(1 / sum, 9);
    expect(rates.suppression.low).toBeLessThan(rates.suppression.value);
    expect(rates.suppression.high).toBeGreaterThan(rates.suppression.value);
    expect(rates.rate_Hz).toBeCloseTo((4.6e6 / 4.8) * sum, 9);
  });

  it("paper: is suppressed by more than 100 (Sec. VI.B)", () => {
    expect(rates.suppression.low).toBeGreaterThan(100);
  });

  // 1 / 14.15 us = 70.7 kHz; one trigger per 100 electrons of run III are 9.58 kHz.
  it("makes the DAQ dead for as long as its dead time says", () => {
    const busy = rates.rate_Hz / 70_671;
    expect(rates.deadShare).toBeCloseTo(busy / (1 + busy), 6);
    expect(rates.deadShareAtPublishedSuppression).toBeCloseTo(0.1194, 4);
  });

  it("goes with the contamination of the beam", () => {
    const pure = triggerRates(shippedCard(["beam.hadronFraction=0.001"]), events, key);
    const ratio = rowOf(pure, "hadron").ratePerElectron.value / rowOf(rates, "hadron").ratePerElectron.value;
    expect(ratio).toBeGreaterThan(0.09);
    expect(ratio).toBeLessThan(0.11);
  });

  it("is unlimited in suppression where nothing triggers", () => {
    const few = triggerRates(shippedCard([...oneIntensity("0"), "beam.hadronFraction=0"]), 10, key);
    expect(few.suppression).toMatchObject({
      value: Number.POSITIVE_INFINITY,
      high: Number.POSITIVE_INFINITY,
    });
    expect(triggerText(few)).toContain("one per infinity electrons");
  });
});

it("is told with what is not in it, in words and as CSV", async () => {
  expect(triggerText(rates)).toMatch(/hadron +\| +0\.01 \|/);
  expect(triggerText(rates)).toContain("Not simulated yet");
  const csv = await triggerCsv(rates);
  expect(csv).toContain("# source: NA64-2018 Eq. (14)");
  expect(
    csv
      .trim()
      .split("\n")
      .filter((line) => !line.startsWith("#")),
  ).toHaveLength(6);
});
