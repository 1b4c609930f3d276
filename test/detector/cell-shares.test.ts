import { describe, expect, it } from "vitest";
import { prepareCellShares } from "../../src/detector/cell-shares.ts";
import { cellShare, type LateralComponent } from "../../src/physics/shower-lateral.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { cm, mm } from "../../src/units.ts";
import { shippedCard } from "../shipped-card.ts";

const { detector } = shippedCard();
const random = new RandomStream(runKeyFromSeed("cell-shares.test"));

function components(part: unknown, scale = 1): LateralComponent[] {
  const { lateralFractions, lateralRadii } = part as { lateralFractions: number[]; lateralRadii: number[] };
  return lateralFractions.map((fraction, k) => ({ fraction, radius: scale * lateralRadii[k]! }));
}
const main = components(detector.ecal);
const preshower = components(detector.ecal, 0.6);
const pitch = 38.2 * mm;

/** The shares of the matrix by the closed form, cell by cell. */
function closedForm(x: number, y: number, profile: LateralComponent[], cell: number, side: number): number[] {
  return Array.from({ length: side * side }, (_, c) => {
    const column = (c % side) - (side - 1) / 2;
    const row = Math.floor(c / side) - (side - 1) / 2;
    return cellShare({ x: column * cell - x, y: row * cell - y, side: cell }, profile);
  });
}

describe("the shares at random places against the closed form", () => {
  // The largest error is that of the linear interpolation across the narrowest term, right at the corner of four cells.
  it.each([
    ["main section", main, pitch, 6, 5e-3, 2.5e-4],
    ["PS", preshower, pitch, 6, 1.3e-2, 6e-4],
    ["hadrons in the ECAL", [{ fraction: 1, radius: 25 * mm }], pitch, 6, 1e-4, 1e-5],
    ["HCAL", components(detector.hcal), 20 * cm, 3, 2e-3, 2.5e-4],
  ] as const)("%s", (_, profile, cell, side, largestAllowed, rmsAllowed) => {
    const { shares, covers } = prepareCellShares(profile, cell, side);
    const out = new Float64Array(side * side);
    const half = (side * cell) / 2;
    random.seek(1, 0);
    let [largest, squares, outside] = [0, 0, 0];
    const tries = 5000;
    for (let k = 0; k < tries; k++) {
      // Every other one within 3 mm of a corner.
      const corner = () => Math.round((side - 1) * random.uniform() - (side - 1) / 2 + 0.5) * cell;
      const near = k % 2 === 0;
      const x = near ? clamp(corner() + 6 * random.uniform() - 3, half) : half * (2 * random.uniform() - 1);
      const y = near ? clamp(corner() + 6 * random.uniform() - 3, half) : half * (2 * random.uniform() - 1);
      if (!covers(x, y)) outside++;
      shares(x, y, out);
      closedForm(x, y, [...profile], cell, side).forEach((expected, c) => {
        const error = Math.abs(out[c]! - expected);
        largest = Math.max(largest, error);
        if (!near) squares += error * error;
      });
    }
    expect(largest).toBeLessThan(largestAllowed);
    expect(Math.sqrt(squares / (tries / 2) / (side * side))).toBeLessThan(rmsAllowed);
    expect(outside).toBe(0);
  });

  function clamp(value: number, half: number): number {
    return Math.min(Math.max(value, -0.9999 * half), 0.9999 * half);
  }

  it("are exact at the nodes, 48 to a cell, but for single precision", () => {
    const { shares } = prepareCellShares(main, pitch, 6);
    const out = new Float64Array(36);
    for (const [a, b] of [
      [0, 0],
      [24, 24],
      [7, -31],
      [-140, 100],
    ] as const) {
      // A hair inside, so that rounding does not move the node to the next cell.
      const [x, y] = [(a * pitch) / 48 + 1e-9, (b * pitch) / 48 + 1e-9];
      shares(x, y, out);
      const worst = closedForm(x, y, main, pitch, 6).map((expected, c) => Math.abs(out[c]! - expected));
      expect(Math.max(...worst)).toBeLessThan(1e-6);
    }
  });
});

describe("reference: notes 4.2, shares of an electron on the centre of a cell, in a matrix with one there", () => {
  it("0.86 in the cell, 0.025 beside it, 0.006 at its corners, 0.987 in 3 x 3, 0.998 in 5 x 5", () => {
    const out = new Float64Array(25);
    prepareCellShares(main, pitch, 5).shares(0, 0, out);
    const sum = (reach: number) => {
      let total = 0;
      for (let r = 2 - reach; r <= 2 + reach; r++)
        for (let c = 2 - reach; c <= 2 + reach; c++) total += out[5 * r + c]!;
      return total;
    };
    expect(Math.abs(out[12]! - 0.86)).toBeLessThan(0.005);
    for (const c of [7, 11, 13, 17]) expect(Math.abs(out[c]! - 0.025)).toBeLessThan(0.001);
    for (const c of [6, 8, 16, 18]) expect(Math.abs(out[c]! - 0.006)).toBeLessThan(0.001);
    expect(Math.abs(sum(1) - 0.987)).toBeLessThan(0.001);
    expect(Math.abs(sum(2) - 0.998)).toBeLessThan(0.001);
  });

  it("card of the HCAL, hadronic part: 0.83 in the central cell, 0.97 in 3 x 3", () => {
    const out = new Float64Array(9);
    prepareCellShares(components(detector.hcal), 20 * cm, 3).shares(0, 0, out);
    expect(Math.abs(out[4]! - 0.83)).toBeLessThan(0.005);
    expect(Math.abs(out.reduce((sum, share) => sum + share, 0) - 0.97)).toBeLessThan(0.005);
  });

  it("of cells that are not square are those of their sides", () => {
    const out = new Float64Array(9);
    const profile = components(detector.hcal);
    const { shares, covers, cellAt } = prepareCellShares(profile, 20 * cm, 3, 10 * cm);
    shares(0, 0, out);
    // Wider in x: its neighbours there are farther.
    expect(out[1]!).toBeGreaterThan(2 * out[3]!);
    const whole = new Float64Array(1);
    prepareCellShares(profile, 60 * cm, 1, 30 * cm).shares(0, 0, whole);
    expect(out.reduce((sum, share) => sum + share, 0)).toBeCloseTo(whole[0]!, 3);
    expect([covers(299, 149), covers(299, 151), covers(301, 0)]).toEqual([true, false, false]);
    expect(cellAt(150, -60)).toBe(2);
  });
});

describe("the matrix", () => {
  const { shares, covers } = prepareCellShares(main, pitch, 6);
  const out = new Float64Array(36);

  it("numbers its cells by columns along x, then rows along y", () => {
    for (let c = 0; c < 36; c++) {
      const x = ((c % 6) - 2.5) * pitch;
      const y = (Math.floor(c / 6) - 2.5) * pitch;
      shares(x, y, out);
      expect(out.indexOf(Math.max(...out))).toBe(c);
    }
  });

  it("covers its face, without the border", () => {
    const half = 3 * pitch;
    expect(covers(0, 0)).toBe(true);
    expect(covers(half - 1e-6, -half + 1e-6)).toBe(true);
    for (const [x, y] of [
      [half, 0],
      [-half, 0],
      [0, half],
      [0, -half - 1],
      [Number.NaN, 0],
      [0, Number.NaN],
    ] as const)
      expect(covers(x, y)).toBe(false);
  });

  it("divides a shower on the corner of four cells evenly, and mirrors", () => {
    shares(0, 0, out);
    for (const c of [14, 15, 20, 21]) expect(out[c]).toBeCloseTo(out[14]!, 6);
    shares(13, -47, out);
    const before = Array.from(out);
    shares(-13, -47, out);
    for (let c = 0; c < 36; c++) {
      const mirrored = 6 * Math.floor(c / 6) + 5 - (c % 6);
      expect(Math.abs(out[mirrored]! - before[c]!)).toBeLessThan(1e-6);
    }
  });

  it("loses what falls outside: 0.1 % for a hit in the middle, half for one at the edge", () => {
    const sum = (x: number, y: number) => {
      shares(x, y, out);
      return out.reduce((total, share) => total + share, 0);
    };
    expect(sum(0, 0)).toBeGreaterThan(0.9985);
    expect(sum(0, 0)).toBeLessThan(0.9995);
    expect(Math.abs(sum(3 * pitch - 1e-6, 0.5 * pitch) - 0.5)).toBeLessThan(0.002);
    expect(Math.abs(sum(3 * pitch - 1e-6, 3 * pitch - 1e-6) - 0.25)).toBeLessThan(0.002);
  });

  it("the PS, whose profile has a negative tail outside, sums up to 1.0004 at most", () => {
    const narrow = prepareCellShares(preshower, pitch, 6);
    let most = 0;
    for (let k = 0; k < 500; k++) {
      narrow.shares(3 * pitch * (2 * random.uniform() - 1), 3 * pitch * (2 * random.uniform() - 1), out);
      most = Math.max(
        most,
        out.reduce((total, share) => total + share, 0),
      );
    }
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThan(1.0005);
  });
});
