import { describe, expect, test } from "vitest";
import { interpolator } from "../../src/math/interpolate.ts";
import {
  aprimeCrossSectionAbove,
  aprimeSpectrumIntegral,
  improvedAprimeCrossSection,
} from "../../src/physics/aprime-cross-section.ts";
import { exactCrossSectionAbove } from "../../src/physics/exact-tree-level.ts";
import { kMethodCrossSectionAbove } from "../../src/physics/k-factor-method.ts";
import { purpose } from "../../src/random/purpose.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import {
  type CrossSectionMethod,
  crossSectionMethods,
  prepareAprimeProduction,
} from "../../src/transport/aprime-production.ts";
import { type AprimeTables, buildAprimeTables } from "../../src/transport/aprime-tables.ts";
import { type Emission, prepareForcedEmission } from "../../src/transport/forced-emission.ts";
import { trackLengthYields } from "../../src/transport/simulated-yield.ts";
import { prepareTargetCascade } from "../../src/transport/target-cascade.ts";
import { GeV, MeV } from "../../src/units.ts";
import { deviation } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";
import { energyOf, isPrimary, lengthAbove, matter, meanAndError } from "./cascades.ts";

const { target } = shippedCard();
const nucleus = { charge: target.charge, massNumber: target.massNumber };
const nuclei = matter.nucleiPerRadiationLength;
const mass = 20 * MeV;
const beamEnergy = 100 * GeV;
const cascade = prepareTargetCascade(matter);
const random = new RandomStream(runKeyFromSeed("forced-emission.test"));
const nothing = (): Emission => ({ x: 0, w: 0, azimuthRad: 0, depth: 0, electronEnergy: 0 });
let tables: AprimeTables | undefined;

function productionOf(method: CrossSectionMethod, minimumEnergy: number) {
  return prepareAprimeProduction({ method, mass, minimumEnergy, nucleus }, (inputs) => {
    tables ??= buildAprimeTables(inputs);
    return tables;
  });
}

/** Emissions of 100 GeV electrons, each from a stream of its own. */
function emissions(method: CrossSectionMethod, minimumEnergy: number, events: number, name: string) {
  const emit = prepareForcedEmission(cascade, productionOf(method, minimumEnergy), nuclei);
  const of = purpose(name);
  return Array.from({ length: events }, (_, event) => {
    const emission = nothing();
    const weight = emit(beamEnergy, random.seek(event, of), emission);
    return { ...emission, weight, energy: emission.x * emission.electronEnergy };
  });
}

/** The part of the cross section above 50 GeV by formulas of src/physics, at 60 energies: linear between them, denser to the minimum. */
const above = 50 * GeV;
const byPhysics: Readonly<Record<CrossSectionMethod, (energy: number) => number>> = {
  etl: (energy) => exactCrossSectionAbove(above, { mass, energy, nucleus }),
  "k-factor": (energy) => kMethodCrossSectionAbove(above, { mass, energy, nucleus }),
  iww: (energy) =>
    (improvedAprimeCrossSection(mass, energy, nucleus) *
      aprimeSpectrumIntegral(above / energy, 1, mass, energy)) /
    aprimeSpectrumIntegral(0, 1, mass, energy),
  ww: (energy) => aprimeCrossSectionAbove(above, mass, energy, nucleus),
};
const energies = Float64Array.from({ length: 60 }, (_, k) => above * (1 + Math.exp(-9 + (9 * k) / 59)));
const expected = Object.fromEntries(
  crossSectionMethods.map((method) => {
    const at = interpolator(energies, energies.map(byPhysics[method]));
    return [method, (energy: number) => (energy <= above ? 0 : at(energy))];
  }),
) as Record<CrossSectionMethod, (energy: number) => number>;

const events = 10_000;
const from50 = Object.fromEntries(
  crossSectionMethods.map((method) => [method, emissions(method, 50 * GeV, events, "from 50")]),
) as Record<CrossSectionMethod, ReturnType<typeof emissions>>;
const eq8 = trackLengthYields(
  cascade,
  crossSectionMethods.map((method) => expected[method]),
  nuclei,
  { energy: beamEnergy, events: 3 * events, purpose: purpose("eq8") },
  random,
);
const eq8Of = (method: CrossSectionMethod) => eq8[crossSectionMethods.indexOf(method)]!;

describe.each(crossSectionMethods)("%s", (method) => {
  const weights = from50[method].map(({ weight }) => weight);

  test("the mean weight is Eq. (8) over the tracks of other cascades, with the formulas of src/physics", () => {
    const ours = meanAndError(weights);
    const error = Math.hypot(ours.error, eq8Of(method).error);
    expect(deviation(ours.mean, eq8Of(method).mean, error)).toBeLessThan(4);
    expect(error / ours.mean).toBeLessThan(0.02);
  });

  test("the minimum changes neither the number of A' above it nor their mean energy", () => {
    const from10 = emissions(method, 10 * GeV, events, "from 10").map(({ weight, energy }) => ({
      weight: energy > above ? weight : 0,
      energy,
    }));
    const count = meanAndError(from10.map(({ weight }) => weight));
    const direct = meanAndError(weights);
    expect(deviation(count.mean, direct.mean, Math.hypot(count.error, direct.error))).toBeLessThan(4);
    // Of weight times (energy - 75 GeV), as a share of the number: the mean energy.
    const moment = (list: readonly { weight: number; energy: number }[], mean: number) =>
      meanAndError(list.map(({ weight, energy }) => (weight * (energy - 75)) / mean));
    const [a, b] = [moment(from10, count.mean), moment(from50[method], direct.mean)];
    expect(deviation(a.mean, b.mean, Math.hypot(a.error, b.error))).toBeLessThan(4);
  });

  test("the energy of the emitter is that of the tracks, by the cross section", () => {
    for (const edge of [60, 75, 90, 98]) {
      const inside = (energy: number) => (energy > edge ? expected[method](energy) : 0);
      const electrons = { energy: beamEnergy, events: 20_000, purpose: purpose("emitter") };
      const [wanted] = trackLengthYields(cascade, [inside], nuclei, electrons, random);
      const ours = meanAndError(
        from50[method].map(({ weight, electronEnergy }) => (electronEnergy > edge ? weight : 0)),
      );
      // Eq. (8) takes a track at its middle: a tenth of a per cent beside the statistics.
      const error = Math.hypot(ours.error, wanted!.error, 1e-3 * ours.mean);
      expect(deviation(ours.mean, wanted!.mean, error), `above ${edge} GeV`).toBeLessThan(4);
    }
  });

  test("A', recoil, deposits and leftovers have the energy of the beam", () => {
    const emit = prepareForcedEmission(cascade, productionOf(method, 10 * GeV), nuclei);
    const emission = nothing();
    for (let event = 0; event < 500; event++) {
      emit(beamEnergy, random.seek(event, purpose("energy")), emission);
      const energy = emission.x * emission.electronEnergy;
      expect(Math.abs(energyOf(cascade) + energy - beamEnergy)).toBeLessThan(1e-9 * beamEnergy);
      expect(energy).toBeGreaterThan(10 * GeV * (1 - 1e-12));
      expect(emission.electronEnergy).toBeLessThanOrEqual(beamEnergy);
      expect(emission.depth).toBeGreaterThanOrEqual(0);
      expect(emission.depth).toBeLessThan(target.depth);
    }
  });
});

describe("between the methods", () => {
  // The notes, H1: 1.231 over the track of the primary by Tsai and Whitis; k rises slowly with the energy, so the track matters little.
  test("Eq. (9) over the k-factor method is the k averaged over the shower", () => {
    expect(Math.abs(eq8Of("ww").mean / eq8Of("k-factor").mean - 1.231)).toBeLessThan(0.003);
  });

  // The notes: H2 / H1 = 1.277 / 1.231 over the track of the primary; electrons of photons are slower, where the excess is larger.
  test("the k-factor method counts 3.7 % too many over the primary's track, some more over all", () => {
    const [sums, all] = [new Float64Array(2), new Float64Array(2)];
    for (let event = 0; event < 20_000; event++) {
      cascade.run(beamEnergy, 0, random.seek(event, purpose("primary")));
      const { tracks } = cascade;
      const primary = isPrimary(tracks);
      for (let k = 0; k < tracks.count; k++) {
        if (tracks.kind[k] === 22) continue;
        const energy = 0.5 * (tracks.startEnergy[k]! + tracks.endEnergy[k]!);
        const length = lengthAbove(tracks, k, 0);
        for (const [j, method] of (["k-factor", "etl"] as const).entries()) {
          const added = length * expected[method](energy);
          all[j]! += added;
          if (primary[k]) sums[j]! += added;
        }
      }
    }
    expect(Math.abs(sums[0]! / sums[1]! - 1.277 / 1.231)).toBeLessThan(0.0015);
    expect(all[0]! / all[1]! - sums[0]! / sums[1]!).toBeGreaterThan(0.001);
    expect(all[0]! / all[1]!).toBeLessThan(1.043);
  });
});

test("an electron without the energy emits nothing, and its cascade is as it was", () => {
  const emit = prepareForcedEmission(cascade, productionOf("etl", 50 * GeV), nuclei);
  const emission = nothing();
  expect(emit(49 * GeV, random.seek(1, 0), emission)).toBe(0);
  expect(emission).toEqual(nothing());
  expect(energyOf(cascade)).toBeCloseTo(49, 9);
});
