import { describe, expect, test } from "vitest";
import { gaussian } from "../../src/random/gaussian.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { type Approach, approaches, type FitPoint, fitPlateau } from "../../src/statistics/plateau-fit.ts";

const forms = Object.keys(approaches) as Approach[];
const range = [0.5, 20] as const;
const places = [1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60];
const onCurve = (y: (x: number) => number, weight = 1): FitPoint[] =>
  places.map((x) => ({ x, y: y(x), weight }));

describe.each(forms)("points of the form %s", (form) => {
  test.each([0.6, -1.5])("give it back, with a depth of %s", (depth) => {
    const points = onCurve((x) => 1.1 * (1 - depth * approaches[form](x / 4.2)));
    const found = fitPlateau(points, form, range);
    expect(found.plateau).toBeCloseTo(1.1, 5);
    expect(found.depth).toBeCloseTo(depth, 4);
    expect(found.scale).toBeCloseTo(4.2, 4);
    expect(found.chiSquare).toBeLessThan(1e-9);
    for (const { x, y } of points) expect(found.at(x)).toBeCloseTo(y, 5);
  });

  test("a plateau alone has no depth, whatever the scale", () => {
    const found = fitPlateau(
      onCurve(() => 0.9),
      form,
      range,
    );
    expect([found.plateau, found.depth]).toEqual([expect.closeTo(0.9, 12), expect.closeTo(0, 12)]);
  });

  test("is nowhere below 0", () => {
    const points = onCurve((x) => 1 - 3 * approaches[form](x / 4.2));
    const found = fitPlateau(points, form, range);
    expect(found.depth).toBeCloseTo(1, 12);
    expect(found.at(0)).toBeCloseTo(0, 12);
  });

  test("no other plateau, depth or scale is nearer to points that scatter", () => {
    const random = new RandomStream(runKeyFromSeed("plateau"));
    random.seek(1, forms.indexOf(form));
    const points = onCurve((x) => 1 - 0.5 * Math.exp(-x / 6) + 0.05 * gaussian(random), 400);
    const found = fitPlateau(points, form, range);
    const chiSquare = (plateau: number, depth: number, scale: number): number =>
      points.reduce((sum, { x, y, weight }) => {
        const off = y - plateau * (1 - depth * approaches[form](x / scale));
        return sum + weight * off * off;
      }, 0);
    const { plateau, depth, scale } = found;
    expect(chiSquare(plateau, depth, scale)).toBeCloseTo(found.chiSquare, 9);
    for (const factor of [0.8, 0.98, 1.02, 1.25]) {
      expect(chiSquare(factor * plateau, depth, scale)).toBeGreaterThanOrEqual(found.chiSquare);
      expect(chiSquare(plateau, factor * depth, scale)).toBeGreaterThanOrEqual(found.chiSquare);
      if (factor * scale > range[0] && factor * scale < range[1])
        expect(chiSquare(plateau, depth, factor * scale)).toBeGreaterThanOrEqual(found.chiSquare);
    }
  });
});

test("heavy points draw the plateau", () => {
  const points = [
    { x: 40, y: 1, weight: 9 },
    { x: 50, y: 2, weight: 1 },
  ];
  expect(fitPlateau(points, "gaussian", [0.5, 2]).plateau).toBeCloseTo(1.1, 12);
});
