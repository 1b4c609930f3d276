import { describe, expect, test } from "vitest";
import { beam } from "../../generators/beam.ts";
import { dimuon } from "../../generators/dimuon.ts";
import { electron as electronProcess } from "../../generators/electron.ts";
import { randomTrigger } from "../../generators/random-trigger.ts";
import { layoutOf } from "../../src/detector/layout.ts";
import { antimuon, electron, muon } from "../../src/event/particle.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { pulseHeight } from "../../src/readout/pulse-shape.ts";
import { cellEnergies } from "../../src/simulation/cell-energies.ts";
import { type EventRecord, placeAt, rareVertex, recordEvent } from "../../src/simulation/event-record.ts";
import type { PreparedGenerator } from "../../src/simulation/generator.ts";
import { prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import { GeV } from "../../src/units.ts";
import { oneIntensity, shippedCard } from "../shipped-card.ts";

const key = runKeyFromSeed("event-record.test");
const card = shippedCard([...oneIntensity("1e7"), "msadc.templateError=0"]);
const generators: Record<string, PreparedGenerator> = {
  electron: electronProcess.prepare({}, card),
  hadrons: beam.prepare({ component: "hadron" }, card),
  dimuon: dimuon.prepare({ minimumPairEnergy: 10 * GeV }, card),
  "random trigger": randomTrigger.prepare({}, card),
};
const records: [string, number, EventRecord][] = Object.entries(generators).flatMap(([name, generator]) =>
  [0, 1, 2, 3].map((event): [string, number, EventRecord] => [
    name,
    event,
    recordEvent(generator, card, key, event),
  ]),
);

describe.each(records)("%s, event %i", (name, event, record) => {
  const { columns, particles, channels, hits } = record;

  test("is that of any run that holds it", () => {
    const batch = prepareSimulation(generators[name]!, card, key)(0, 4);
    for (const [column, values] of Object.entries(columns)) {
      const width = values.length;
      const there = batch.columns[column as keyof typeof columns];
      expect(there.subarray(event * width, (event + 1) * width), column).toEqual(values);
    }
  });

  test("has as many hits in each chamber as the tracker counts", () => {
    const names = ["MM1", "MM2", "MM3", "MM4", "GEM1", "GEM2"];
    expect(names.map((chamber) => hits.filter((hit) => hit.chamber === chamber).length)).toEqual([
      ...columns.trackerHits,
    ]);
    // Each near a particle that crosses its chamber: within six times its resolution, and what scattering adds.
    for (const { x, y, z } of hits) {
      const near = particles.some((particle) => {
        const place = placeAt(particle, z);
        return particle.z <= z && z < particle.end && Math.hypot(place.x - x, place.y - y) < 2;
      });
      expect(near).toBe(true);
    }
  });

  test("has cells whose energies make the columns of ECAL and HCAL", () => {
    const sums = layoutOf(card).blocks.map((block) =>
      cellEnergies(block, record).reduce((sum, { found }) => sum + found, 0),
    ) as [number, number, number, number, number, number];
    const [preshower, main, ...modules] = sums;
    // The columns have in addition what is expected in cells below threshold, as the calibration of a cell is not known here: at most 2 % each.
    const unseen = 36 * (0.04 + 0.12) * GeV;
    expect(columns.preshowerEnergy[0]!).toBeGreaterThanOrEqual(0.98 * preshower);
    expect(columns.ecalEnergy[0]!).toBeGreaterThanOrEqual(0.98 * (preshower + main));
    expect(columns.ecalEnergy[0]!).toBeLessThan(1.02 * (preshower + main) + unseen);
    for (const [m, energy] of modules.entries()) expect(energy).toBeCloseTo(columns.hcalModuleEnergy[m]!, 4);
  });

  test("has pulses that make its samples, within noise, rounding and what is off the scale", () => {
    const height = pulseHeight(card.msadc);
    const { samplingPeriod, pedestalEven, pedestalOdd, noise, bits } = card.msadc;
    for (const { pulses, samples, start, energyPerCount } of channels.ecal!) {
      for (const [k, count] of samples!.entries()) {
        const time = start! + k * samplingPeriod;
        const pedestal = k % 2 === 0 ? pedestalEven : pedestalOdd;
        const expected = pulses.reduce(
          (sum, pulse) => sum + (pulse.energy / energyPerCount!) * height(time - pulse.time - pulse.delay),
          pedestal,
        );
        if (expected > (1 << bits) - 10) continue;
        // 6 sigma, half a count of rounding, and 1e-3 of the pulse for the steps of its table.
        expect(Math.abs(count - expected)).toBeLessThan(6 * noise + 0.5 + 1e-3 * expected);
      }
    }
  });

  test("has its particles: those of the trigger of origin 0, the others numbered, as many as the truth counts", () => {
    const origins = new Set(particles.map(({ origin }) => origin).filter((origin) => origin > 0));
    expect(origins.size).toBe(columns.pileupParticles[0]);
    const first = particles.find(({ origin }) => origin === 0);
    if (name === "random trigger") expect(first).toBeUndefined();
    else {
      expect(first!.kind).toBe(columns.beamKind[0]);
      expect(Math.fround(first!.energy)).toBe(columns.beamEnergy[0]);
    }
    for (const { z, end, parent } of particles) {
      expect(end).toBeGreaterThanOrEqual(z); // what showers where it is made does not fly
      if (parent >= 0) expect(particles[parent]!.z).toBeLessThanOrEqual(z);
    }
  });
});

test("muon pairs keep the energy that they were made with, and start at the rare vertex", () => {
  const [, , record] = records.find(
    ([name, , { columns }]) => name === "dimuon" && columns.vertexDepth[0]! > 0,
  )!;
  const { particles, columns } = record;
  const pair = particles.filter(({ kind, origin, parent }) => {
    return origin === 0 && (kind === muon || kind === antimuon) && particles[parent]?.kind === electron;
  });
  expect(pair).toHaveLength(2);
  expect(pair[0]!.energy + pair[1]!.energy).toBeCloseTo(columns.vertexEnergy[0]!, 4);
  const vertex = rareVertex(record, card.target)!;
  for (const { x, y, z } of pair) {
    expect(vertex.z).toBeCloseTo(z, 4);
    expect(vertex.x).toBeCloseTo(x, 4);
    expect(vertex.y).toBeCloseTo(y, 4);
  }
});

test("without a rare vertex there is none", () => {
  for (const [name, , record] of records)
    if (name !== "dimuon") expect(rareVertex(record, card.target)).toBeUndefined();
});
