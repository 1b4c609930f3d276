import { describe, expect, test } from "vitest";
import { allCuts, signalFactors } from "../../cuts/index.ts";
import { lossStatus, lossSteps, statusOf } from "../../scripts/loss-steps.ts";
import { eventColumns } from "../../src/detector/events.ts";
import { allocate } from "../../src/event/columns.ts";
import { loadCard } from "../../src/node/load-card.ts";
import { shippedSelection } from "../../src/node/load-selection.ts";
import { runCardSchema } from "../../src/simulation/run-card.ts";

const schema = runCardSchema(allCuts);
const { raw, card } = loadCard("III", [], schema);
const steps = lossSteps(card);

describe("the kinds of loss", () => {
  test("are those of the cuts of the signal selection, each in the factor that holds it, and no other", () => {
    const signal = shippedSelection("signal");
    expect(new Set(steps.map(({ cut }) => cut))).toEqual(new Set(signal.cuts.map(({ name }) => name)));
    for (const { name, cuts } of signalFactors) {
      const held = new Set(steps.filter(({ factor }) => factor === name).map(({ cut }) => cut));
      expect(held).toEqual(new Set(cuts.map((cut) => cut.name)));
    }
    expect(steps).toHaveLength(signal.cuts.length + 1);
  });

  test("stand factor by factor, each with words of its own", () => {
    const order = steps.map(({ factor }) => factor).filter((factor, k, all) => factor !== all[k - 1]);
    expect(order).toEqual(signalFactors.map(({ name }) => name));
    expect(new Set(steps.map(({ loss }) => loss)).size).toBe(steps.length);
    for (const { loss, cut } of steps) expect(loss, cut).not.toBe(cut);
  });

  test("the track's are two: none, and more than one", () => {
    const tracks = steps.filter(({ cut }) => cut === "single-track");
    expect(tracks.map(({ loss }) => loss)).toEqual(["no track", "second track"]);
    const { columns } = allocate(eventColumns, 3);
    columns.trackCount.set([0, 1, 2]);
    const found = tracks.map(({ passes }) => [0, 1, 2].map((i) => passes(columns, i)));
    expect(found).toEqual([
      [false, true, true],
      [false, true, false],
    ]);
  });
});

describe("how far each is a prediction", () => {
  test("is told by the card", () => {
    const status = Object.fromEntries(steps.map(({ cut }) => [cut, lossStatus(cut, raw)]));
    expect(status["beam-counters-fired"]).toBe(
      "calibrated: detector.beamCounters.efficiency: third root of the trigger efficiency 0.95 of NA64-2018 Sec. VI.B",
    );
    expect(status["synchrotron-tag"]).toContain("to the SRD efficiency 0.97 of NA64-2018 Sec. VI.B");
    expect(status["hcal-quiet"]).toMatch(
      /^predicted with a calibrated scale: .*detector\.hcal\.electronResponse: /,
    );
    expect(status["hcal-quiet"]).toContain("2.5 GeV per module of NA64-2018 Sec. V.C");
    for (const cut of ["missing-energy-trigger", "preshower-fired", "veto-quiet"])
      expect(status[cut]).toBe("predicted");
    expect(statusOf(["daq."], raw)).toContain("7.4 % of NA64-2018 Sec. VI.B");
  });

  test("and not so any more of a number that the user set", () => {
    const set = loadCard("III", ["detector.beamCounters.efficiency=0.99"], schema);
    expect(lossStatus("beam-counters-fired", set.raw)).toBe("predicted");
  });
});
