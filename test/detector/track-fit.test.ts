import { describe, expect, test } from "vitest";
import { degreesOfFreedom, hitsOf, prepareTrackFit, type Track } from "../../src/detector/track-fit.ts";
import { incompleteGamma } from "../../src/math/incomplete-gamma.ts";
import { gaussian } from "../../src/random/gaussian.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { m, mm, um } from "../../src/units.ts";
import { binnedDeviation, deviation, edges, moments } from "../random/standard-errors.ts";

const middle = -17.6 * m;
const planes = [-22.5, -21.5, -0.5, -0.2, -0.4, -0.1].map((z, c) => ({
  z: z * m,
  resolution: (c < 4 ? 100 : 70) * um,
}));
const fit = prepareTrackFit(planes, middle);
const all = 0b111111;
/** Every pattern that can be a track: both upstream planes and one downstream or more. */
const patterns = Array.from({ length: 15 }, (_, k) => ((k + 1) << 2) | 3);

const empty = (): Track => ({ x: 0, y: 0, angleIn: 0, bend: 0, angleY: 0, chiSquare: 0 });

/** Points on a track, moved by `error` times the resolution. */
function pointsOf(track: Track, error: () => number = () => 0) {
  const x = new Float64Array(6);
  const y = new Float64Array(6);
  for (const [c, { z, resolution }] of planes.entries()) {
    const along = (z - middle) / m;
    x[c] = track.x + track.angleIn * along + track.bend * Math.max(0, along) + resolution * error();
    y[c] = track.y + track.angleY * along + resolution * error();
  }
  return { x, y };
}

const some: Track = { x: 3.1, y: -7.2, angleIn: 0.21, bend: -0.43, angleY: -0.11, chiSquare: 0 };
const steep: Track = { x: -60, y: 250, angleIn: 20, bend: 15, angleY: -20, chiSquare: 0 };

describe("exact points", () => {
  test.each(patterns.flatMap((pattern) => [some, steep].map((track) => [pattern, track] as const)))(
    "in pattern %i give back the track to 1e-9",
    (pattern, track) => {
      const found = empty();
      const { x, y } = pointsOf(track);
      fit.fit(pattern, x, y, found);
      for (const key of ["x", "y", "angleIn", "bend", "angleY"] as const)
        expect(Math.abs(found[key] - track[key])).toBeLessThan(1e-9);
      expect(found.chiSquare).toBeLessThan(1e-15);
    },
  );

  test("of planes that have no hit are not looked at", () => {
    const { x, y } = pointsOf(some);
    x[3] = 1e6;
    y[3] = Number.NaN;
    const found = empty();
    fit.fit(all & ~(1 << 3), x, y, found);
    expect(found.bend).toBeCloseTo(some.bend, 9);
    expect(found.chiSquare).toBeLessThan(1e-15);
  });
});

describe("the covariance", () => {
  test("with one plane downstream is that of three points and three parameters, by hand", () => {
    // bend = (x3 - xm) / D - t, xm = x2 + t a, t = (x2 - x1) / l: coefficients of x1, x2, x3.
    const [l, a, D] = [1, 3.9, 17.1];
    const coefficients = [(a / D + 1) / l, -1 / D - (a / D + 1) / l, 1 / D];
    const expected = coefficients.reduce((sum, value) => sum + value * value * 0.01, 0);
    expect(fit.covariance(0b111).x[2]![2]! / expected).toBeCloseTo(1, 12);
    expect(fit.bendVariance(0b111, []) / expected).toBeCloseTo(1, 12);
    // 0.18 mrad of the 21 mrad at 100 GeV: Sec. III has 1 %.
    expect(Math.sqrt(expected)).toBeCloseTo(0.178, 3);
  });

  test("falls with every further plane", () => {
    for (const pattern of patterns)
      for (let c = 2; c < 6; c++) {
        const more = pattern | (1 << c);
        if (more === pattern) continue;
        expect(fit.bendVariance(more, [])).toBeLessThan(fit.bendVariance(pattern, []));
        expect(fit.covariance(more).y[1]![1]).toBeLessThan(fit.covariance(pattern).y[1]![1]!);
      }
  });

  test("of a bend grows by a kink in MM2: by the square of what it moves the points behind", () => {
    // One point: it moves by kink (z3 - z2) = 21 m, over D = 17.1 m.
    const kink = 0.1;
    const moved = (kink * 21) / 17.1;
    const added = fit.bendVariance(0b111, [0, kink]) - fit.bendVariance(0b111, []);
    expect(added / (moved * moved)).toBeCloseTo(1, 10);
  });
});

describe("smeared points", () => {
  const count = 40_000;

  test.each([all, 0b011011, 0b101111])(
    "of pattern %i: pulls of mean 0 and width 1, and chi-square",
    (pattern) => {
      const random = new RandomStream(runKeyFromSeed("track-fit.test"));
      const { x: covarianceX, y: covarianceY } = fit.covariance(pattern);
      const fits = Array.from({ length: count }, () => {
        const { x, y } = pointsOf(some, () => gaussian(random));
        const found = empty();
        fit.fit(pattern, x, y, found);
        return found;
      });
      const errors = {
        x: covarianceX[0]![0]!,
        angleIn: covarianceX[1]![1]!,
        bend: covarianceX[2]![2]!,
        y: covarianceY[0]![0]!,
        angleY: covarianceY[1]![1]!,
      };
      for (const key of ["x", "angleIn", "bend", "y", "angleY"] as const) {
        let k = 0;
        const pull = moments(count, () => (fits[k++]![key] - some[key]) / Math.sqrt(errors[key]));
        expect(deviation(pull.mean, 0, 1 / Math.sqrt(count)), key).toBeLessThan(4);
        expect(deviation(pull.variance, 1, Math.sqrt(2 / count)), key).toBeLessThan(4);
      }
      // And together: the correlation of angle and bend.
      const correlation = covarianceX[1]![2]! / Math.sqrt(errors.angleIn * errors.bend);
      const product = fits.reduce(
        (sum, { angleIn, bend }) =>
          sum + ((angleIn - some.angleIn) * (bend - some.bend)) / Math.sqrt(errors.angleIn * errors.bend),
        0,
      );
      expect(
        deviation(product / count, correlation, Math.sqrt((1 + correlation * correlation) / count)),
      ).toBeLessThan(4);
      let k = 0;
      const freedom = degreesOfFreedom(pattern);
      const off = binnedDeviation({
        count,
        draw: () => fits[k++]!.chiSquare,
        edges: edges(0.25 * freedom, 2.5 * freedom, 30),
        below: (chiSquare) => incompleteGamma(freedom / 2, chiSquare / 2),
      });
      expect(Math.abs(off)).toBeLessThan(4);
    },
  );

  test("a further point adds to the chi-square what it was told to add", () => {
    const random = new RandomStream(runKeyFromSeed("further")).seek(1, 1);
    const { x, y } = pointsOf(some, () => gaussian(random));
    const [few, more] = [empty(), empty()];
    for (const [pattern, c] of [
      [0b111, 3],
      [0b010111, 5],
      [0b111011, 2],
    ] as const) {
      fit.fit(pattern, x, y, few);
      fit.fit(pattern | (1 << c), x, y, more);
      const told = fit.chiSquareOf(pattern, few, c, x[c]!, y[c]!);
      expect((more.chiSquare - few.chiSquare) / told).toBeCloseTo(1, 9);
    }
  });
});

test("points less parameters", () => {
  expect([all, 0b011111, 0b001111, 0b000111].map(degreesOfFreedom)).toEqual([7, 5, 3, 1]);
  expect([0, 1, 0b101, all].map(hitsOf)).toEqual([0, 1, 2, 6]);
});

/**
 * A circle in a homogeneous field of 4 m between straight lines, exactly, and where it meets planes across the nominal axis, which
 * the circle of 100 GeV defines: x of each plane in mm.
 */
function circlePoints(momentum: number, angleIn: number, xAtMiddle: number): Float64Array {
  const length = 4 * m;
  const fieldIntegral = 7 * 0.299792458;
  const half = Math.asin(fieldIntegral / 100 / 2);
  const radius = (length * momentum) / fieldIntegral;
  // In the frame of the chord of the nominal circle; the lines of its axis meet at (0, 0).
  const before = angleIn / 1000 - half;
  const xIn = xAtMiddle - Math.tan(before) * (length / 2);
  const after = Math.asin(Math.sin(before) + length / radius);
  const xOut = xIn + radius * (Math.cos(before) - Math.cos(after));
  return Float64Array.from(planes, ({ z }) => {
    const along = z - middle;
    const [axis, angle, fromZ, fromX] =
      along < 0 ? [-half, before, -length / 2, xIn] : [half, after, length / 2, xOut];
    // Where from + t (cos, sin) has the distance `along` in the direction of the axis.
    const ahead = along - fromZ * Math.cos(axis) - fromX * Math.sin(axis);
    const t = ahead / Math.cos(angle - axis);
    return -fromZ * Math.sin(axis) + fromX * Math.cos(axis) + t * Math.sin(angle - axis);
  });
}

describe("a circle in the field, which the fit takes as one kick in the middle", () => {
  const momentumOf = (x: Float64Array): number => {
    const found = empty();
    fit.fit(all, x, new Float64Array(6), found);
    expect(Math.sqrt(found.chiSquare)).toBeLessThan(0.1);
    return (7 * 0.299792458 * 1000) / (20.98547206 + found.bend);
  };

  test.each([
    [100, 0],
    [98, 0.5],
    [102, -0.5],
    [80, 0],
    [50, 1],
  ])("%f GeV at %f mrad: its momentum to 3e-4, a thirtieth of the resolution", (momentum, angleIn) => {
    expect(Math.abs(momentumOf(circlePoints(momentum, angleIn, 3 * mm)) / momentum - 1)).toBeLessThan(3e-4);
  });

  test("at 20 mrad: to 1e-3", () => {
    for (const angleIn of [-20, 20])
      expect(Math.abs(momentumOf(circlePoints(100, angleIn, 0)) / 100 - 1)).toBeLessThan(1e-3);
  });
});
