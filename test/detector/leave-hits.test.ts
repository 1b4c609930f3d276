import { describe, expect, test } from "vitest";
import { ChamberHits } from "../../src/detector/chamber-hits.ts";
import type { TrackerCard } from "../../src/detector/chambers.ts";
import { prepareHits } from "../../src/detector/leave-hits.ts";
import { electron, muon, photon } from "../../src/event/particle.ts";
import { Particles } from "../../src/event/particles.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { GeV, m, mm, ns } from "../../src/units.ts";
import { countDeviation, deviation, moments } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";

const sections = (changes: Partial<TrackerCard>): TrackerCard => ({
  ...(shippedCard().detector.tracker as TrackerCard),
  ...changes,
});
const exact: Partial<TrackerCard> = {
  micromegasEfficiency: 1,
  gemEfficiency: 1,
  micromegasResolution: 1e-9,
  gemResolution: 1e-9,
  micromegasThickness: 0,
  gemThickness: 0,
  timeResolution: 0,
};

/** The hits that particles leave, event by event. */
function leaver(changes: Partial<TrackerCard>, fill: (particles: Particles) => void) {
  const hits = new ChamberHits(6, 8, 0);
  const leave = prepareHits(sections(changes), hits);
  const particles = new Particles();
  const random = new RandomStream(runKeyFromSeed("leave-hits.test"));
  return (event: number): ChamberHits => {
    hits.clear();
    particles.clear();
    fill(particles);
    leave(particles, random.seek(event, 1));
    return hits;
  };
}

function straight(
  particles: Particles,
  { kind = electron, x = 0, angleX = 0, time = 0, origin = 0 } = {},
): number {
  const p = particles.add(kind, 100 * GeV);
  particles.z[p] = -30 * m;
  particles.x[p] = x - angleX * 30;
  particles.angleX[p] = angleX;
  particles.time[p] = time;
  particles.origin[p] = origin;
  return p;
}

const counts = (hits: ChamberHits) => Array.from(hits.count);

describe("a particle", () => {
  test("of any charged kind and any origin leaves a hit in each chamber that it crosses; a neutral one none", () => {
    expect(counts(leaver(exact, (p) => straight(p, { kind: muon, origin: 3 }))(1))).toEqual(Array(6).fill(1));
    expect(counts(leaver(exact, (p) => straight(p, { kind: photon }))(1))).toEqual(Array(6).fill(0));
  });

  test("leaves it on its line, and tells whose it is", () => {
    const hits = leaver(exact, (p) => {
      straight(p, { x: 2, angleX: 0.5, time: -20 });
      straight(p, { x: -9, angleX: 0.2, origin: 1 });
    })(1);
    for (const [c, z] of [-22.5, -21.5, -0.5, -0.2, -0.4, -0.1].entries()) {
      expect(hits.x[8 * c]).toBeCloseTo(2 + 0.5 * z, 7);
      expect(hits.x[8 * c + 1]).toBeCloseTo(-9 + 0.2 * z, 7);
      expect(hits.time[8 * c]).toBe(-20);
      expect([hits.own[8 * c], hits.own[8 * c + 1]]).toEqual([1, 0]);
    }
  });

  test("that ends leaves none behind, one that begins none before", () => {
    const hits = leaver(exact, (particles) => {
      const p = straight(particles);
      particles.addFrom(p, -0.3 * m, electron, 1 * GeV);
      particles.end[p] = -22 * m;
    })(1);
    // MM1; MM4 and GEM2 stand behind -0.3 m.
    expect(counts(hits)).toEqual([1, 0, 0, 1, 0, 1]);
  });

  test("leaves none beside the chambers: Micromegas of 8 cm, GEMs of 10 cm", () => {
    const at = (x: number) => counts(leaver(exact, (p) => straight(p, { x }))(1));
    expect(at(39.9 * mm)).toEqual(Array(6).fill(1));
    expect(at(-40.1 * mm)).toEqual([0, 0, 0, 0, 1, 1]);
    expect(at(50.1 * mm)).toEqual(Array(6).fill(0));
  });

  test("leaves none out of the window of 150 ns", () => {
    const at = (time: number) => counts(leaver(exact, (p) => straight(p, { time }))(1))[0];
    expect([-75.1, -75, 75, 75.1].map((time) => at(time * ns))).toEqual([0, 1, 1, 0]);
  });
});

describe("a hit", () => {
  const count = 20_000;

  test("is there in 96 % of the Micromegas and 98 % of the GEMs", () => {
    const shipped = leaver({ timeResolution: 0 }, straight);
    const seen = new Float64Array(6);
    for (let event = 0; event < count; event++)
      for (const [c, n] of counts(shipped(event)).entries()) seen[c]! += n;
    for (const [c, n] of seen.entries())
      expect(countDeviation(n, count, c < 4 ? 0.96 : 0.98)).toBeLessThan(4);
  });

  test("is smeared in x, y and time by the resolution", () => {
    const smeared = leaver(
      { ...exact, micromegasResolution: 0.1, gemResolution: 0.07, timeResolution: 15, timeWindow: 1000 },
      straight,
    );
    for (const [c, resolution] of [
      [0, 0.1],
      [5, 0.07],
    ] as const) {
      for (const [value, width] of [
        [(hits: ChamberHits) => hits.x[8 * c]!, resolution],
        [(hits: ChamberHits) => hits.y[8 * c]!, resolution],
        [(hits: ChamberHits) => hits.time[8 * c]!, 15],
      ] as const) {
        let event = 0;
        const { mean, variance } = moments(count, () => value(smeared(event++)));
        expect(deviation(mean, 0, width / Math.sqrt(count))).toBeLessThan(4);
        expect(deviation(variance / (width * width), 1, Math.sqrt(2 / count))).toBeLessThan(4);
      }
    }
  });

  test("at the edge of the window is there as often as its smeared time lies inside", () => {
    const late = leaver({ ...exact, timeResolution: 15 }, (p) => straight(p, { time: 75 * ns }));
    let seen = 0;
    for (let event = 0; event < count; event++) seen += counts(late(event))[2]!;
    expect(countDeviation(seen, count, 0.5)).toBeLessThan(4);
  });
});

describe("scattering", () => {
  const count = 20_000;
  // 13.6 MeV / 100 GeV sqrt(0.1) (1 + 0.038 ln 0.1) = 0.0392 mrad; 1 m from MM1 to MM2, MM3 at -10 m.
  const kink = 0.136 * Math.sqrt(0.1) * (1 + 0.038 * Math.log(0.1));
  const thick = { ...exact, micromegasThickness: 0.1, gemThickness: 0, mm3: -10 * m };

  test.each([
    ["one particle", (p: Particles) => void straight(p)],
    [
      "a particle and the one that carries on its way",
      (particles: Particles) => {
        const p = straight(particles);
        particles.addFrom(p, -17.6 * m, electron, 100 * GeV);
        particles.end[p] = -17.6 * m;
      },
    ],
  ])("moves the hits behind by what each chamber turns: %s", (_, fill) => {
    const leave = leaver(thick, fill);
    for (const [c, lever] of [
      [0, 0],
      [1, 1],
      [2, Math.hypot(12.5, 11.5)],
      [4, Math.hypot(22.1, 21.1, 9.6)],
    ] as const) {
      let event = 0;
      const { variance } = moments(count, () => leave(event++).x[8 * c]!);
      const expected = kink * kink * lever * lever;
      if (lever === 0) expect(variance).toBeLessThan(1e-17);
      else expect(deviation(variance / expected, 1, Math.sqrt(2 / count))).toBeLessThan(4);
    }
  });
});

test("a particle goes on behind the chambers on the line that scattering left it, which its hits are on too", () => {
  const thick = { ...exact, micromegasThickness: 0.1, gemThickness: 0.1 };
  const hits = new ChamberHits(6, 8, 0);
  const leave = prepareHits(sections(thick), hits);
  const particles = new Particles();
  const random = new RandomStream(runKeyFromSeed("leave-hits.test"));
  let moved = 0;
  for (let event = 0; event < 100; event++) {
    hits.clear();
    particles.clear();
    const p = straight(particles, { x: 2, angleX: 0.5 });
    const q = particles.addFrom(p, -17.6 * m, electron, 100 * GeV);
    particles.end[p] = -17.6 * m;
    leave(particles, random.seek(event, 1));
    // GEM2 is the last one, 0.1 m before the target; it turns the way behind.
    expect(particles.xAt(q, -0.1 * m)).toBeCloseTo(hits.x[8 * 5]!, 6);
    expect(particles.yAt(q, -0.1 * m)).toBeCloseTo(hits.y[8 * 5]!, 6);
    moved += Math.abs(particles.xAt(q, 0) - 2) / 100;
  }
  // Two kinks of 0.039 mrad 22 m before the target: 1.2 mm rms, 0.97 mm on average.
  expect(Math.abs(moved - 0.97)).toBeLessThan(0.3);
});

test("particles that come later in the list change no hit of those before", () => {
  const one = leaver({}, straight);
  const three = leaver({}, (p) => {
    straight(p);
    straight(p, { x: 20, origin: 1 });
    straight(p, { x: -20, origin: 2 });
  });
  const own = (hits: ChamberHits) =>
    counts(hits).map((count, c) =>
      count > 0 && hits.own[8 * c] === 1 ? [hits.x[8 * c], hits.time[8 * c]] : [],
    );
  for (let event = 0; event < 50; event++) expect(own(three(event))).toEqual(own(one(event)));
});
