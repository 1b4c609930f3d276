import { describe, expect, it } from "vitest";
import { beamComponents } from "../../src/beam/components.ts";
import { allocate } from "../../src/event/columns.ts";
import { electron, muon, pion } from "../../src/event/particle.ts";
import { truthColumns, truthOf } from "../../src/event/truth.ts";
import { prepareOverlay } from "../../src/pileup/overlay.ts";
import { logPoissonProbability } from "../../src/random/poisson.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { GeV, ns, s } from "../../src/units.ts";
import { chiSquareDeviation, countDeviation, deviation } from "../random/standard-errors.ts";
import { oneIntensity, shippedCard, withoutOthers } from "../shipped-card.ts";

const random = new RandomStream(runKeyFromSeed("overlay.test"));
/** Electrons per ns at 4.6e6 in a spill of 4.8 s. */
const rate = 4.6e6 / (4.8 * s);

interface Other {
  kind: number;
  time: number;
  origin: number;
}

/** The others of events, one entry per beam particle, besides a particle of the trigger that is there before. */
function overlayOf(sets: readonly string[], run = "III", components = beamComponents) {
  const card = shippedCard(sets, run);
  const overlay = prepareOverlay(card, components);
  const batch = allocate(truthColumns, 1);
  const truth = truthOf(batch);
  const { particles } = truth;
  return (event: number) => {
    particles.clear();
    particles.add(electron, 100 * GeV);
    batch.columns.event[0] = event;
    overlay(truth, 0, random);
    const others: Other[] = [];
    for (let p = 1; p < particles.count; p++) {
      const other = { kind: particles.kind[p]!, time: particles.time[p]!, origin: particles.origin[p]! };
      const before = others[others.length - 1];
      if (other.origin === others.length + 1) others.push(other);
      // The part behind the magnets.
      else if (other.origin !== others.length || other.time !== before?.time || other.kind !== before.kind)
        throw new Error(`particle ${p} of event ${event} belongs to no beam particle`);
    }
    const { columns } = batch;
    return { others, particles, columns };
  };
}

describe("the number of other particles", () => {
  it("is Poisson distributed, with the mean of rate, window and the shares of hadrons and halo", () => {
    const draw = overlayOf(oneIntensity("4.6e6"));
    const mean = rate * 1540 * ns * (1 + 0.01 + 0.001 + 0.03);
    const events = 20_000;
    const counts = new Float64Array(8);
    for (let event = 0; event < events; event++) {
      const { others, columns } = draw(event);
      if (columns.pileupParticles[0] !== others.length) throw new Error(`event ${event} is counted wrong`);
      counts[Math.min(others.length, 7)]! += 1;
    }
    const probabilities = Array.from({ length: 7 }, (_, k) => Math.exp(logPoissonProbability(k, mean)));
    const rest = 1 - probabilities.reduce((sum, p) => sum + p, 0);
    expect(Math.abs(chiSquareDeviation(counts, [...probabilities, rest]))).toBeLessThan(4);
  });

  it("is none without beam, and the rate is 0", () => {
    const draw = overlayOf(withoutOthers);
    for (let event = 0; event < 100; event++) {
      const { others, particles, columns } = draw(event);
      expect(others.length).toBe(0);
      expect(particles.count).toBe(1);
      expect(columns.beamRate[0]).toBe(0);
      expect(columns.pileupParticles[0]).toBe(0);
      expect(columns.nearestPileupTime[0]).toBeNaN();
    }
  });

  it("goes as the rate while the beam is on: 0.958 MHz at 4.6e6 in a flat spill, twice that at half the duty factor", () => {
    expect(overlayOf(oneIntensity("4.6e6"))(0).columns.beamRate[0]).toBeCloseTo(0.958, 3);
    expect(overlayOf([...oneIntensity("4.6e6"), "beam.dutyFactor=0.5"])(0).columns.beamRate[0]).toBeCloseTo(
      1.917,
      3,
    );
    const events = 5000;
    const draw = overlayOf([...oneIntensity("4.6e6"), "beam.dutyFactor=0.5"]);
    let sum = 0;
    for (let event = 0; event < events; event++) sum += draw(event).others.length;
    const mean = 2 * rate * 1540 * ns * 1.041;
    expect(deviation(sum, events * mean, Math.sqrt(events * mean))).toBeLessThan(4);
  });
});

describe("their times", () => {
  it("are uniform in the window, up to its edges", () => {
    const draw = overlayOf(oneIntensity("4.6e6"));
    const bins = new Float64Array(77);
    let [first, last, all] = [0, 0, 0];
    for (let event = 0; event < 20_000; event++) {
      for (const { time } of draw(event).others) {
        bins[Math.floor((time + 1200 * ns) / (20 * ns))]! += 1;
        first = Math.min(first, time);
        last = Math.max(last, time);
        all++;
      }
    }
    expect(bins.reduce((sum, n) => sum + n, 0)).toBe(all); // none outside
    expect(Math.abs(chiSquareDeviation(bins, Array(77).fill(1 / 77)))).toBeLessThan(4);
    expect(first).toBeGreaterThan(-1200 * ns);
    expect(first).toBeLessThan(-1199 * ns);
    expect(last).toBeLessThan(340 * ns);
    expect(last).toBeGreaterThan(339 * ns);
  });

  // What makes them a Poisson process: how many there are in one stretch tells nothing of the next, and has its mean as variance.
  it("are a Poisson process from -600 to 300 ns: independent numbers in stretches of 150 ns, each with its mean as variance", () => {
    const draw = overlayOf(oneIntensity("9.2e6"));
    const [events, stretches] = [20_000, 6];
    const mean = 2 * rate * 150 * ns * 1.041;
    const sums = new Float64Array(stretches);
    const products = new Float64Array(stretches * stretches);
    for (let event = 0; event < events; event++) {
      const counts = new Float64Array(stretches);
      for (const { time } of draw(event).others) {
        const k = Math.floor((time + 600 * ns) / (150 * ns));
        if (k >= 0 && k < stretches) counts[k]! += 1;
      }
      for (let i = 0; i < stretches; i++) {
        sums[i]! += counts[i]!;
        for (let j = 0; j < stretches; j++)
          products[i * stretches + j]! += (counts[i]! - mean) * (counts[j]! - mean);
      }
    }
    for (let i = 0; i < stretches; i++) {
      expect(deviation(sums[i]!, events * mean, Math.sqrt(events * mean))).toBeLessThan(4);
      for (let j = 0; j < stretches; j++) {
        const covariance = products[i * stretches + j]! / events;
        // The fourth central moment of a Poisson number is mean + 3 mean².
        const error = Math.sqrt((i === j ? mean + 2 * mean * mean : mean * mean) / events);
        expect(deviation(covariance, i === j ? mean : 0, error)).toBeLessThan(4);
      }
    }
  });

  // Notes 1: P(another e- within 100 ns) = 0.072, 0.125, 0.174 at the mean intensity of each run.
  it.each([
    ["I", "1.8e6", 0.072],
    ["II", "3.2e6", 0.125],
    ["III", "4.6e6", 0.174],
  ])(
    "reference: run %s, %s electrons per spill: another electron within 100 ns in a share %s of the events",
    (run, intensity, share) => {
      const draw = overlayOf([...oneIntensity(intensity), "beam.haloElectronShare=0"], run);
      const events = 10_000;
      let [near, wrong] = [0, 0];
      for (let event = 0; event < events; event++) {
        const { others, columns } = draw(event);
        const times = others.filter(({ kind }) => kind === electron).map(({ time }) => time);
        const nearest = times.reduce(
          (best, time) => (Math.abs(time) < Math.abs(best) ? time : best),
          Infinity,
        );
        const expected = times.length === 0 ? Number.NaN : Math.fround(nearest);
        if (!Object.is(columns.nearestPileupTime[0], expected)) wrong++;
        if (Math.abs(nearest) < 100 * ns) near++;
      }
      expect(wrong).toBe(0);
      const probability = 1 - Math.exp((-Number(intensity) / (4.8 * s)) * 200 * ns);
      expect(probability).toBeCloseTo(share, 3);
      expect(countDeviation(near, events, probability)).toBeLessThan(4);
    },
  );
});

describe("their kinds", () => {
  it("are electrons, hadrons, muons and halo as the card has them", () => {
    const draw = overlayOf([
      ...oneIntensity("9e6"),
      "beam.hadronFraction=0.2",
      "beam.kaonShare=0",
      "beam.antiprotonShare=0",
      "beam.muonFraction=0.1",
      "beam.haloFraction=0.3",
    ]);
    const counts = { [electron]: 0, [pion]: 0, [muon]: 0 } as Record<number, number>;
    let all = 0;
    for (let event = 0; event < 5000; event++) {
      for (const { kind } of draw(event).others) {
        counts[kind]! += 1;
        all++;
      }
    }
    expect(countDeviation(counts[electron]!, all, 1.03 / 1.6)).toBeLessThan(4);
    expect(countDeviation(counts[pion]!, all, 0.2 / 1.6)).toBeLessThan(4);
    expect(countDeviation(counts[muon]!, all, 0.37 / 1.6)).toBeLessThan(4);
  });

  it("come in streams of their own: one more component moves no particle of the others", () => {
    const rows = (sets: readonly string[]) => {
      const draw = overlayOf([...oneIntensity("9e6"), ...sets]);
      return Array.from({ length: 500 }, (_, event) => draw(event).others);
    };
    const [few, more] = [rows(["beam.haloFraction=0"]), rows([])];
    let halo = 0;
    for (const [event, others] of more.entries()) {
      // The halo is the last: what is before it is the same, in the same order.
      expect(others.slice(0, few[event]!.length)).toEqual(few[event]);
      halo += others.length - few[event]!.length;
    }
    expect(halo).toBeGreaterThan(20);
    // Others than the last too: times and kinds, without their numbers.
    const withoutHadrons = rows(["beam.hadronFraction=0"]);
    const times = (others: readonly Other[]) => others.map(({ time }) => time);
    for (const [event, others] of more.entries())
      expect(times(others)).toEqual(expect.arrayContaining(times(withoutHadrons[event]!)));
  });
});

describe("the particle of the trigger", () => {
  it("is left as it is: in time, of origin 0, first in the list", () => {
    const draw = overlayOf(oneIntensity("9e6"));
    for (let event = 0; event < 100; event++) {
      const { particles } = draw(event);
      expect([particles.energy[0], particles.time[0], particles.origin[0]]).toEqual([100, 0, 0]);
    }
  });
});

it("gives one component alone the particles that it has among all", () => {
  const all = overlayOf(oneIntensity("1e8"));
  const halo = overlayOf(
    oneIntensity("1e8"),
    "III",
    beamComponents.filter(({ name }) => name === "halo"),
  );
  let found = 0;
  for (let event = 0; event < 20; event++) {
    const alone = halo(event).others.map(({ kind, time }) => `${kind} at ${time}`);
    const among = all(event).others.map(({ kind, time }) => `${kind} at ${time}`);
    for (const one of alone) expect(among).toContain(one);
    found += alone.length;
  }
  expect(found).toBeGreaterThan(3);
});
