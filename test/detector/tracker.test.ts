import { describe, expect, test } from "vitest";
import type { TrackerCard } from "../../src/detector/chambers.ts";
import { momentumResolution } from "../../src/detector/momentum-resolution.ts";
import { electron, muon, photon } from "../../src/event/particle.ts";
import type { Particles } from "../../src/event/particles.ts";
import { GeV, m, mm, ns } from "../../src/units.ts";
import { countDeviation, deviation, moments } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";
import { prepareOnePart } from "./one-part.ts";

const cardWith = (...sets: string[]) => shippedCard(sets.map((set) => `detector.tracker.${set}`));
const trackerWith = (...sets: string[]) => prepareOnePart("tracker", cardWith(...sets));
const perfect = ["micromegasEfficiency=1", "gemEfficiency=1", "timeResolution=0 ns"];
const thin = ["micromegasThickness=0", "gemThickness=0"];
const points = ["micromegasResolution=1e-9 mm", "gemResolution=1e-9 mm", "doubleHitDistance=1e-3 mm"];

const efficient = trackerWith(...perfect);
const exact = trackerWith(...perfect, ...thin, ...points);

interface Way {
  readonly x?: number;
  readonly y?: number;
  readonly angleX?: number;
  readonly angleY?: number;
  readonly time?: number;
  readonly energy?: number;
  readonly origin?: number;
}

/** A beam electron through (x, y) at the target if it had the nominal momentum, from z = -30 m; the bend of 7 T m at z = -17.6 m. */
function beamElectron(
  particles: Particles,
  { x = 0, y = 0, angleX = 0, angleY = 0, time = 0, energy = 100, origin = 0 }: Way = {},
): void {
  const p = particles.add(electron, energy * GeV);
  particles.z[p] = -30 * m;
  particles.x[p] = x - angleX * 30;
  particles.y[p] = y - angleY * 30;
  particles.angleX[p] = angleX;
  particles.angleY[p] = angleY;
  particles.time[p] = time;
  particles.origin[p] = origin;
  const behind = particles.addFrom(p, -17.6 * m, electron, energy * GeV);
  particles.end[p] = -17.6 * m;
  particles.angleX[behind]! += 7 * 0.299792458 * 1000 * (1 / energy - 1 / 100);
}

/** Columns of the tracker in the only event. */
function tracked(part: typeof efficient, event: number, fill: (particles: Particles) => void) {
  part.see(event, fill);
  const { columns } = part;
  return {
    count: columns.trackCount[0]!,
    upstream: columns.upstreamTracks[0]!,
    hits: Array.from(columns.trackerHits),
    momentum: columns.trackMomentum[0]!,
    angleIn: columns.trackAngleIn[0]!,
    angleOut: columns.trackAngleOut[0]!,
    x: columns.trackX[0]!,
    y: columns.trackY[0]!,
    chiSquare: columns.trackChiSquare[0]!,
    purity: columns.trackPurity[0]!,
  };
}

type Tracked = ReturnType<typeof tracked>;

describe("the efficiency", () => {
  /** Probability of at least `needed` hits in two Micromegas and two GEMs. */
  function downstream(needed: number): number {
    const planes = [0.96, 0.96, 0.98, 0.98];
    let probability = 0;
    for (let hits = 0; hits < 16; hits++) {
      const fired = planes.map((_, k) => ((hits >> k) & 1) === 1);
      if (fired.filter(Boolean).length < needed) continue;
      probability += planes.reduce((product, p, k) => product * (fired[k] ? p : 1 - p), 1);
    }
    return probability;
  }

  test.each([1, 3, 4])(
    "of one particle is that of both upstream chambers and %s of four behind the magnets",
    (needed) => {
      const part = trackerWith(`downstreamHits=${needed}`);
      const count = 20_000;
      let [found, incoming] = [0, 0];
      for (let event = 0; event < count; event++) {
        const track = tracked(part, event, beamElectron);
        found += track.count;
        incoming += track.upstream;
      }
      expect(countDeviation(found, count, 0.96 * 0.96 * downstream(needed))).toBeLessThan(4);
      expect(countDeviation(incoming, count, 0.96 * 0.96)).toBeLessThan(4);
    },
  );

  test("is 1 with perfect chambers, for muons too, not for neutrals", () => {
    const of = (kind: number) => (particles: Particles) => {
      particles.z[particles.add(kind, 100 * GeV)] = -30 * m;
    };
    expect(tracked(efficient, 1, beamElectron)).toMatchObject({
      count: 1,
      hits: Array(6).fill(1),
      purity: 1,
    });
    expect(tracked(efficient, 1, of(muon)).count).toBe(1);
    expect(tracked(efficient, 1, of(photon)).count).toBe(0);
  });
});

describe("the measurement", () => {
  const count = 20_000;

  function spreadOf(part: typeof efficient, value: (track: Tracked) => number, way: Way = {}) {
    let event = 0;
    return moments(count, () => value(tracked(part, event++, (p) => beamElectron(p, way))));
  }

  test("of points without error is of the true values", () => {
    const way = { x: 2, y: -3, angleX: 0.4, angleY: 0.3, energy: 98 };
    const bend = 7 * 0.299792458 * 1000 * (1 / 98 - 1 / 100);
    const track = tracked(exact, 1, (p) => beamElectron(p, way));
    // Columns keep seven digits; track-fit.test.ts has 1e-9.
    expect(track.momentum).toBeCloseTo(98, 5);
    expect(track.angleIn).toBeCloseTo(0.5, 6);
    expect(track.angleOut).toBeCloseTo(Math.hypot(0.4 + bend, 0.3), 6);
    expect(track.x).toBeCloseTo(2 + bend * 17.6, 5);
    expect(track.y).toBeCloseTo(-3, 5);
  });

  test("has the sign of the bend, through chambers that are wide enough", () => {
    const wide = trackerWith(...perfect, ...thin, ...points, "micromegasSize=2 m", "gemSize=2 m");
    for (const energy of [50, 200, -100])
      expect(tracked(wide, 1, (p) => beamElectron(p, { energy })).momentum).toBeCloseTo(energy, 4);
  });

  test.each([50, 80, 95, 100, 150])("of %f GeV is as good as the covariance of the fit says", (energy) => {
    // On the axis of this momentum, as the beam would be.
    const sets = [
      "beam.lowEnergyMinimum=10 GeV",
      "cuts.beam-momentum.above=1 GeV",
      "cuts.beam-momentum.below=300 GeV",
    ];
    const tracker = perfect.map((set) => `detector.tracker.${set}`);
    const card = shippedCard([...sets, ...tracker, `beam.momentum=${energy} GeV`]);
    const part = prepareOnePart("tracker", card);
    const straight = (particles: Particles) => {
      particles.z[particles.add(electron, energy)] = -30 * m;
    };
    const predicted = momentumResolution(card.detector.tracker as TrackerCard, card, energy);
    let event = 0;
    // 1 / p is Gaussian.
    const { mean, variance } = moments(count, () => energy / tracked(part, event++, straight).momentum - 1);
    expect(deviation(mean, 0, predicted / Math.sqrt(count))).toBeLessThan(4);
    expect(deviation(Math.sqrt(variance) / predicted, 1, 1 / Math.sqrt(2 * count))).toBeLessThan(4);
  });

  test("paper: of 100 GeV is good to 1 % (Sec. III), 0.84 % here", () => {
    const { variance } = spreadOf(efficient, ({ momentum }) => momentum / 100);
    expect(Math.abs(Math.sqrt(variance) - 0.0084)).toBeLessThan(1e-4);
  });

  test("through thick chambers is as much worse as their scattering says, handed on behind the magnets", () => {
    const thick = [...perfect, "micromegasThickness=50 %", "gemThickness=0"];
    const card = cardWith(...thick, "chiSquare=1e6", "road=1000");
    const predicted = momentumResolution(card.detector.tracker as TrackerCard, card, 100);
    expect(predicted).toBeGreaterThan(0.009);
    const { variance } = spreadOf(prepareOnePart("tracker", card), ({ momentum }) => 100 / momentum);
    expect(deviation(Math.sqrt(variance) / predicted, 1, 1 / Math.sqrt(2 * count))).toBeLessThan(4);
  });

  test("has a chi-square of 1 per degree of freedom, with the width of seven of them", () => {
    const { mean, variance } = spreadOf(trackerWith(...perfect, ...thin), ({ chiSquare }) => chiSquare);
    expect(deviation(mean, 1, Math.sqrt(2 / 7 / count))).toBeLessThan(4);
    // Fourth moment of a chi-square: 12 n (n + 4).
    const error = Math.sqrt((12 * 7 * 11) / 7 ** 4 - (2 / 7) ** 2) / Math.sqrt(count);
    expect(deviation(variance, 2 / 7, error)).toBeLessThan(4);
  });
});

describe("several particles", () => {
  const near: Way = { x: 4, y: -6, energy: 101, origin: 1 };

  test("give a track each, the one closest to the trigger in time is measured", () => {
    const two = (time: number) =>
      tracked(exact, 1, (p) => {
        beamElectron(p, { ...near, time });
        beamElectron(p);
      });
    expect(two(-40 * ns)).toMatchObject({ count: 2, upstream: 2, hits: Array(6).fill(2), purity: 1 });
    expect(two(-40 * ns).momentum).toBeCloseTo(100, 4);
    expect(two(75 * ns).count).toBe(2);
    expect(two(75.1 * ns).count).toBe(1);
    const early = tracked(exact, 1, (p) => {
      beamElectron(p, { ...near, time: 30 * ns });
      beamElectron(p, { time: 60 * ns });
    });
    expect(early).toMatchObject({ count: 2, purity: 0 });
    expect(early.momentum).toBeCloseTo(101, 4);
  });

  test("in another order of the list give the same", () => {
    const ways: Way[] = [
      {},
      { ...near, time: 20 },
      { x: -8, y: 3, angleX: 0.1, energy: 99, origin: 2, time: 31 },
      { x: 11, y: 9, origin: 3, time: -12 },
    ];
    const inOrder = (order: Way[]) =>
      tracked(exact, 1, (p) => {
        for (const way of order) beamElectron(p, way);
      });
    const { count, chiSquare: _, ...values } = inOrder(ways);
    expect(count).toBe(4);
    const { count: again, ...others } = inOrder(ways.toReversed());
    expect(again).toBe(4);
    for (const [key, value] of Object.entries(values))
      for (const [k, number] of [value].flat().entries())
        expect([others[key as keyof typeof others]].flat()[k], key).toBeCloseTo(number, 4);
  });

  test("that are too near are one", () => {
    const apart = (x: number) =>
      tracked(efficient, 1, (p) => {
        beamElectron(p);
        beamElectron(p, { x, origin: 1 });
      });
    expect(apart(0.2).count).toBe(1);
    expect(apart(3).count).toBe(2);
  });

  test("of one that is bent away leave one track, and two incoming lines", () => {
    const track = tracked(exact, 1, (p) => {
      beamElectron(p);
      beamElectron(p, { x: 5, y: 5, energy: 60, origin: 1 });
    });
    expect(track).toMatchObject({ count: 1, upstream: 2, hits: [2, 2, 1, 1, 1, 1], purity: 1 });
  });

  test("may be joined in a wrong track, which tells its purity", () => {
    const track = tracked(exact, 1, (particles) => {
      beamElectron(particles, { x: 0 });
      particles.end[1] = -17 * m;
      // Behind the magnets another one, on the line to where the first was in their middle.
      const p = particles.add(electron, 100 * GeV);
      particles.z[p] = -17.6 * m;
      particles.angleX[p] = 0.4;
      particles.origin[p] = 1;
      particles.end[p] = -0.15 * m;
    });
    expect(track).toMatchObject({ count: 1, hits: [1, 1, 1, 1, 1, 0] });
    expect(track.purity).toBeCloseTo(2 / 5, 6);
    expect(track.momentum).toBeCloseTo((7 * 0.299792458 * 1000) / (7 * 0.299792458 * 10 + 0.4), 4);
  });

  test("that are born in the magnets or behind the chambers are none", () => {
    const track = tracked(exact, 1, (particles) => {
      beamElectron(particles);
      const born = particles.addFrom(1, -17.6 * m, electron, 5 * GeV);
      particles.y[born] = 9;
      particles.addFrom(1, 50 * mm, electron, 5 * GeV);
    });
    expect(track).toMatchObject({ count: 1, upstream: 1, hits: [1, 1, 2, 2, 2, 2] });
  });

  test("without number fill the chambers, which keep the eight nearest to the trigger", () => {
    const track = tracked(exact, 1, (particles) => {
      for (let k = 1; k <= 30; k++)
        beamElectron(particles, { x: 2 * k - 31, y: ((7 * k) % 61) - 30, origin: k, time: 75 - 2 * k });
      beamElectron(particles, { x: 0.5, y: 0.5 });
    });
    expect(track).toMatchObject({ count: 8, hits: Array(6).fill(8), purity: 1 });
    expect(track.x).toBeCloseTo(0.5, 5);
  });
});

describe("no track", () => {
  test("is NaN in every column but the counts", () => {
    const { count, upstream, hits, ...values } = tracked(exact, 1, () => {});
    expect([count, upstream, ...hits]).toEqual(Array(8).fill(0));
    for (const value of Object.values(values)) expect(value).toBeNaN();
    // And nothing of the event before.
    tracked(exact, 1, beamElectron);
    expect(tracked(exact, 2, () => {}).momentum).toBeNaN();
  });

  test("is left by a particle beside the chambers, before or behind the magnets", () => {
    const count = (way: Way) => tracked(exact, 1, (p) => beamElectron(p, way)).count;
    expect([count({ x: 39 }), count({ x: 41 })]).toEqual([1, 0]);
    // 2 mrad are 43 mm at z = -21.5 m.
    expect([count({ angleX: 1.7 }), count({ angleX: 2 })]).toEqual([1, 0]);
    // 90 GeV bend by 2.3 mrad more, 40 mm at -0.5 m, and 80 GeV by 5.2.
    expect([count({ energy: 91 }), count({ energy: 80 })]).toEqual([1, 0]);
  });
});
