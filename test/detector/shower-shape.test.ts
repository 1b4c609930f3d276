import { describe, expect, it } from "vitest";
import { prepareCellShares } from "../../src/detector/cell-shares.ts";
import { prepareShowerShape } from "../../src/detector/shower-shape.ts";
import { GeV, mm } from "../../src/units.ts";

const side = 6;
const lateral = prepareCellShares([{ fraction: 1, radius: 6 * mm }], 38.2 * mm, side);
const errors = { samplingTerm: 0.1, cellThreshold: 0.12 * GeV, shareError: 0.06 };
const shape = prepareShowerShape(lateral, side, errors);

/** A shower of `energy` whose axis hits (x, y), as the shares say. */
function shower(energy: number, x: number, y: number): Float64Array {
  const cells = new Float64Array(side * side);
  lateral.shares(x, y, cells);
  return cells.map((share) => energy * share);
}

describe("the shower shape", () => {
  it.each([
    [19 * mm, 19 * mm],
    [-60 * mm, 5 * mm],
    [110 * mm, 110 * mm],
  ])("is 0 for exactly the shower that is expected, also at the edge of the matrix: (%s, %s)", (x, y) => {
    expect(shape(shower(100 * GeV, x, y), x, y)).toBeCloseTo(0, 20);
  });

  it("grows with the distance between shower and track", () => {
    const cells = shower(100 * GeV, 19 * mm, 19 * mm);
    const values = [0, 5, 10, 20, 40].map((off) => shape(cells, 19 * mm + off, 19 * mm));
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(values[4]!).toBeGreaterThan(10);
  });

  it("is the squared deviation over the variance, per cell", () => {
    const cells = shower(100 * GeV, 19.1 * mm, 19.1 * mm);
    const centre = 3 * side + 3;
    const nine = [-7, -6, -5, -1, 0, 1, 5, 6, 7].map((step) => cells[centre + step]!);
    const moved = 5 * GeV;
    cells[centre]! -= moved;
    cells[centre + 1]! += moved;
    const energy = nine.reduce((a, b) => a + b, 0);
    const variance = (predicted: number) => 0.01 * predicted + 0.12 * 0.12 + (0.06 * energy) ** 2;
    const expected = (moved * moved) / variance(nine[4]!) + (moved * moved) / variance(nine[5]!);
    expect(shape(cells, 19.1 * mm, 19.1 * mm)).toBeCloseTo(expected / 9, 6);
  });

  it("of hits in other cells than those around the axis is absent or bad", () => {
    const far = shower(100 * GeV, -95 * mm, -95 * mm);
    const value = shape(far, 95 * mm, 95 * mm);
    expect(Number.isNaN(value) || value > 10).toBe(true);
  });
});
