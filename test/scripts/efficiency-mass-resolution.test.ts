import { describe, expect, test } from "vitest";
import {
  errorText,
  type MassResolutionDocument,
  massResolutionFigure,
} from "../../scripts/efficiency-mass-answer.ts";
import { edges, factor, informationOf } from "../../scripts/efficiency-mass-resolution.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { gaussian } from "../../src/random/gaussian.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { shapeInformation } from "../../src/statistics/shape-information.ts";
import { aprime } from "./aprime.ts";
import { refusal } from "./refusal.ts";

const bins = edges.length - 1;
const groups = 50;
const step = 2 * Math.log(factor);

/** A spectrum with about `events` in all, of shares that go with the bin to a power, by groups of events. */
function spectrum(slope: number, events: number, random?: RandomStream): Float64Array {
  const shares = Array.from({ length: bins }, (_, k) => 1 + slope * k);
  const all = shares.reduce((sum, share) => sum + share, 0);
  return Float64Array.from({ length: groups * bins }, (_, k) => {
    const mean = (events * shares[k % bins]!) / all / groups;
    return random === undefined ? mean : Math.max(0, mean + Math.sqrt(mean) * gaussian(random));
  });
}

describe("the information of a shape by simulated events", () => {
  const truth = shapeInformation(
    spectrum(0.1, 1).subarray(0, bins),
    spectrum(0.2, 1).subarray(0, bins),
    step,
  );

  test("is that of the shapes, where these do not fluctuate", () => {
    const { mean, error } = informationOf(spectrum(0.1, 1e5), spectrum(0.2, 1e5));
    expect(mean).toBeCloseTo(truth, 9);
    expect(error).toBeCloseTo(0, 9);
  });

  test("is without what fluctuations add to it, with an error that holds", () => {
    const random = new RandomStream(runKeyFromSeed("shapes"));
    const found = Array.from({ length: 60 }, () =>
      informationOf(spectrum(0.1, 3000, random), spectrum(0.2, 3000, random)),
    );
    const mean = found.reduce((sum, one) => sum + one.mean / found.length, 0);
    const spread = Math.sqrt(
      found.reduce((sum, one) => sum + (one.mean - mean) * (one.mean - mean), 0) / (found.length - 1),
    );
    expect(Math.abs(mean - truth)).toBeLessThan((4 * spread) / Math.sqrt(found.length));
    const told = found.reduce((sum, { error }) => sum + error / found.length, 0);
    expect(told / spread).toBeGreaterThan(0.7);
    expect(told / spread).toBeLessThan(1.4);
    // What is taken off is more than that.
    expect((bins - 1) * (2 / 3000 / (step * step))).toBeGreaterThan((4 * spread) / Math.sqrt(found.length));
  });
});

describe("aprime efficiency --mass-resolution", async () => {
  const line =
    "efficiency --mass 20MeV --mass-resolution --intensity 1e6,5e6 --minimum-aprime-energy 45GeV --events 400 --quiet --json";
  const { code, stdout, stderr } = await aprime(".", ...line.split(" "));
  expect([code, stderr]).toEqual([0, ""]);
  const found = JSON.parse(stdout) as MassResolutionDocument;

  test("has a row for each intensity and number of events, whose error goes with its root", () => {
    expect(
      found.rows.map(({ electrons_per_spill, signalEvents }) => [electrons_per_spill, signalEvents]),
    ).toEqual([1e6, 5e6].flatMap((intensity) => [10, 100, 1000].map((count) => [intensity, count])));
    expect(found).toMatchObject({ run: "2016 run III", algorithm: "nearest-peak", changed: [] });
    // Without a cut or another particle, that is the same.
    const truths = new Set(found.rows.map(({ trueInformation }) => trueInformation));
    expect(truths.size).toBe(1);
    for (const { information, informationError, signalEvents, error } of found.rows) {
      expect(informationError).toBeGreaterThan(0);
      if (information > 0) expect(error).toBeCloseTo(1 / Math.sqrt(signalEvents * information), 9);
      else expect(error).toBeNull();
    }
  });

  test("tells how far the error is known", () => {
    expect(errorText({ error: 0.391, errorLow: 0.25, errorHigh: 1.2 })).toBe("0.39 (0.25-1.20)");
    expect(errorText({ error: 0.391, errorLow: 0.25, errorHigh: null })).toBe("0.39 (0.25 up)");
    expect(errorText({ error: null, errorLow: 0.25, errorHigh: null })).toBe("above 0.25");
    expect(errorText({ error: null, errorLow: null, errorHigh: null })).toBe("not known");
  });

  test("is drawn", async () => {
    const svg = await drawSvg(massResolutionFigure(found));
    for (const word of ["20 MeV", "least error of ln m"]) expect(svg).toContain(word);
  });

  test("refuses masses without neighbours", async () => {
    expect(await refusal("efficiency --mass-resolution --mass 1MeV,20MeV")).toEqual([
      "--mass: 1 MeV has no neighbours for --mass-resolution, which are a factor 2 below and above, from 1 MeV to 1 GeV: give 2 MeV to 500 MeV",
    ]);
  });
});
