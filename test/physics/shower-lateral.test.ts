import { describe, expect, it } from "vitest";
import {
  cellShare,
  type LateralComponent,
  lateralCorner,
  lateralCumulative,
} from "../../src/physics/shower-lateral.ts";
import { mm } from "../../src/units.ts";

const side = 38.2 * mm;

/** COMPASS data 2008-2012 (notes 4.2), the radii times a factor. */
function compass(scale: number): LateralComponent[] {
  return [
    { fraction: 0.885, radius: scale * 8.104 * mm },
    { fraction: -0.14, radius: scale * 55.86 * mm },
    { fraction: 0.255, radius: scale * 1.52 * mm },
  ];
}
const target = compass(0.77);

describe("reference: notes 4.2, electron on the centre of a cell, within a unit of the last printed digit", () => {
  it.each([
    ["unscaled", 1, 0.8, 0.035, 0.009, 0.974, 0.994],
    ["scaled to the target", 0.77, 0.86, 0.025, 0.006, 0.987, 0.998],
  ])("%s", (_name, scale, centre, beside, corner, three, five) => {
    const components = compass(scale);
    const share = (x: number, y: number, cells = 1) =>
      cellShare({ x: x * side, y: y * side, side: cells * side }, components);
    expect(Math.abs(share(0, 0) - centre)).toBeLessThan(0.005);
    expect(Math.abs(share(1, 0) - beside)).toBeLessThan(0.001);
    expect(Math.abs(share(1, 1) - corner)).toBeLessThan(0.001);
    expect(Math.abs(share(0, 0, 3) - three)).toBeLessThan(0.001);
    expect(Math.abs(share(0, 0, 5) - five)).toBeLessThan(0.001);
  });
});

describe("lateralCumulative", () => {
  it("is 1/4 on the axis, 0 and 1 at the ends, 1/2 on a line through the axis", () => {
    expect(lateralCumulative(0, 0, target)).toBeCloseTo(0.25, 15);
    expect(lateralCumulative(1e9, 1e9, target)).toBeCloseTo(1, 7);
    expect(lateralCumulative(-1e9, 1e9, target)).toBeCloseTo(0, 7);
    expect(lateralCumulative(-1e9, -1e9, target)).toBeCloseTo(0, 7);
    expect(lateralCumulative(0, 1e9, target)).toBeCloseTo(0.5, 7);
  });

  it("is 1/2 + atan(x/b)/π for one component and all y", () => {
    const one = [{ fraction: 1, radius: 5 }];
    for (const at of [-30, -5, 2, 11]) {
      expect(lateralCumulative(at, 1e9, one)).toBeCloseTo(0.5 + Math.atan(at / 5) / Math.PI, 7);
      expect(lateralCumulative(1e9, at, one)).toBeCloseTo(0.5 + Math.atan(at / 5) / Math.PI, 7);
    }
  });

  it("gives a cell by its four corners", () => {
    const [x, y] = [17, -30];
    const at = (right: number, above: number) =>
      lateralCumulative(x + (right - 0.5) * side, y + (above - 0.5) * side, target);
    expect(cellShare({ x, y, side }, target)).toBeCloseTo(at(1, 1) - at(0, 1) - at(1, 0) + at(0, 0), 14);
  });
});

describe("cellShare", () => {
  it("adds up to the square of all cells, wherever the axis is", () => {
    for (const [x0, y0] of [
      [0, 0],
      [13, -4],
      [19.1, 19.1],
    ] as const) {
      let sum = 0;
      for (let i = -2; i <= 2; i++) {
        for (let j = -2; j <= 2; j++) sum += cellShare({ x: i * side - x0, y: j * side - y0, side }, target);
      }
      expect(sum).toBeCloseTo(cellShare({ x: -x0, y: -y0, side: 5 * side }, target), 14);
    }
  });

  it("is symmetric in signs and axes, and splits evenly at a border and at a corner", () => {
    const share = (x: number, y: number) => cellShare({ x, y, side }, target);
    expect(share(-20, 33)).toBeCloseTo(share(20, 33), 14);
    expect(share(33, 20)).toBeCloseTo(share(20, 33), 14);
    expect(share(0.5 * side, 0)).toBeCloseTo(share(-0.5 * side, 0), 14);
    expect(lateralCorner(-3, 8, target)).toBeCloseTo(-lateralCorner(3, 8, target), 15);
    expect(4 * cellShare({ x: 0.5e6, y: 0.5e6, side: 1e6 }, target)).toBeCloseTo(1, 4);
  });

  it("is the share of a Cauchy-like profile, b / (2π (b² + r²)^(3/2)), for one component", () => {
    const b = 7;
    const [x, y, small] = [12, 5, 0.01];
    const r2 = b * b + x * x + y * y;
    const density = b / (2 * Math.PI * r2 * Math.sqrt(r2));
    const share = cellShare({ x, y, side: small }, [{ fraction: 1, radius: b }]);
    expect(share / (small * small * density)).toBeCloseTo(1, 4);
  });
});
