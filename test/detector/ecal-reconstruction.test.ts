import { beforeEach, expect, it } from "vitest";
import { prepareCellShares } from "../../src/detector/cell-shares.ts";
import type { EcalCard } from "../../src/detector/ecal.ts";
import { prepareEcalReconstruction } from "../../src/detector/ecal-reconstruction.ts";
import { eventColumns } from "../../src/detector/events.ts";
import { allocate } from "../../src/event/columns.ts";
import { GeV, MeV, mm } from "../../src/units.ts";
import { shippedCard } from "../shipped-card.ts";

const setup = shippedCard(["detector.ecal.calibrationSpread=0", "detector.ecal.scale=1"]);
const card = setup.detector.ecal as EcalCard;
const shares = prepareCellShares(
  card.lateralFractions.map((fraction, k) => ({ fraction, radius: card.lateralRadii[k]! })),
  card.cellSize,
  6,
);
const preshowerShares = prepareCellShares(
  card.lateralFractions.map((fraction, k) => ({
    fraction,
    radius: card.preshowerNarrowing * card.lateralRadii[k]!,
  })),
  card.cellSize,
  6,
);
const medium = { criticalEnergy: 8.57 * MeV, chargeNumber: 75.5, samplingFrequency: 3.69, eOverMip: 0.652 };
const reconstruct = prepareEcalReconstruction(card, setup, { side: 6, preshowerShares, shares, medium });
const { columns } = allocate(eventColumns, 1);
const found = new Float64Array(72);
const main = found.subarray(36);

beforeEach(() => {
  found.fill(0);
  columns.trackX[0] = Number.NaN;
  columns.trackY[0] = Number.NaN;
});

it("adds what is above threshold, of either section", () => {
  // In cells where no shower at the track is expected.
  columns.trackX[0] = 2.5 * card.cellSize;
  columns.trackY[0] = 2.5 * card.cellSize;
  found.set([0.039, 0.041, 3 * GeV]);
  main.set([0.119, 0.121, 20 * GeV]);
  reconstruct(found, 0, columns);
  expect(columns.preshowerEnergy[0]).toBeCloseTo(3.041, 5);
  expect(columns.ecalEnergy[0]).toBeCloseTo(23.162, 5);
});

it("adds what the shower at the track has in cells below threshold", () => {
  shares.shares(8 * mm, -11 * mm, main);
  preshowerShares.shares(8 * mm, -11 * mm, found.subarray(0, 36));
  for (let c = 0; c < 72; c++) found[c] = Math.max(0, (c < 36 ? 1 : 9) * found[c]!);
  columns.trackX[0] = 8 * mm;
  columns.trackY[0] = -11 * mm;
  reconstruct(found, 0, columns);
  // All but what lies outside the face, 0.7 %.
  expect(columns.preshowerEnergy[0]! / 1).toBeGreaterThan(0.99);
  expect(columns.ecalEnergy[0]! / 10).toBeGreaterThan(0.99);
  expect(columns.ecalEnergy[0]! / 10).toBeLessThan(1.001);
});

it("tells no place and no shape of an empty main section, and no depth of an empty ECAL", () => {
  const told = () =>
    [columns.ecalX, columns.ecalY, columns.showerShape, columns.showerDepth].map(
      (column) => !Number.isNaN(column[0]),
    );
  reconstruct(found, 0, columns);
  expect(told()).toEqual([false, false, false, false]);
  found[14] = 1 * GeV;
  reconstruct(found, 0, columns);
  expect(told()).toEqual([false, false, false, true]);
  // All in the preshower: as early as can be.
  expect(columns.showerDepth[0]).toBeLessThan(-3);
});

it("lays the cells beside an electron at the track, or at their own place if there is none or it misses the face", () => {
  shares.shares(8 * mm, -11 * mm, main);
  for (let c = 0; c < 36; c++) main[c] = Math.max(0, 50 * GeV * main[c]!);
  const at = (x: number, y: number): number => {
    columns.trackX[0] = x;
    columns.trackY[0] = y;
    reconstruct(found, 0, columns);
    return columns.showerShape[0]!;
  };
  expect(at(8 * mm, -11 * mm)).toBeLessThan(0.01);
  expect(at(13 * mm, -11 * mm)).toBeGreaterThan(5);
  expect(at(Number.NaN, Number.NaN)).toBeLessThan(0.1);
  expect(at(500 * mm, 0)).toBe(at(Number.NaN, Number.NaN));
  expect(Math.abs(columns.ecalX[0]! - 8 * mm)).toBeLessThan(0.2);
  expect(Math.abs(columns.ecalY[0]! + 11 * mm)).toBeLessThan(0.2);
});

it("reads each cell with its own error of calibration", () => {
  const spread = { ...card, calibrationSpread: 0.05 };
  const real = prepareEcalReconstruction(spread, setup, { side: 6, preshowerShares, shares, medium });
  const energies = Array.from({ length: 72 }, (_, c) => {
    found.fill(0);
    found[c] = 10 * GeV;
    real(found, 0, columns);
    return columns.ecalEnergy[0]!;
  });
  expect(new Set(energies).size).toBe(72);
  const rms = Math.sqrt(energies.reduce((sum, energy) => sum + (energy / 10 - 1) ** 2, 0) / 72);
  expect(rms).toBeGreaterThan(0.03);
  expect(rms).toBeLessThan(0.07);
});
