import { describe, expect, it } from "vitest";
import { electron, isCharged, photon, positron } from "../../src/event/particle.ts";
import { integrate } from "../../src/math/integrate.ts";
import { electronTrackLength, primaryTrackDensity } from "../../src/physics/aprime-yield.ts";
import { completeScreening, type RadiationSpectrum, tsaiWhitis } from "../../src/physics/bremsstrahlung.ts";
import { pairSpectrum } from "../../src/physics/pair-production.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareHardCascade } from "../../src/transport/hard-cascade.ts";
import { targetModel } from "../../src/transport/target-cascade.ts";
import { GeV, MeV } from "../../src/units.ts";
import { chiSquareDeviation, deviation } from "../random/standard-errors.ts";
import { energyOf, isPrimary, lengthAbove, matter, meanAndError, overEvents, screened } from "./cascades.ts";

const random = new RandomStream(runKeyFromSeed("hard-cascade.test"));
const beam = 100 * GeV;

/** ∫ of (4/3 - 4y/3 + y²) / y up to y. */
const photonsBelow = (y: number) => (4 / 3) * (Math.log(y) - y) + 0.5 * y * y;

describe("reference: notes 8.1, complete screening, 100 GeV", () => {
  const { tracks, ...cascade } = prepareHardCascade(screened(10 * GeV));
  const events = 50_000;
  const limits = [10, 30, 40, 50, 60, 70, 80, 90, 100].map((limit) => limit * GeV);
  const row = () => new Float64Array(events);
  const electrons = row();
  const primaries = row();
  /** Track length of photons above the limits, and the same from what the electrons radiate times the mean free path. */
  const photons = limits.map(row);
  const radiated = limits.map(row);
  overEvents({ tracks, ...cascade }, random, events, (event) => {
    const primary = isPrimary(tracks);
    for (let k = 0; k < tracks.count; k++) {
      const energy = 0.5 * (tracks.startEnergy[k]! + tracks.endEnergy[k]!);
      const length = tracks.to[k]! - tracks.from[k]!;
      if (tracks.kind[k] === photon) {
        for (let n = 0; n < limits.length; n++) if (energy > limits[n]!) photons[n]![event]! += length;
      } else {
        const above = lengthAbove(tracks, k, 50 * GeV);
        electrons[event]! += above;
        if (primary[k]) primaries[event]! += above;
        for (let n = 0; n < limits.length; n++) {
          if (energy <= limits[n]!) continue;
          const spectrum = photonsBelow(1) - photonsBelow(limits[n]! / energy);
          radiated[n]![event]! += (9 / 7) * length * spectrum;
        }
      }
    }
    return 0;
  });
  const at = (limit: number) => limits.indexOf(limit * GeV);

  // The notes' own sample is not told: half a unit of their last digit is added to our error.
  it("electrons and positrons have 0.915 radiation lengths above 50 GeV, the primary alone 0.835", () => {
    const [all, alone] = [meanAndError(electrons), meanAndError(primaries)];
    expect(Math.abs(all.mean - 0.915)).toBeLessThan(4 * all.error + 5e-4);
    expect(Math.abs(alone.mean - 0.835)).toBeLessThan(4 * alone.error + 5e-4);
    expect(all.error).toBeLessThan(4e-3);
  });

  it("photons have 5.0-5.1 above 10 GeV, 0.749 above 40, 0.473 above 50", () => {
    const above = (limit: number) => meanAndError(radiated[at(limit)]!).mean;
    expect(above(10)).toBeGreaterThan(5 * 0.98);
    expect(above(10)).toBeLessThan(5.1 * 1.02);
    expect(Math.abs(above(40) / 0.749 - 1)).toBeLessThan(0.02);
    expect(Math.abs(above(50) / 0.473 - 1)).toBeLessThan(0.02);
  });

  // Within 2 %, and half of the last digit; 1e6 of our cascades have 0.0466, 0.0273, 0.0176, 0.0120, 0.0084, 0.0058, 0.0035 (0.1 %). The
  // notes are 3 and 4 % off at 75 and 95 GeV, but right in the sum: their own statistics, so 5 % for these two.
  it.each([
    [35, 0.0469, 0.02],
    [45, 0.0275, 0.02],
    [55, 0.0177, 0.02],
    [65, 0.0121, 0.02],
    [75, 0.0082, 0.05],
    [85, 0.0058, 0.02],
    [95, 0.0036, 0.05],
  ])(
    "photons have the printed length per GeV in the 10 GeV around %s GeV: %s",
    (energy, printed, tolerance) => {
      const [low, high] = [radiated[at(energy - 5)]!, radiated[at(energy + 5)]!];
      const density = meanAndError(low.map((length, event) => (length - high[event]!) / 10)).mean;
      expect(Math.abs(density - printed)).toBeLessThan(tolerance * printed + 5e-5);
    },
  );

  it("photons have the length that their emission and the mean free path of 9/7 give", () => {
    limits.slice(0, -1).forEach((_, n) => {
      const difference = meanAndError(photons[n]!.map((length, event) => length - radiated[n]![event]!));
      expect(deviation(difference.mean, 0, difference.error)).toBeLessThan(4);
    });
  });
});

/**
 * Approximation A: the moments of a cascade without ionisation in matter without end. One radiation length of an electron changes the
 * sum of E^s by -a E^s and adds photons of c E^s; one of a photon removes (7/9) k^s and adds electrons of b k^s; in the end all is 0.
 */
function approximationA(spectrum: RadiationSpectrum, s: number) {
  const radiation = (f: (y: number) => number) =>
    integrate((y) => ((4 / 3) * spectrum(y, beam) * f(y)) / y, 0, 1, 1e-9);
  const a = radiation((y) => -Math.expm1(s * Math.log1p(-y)));
  const c = radiation((y) => Math.exp(s * Math.log(y)));
  const b = 2 * integrate((x) => pairSpectrum(x) * Math.exp(s * Math.log(x)), 0, 1, 1e-9);
  const electrons = 1 / (a - (b * c) / (7 / 9));
  return { electrons, photons: (electrons * c) / (7 / 9), primary: 1 / a };
}

describe("Approximation A", () => {
  it("is Rossi's far below the beam energy: 0.437 E₀/E of electrons and 0.572 E₀/k of photons", () => {
    // From the flow of energy, which is the same at all energies: d/ds at s = 1, where the moments have their pole.
    const step = 1e-4;
    const residue = approximationA(completeScreening, 1 + step).electrons * step;
    // 0.444 and 0.571: the spectra of Rossi have a term of 1.2 % more.
    expect(Math.abs(residue / 0.437 - 1)).toBeLessThan(0.02);
    expect(Math.abs(((9 / 7) * residue) / 0.572 - 1)).toBeLessThan(0.005);
  });

  const cascade = prepareHardCascade(screened(2 * GeV, { criticalEnergy: 0, depth: 1000 }));
  const { tracks } = cascade;
  const powers = [2.5, 3, 4] as const;
  const events = 6000;
  const sums = { electrons: new Map(), photons: new Map(), primary: new Map() };
  for (const list of Object.values(sums)) for (const s of powers) list.set(s, new Float64Array(events));
  let photonLength = 0;
  let electronLength = 0;
  overEvents(cascade, random, events, (event) => {
    const primary = isPrimary(tracks);
    for (let k = 0; k < tracks.count; k++) {
      const energy = 0.5 * (tracks.startEnergy[k]! + tracks.endEnergy[k]!);
      const length = tracks.to[k]! - tracks.from[k]!;
      const isPhoton = tracks.kind[k] === photon;
      if (isPhoton && energy > 4 * GeV) photonLength += length / events;
      if (!isPhoton) electronLength += lengthAbove(tracks, k, 4 * GeV) / events;
      for (const s of powers) {
        const moment = length * Math.exp(s * Math.log(energy / beam));
        (isPhoton ? sums.photons : sums.electrons).get(s)[event] += moment;
        if (primary[k]) sums.primary.get(s)[event] += moment;
      }
    }
    return 0;
  });

  // Tracks below the 2 GeV of the threshold would add (2/100)^(s - 1): 0.3 % at s = 2.5, which is a quarter of the error.
  it.each(powers)(
    "gives the moments of all electrons, the primary and the photons: ∫ E^s dL, s = %s",
    (s) => {
      const expected = approximationA(completeScreening, s);
      for (const name of ["electrons", "photons", "primary"] as const) {
        const { mean, error } = meanAndError(sums[name].get(s));
        expect(deviation(mean, expected[name], error)).toBeLessThan(4);
        expect(error / mean).toBeLessThan(0.03);
      }
    },
  );

  // At k/E₀ = 0.04 Rossi's formulas are themselves some per cent off.
  it("gives Rossi's track lengths above 4 GeV within 5 %", () => {
    expect(Math.abs(photonLength / (0.572 * 25) - 1)).toBeLessThan(0.05);
    expect(Math.abs(electronLength / (0.437 * 25) - 1)).toBeLessThan(0.05);
  });
});

describe("the form of Tsai and Whitis", () => {
  const cascade = prepareHardCascade(screened(10 * GeV, { spectrum: tsaiWhitis, criticalEnergy: 0 }));
  const { tracks } = cascade;
  const events = 40_000;
  const limits = [90, 50, 20].map((limit) => limit * GeV);
  const lengths = limits.map(() => new Float64Array(events));
  const firstPhotons = new Float64Array(events);
  overEvents(cascade, random, events, (event) => {
    const primary = isPrimary(tracks);
    for (let k = 0; k < tracks.count; k++) {
      limits.forEach((limit, n) => {
        if (primary[k]) lengths[n]![event]! += lengthAbove(tracks, k, limit);
      });
      const isFirst = tracks.kind[k] === photon && primary[tracks.parent[k]!];
      if (isFirst && tracks.startEnergy[k]! > 30 * GeV) firstPhotons[event]! += 1;
    }
    return 0;
  });

  it.each([0, 1, 2])("gives the primary its track length in closed form (%s)", (n) => {
    const { mean, error } = meanAndError(lengths[n]!);
    const expected = electronTrackLength(Math.log(beam / limits[n]!), matter.depth);
    expect(deviation(mean, expected, error)).toBeLessThan(4);
    expect(error / mean).toBeLessThan(0.01);
  });

  it("gives as many photons of the first generation above 30 GeV as the quadrature over that track", () => {
    const { mean, error } = meanAndError(firstPhotons);
    const above = (z: number) => integrate((y) => ((4 / 3) * tsaiWhitis(y)) / y, 0.3 * Math.exp(z), 1, 1e-6);
    // z^(-1) up to logarithms at 0: as in `aprimeYield`, v = -1/ln z makes it constant.
    const last = Math.log(1 / 0.3);
    const early = (v: number) => {
      const z = Math.exp(-1 / v);
      return (primaryTrackDensity(z, matter.depth) * z * above(z)) / (v * v);
    };
    const expected =
      integrate(early, 0, -1 / Math.log(0.3), 1e-5) +
      integrate((z) => primaryTrackDensity(z, matter.depth) * above(z), 0.3, last, 1e-5);
    expect(deviation(mean, expected, error)).toBeLessThan(4);
  });
});

describe("each vertex", () => {
  const cascade = prepareHardCascade(screened(4 * GeV));
  const { tracks } = cascade;
  const shares: number[] = [];
  const splits: number[] = [];
  let lengthAbove40 = 0;
  overEvents(cascade, random, 4000, () => {
    for (let k = 0; k < tracks.count; k++) {
      const parent = tracks.parent[k]!;
      if (isCharged(tracks.kind[k]!)) lengthAbove40 += lengthAbove(tracks, k, 40 * GeV);
      if (tracks.kind[k] === photon && tracks.endEnergy[parent]! > 40 * GeV) {
        shares.push(tracks.startEnergy[k]! / tracks.endEnergy[parent]!);
      }
      if (tracks.kind[k] === positron && tracks.kind[parent] === photon) {
        const energy = tracks.endEnergy[parent]!;
        if (energy > 40 * GeV) splits.push(tracks.startEnergy[k]! / energy);
      }
    }
    return 0;
  });
  const counts = (values: readonly number[], low: number, bins: number, high: number) => {
    const list = new Float64Array(bins);
    for (const value of values) {
      const bin = Math.floor((bins * (value - low)) / (high - low));
      if (bin >= 0 && bin < bins) list[bin]! += 1;
    }
    return list;
  };

  it("radiates with Tsai's spectrum", () => {
    const edges = Array.from({ length: 19 }, (_, k) => 0.1 + 0.05 * k);
    const total = photonsBelow(1) - photonsBelow(0.1);
    const expected = edges.slice(1).map((edge, k) => (photonsBelow(edge) - photonsBelow(edges[k]!)) / total);
    expect(Math.abs(chiSquareDeviation(counts(shares, 0.1, 18, 1), expected))).toBeLessThan(4);
    const number = shares.filter((y) => y > 0.1).length;
    expect(deviation(number, lengthAbove40 * total, Math.sqrt(number))).toBeLessThan(4);
  });

  it("shares a pair as 1 - (4/3) x (1 - x)", () => {
    const edges = Array.from({ length: 17 }, (_, k) => 0.1 + 0.05 * k);
    const total = integrate(pairSpectrum, 0.1, 0.9);
    const expected = edges.slice(1).map((edge, k) => integrate(pairSpectrum, edges[k]!, edge) / total);
    expect(Math.abs(chiSquareDeviation(counts(splits, 0.1, 16, 0.9), expected))).toBeLessThan(4);
  });
});

describe("the lists", () => {
  const cascade = prepareHardCascade(targetModel(matter, 3 * GeV));
  const { tracks, leftovers } = cascade;

  it("hold the energy of the beam to 1e-9, for electrons, positrons, photons, at any depth", () => {
    for (let event = 0; event < 600; event++) {
      const kind = [electron, positron, photon][event % 3]!;
      const energy = [100, 7, 2][event % 5] ?? 40;
      cascade.run(energy, (event % 7) * 6.5, random.seek(event, 0), kind);
      expect(Math.abs(energyOf(cascade) / energy - 1)).toBeLessThan(1e-9);
    }
  });

  it("put each thing where the rule says", () => {
    for (let event = 0; event < 300; event++) {
      cascade.run(beam, event % 2 === 0 ? 0 : 33, random.seek(event, 0));
      for (let k = 0; k < tracks.count; k++) {
        expect(tracks.startEnergy[k]!).toBeGreaterThan(3 * GeV);
        expect(tracks.endEnergy[k]!).toBeGreaterThanOrEqual(3 * GeV);
        expect(tracks.endEnergy[k]!).toBeLessThanOrEqual(tracks.startEnergy[k]!);
        expect(tracks.to[k]!).toBeGreaterThanOrEqual(tracks.from[k]!);
        expect(tracks.to[k]!).toBeLessThanOrEqual(matter.depth);
        expect(tracks.parent[k]!).toBeLessThan(k);
        const parent = tracks.parent[k]!;
        if (parent >= 0) expect(tracks.from[k]).toBe(tracks.to[parent]);
      }
      for (let k = 0; k < leftovers.count; k++) {
        if (leftovers.depth[k]! < matter.depth) {
          expect(leftovers.energy[k]!).toBeLessThanOrEqual(3 * GeV);
          expect(leftovers.energy[k]!).toBeGreaterThanOrEqual(0); // nobody radiates more than it has
          expect(leftovers.kind[k]).not.toBe(photon);
        } else if (leftovers.kind[k] !== photon) expect(leftovers.energy[k]!).toBeGreaterThan(3 * GeV);
        expect(leftovers.depth[k]!).toBeLessThanOrEqual(matter.depth);
      }
    }
  });

  it("let a photon through a target of depth d in exp(-attenuation d) of the cases", () => {
    const thin = prepareHardCascade(screened(1 * GeV, { depth: 1.5 }));
    const events = 20_000;
    const leaked = overEvents(thin, random, events, (event) => {
      thin.run(50 * GeV, 0.5, random.seek(event, 1), photon);
      return thin.leftovers.count === 1 && thin.leakedEnergy() === 50 * GeV ? 1 : 0;
    });
    const { mean, error } = meanAndError(leaked);
    expect(deviation(mean, Math.exp(-7 / 9), error)).toBeLessThan(4);
  });

  it("lose along the tracks the critical energy per radiation length, and what the photons below the cut would have", () => {
    const soft = (cut: number) => {
      const { depositedAlongTracks, ...all } = prepareHardCascade(screened(5 * GeV, { photonCut: cut }));
      let length = 0;
      let lost = 0;
      overEvents({ depositedAlongTracks, ...all }, random, 300, () => {
        for (let k = 0; k < all.tracks.count; k++) {
          if (all.tracks.kind[k] !== photon) length += all.tracks.to[k]! - all.tracks.from[k]!;
        }
        lost += depositedAlongTracks();
        return 0;
      });
      return lost / length;
    };
    // (4/3) cut, less 5e-3 of it since complete screening falls with y.
    for (const cut of [5, 20, 50]) {
      expect(soft(cut * MeV) / (matter.criticalEnergy + (4 / 3) * cut * MeV)).toBeCloseTo(1, 2);
    }
  });
});

describe("the cut of photons, the threshold and the LPM effect", () => {
  const above50 = (threshold: number, change: Parameters<typeof screened>[1], events: number) => {
    const cascade = prepareHardCascade(screened(threshold, change));
    const { tracks } = cascade;
    const lengths = overEvents(cascade, random, events, () => {
      let sum = 0;
      for (let k = 0; k < tracks.count; k++) {
        if (tracks.kind[k] !== photon) sum += lengthAbove(tracks, k, 50 * GeV);
      }
      return sum;
    });
    return meanAndError(lengths);
  };
  const reference = above50(10 * GeV, {}, 30_000);

  // Electrons below the threshold never come back above it, but the order of the draws changes: so statistically.
  it.each([
    ["a threshold of 3 GeV", 3 * GeV, {}],
    ["a cut of 5 MeV", 10 * GeV, { photonCut: 5 * MeV }],
    ["a cut of 100 MeV", 10 * GeV, { photonCut: 100 * MeV }],
  ])("%s changes no track length above 50 GeV", (_, threshold, change) => {
    const other = above50(threshold, change, 15_000);
    const error = Math.sqrt(other.error * other.error + reference.error * reference.error);
    expect(deviation(other.mean, reference.mean, error)).toBeLessThan(4);
  });

  it("the LPM effect lengthens it by less than 2 %", () => {
    const model = targetModel(matter);
    const other = above50(10 * GeV, { spectrum: model.spectrum }, 30_000);
    const error = Math.sqrt(other.error * other.error + reference.error * reference.error);
    expect(other.mean / reference.mean - 1).toBeLessThan(0.02 + (4 * error) / reference.mean);
    expect(other.mean / reference.mean - 1).toBeGreaterThan((-4 * error) / reference.mean);
  });
});

describe("a cascade", () => {
  it("refuses a threshold that is not above the cut of photons", () => {
    expect(() => prepareHardCascade(screened(20 * MeV))).toThrow("threshold 0.02 is not above the cut 0.02");
  });

  const all = ({ tracks, leftovers }: ReturnType<typeof prepareHardCascade>) => [
    tracks.startEnergy.slice(0, tracks.count),
    tracks.to.slice(0, tracks.count),
    leftovers.energy.slice(0, leftovers.count),
    leftovers.depth.slice(0, leftovers.count),
  ];

  it("depends on its stream only, not on what was before", () => {
    const [first, second] = [0, 1].map(() => prepareHardCascade(targetModel(matter, 2 * GeV)));
    first!.run(beam, 0, random.seek(17, 3));
    const expected = all(first!);
    for (let event = 0; event < 20; event++) second!.run(beam, 0, random.seek(event, 3));
    second!.restartFrom(0, 0, 50 * GeV, random);
    second!.run(beam, 0, random.seek(17, 3));
    expect(all(second!)).toEqual(expected);
  });
});

describe("a forced vertex", () => {
  const cascade = prepareHardCascade(targetModel(matter, 3 * GeV));
  const { tracks, leftovers } = cascade;

  it("keeps the energy to 1e-9, also of what it takes itself, wherever it is", () => {
    for (let event = 0; event < 500; event++) {
      cascade.run(beam, 0, random.seek(event, 0));
      const track = event % tracks.count;
      const depth = tracks.from[track]! + 0.7 * (tracks.to[track]! - tracks.from[track]!);
      const before = tracks.energyAt(track, depth);
      const recoil = tracks.kind[track] === photon ? 0 : before * [0, 0.01, 0.5, 0.999][event % 4]!;
      cascade.restartFrom(track, depth, recoil, random);
      expect(Math.abs((energyOf(cascade) + before - recoil) / beam - 1)).toBeLessThan(1e-9);
      expect(tracks.to[track]).toBe(depth);
    }
  });

  it("leaves all that was before it as it was", () => {
    cascade.run(beam, 0, random.seek(5, 0));
    const primary = isPrimary(tracks);
    const chain = primary.map((own, k) => (own ? k : -1)).filter((k) => k >= 0);
    const cut = chain[4]!;
    const starts = tracks.startEnergy.slice(0, cut + 1);
    const ends = tracks.endEnergy.slice(0, cut);
    // All that hangs on an earlier track of the primary.
    const early = new Set(chain.slice(0, 4));
    const isEarly = (parent: number): boolean =>
      early.has(parent) || (parent >= 0 && !primary[parent] && isEarly(tracks.parent[parent]!));
    const kept: number[] = [];
    for (let k = 0; k < leftovers.count; k++) {
      if (isEarly(leftovers.parent[k]!)) kept.push(leftovers.energy[k]!);
    }
    expect(kept.length).toBeGreaterThan(0);
    cascade.restartFrom(cut, tracks.to[cut]!, 0, random);
    expect(tracks.startEnergy.slice(0, cut + 1)).toEqual(starts);
    expect(tracks.endEnergy.slice(0, cut)).toEqual(ends);
    expect(Array.from(leftovers.energy.subarray(0, leftovers.count))).toEqual(kept);
  });

  it("of no loss gives the same showers again: their leftovers have the same mean depth", () => {
    const meanDepth = (restart: boolean) =>
      overEvents(cascade, random, 3000, () => {
        if (restart) {
          const track = Math.min(6, tracks.count - 1);
          const depth = 0.5 * (tracks.from[track]! + tracks.to[track]!);
          cascade.restartFrom(track, depth, tracks.energyAt(track, depth), random);
        }
        let sum = 0;
        for (let k = 0; k < leftovers.count; k++) sum += leftovers.energy[k]! * leftovers.depth[k]!;
        return sum / beam;
      });
    const [plain, again] = [meanAndError(meanDepth(false)), meanAndError(meanDepth(true))];
    const error = Math.sqrt(plain.error * plain.error + again.error * again.error);
    expect(deviation(again.mean, plain.mean, error)).toBeLessThan(4);
  });
});
