import { describe, expect, it } from "vitest";
import { synchrotronTag } from "../../cuts/synchrotron-tag.ts";
import { addElectron } from "../../src/beam/beam-particle.ts";
import { electron, muon, pion, positron } from "../../src/event/particle.ts";
import type { Particles } from "../../src/event/particles.ts";
import { knockOnNumber } from "../../src/physics/knock-on.ts";
import { synchrotronSurvival } from "../../src/physics/synchrotron-radiation.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { cm, GeV, MeV, mm, ns } from "../../src/units.ts";
import { countDeviation, deviation, moments } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";
import { prepareOnePart, pulseSum } from "./one-part.ts";

const middle = -17.6e3 * mm;
const counters = [0, 1, 2];

const partOf = (...sets: string[]) =>
  prepareOnePart("synchrotron", shippedCard(sets.map((set) => `detector.synchrotron.${set}`)));

/** Every photon on a counter is absorbed and measured exactly; nothing else is there. */
const ideal = [
  "layers=1e6",
  "photonThreshold=1 eV",
  "stochastic=0 MeV",
  "photoelectrons=1e6",
  "noise=0 MeV",
  "timeResolution=0 ns",
  "neighbourLeak=0",
  "lightScale=1",
  "windowMass=0 g/cm2",
];
/** All photons fall on the first counter, of electrons a little beside it. */
const beside = 1e-3 * mm;
const open = [...ideal, "clearance=0 mm", "counterWidth=10 m", "counterHeight=10 m"];

/** A particle that comes out of the magnets, at a place of the SRD, along the nominal axis. */
function fromMagnets(particles: Particles, kind: number, energy: number, x = 0, y = 0): number {
  const before = particles.add(kind, energy);
  particles.x[before] = x;
  particles.y[before] = y;
  particles.z[before] = -30e3 * mm;
  particles.end[before] = middle;
  return particles.addFrom(before, middle, kind, energy);
}

type Part = ReturnType<typeof partOf>;

/** What the pulses of each counter hold, in MeV, event by event. */
function pulsesOf(part: Part, count: number, fill: (particles: Particles) => void): number[][] {
  return Array.from({ length: count }, (_, event) => {
    part.deposit(event, fill);
    return counters.map((c) => pulseSum(part.pulses, c, c + 1) / MeV);
  });
}

const electrons = (part: Part, energy: number, count: number, x = 0, y = 0) =>
  pulsesOf(part, count, (particles) => fromMagnets(particles, electron, energy, x, y));

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("reference: all photons (notes 3.1)", () => {
  const part = partOf(...open);

  it.each([
    [100, 155.0, 48.9],
    [95, 139.9, 44.1],
    [80, 99.2, 31.3],
    [60, 55.8, 17.6],
    [50, 38.8, 12.2],
  ])("an electron of %s GeV radiates %s ± %s MeV", (energy, sum, rms) => {
    const count = 8000;
    const list = electrons(part, energy * GeV, count, beside).map((event) => event[0]!);
    const { mean: found, variance } = moments(count, () => list.pop()!);
    // The notes have three to four digits.
    expect(Math.abs(found - sum)).toBeLessThan(4 * (rms / Math.sqrt(count)) + 0.002 * sum);
    // The fourth moment of a compound Poisson is close to a Gaussian's.
    expect(Math.abs(Math.sqrt(variance) / rms - 1)).toBeLessThan(4 * Math.sqrt(0.6 / count) + 0.005);
  });

  it("43.3 of them: in a counter of a tenth of the fan none for e^-4.3 of the electrons", () => {
    const tenth = partOf(...ideal, "clearance=100 mm", "counterWidth=35.68 mm", "counterHeight=10 m");
    const count = 40_000;
    const none = electrons(tenth, 100 * GeV, count).filter((event) => event[0] === 0).length;
    // Photons of less than 1e-7 critical energies are below the threshold of 1 eV. The fan is denser on the side of the beam by L / 2D.
    const way = (offset: number) => Math.sqrt(15e3 * 15e3 + 2 * 190_600 * offset) - 15e3;
    const share = (way(135.68) - way(100)) / 4000;
    expect(share).toBeCloseTo(0.1, 2);
    expect(countDeviation(none, count, Math.exp(-43.26 * share * synchrotronSurvival(1e-7)))).toBeLessThan(4);
  });

  it("1.21 of them per cm, 4.3 MeV, up to 35.7 cm beside the electron and no further", () => {
    const count = 8000;
    const slice = (clearance: string, x = 0) =>
      electrons(partOf(...ideal, `clearance=${clearance}`, "counterWidth=10 mm"), 100 * GeV, count, x);
    for (const clearance of ["10 mm", "170 mm", "320 mm"]) {
      const list = slice(clearance);
      const share = list.filter((event) => event[1] === 0).length / count;
      expect(Math.abs(-Math.log(share) - 1.21 * synchrotronSurvival(1e-7))).toBeLessThan(0.12);
      expect(Math.abs(mean(list.map((event) => event[1]!)) - 4.34)).toBeLessThan(0.5);
    }
    // The first photon flies 356.8 mm beside: 6.8 mm of the counter from 350 to 360 mm see some.
    const end = slice("350 mm");
    expect(Math.abs(mean(end.map((event) => event[0]!)) / (0.68 * 4.3) - 1)).toBeLessThan(0.12);
    expect(end.every((event) => event[1] === 0 && event[2] === 0)).toBe(true);
    // The fan goes with its electron.
    const shifted = slice("350 mm", -20 * mm);
    expect(mean(shifted.map((event) => event[1]!))).toBeGreaterThan(3.5);
    expect(slice("0 mm", 300 * mm).some((event) => event[0]! > 0)).toBe(true);
    expect(slice("0 mm", 357 * mm).every((event) => event.every((sum) => sum === 0))).toBe(true);
  });

  it("those of a slow electron, which the magnets bend away from the counters, go with it", () => {
    // 50 GeV: 21 mrad more over 17 m, 35.7 cm, and a fan of 71.4 cm of the same number of photons.
    const wide = partOf(...ideal, "clearance=0 mm", "counterWidth=1 m", "counterHeight=1 m");
    const count = 8000;
    const sums = pulsesOf(wide, count, (particles) => {
      particles.angleX[fromMagnets(particles, electron, 50 * GeV)] = 20.985;
    }).map((event) => event[0]!);
    // Of its arc the first (4 - w) / 4 looks beyond 356.7 mm, w = √(15² + 2 × 95.3 × 0.3567) - 15 = 2.117 m.
    const share = (4 - 2.117) / 4;
    const error = (12.2 * Math.sqrt(share)) / Math.sqrt(count);
    expect(deviation(mean(sums), share * 38.8, error)).toBeLessThan(4);
  });

  it("never hold more than the electron's energy, and a positron's are the same", () => {
    for (const energy of [2, 10, 100]) {
      for (const event of electrons(part, energy * GeV, 2000, beside))
        expect(event[0]! * MeV).toBeLessThan(0.01 * energy * GeV);
    }
    const positrons = pulsesOf(part, 50, (particles) => fromMagnets(particles, positron, 100 * GeV, beside));
    expect(positrons).toEqual(electrons(part, 100 * GeV, 50, beside));
  });
});

// An independent toy of the notes: photons on a fan beside an electron on the axis, 20 g/cm² of lead and as much scintillator, a floor
// of 0.3 MeV and 20 % at 5 MeV, Gaussian and not below zero where ours is a Gamma: 0.015 of difference.
describe("reference: the toy of notes 3.2, 80 mm and 200 layers", () => {
  const toy = partOf(
    "clearance=20 mm",
    "photonThreshold=0.3 MeV",
    "photoelectrons=1e6",
    "neighbourLeak=0",
    "lightScale=1",
    "timeResolution=0 ns",
    "noise=0 MeV",
    "windowMass=0 g/cm2",
  );
  const list = electrons(toy, 100 * GeV, 20_000);
  const share = (low: number, high: number) =>
    list.filter((event) => event.every((energy) => energy > low && energy < high)).length / list.length;

  it("means of 30, 28 and 27 MeV", () => {
    for (const [c, expected] of [30, 28, 27].entries())
      expect(Math.abs(mean(list.map((event) => event[c]!)) - expected)).toBeLessThan(1.2);
  });

  it.each([
    [0.3, 80, 0.902],
    [0.5, 80, 0.897],
    [1, 80, 0.881],
    [2, 80, 0.844],
    [1, 120, 0.952],
    [0.5, 120, 0.969],
  ])("all three within %s-%s MeV: %s", (low, high, expected) => {
    expect(Math.abs(share(low, high) - expected)).toBeLessThan(0.015);
  });
});

describe("the card", () => {
  it("paper: tags 97 % of the electrons of the beam, to which its light was calibrated (Sec. VI.B)", () => {
    const card = shippedCard();
    const part = prepareOnePart("synchrotron", card);
    const random = new RandomStream(runKeyFromSeed("synchrotron.test/beam"));
    const passes = synchrotronTag.prepare(card.cuts["synchrotron-tag"]);
    const beam = { ...card.beam, lowEnergyFraction: 0 };
    const count = 100_000;
    let tagged = 0;
    for (let event = 0; event < count; event++) {
      part.see(event, (particles) => {
        addElectron(beam, card.magnets, particles, random.seek(event, 3));
      });
      if (passes(part.columns, 0)) tagged++;
    }
    // The calibration has an error of its own: 0.004 of the scale, 0.0002.
    expect(Math.abs(tagged / count - 0.97)).toBeLessThan(4 * Math.sqrt((0.97 * 0.03) / count) + 0.0002);
  });
});

describe("the counters", () => {
  const shipped = partOf();

  it("are of the height of the card, around the beam", () => {
    expect(mean(electrons(shipped, 100 * GeV, 50, 0, 29.9 * mm).map((event) => event[0]!))).toBeGreaterThan(
      10,
    );
    const high = electrons(shipped, 100 * GeV, 2000, 0, 30.1 * mm);
    // Knock-on electrons are left.
    expect(mean(high.map((event) => event[0]!))).toBeLessThan(0.2);
  });

  it("see less of what is absorbed in fewer layers", () => {
    const sums = [0, 25, 100, 200, 1e6].map((layers) =>
      mean(
        electrons(partOf(`layers=${layers}`, "windowMass=0 g/cm2"), 100 * GeV, 3000).map(
          (event) => event[1]!,
        ),
      ),
    );
    for (const [k, sum] of sums.slice(1).entries()) expect(sum).toBeGreaterThan(sums[k]!);
    expect(sums[0]).toBe(0);
  });

  it("see nothing of muons, pions and electrons that did not pass the magnets, but for knock-on electrons", () => {
    const calm = partOf("windowMass=0 g/cm2");
    for (let event = 0; event < 50; event++) {
      calm.deposit(event, (particles) => {
        for (const kind of [muon, pion]) fromMagnets(particles, kind, 100 * GeV);
        particles.add(electron, 100 * GeV);
        particles.z[particles.add(electron, 100 * GeV)] = -30e3 * mm;
        particles.end[particles.add(electron, 100 * GeV)] = -20e3 * mm;
      });
      expect(calm.pulses.count).toBe(0);
    }
  });

  it("take what is within half the gate, with the time resolution: half at its edge", () => {
    const quiet = partOf("noise=0 MeV", "windowMass=0 g/cm2");
    const seen = (time: number) => {
      let [inside, count] = [0, 0];
      for (let event = 0; event < 1500; event++) {
        quiet.see(event, (particles) => {
          particles.time[fromMagnets(particles, electron, 100 * GeV)] = time;
        });
        for (const c of counters) if (pulseSum(quiet.pulses, c, c + 1) > 0) count++;
        for (const c of counters) if (quiet.columns.srdEnergy[c]! > 0) inside++;
      }
      return { inside, count };
    };
    for (const [time, probability] of [
      [5, 0.5],
      [-5, 0.5],
      [4, 0.84134],
      [6.5, 0.06681],
    ] as const) {
      const { inside, count } = seen(time * ns);
      expect(countDeviation(inside, count, probability)).toBeLessThan(4);
    }
    const { inside, count } = seen(0);
    expect(inside).toBe(count);
  });

  it("show the noise of the card without an electron", () => {
    const sums = Array.from({ length: 10_000 }, (_, event) => {
      shipped.see(event, () => {});
      return shipped.columns.srdEnergy[2]!;
    });
    expect(deviation(mean(sums), 0, (0.1 * MeV) / 100)).toBeLessThan(4);
    expect(Math.abs(mean(sums.map((sum) => sum * sum)) / (0.01 * MeV * MeV) - 1)).toBeLessThan(0.06);
  });

  it("read a particle that hits them: a halo muon its MIP, an electron far more than any window", () => {
    const exact = partOf("photoelectrons=1e6", "windowMass=0 g/cm2", "lightScale=1");
    for (const [c, x] of [-31, -150, -269].entries()) {
      const energies = pulsesOf(exact, 2000, (particles) => {
        const p = particles.add(muon, 100 * GeV);
        particles.x[p] = x * mm;
        particles.z[p] = -30e3 * mm;
      });
      for (const other of counters.filter((k) => k !== c))
        expect(energies.every((event) => event[other] === 0)).toBe(true);
      // Landau, cut at 60 xi of 4.2 MeV: its median is 1.58 xi above the most probable energy.
      const sorted = energies.map((event) => event[c]!).sort((a, b) => a - b);
      expect(Math.abs(sorted[1000]! - 93 - 1.55 * 4.2)).toBeLessThan(1);
    }
    for (const x of [-29, -271, 0, 100]) {
      const missed = pulsesOf(exact, 10, (particles) => {
        const p = particles.add(muon, 100 * GeV);
        particles.x[p] = x * mm;
        particles.z[p] = -30e3 * mm;
      });
      expect(missed.flat().every((energy) => energy === 0)).toBe(true);
    }
    expect(electrons(exact, 100 * GeV, 5, -40 * mm).every((event) => event[0]! > 90e3)).toBe(true);
  });
});

describe("knock-on electrons", () => {
  // Azimuth and 1/T² by hand: T at a distance r is 2 mₑ (d / r)², and N(> T) is linear in 1/T, in r² then: even per area.
  it("hit a counter as often as its share of the circle of the softest ones", () => {
    const part = partOf(
      "neighbourLeak=0",
      "windowMass=1.4 g/cm2",
      "photoelectrons=1e6",
      "stochastic=0 MeV",
      "lightScale=1",
    );
    const count = 30_000;
    const list = pulsesOf(part, count, (particles) => fromMagnets(particles, pion, 100 * GeV));
    const total = knockOnNumber((0.52 * 1.4) / (cm * cm), 0.2 * MeV, 84 * GeV);
    const radius = 200 * mm * Math.sqrt((2 * 0.511) / 0.2);
    for (const c of counters) {
      const area = 80 * mm * 60 * mm;
      const hits = (total * area) / (Math.PI * radius * radius);
      const struck = list.filter((event) => event[c]! > 0).length;
      expect(countDeviation(struck, count, 1 - Math.exp(-hits))).toBeLessThan(4);
    }
    // At 31 mm at least, and 30 mm beside: no electron of the first counter has more than 2 mₑ (200 / 30)² = 45 MeV.
    const single = list.map((event) => event[0]!).filter((energy) => energy > 0);
    expect(single.filter((energy) => energy > 46).length / single.length).toBeLessThan(0.02);
    // The far end of the third counter, 270 mm off: 2 mₑ (200 / 271.7)² = 0.55 MeV at least.
    expect(
      list
        .map((event) => event[2]!)
        .filter((energy) => energy > 0)
        .sort((a, b) => a - b)[0]!,
    ).toBeGreaterThan(0.55);
  });

  it("come from every charged particle that passes the window, and none other", () => {
    const part = partOf("windowMass=14 g/cm2");
    const seen = (fill: (particles: Particles) => void) =>
      pulsesOf(part, 300, fill).filter((event) => event.some((energy) => energy > 0)).length;
    for (const kind of [pion, muon, electron]) {
      // Not bent, so that it does not radiate.
      const before = seen((particles) => {
        particles.z[particles.add(kind, 100 * GeV)] = -30e3 * mm;
      });
      expect(before).toBeGreaterThan(20);
    }
    const behind = seen((particles) => {
      particles.z[particles.add(pion, 100 * GeV)] = -0.7e3 * mm;
    });
    expect(behind).toBe(0);
  });
});

describe("the draws", () => {
  it("of a particle do not depend on those that follow it in the list", () => {
    const part = partOf();
    for (let event = 0; event < 20; event++) {
      const pulses = (others: number) => {
        part.deposit(event, (particles) => {
          fromMagnets(particles, electron, 100 * GeV);
          for (let k = 0; k < others; k++) fromMagnets(particles, pion, 100 * GeV);
          for (let k = 0; k < others; k++) fromMagnets(particles, electron, 70 * GeV);
        });
        return Array.from(part.pulses.energy.slice(0, part.pulses.count));
      };
      const alone = pulses(0);
      expect(pulses(3).slice(0, alone.length)).toEqual(alone);
    }
  });
});
