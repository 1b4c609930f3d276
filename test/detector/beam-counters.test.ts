import { describe, expect, it } from "vitest";
import { electron, muon, photon } from "../../src/event/particle.ts";
import type { Particles } from "../../src/event/particles.ts";
import { GeV, m, ns } from "../../src/units.ts";
import { countDeviation } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";
import { prepareOnePart } from "./one-part.ts";

const perfect = prepareOnePart("beamCounters", shippedCard(["detector.beamCounters.efficiency=1"]));

interface Way {
  readonly kind?: number;
  readonly x?: number;
  readonly y?: number;
  readonly time?: number;
  readonly z?: number;
}

function put(particles: Particles, { kind = muon, x = 0, y = 0, time = 0, z = -30 * m }: Way = {}) {
  const p = particles.add(kind, 100 * GeV);
  particles.x[p] = x;
  particles.y[p] = y;
  particles.z[p] = z;
  particles.time[p] = time;
}

/** How many of S1-S3 fire, and whether V1 does. */
function fired(...ways: Way[]): [number, number] {
  perfect.see(1, (particles) => {
    for (const way of ways) put(particles, way);
  });
  return [perfect.columns.beamCountersFired[0]!, perfect.columns.upstreamVetoFired[0]!];
}

describe("a charged particle", () => {
  it("fires S1, S2 and S3 within 4 cm of the axis, and V1 outside that, up to 15 cm in x and y", () => {
    expect(fired({})).toEqual([3, 0]);
    expect(fired({ x: 28, y: -28 })).toEqual([3, 0]);
    expect(fired({ x: 29, y: 29 })).toEqual([0, 1]);
    expect(fired({ x: -149, y: 149 })).toEqual([0, 1]);
    expect(fired({ x: 151 })).toEqual([0, 0]);
    expect(fired({ y: -151 })).toEqual([0, 0]);
  });

  it("fires those counters that it reaches: S3 alone if it starts behind the magnets", () => {
    expect(fired({ z: -17.6 * m })).toEqual([1, 0]);
    expect(fired({ z: -27.2 * m, x: 100 })).toEqual([0, 0]);
  });

  it("fires a counter once, though the magnets cut its way in two", () => {
    perfect.see(1, (particles) => {
      put(particles, { kind: electron });
      particles.addFrom(0, -17.6 * m, electron, 100 * GeV);
      particles.end[0] = -17.6 * m;
    });
    expect(perfect.columns.beamCountersFired[0]).toBe(3);
    expect(perfect.pulses.count).toBe(3);
  });

  it("counts within half the coincidence of 10 ns", () => {
    expect(fired({ time: 5 * ns })).toEqual([3, 0]);
    expect(fired({ time: -5.1 * ns })).toEqual([0, 0]);
    expect(fired({}, { time: 4 * ns, x: 100 })).toEqual([3, 1]);
    expect(fired({}, { time: 6 * ns, x: 100 })).toEqual([3, 0]);
  });

  it("and another one fire no more than three", () => {
    expect(fired({}, { x: 3 })).toEqual([3, 0]);
  });
});

it("neutrals fire nothing", () => {
  expect(fired({ kind: photon })).toEqual([0, 0]);
  expect(fired()).toEqual([0, 0]);
});

it("paper: all three fire for 0.95 of the electrons, to which their efficiency was calibrated (Sec. VI.B)", () => {
  const shipped = prepareOnePart("beamCounters", shippedCard());
  const count = 20_000;
  let all = 0;
  for (let event = 0; event < count; event++) {
    shipped.see(event, (particles) => put(particles));
    if (shipped.columns.beamCountersFired[0] === 3) all++;
  }
  expect(countDeviation(all, count, 0.983 * 0.983 * 0.983)).toBeLessThan(4);
  expect(Math.abs(all / count - 0.95)).toBeLessThan(0.007);
});
