import { describe, expect, test } from "vitest";
import { simulateYields } from "../../scripts/yield-methods.ts";
import {
  refusePicture,
  type SpectrumKind,
  simulateSpectrum,
  spectrumCsv,
  spectrumFigure,
} from "../../scripts/yield-spectrum.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { parseTable } from "../../src/node/read-table.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { numbers } from "../../src/tables/table.ts";
import { GeV, MeV } from "../../src/units.ts";
import { labels, texts } from "../figures/read-figure.ts";
import { shippedCard } from "../shipped-card.ts";

const request = {
  card: shippedCard(),
  above: 50 * GeV,
  events: 2000,
  key: runKeyFromSeed("yield-spectrum.test"),
};
const of = (kind: SpectrumKind, masses: number[], epsilon = 1) =>
  simulateSpectrum(
    kind,
    masses.map((mass) => mass * MeV),
    epsilon,
    request,
  );

describe("Fig. 4", () => {
  const spectrum = of("emission", [100], 1e-3);
  const integral = (method: string) =>
    spectrum.rows
      .filter((row) => row.method === method)
      .reduce((sum, row) => sum + row.per_GeV * (row.to_GeV - row.from_GeV), 0);

  test("sums to the yield, exactly that of Eq. (8) for the same cascades", () => {
    const { etl } = simulateYields(100 * MeV, request);
    expect(integral("etl") / (1e-6 * etl.mean)).toBeCloseTo(1, 2);
  });

  // k of the improved approximation at 100 MeV and 100 GeV is 1.673 in all, 1.745 above 50 GeV over the track of the primary.
  test("of IWW is higher by its k", () => {
    expect(Math.abs(integral("iww") / integral("etl") - 1.745)).toBeLessThan(0.03);
  });

  test("has bins of 2 GeV from the cut to the beam, with errors", () => {
    const own = spectrum.rows.filter(({ method }) => method === "etl");
    expect(own.map(({ from_GeV }) => from_GeV)).toEqual(Array.from({ length: 25 }, (_, k) => 50 + 2 * k));
    for (const { per_GeV, error_per_GeV } of own) expect(error_per_GeV / per_GeV).toBeGreaterThan(0.02);
  });

  test("is drawn by mass and method", async () => {
    const figure = spectrumFigure(of("emission", [10, 100]));
    const words = texts(await drawSvg(figure));
    for (const label of ["mA′ = 10 MeV, ETL", "mA′ = 100 MeV, IWW"]) expect(words).toContain(label);
    expect(words.join(" ")).toContain("Fig. 4");
    expect(labels(figure, "yTicks").length).toBeGreaterThan(1);
  });
});

describe("Fig. 6", () => {
  const spectrum = of("deposited", [2, 200]);

  test("is the mirror of the energies of the A', as shares", () => {
    const { rows } = of("emission", [200]);
    const emitted = rows.filter(({ method }) => method === "etl").map(({ per_GeV }) => per_GeV);
    const all = emitted.reduce((sum, value) => sum + 2 * value, 0);
    const left = spectrum.rows.filter(({ mass_MeV }) => mass_MeV === 200).map(({ per_GeV }) => per_GeV);
    for (const [k, share] of left.entries()) expect(share).toBeCloseTo(emitted[24 - k]! / all, 9);
  });

  test("says that it has no detector in it", async () => {
    const words = texts(await drawSvg(spectrumFigure(spectrum))).join("\n");
    expect(words).toContain("true beam energy less that of the A′, no detector");
    const csv = await spectrumCsv(spectrum);
    expect(csv).toContain("without detector");
    expect(numbers(await parseTable("s.csv", csv), "share of events", "1/GeV")).toHaveLength(50);
  });
});

test("as many masses can be drawn as there are colours", () => {
  expect(refusePicture(7)).toBeUndefined();
  expect(refusePicture(8)).toContain("7 masses, not 8");
});
