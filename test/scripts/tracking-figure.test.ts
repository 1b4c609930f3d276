import { expect, test } from "vitest";
import { refuseTrackingPicture, trackingFigure } from "../../scripts/tracking-figure.ts";
import type { TrackingRow } from "../../scripts/tracking-rows.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { data, texts } from "../figures/read-figure.ts";

const row = (momentum_GeV: number, electrons_per_spill: number): TrackingRow => ({
  momentum_GeV,
  electrons_per_spill,
  rate_MHz: electrons_per_spill / 4.8e6,
  efficiency: 0.9 - electrons_per_spill / 1e8,
  efficiencyLow: 0,
  efficiencyHigh: 1,
  noTrack: 0.08,
  extraTracks: electrons_per_spill / 5e7,
  wrongTrack: electrons_per_spill / 1e9,
  wrongTrackLow: 0,
  wrongTrackHigh: 1,
  tau_ns: 1,
  tauError_ns: 1,
  predictedResolution: 0.01,
  resolution: 0.01,
  resolutionError: 0,
  halfWidth: 0.01,
  halfWidthError: 0,
});

test("efficiency and losses against intensity, without the row of no intensity", async () => {
  const figure = trackingFigure([row(100, 0), row(100, 1e6), row(100, 1e7)], "2016 run III");
  expect(data(figure, "curve0")).toEqual([
    { atX: 1e6, atY: 0.89 },
    { atX: 1e7, atY: 0.8 },
  ]);
  expect(data(figure, "curve3").map(({ atY }) => atY)).toEqual([1e-3, 1e-2]);
  const words = texts(await drawSvg(figure));
  for (const label of [
    "right track alone",
    "more than one track",
    "no track",
    "wrong track",
    "electrons per spill",
  ])
    expect(words).toContain(label);
  expect(words).toContain("100 GeV electrons, 2016 run III; tracker alone");
});

test("momenta are told in the labels", async () => {
  const rows = [50, 100].flatMap((momentum) => [row(momentum, 1e6), row(momentum, 1e7)]);
  const words = texts(await drawSvg(trackingFigure(rows, "2016 run I")));
  expect(words).toContain("wrong track, 50 GeV");
  expect(words).toContain("no track, 100 GeV");
});

test("there is none of one intensity, or of more momenta than dashes", () => {
  expect(refuseTrackingPicture(1, 1)).toMatch(/^a picture needs several values of --intensity/);
  expect(refuseTrackingPicture(4, 5)).toMatch(/3 momenta, not 4/);
  expect(refuseTrackingPicture(3, 2)).toBeUndefined();
});
