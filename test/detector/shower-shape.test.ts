import { describe, expect, it } from "vitest";
import { prepareCellShares } from "../../src/detector/cell-shares.ts";
import { NineCells } from "../../src/detector/nine-cells.ts";
import { fluctuate } from "../../src/detector/sampling.ts";
import { prepareShowerShape } from "../../src/detector/shower-shape.ts";
import { gaussian } from "../../src/random/gaussian.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { GeV, mm } from "../../src/units.ts";
import { moments } from "../random/standard-errors.ts";

const side = 6;
const lateral = prepareCellShares([{ fraction: 1, radius: 6 * mm }], 38.2 * mm, side);
const errors = { samplingTerm: 0.1, noise: 0.03, cellThreshold: 0, trackError: 0.05, shareError: 0.02 };
const nine = new NineCells(side);
const random = new RandomStream(runKeyFromSeed("shower-shape.test"));

function shapeWith(changes: Partial<typeof errors> = {}) {
  const shape = prepareShowerShape(lateral, side, { ...errors, ...changes });
  return (cells: Float64Array, x: number, y: number) => shape(cells, nine.find(cells), x, y);
}
const shape = shapeWith();

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
    [114.5 * mm, -114.5 * mm],
  ])("is 0 for exactly the shower that is expected, also at the edge of the matrix: (%s, %s)", (x, y) => {
    expect(shape(shower(100 * GeV, x, y), x, y)).toBeCloseTo(0, 20);
  });

  it("grows with the distance between shower and track", () => {
    const cells = shower(100 * GeV, 19 * mm, 19 * mm);
    const values = [0, 5, 10, 20, 40].map((off) => shape(cells, 19 * mm + off, 19 * mm));
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(values[4]!).toBeGreaterThan(1000);
  });

  it("is the squared deviation over the variance, per cell: sampling, noise, profile and the track's way of one sigma", () => {
    const [x, y] = [30 * mm, 19.1 * mm];
    const cells = shower(100 * GeV, x, y);
    const centre = 3 * side + 3;
    const around = [-7, -6, -5, -1, 0, 1, 5, 6, 7].map((step) => centre + step);
    const expected = Float64Array.from(cells);
    const share = (c: number) => expected[c]! / 100;
    const moved = 5 * GeV;
    cells[centre]! -= moved;
    cells[centre + 1]! += moved;
    const besideX = shower(100 * GeV, x - 0.05, y);
    const besideY = shower(100 * GeV, x, y - 0.05);
    const variance = (c: number) =>
      0.01 * expected[c]! +
      0.03 * 0.03 +
      (0.02 * expected[c]! * (1 - share(c))) ** 2 +
      (besideX[c]! - expected[c]!) ** 2 +
      (besideY[c]! - expected[c]!) ** 2;
    const sum = [centre, centre + 1].reduce((total, c) => total + (moved * moved) / variance(c), 0);
    expect(nine.find(cells).count).toBe(around.length);
    expect(shape(cells, x, y)).toBeCloseTo(sum / 9, 6);
  });

  // Sampling and noise alone, with the energy fitted: (9 - 1) / 9. The eight others are smeared independently.
  it.each([20, 100])(
    "of electrons of %s GeV with the fluctuations that are expected is 8/9 on average",
    (energy) => {
      const exact = shapeWith({ shareError: 0, trackError: 0 });
      const { mean } = moments(4000, () => {
        const [x, y] = [40 * (random.uniform() - 0.5), 40 * (random.uniform() - 0.5)];
        const cells = shower(energy, x, y);
        fluctuate(cells, cells.length, 0.1, random);
        for (let c = 0; c < cells.length; c++) cells[c]! += 0.03 * gaussian(random);
        return exact(cells, x, y);
      });
      expect(Math.abs(mean - 8 / 9)).toBeLessThan(0.04);
    },
  );

  it("with a track as bad as expected stays so on the border of cells, where otherwise it would be far off", () => {
    const mean = (trackError: number) => {
      const bad = shapeWith({ trackError });
      return moments(4000, () => {
        const [x, y] = [2 * (random.uniform() - 0.5), 25];
        const cells = shower(100, x, y);
        fluctuate(cells, cells.length, 0.1, random);
        return bad(cells, x + 0.5 * gaussian(random), y + 0.5 * gaussian(random));
      }).mean;
    };
    expect(mean(0.5)).toBeLessThan(1.1);
    expect(mean(0.001)).toBeGreaterThan(2);
  });

  it("takes an empty cell for one below threshold: no deviation if that was expected, what is beyond it if not", () => {
    const cut = shapeWith({ cellThreshold: 0.12 });
    const [x, y] = [19.1 * mm, 19.1 * mm];
    const low = shower(2 * GeV, x, y);
    for (let c = 0; c < low.length; c++) if (low[c]! < 0.12) low[c] = 0;
    expect(low.filter((energy) => energy === 0).length).toBeGreaterThan(20);
    expect(cut(low, x, y)).toBeCloseTo(0, 20);
    const dead = shower(50 * GeV, x, y);
    dead[22] = 0;
    expect(cut(dead, x, y)).toBeGreaterThan(3);
  });

  it("of hits in other cells than those around the axis is absent or bad", () => {
    const far = shower(100 * GeV, -95 * mm, -95 * mm);
    const value = shape(far, 95 * mm, 95 * mm);
    expect(Number.isNaN(value) || value > 100).toBe(true);
  });
});
