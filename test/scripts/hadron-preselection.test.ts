import { describe, expect, test } from "vitest";
import { electron } from "../../generators/electron.ts";
import { type PreselectionWay, preparePreselection } from "../../scripts/hadron-preselection.ts";
import { hadronSources } from "../../scripts/hadron-sources.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { gaussianTail } from "../../src/statistics/gaussian-tail.ts";
import { deviation } from "../random/standard-errors.ts";
import { shippedCard, withoutOthers } from "../shipped-card.ts";
import { madeUpHadrons } from "./made-up-hadrons.ts";
import type { MadeUp } from "./muon-pairs.ts";

const card = shippedCard();
const source = (name: string) => hadronSources.find((one) => one.name === name)!;

function counted(events: Readonly<Record<string, readonly MadeUp[]>>, smearing = 4) {
  const count = preparePreselection(card, hadronSources, smearing);
  for (const [name, made] of Object.entries(events))
    count.take(source(name), madeUpHadrons(...made), made.length);
  return {
    ...count,
    row: (name: string, way: PreselectionWay) =>
      count.rows().find((row) => row.source === name && row.way === way),
  };
}

const untagged = [0, 0, 0];

describe("an event counts with the chance that the trigger's resolution brings it below 80 GeV", () => {
  const { row, sum, bySmearing } = counted({
    "beam: electron": [
      { ecalTriggerEnergy: 100, ecalEnergy: 99 },
      { ecalTriggerEnergy: 92, ecalEnergy: 91 },
      { ecalTriggerEnergy: 92, showerShape: 9 },
      { ecalTriggerEnergy: 92, photonuclearEnergy: 12 },
    ],
    "photonuclear reactions": [{ weight: 4e-4, ecalTriggerEnergy: 60, ecalEnergy: 61 }],
  });

  test("of electrons above, by source and in sum", () => {
    const [far, near] = [gaussianTail(5), gaussianTail(3)];
    const found = row("beam: electron", "by the trigger's resolution")!;
    expect(found.events).toBe(2);
    expect(found.perElectron! / ((far + near) / 4)).toBeCloseTo(1, 9);
    expect(found.error! / (Math.hypot(far, near) / 4)).toBeCloseTo(1, 9);
    expect(found.ecalMean).toBeCloseTo((99 * far + 91 * near) / (far + near), 4);
    const reactions = row("photonuclear reactions", "below the threshold")!;
    expect(reactions.perElectron! / 4e-4).toBeCloseTo(1, 5);
    expect(sum().mean).toBeCloseTo(found.perElectron! + reactions.perElectron!, 12);
  });

  test("with a narrower and a wider one besides", () => {
    const [narrow, own, wide] = bySmearing();
    expect([narrow!.smearing, own!.smearing, wide!.smearing]).toEqual([3, 4, 5]);
    expect(narrow!.electrons / ((gaussianTail(20 / 3) + gaussianTail(4)) / 4)).toBeCloseTo(1, 9);
    expect(wide!.electrons / ((gaussianTail(4) + gaussianTail(2.4)) / 4)).toBeCloseTo(1, 9);
    expect(own!.all).toBeCloseTo(sum().mean, 12);
  });

  test("and where none was seen there are fewer than 2.3 events of the source", () => {
    expect(row("beam: electron", "below the threshold")).toMatchObject({ perElectron: null, error: null });
    // The fourth is left out: three of four count.
    expect(row("beam: electron", "below the threshold")!.atMost).toBeCloseTo(Math.log(10) / 4, 9);
    expect(row("photonuclear reactions", "by the trigger's resolution")).toBeUndefined();
    expect(row("muon pairs", "below the threshold")!.atMost).toBe(0);
  });

  test("drawing the resolution gives the same in the mean", () => {
    // Sums from 76 to 84 GeV, each once: half of them are below, whatever the resolution.
    const events = Array.from({ length: 81 }, (_, k) => ({ ecalTriggerEnergy: 76 + k / 10 }));
    expect(counted({ "muon pairs": events }).sum().mean).toBeCloseTo(0.5, 2);
  });
});

test("folding the resolution in gives what drawing it gives", () => {
  const events = 1500;
  const simulate = (smearing: number) => {
    const own = shippedCard([...withoutOthers, `detector.ecal.triggerSmearing=${smearing} GeV`]);
    const generator = electron.prepare(electron.options.parse({}), own);
    return prepareSimulation(generator, own, runKeyFromSeed("hadron-preselection.test"))(0, events);
  };
  const electrons = source("beam: electron");
  const folded = preparePreselection(card, hadronSources, 15);
  folded.take(electrons, simulate(0), events);
  const drawn = preparePreselection(card, hadronSources, 1e-9);
  drawn.take(electrons, simulate(15), events);
  const [one, other] = [folded.sum(), drawn.sum()];
  expect(one.error).toBeLessThan(0.4 * other.error);
  expect(deviation(one.mean, other.mean, Math.hypot(one.error, other.error))).toBeLessThan(4);
  expect(other.mean / other.error).toBeGreaterThan(8);
});

describe("particles without a tag of their own", () => {
  test("are what passes the rest times the share of triggers with a tag", () => {
    const { row, sum } = counted(
      {
        "beam: hadron": [
          { weight: 0.01, srdEnergy: untagged },
          { weight: 0.01, srdEnergy: untagged, showerShape: 9 },
          { weight: 0.01, showerShape: 9 },
          { weight: 0.01, srdEnergy: untagged, vetoEnergy: 1 },
        ],
      },
      1,
    );
    const found = row("beam: hadron", "without tag, times share of tags")!;
    expect(found.perElectron).toBeCloseTo(0.0025 * 0.25, 9);
    expect(found.error! / found.perElectron!).toBeCloseTo(Math.SQRT2, 6);
    expect(sum().mean).toBe(0);
    expect(row("muon pairs", "without tag, times share of tags")).toBeUndefined();
  });

  test("have limits for both where none was seen", () => {
    const { row } = counted({
      "beam: muon": Array.from({ length: 10 }, () => ({
        weight: 1e-3,
        srdEnergy: untagged,
        vetoEnergy: 1,
      })),
    });
    const found = row("beam: muon", "without tag, times share of tags")!;
    expect(found.perElectron).toBeNull();
    expect(found.atMost).toBeCloseTo((Math.log(10) * 1e-4 * Math.log(10)) / 10, 9);
  });
});
