import { describe, expect, it } from "vitest";
import { electron, muon, photon } from "../../src/event/particle.ts";
import type { Particles } from "../../src/event/particles.ts";
import { GeV, m, mm, mrad, ns } from "../../src/units.ts";
import { countDeviation, deviation, moments } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";
import { prepareOnePart } from "./one-part.ts";

const tracker = prepareOnePart("tracker", shippedCard());
const perfect = [
  "detector.tracker.micromegasEfficiency=1",
  "detector.tracker.gemEfficiency=1",
  "detector.tracker.tailFraction=0",
];
const efficient = prepareOnePart("tracker", shippedCard(perfect));
const exact = prepareOnePart(
  "tracker",
  shippedCard([
    ...perfect,
    "detector.tracker.momentumResolution=0",
    "detector.tracker.angleResolution=0 mrad",
    "detector.tracker.positionResolution=0 mm",
  ]),
);

interface Way {
  readonly x?: number;
  readonly angleX?: number;
  readonly bend?: number;
  readonly time?: number;
  readonly energy?: number;
}

/** A beam electron from z = -30 m, turned by `bend` at z = -17.6 m; x at the target if it were not. */
function beamElectron(
  particles: Particles,
  { x = 0, angleX = 0, bend = 0, time = 0, energy = 100 }: Way = {},
) {
  const p = particles.add(electron, energy * GeV);
  particles.z[p] = -30 * m;
  particles.x[p] = x - angleX * 30;
  particles.angleX[p] = angleX;
  particles.time[p] = time;
  particles.origin[p] = time === 0 ? 0 : 1;
  const behind = particles.addFrom(p, -17.6 * m, electron, energy * GeV);
  particles.end[p] = -17.6 * m;
  particles.angleX[behind]! += bend;
}

/** Track columns of the only event. */
function tracked(part: typeof tracker, event: number, fill: (particles: Particles) => void) {
  part.see(event, fill);
  const { trackCount, trackMomentum, trackAngleIn, trackAngleOut, trackX, trackY } = part.columns;
  return {
    count: trackCount[0]!,
    momentum: trackMomentum[0]!,
    angleIn: trackAngleIn[0]!,
    angleOut: trackAngleOut[0]!,
    x: trackX[0]!,
    y: trackY[0]!,
  };
}

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

  it.each([1, 3, 4])("is both upstream chambers times %s of four behind the magnets", (needed) => {
    const part = prepareOnePart("tracker", shippedCard([`detector.tracker.downstreamHits=${needed}`]));
    const count = 20_000;
    let found = 0;
    for (let event = 0; event < count; event++) found += tracked(part, event, (p) => beamElectron(p)).count;
    expect(countDeviation(found, count, 0.96 * 0.96 * downstream(needed))).toBeLessThan(4);
  });

  it("is 1 with perfect chambers, for muons too, not for neutrals", () => {
    expect(tracked(efficient, 1, (p) => beamElectron(p)).count).toBe(1);
    const of = (kind: number) => (particles: Particles) => {
      particles.z[particles.add(kind, 100 * GeV)] = -30 * m;
    };
    expect(tracked(efficient, 1, of(muon)).count).toBe(1);
    expect(tracked(efficient, 1, of(photon)).count).toBe(0);
  });
});

describe("the measurement", () => {
  const count = 20_000;
  const spreadOf = (
    part: typeof tracker,
    value: (track: ReturnType<typeof tracked>) => number,
    way: Way = {},
  ) => {
    let event = 0;
    return moments(count, () => value(tracked(part, event++, (p) => beamElectron(p, way))));
  };

  it("paper: of the momentum is good to 1 % (Sec. III)", () => {
    const { mean, variance } = spreadOf(efficient, ({ momentum }) => momentum);
    expect(deviation(mean, 100 * GeV, 1 / Math.sqrt(count))).toBeLessThan(4);
    expect(deviation(variance, 1, Math.sqrt(2 / count))).toBeLessThan(4);
    expect(spreadOf(efficient, ({ momentum }) => momentum, { energy: 50 }).mean).toBeCloseTo(50, 1);
  });

  it("has a wrong hit in 1.5 %, then it is good to 5 %", () => {
    const shipped = prepareOnePart(
      "tracker",
      shippedCard(["detector.tracker.micromegasEfficiency=1", "detector.tracker.gemEfficiency=1"]),
    );
    const { variance } = spreadOf(shipped, ({ momentum }) => momentum);
    const expected = 0.985 + 0.015 * 25;
    const fourth = 3 * (0.985 + 0.015 * 625);
    expect(deviation(variance, expected, Math.sqrt((fourth - expected * expected) / count))).toBeLessThan(4);
  });

  it("of the angles is good to 0.1 mrad in each plane, before and behind the magnets", () => {
    // The square of a polar angle: twice the variance, plus that of the particle.
    for (const [value, way, angle] of [
      [({ angleIn }) => angleIn * angleIn, { angleX: 0.3 }, 0.3],
      [({ angleOut }) => angleOut * angleOut, { angleX: 0.3, bend: 0.2 }, 0.5],
    ] as [(track: ReturnType<typeof tracked>) => number, Way, number][]) {
      const { mean, variance } = spreadOf(efficient, value, way);
      expect(deviation(mean, angle * angle + 2 * 0.01, Math.sqrt(variance / count))).toBeLessThan(4);
    }
  });

  it("of the place at the target is good to 0.5 mm", () => {
    const x = spreadOf(efficient, (track) => track.x, { x: 3 });
    const y = spreadOf(efficient, (track) => track.y, { x: 3 });
    for (const [{ mean, variance }, at] of [
      [x, 3 * mm],
      [y, 0],
    ] as const) {
      expect(deviation(mean, at, 0.5 / Math.sqrt(count))).toBeLessThan(4);
      expect(deviation(variance, 0.25, 0.25 * Math.sqrt(2 / count))).toBeLessThan(4);
    }
  });

  it("is of the true values, without resolution", () => {
    const track = tracked(exact, 1, (p) => beamElectron(p, { x: 2, angleX: 0.4, bend: -0.3, energy: 98 }));
    expect(track.momentum).toBeCloseTo(98, 4);
    expect(track.angleIn).toBeCloseTo(0.4 * mrad, 6);
    expect(track.angleOut).toBeCloseTo(0.1 * mrad, 6);
    expect(track.x).toBeCloseTo(2 - 0.3 * 17.6, 4);
    expect(track.y).toBe(0);
  });
});

describe("several particles", () => {
  it("count within half the window of 150 ns; the one closest to the trigger is measured", () => {
    const two = (time: number) =>
      tracked(exact, 1, (p) => {
        beamElectron(p, { time, energy: 80 });
        beamElectron(p, { energy: 100 });
      });
    expect(two(-40 * ns)).toMatchObject({ count: 2, momentum: 100 });
    expect(two(75 * ns).count).toBe(2);
    expect(two(75.1 * ns).count).toBe(1);
    const late = tracked(exact, 1, (p) => {
      beamElectron(p, { time: 60 * ns, energy: 80 });
      beamElectron(p, { time: -50 * ns, energy: 90 });
    });
    expect(late).toMatchObject({ count: 2, momentum: 90 });
  });

  it("are each one track, though the magnets cut their way in two", () => {
    const track = tracked(exact, 1, (particles) => {
      for (let k = 0; k < 5; k++) beamElectron(particles);
      particles.z[particles.add(muon, 100 * GeV)] = -30 * m;
    });
    expect(track.count).toBe(6);
  });

  it("that are born in the magnets or behind the chambers are none", () => {
    const track = tracked(exact, 1, (particles) => {
      beamElectron(particles);
      particles.addFrom(1, -17.6 * m, electron, 5 * GeV);
      particles.addFrom(1, 50 * mm, electron, 5 * GeV);
    });
    expect(track.count).toBe(1);
  });
});

describe("no track", () => {
  it("is NaN in every column but the count", () => {
    const { count, ...values } = tracked(exact, 1, () => {});
    expect(count).toBe(0);
    for (const value of Object.values(values)) expect(value).toBeNaN();
    // And nothing of the event before.
    tracked(exact, 1, (p) => beamElectron(p));
    expect(tracked(exact, 2, () => {}).momentum).toBeNaN();
  });

  it("is left by a particle beside the chambers of 8 cm, before or behind the magnets", () => {
    const count = (way: Way) => tracked(exact, 1, (p) => beamElectron(p, way)).count;
    expect(count({ x: 39 * mm })).toBe(1);
    expect(count({ x: 41 * mm })).toBe(0);
    // 2 mrad are 44 mm at z = -22 m, and the bend 33 mm at -1.2 m.
    expect(count({ angleX: 2 })).toBe(0);
    expect(count({ bend: 2 })).toBe(1);
    expect(count({ bend: 2.5 })).toBe(0);
  });
});
