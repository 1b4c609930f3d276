import { describe, expect, it } from "vitest";
import { signal } from "../../generators/signal.ts";
import { alpha, avogadro } from "../../src/constants.ts";
import { allocate } from "../../src/event/columns.ts";
import { aprime, electron } from "../../src/event/particle.ts";
import { truthColumns, truthOf } from "../../src/event/truth.ts";
import { aprimeCrossSection } from "../../src/physics/aprime-cross-section.ts";
import { aprimeYield, bremsstrahlungShape } from "../../src/physics/aprime-yield.ts";
import { depositedFraction, showerParameters } from "../../src/physics/shower-profile.ts";
import { gamma } from "../../src/random/gamma.ts";
import { gaussian } from "../../src/random/gaussian.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import type { RunCard } from "../../src/simulation/run-card.ts";
import { findProblems } from "../../src/tables/check-card.ts";
import { GeV, MeV, pb } from "../../src/units.ts";
import { prepareOnePart, pulseSum } from "../detector/one-part.ts";
import { countDeviation, moments } from "../random/standard-errors.ts";
import { oneMomentum, shippedCard } from "../shipped-card.ts";

const random = new RandomStream(runKeyFromSeed("signal.test"));
const shipped = shippedCard();
const mass = 20 * MeV;

function prepare(card: RunCard = shipped, massMeV = 20, minimum = 10) {
  const prepared = signal.prepare(
    { mass: massMeV * MeV, minimumAprimeEnergy: minimum * GeV, alphaDark: 0.5 },
    card,
  );
  const truth = truthOf(allocate(truthColumns, 1));
  return {
    ...prepared,
    event(number: number) {
      truth.particles.clear();
      prepared.write(truth, 0, random.seek(number, 0));
      return truth;
    },
  };
}

/** Eq. (8) at one beam energy, by the integral of src/physics. */
function expectedYield(minimumEnergy: number, massMeV = 20, beamEnergy = 100 * GeV): number {
  const { target } = shipped;
  return aprimeYield({
    mass: massMeV * MeV,
    beamEnergy,
    minimumEnergy,
    nucleus: { charge: target.charge, massNumber: target.massNumber },
    nucleiPerRadiationLength: (avogadro * target.nucleiMass) / target.massNumber,
    depth: target.depth,
  });
}

describe("an event", () => {
  const { event } = prepare();

  it("conserves energy: beam electron = radiated before + recoil electron + A'", () => {
    let worst = 0;
    let negative = 0;
    for (let number = 0; number < 20_000; number++) {
      const { particles, columns } = event(number);
      const { energy } = particles;
      if (columns.weight[0] === 0) continue;
      worst = Math.max(worst, Math.abs(energy[2]! + energy[3]! + energy[4]! - energy[1]!));
      negative += energy[2]! < 0 || energy[3]! <= 0 || energy[4]! <= 0 ? 1 : 0;
    }
    expect(worst).toBeLessThan(1e-9);
    expect(negative).toBe(0);
  });

  it("is a beam electron that ends at the target, what it radiated before, the recoil electron, and the A'", () => {
    for (let number = 0; number < 500; number++) {
      const { particles, columns } = event(number);
      const { kind, z, end } = particles;
      expect(Array.from(kind.subarray(0, particles.count))).toEqual([
        electron,
        electron,
        electron,
        electron,
        aprime,
      ]);
      expect(end[1]).toBe(0);
      expect([end[2], end[3], end[4]]).toEqual([Infinity, Infinity, Infinity]);
      const vertex = z[3]!;
      expect(z[4]).toBe(vertex);
      expect(vertex).toBeGreaterThan(0);
      expect(vertex).toBeLessThanOrEqual(40.6 * 11.08);
      expect(z[2]).toBe(0);
      for (const p of [2, 3, 4]) {
        expect([particles.time[p], particles.origin[p]]).toEqual([0, 0]);
        expect(particles.x[p]).toBeCloseTo(particles.xAt(1, z[p]!), 10);
        expect(particles.y[p]).toBeCloseTo(particles.yAt(1, z[p]!), 10);
        expect(particles.angleX[p]).toBe(particles.angleX[1]);
      }
      expect(columns.vertexDepth[0]).toBeCloseTo(vertex / 11.08, 5);
      expect(columns.vertexEnergy[0]).toBeCloseTo(particles.energy[3]! + particles.energy[4]!, 5);
      expect(columns.invisibleEnergy[0]).toBe(Math.fround(particles.energy[4]!));
      expect(columns.beamEnergy[0]).toBe(Math.fround(particles.energy[0]!));
      expect(columns.trials[0]).toBeGreaterThanOrEqual(1);
      expect(columns.invisibleEnergy[0]).toBeGreaterThanOrEqual(10 * GeV);
    }
  });

  // The rule for what was radiated before the vertex: 6.5 GeV in the preshower for one 100 GeV shower, and for its two parts.
  it.each([0.25, 1, 3])(
    "keeps the preshower energy of one shower if nothing is emitted at %s radiation lengths",
    (depth) => {
      const { criticalEnergy, effectiveCharge, samplingFrequency, electronToMip, preshowerDepth } = shipped
        .detector.ecal as Record<string, number>;
      const medium = {
        criticalEnergy: criticalEnergy!,
        chargeNumber: effectiveCharge!,
        samplingFrequency: samplingFrequency!,
        eOverMip: electronToMip!,
      };
      const shape = { alpha: 0, beta: 0 };
      const inPreshower = (energy: number, start: number): number => {
        if (energy < 1 * MeV || start > preshowerDepth!) return 0;
        showerParameters(energy, medium, gaussian(random), gaussian(random), shape);
        return energy * depositedFraction(shape.alpha, shape.beta, preshowerDepth! - start);
      };
      random.seek(0, 1);
      const one = moments(20_000, () => inPreshower(100 * GeV, 0));
      const two = moments(20_000, () => {
        const left = 100 * GeV * Math.exp(-gamma(bremsstrahlungShape(depth), random));
        return inPreshower(100 * GeV - left, 0) + inPreshower(left, depth);
      });
      expect(Math.abs(two.mean / one.mean - 1)).toBeLessThan(0.07);
    },
  );
});

describe("the weight", () => {
  it.each([
    [2, 10],
    [20, 10],
    [20, 50],
    [500, 10],
  ])(
    "is Eq. (8) for electrons of one momentum, in every event: %s MeV, A' above %s GeV",
    (massMeV, minimum) => {
      const { event, facts } = prepare(shippedCard(oneMomentum), massMeV, minimum);
      const expected = expectedYield(minimum * GeV, massMeV);
      for (let number = 0; number < 20; number++) {
        const { columns, particles } = event(number);
        expect(columns.weight[0]! / expected).toBeCloseTo(1, 2.7);
        expect(particles.energy[0]).toBe(100);
      }
      expect(facts.find(({ name }) => name === "aprimePerElectron")!.value).toBe(event(0).columns.weight[0]);
    },
  );

  it("averages to Eq. (8) over the spectrum of the beam", () => {
    const { event } = prepare(shippedCard(["beam.lowEnergyFraction=0"]));
    // The Gaussian average of the yield, by five-point Gauss-Hermite quadrature.
    const nodes = [
      [-2.8569700138728, 0.0112574113277],
      [-1.3556261799742, 0.2220759220056],
      [0, 0.5333333333333],
      [1.3556261799742, 0.2220759220056],
      [2.8569700138728, 0.0112574113277],
    ] as const;
    const expected = nodes.reduce(
      (sum, [x, weight]) => sum + weight * expectedYield(10 * GeV, 20, 100 * (1 + 0.01 * x)),
      0,
    );
    let number = 0;
    const count = 5000;
    const { mean, variance } = moments(count, () => event(number++).columns.weight[0]!);
    // The interpolation between 200 energies is 5e-4 low.
    const error = Math.sqrt(variance / count);
    expect(Math.abs(mean - expected)).toBeLessThan(4 * error + 6e-4 * expected);
    expect(error / expected).toBeLessThan(5e-4);
  });

  it("falls with the mass", () => {
    const card = shippedCard(oneMomentum);
    const weights = [2, 5, 20, 100, 500].map((massMeV) => prepare(card, massMeV).event(0).columns.weight[0]!);
    for (let k = 1; k < weights.length; k++) expect(weights[k]!).toBeLessThan(weights[k - 1]!);
  });

  it("is 0 for an electron of less energy than the minimum, which then goes on as it came", () => {
    const tail = ["beam.lowEnergyFraction=1", "beam.lowEnergyMinimum=50 GeV"];
    const { event } = prepare(shippedCard(tail), 20, 70);
    const seen = { none: 0, some: 0 };
    for (let number = 0; number < 300; number++) {
      const { particles, columns } = event(number);
      const below = particles.energy[0]! < 70 * GeV * 1.0001;
      seen[below ? "none" : "some"]++;
      expect(columns.weight[0] === 0).toBe(below);
      expect(particles.count).toBe(below ? 2 : 5);
      if (!below) continue;
      expect(particles.end[1]).toBe(Infinity);
      expect([columns.vertexDepth[0], columns.vertexEnergy[0]]).toEqual([Number.NaN, Number.NaN]);
      expect([columns.trials[0], columns.invisibleEnergy[0]]).toEqual([1, 0]);
    }
    expect(Math.min(seen.none, seen.some)).toBeGreaterThan(50);
  });

  it("does not depend on the minimum above it: the weight of A' above 50 GeV, from 10 or 50 GeV on", () => {
    const card = shippedCard(oneMomentum);
    const from10 = prepare(card, 20, 10);
    const count = 10_000;
    let above = 0;
    for (let number = 0; number < count; number++) {
      if (from10.event(number).columns.invisibleEnergy[0]! > 50 * GeV) above++;
    }
    const weights = [from10, prepare(card, 20, 50)].map(({ event }) => event(0).columns.weight[0]!);
    expect(countDeviation(above, count, weights[1]! / weights[0]!)).toBeLessThan(4);
    expect(weights[1]! / weights[0]!).toBeCloseTo(expectedYield(50 * GeV) / expectedYield(10 * GeV), 3);
  });
});

describe("the facts of a run", () => {
  it("give the cross section of Eq. (9), what is left above the minimum, and Eq. (8)", () => {
    const facts = Object.fromEntries(prepare().facts.map(({ name, value }) => [name, value]));
    const whole = aprimeCrossSection(mass, 100 * GeV, { charge: 82, massNumber: 207.2 }) / pb;
    expect(facts.crossSection).toBeCloseTo(whole, 0);
    expect(facts.crossSectionAboveMinimum!).toBeLessThan(whole);
    expect(facts.crossSectionAboveMinimum!).toBeGreaterThan(0.9 * whole);
    expect(facts.aprimePerElectron! / expectedYield(10 * GeV)).toBeCloseTo(1, 3);
  });
});

describe("the options", () => {
  const { options } = signal;
  it("are a mass from 1 MeV to 1 GeV and a minimum, by default 10 GeV", () => {
    expect(options.parse({ mass: "20 MeV" })).toEqual({
      mass: 0.02,
      minimumAprimeEnergy: 10,
      alphaDark: 0.5,
    });
    expect(options.parse({ mass: "1 GeV", minimumAprimeEnergy: "50 GeV" })).toEqual({
      mass: 1,
      minimumAprimeEnergy: 50,
      alphaDark: 0.5,
    });
    for (const wrong of [{}, { mass: "20" }, { mass: "0.9 MeV" }, { mass: "1.1 GeV" }, { mass: "1 m" }]) {
      expect(options.safeParse(wrong).success).toBe(false);
    }
    expect(options.safeParse({ mass: "20 MeV", minimumAprimeEnergy: "91 GeV" }).success).toBe(false);
  });

  it("refuse dark matter that the A' is too light to decay into, with what the A' does instead", () => {
    const messages = (mass: string, darkMatterMass: string) =>
      findProblems(options, { mass, darkMatterMass }).map(({ path, what }) => `${path}: ${what}`);
    expect(messages("20 MeV", "9.99 MeV")).toEqual([]);
    // 0.8 cm (E/10 GeV)(1e-4/epsilon)²(100 MeV/m)² of Bjorken-2009, unrounded 0.811.
    expect(messages("20 MeV", "10 MeV")).toEqual([
      "darkMatterMass: is half the mass of the A' or more, which then decays visibly, at epsilon = 1e-4 and 100 GeV after 2030 mm; this process is A' -> invisible: give less than 10 MeV",
    ]);
    expect(messages("1 MeV", "10 MeV")).toEqual([
      expect.stringContaining(
        "or more, which then does not decay at all; this process is A' -> invisible: give less than 500 keV",
      ),
    ]);
  });

  it("of the dark matter change no event, but the mixing up to which the A' is invisible", () => {
    const light = signal.prepare(
      { mass, minimumAprimeEnergy: 10 * GeV, darkMatterMass: 1 * MeV, alphaDark: 1e-9 },
      shipped,
    );
    const { facts, event } = prepare();
    const truth = truthOf(allocate(truthColumns, 1));
    light.write(truth, 0, random.seek(3, 0));
    expect(truth.columns).toEqual(event(3).columns);
    const upTo = (all: typeof facts) => all.find(({ name }) => name === "invisibleUpToEpsilon")!.value;
    // Both kinds of fermion light, but for (1 + 2/9) sqrt(1 - 4/9) = 0.911 of a third of the mass.
    expect(upTo(light.facts) / Math.sqrt((1e-9 / alpha) * (0.01 / 0.99))).toBeCloseTo(1, 3);
    expect(upTo(facts) / Math.sqrt(0.911 * (0.5 / alpha) * (0.01 / 0.99))).toBeCloseTo(1, 3);
  });

  // It told of a cross section that falls with energy.
  it("say so if the beam has not the minimum energy", () => {
    const slow = shippedCard([
      "beam.momentum=50 GeV",
      "cuts.beam-momentum.above=48 GeV",
      "cuts.beam-momentum.below=52 GeV",
      "cuts.missing-energy.beam=50 GeV",
    ]);
    expect(() => prepare(slow, 20, 50)).toThrow(
      "minimumAprimeEnergy: 50 GeV is not below the energy of the beam, 50 GeV",
    );
    expect(prepare(slow, 20, 49).event(0).columns.weight[0]).toBeGreaterThan(0);
  });
});

describe("with the ECAL", () => {
  it("every GeV of the beam is a deposit, a leak or invisible, without sampling fluctuation and lateral loss", () => {
    const card = shippedCard([
      "beam.lowEnergyFraction=0",
      "detector.ecal.samplingTerm=0",
      "detector.ecal.lateralFractions=1",
      "detector.ecal.lateralRadii=0.01 mm",
      "detector.ecal.cellSize=10 m",
    ]);
    const { write } = signal.prepare({ mass, minimumAprimeEnergy: 10 * GeV, alphaDark: 0.5 }, card);
    const ecal = prepareOnePart("ecal", card);
    let [most, least] = [0, 0];
    for (let number = 0; number < 2000; number++) {
      let beamEnergy = 0;
      const columns = allocate(truthColumns, 1).columns;
      ecal.deposit(number, (particles) => {
        write({ particles, columns }, 0, random.seek(number, 0));
        beamEnergy = particles.energy[1]!;
      });
      let leak = 0;
      const { kind, energy, count } = ecal.particles;
      for (let p = 5; p < count; p++) leak += energy[p]!;
      const missing = beamEnergy - pulseSum(ecal.pulses) - leak - energy[4]!;
      expect(kind[4]).toBe(aprime);
      most = Math.max(most, missing);
      least = Math.min(least, missing);
    }
    // A leak below 1 MeV and cells below 0.1 MeV are dropped, for two showers of at most eight cells.
    expect(most).toBeLessThan(2 * (1 + 0.8) * MeV);
    expect(least).toBeGreaterThan(-1e-5 * GeV); // the table of shares is in single precision
  });
});
