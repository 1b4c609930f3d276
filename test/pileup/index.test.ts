import { describe, expect, it } from "vitest";
import { pileupAlgorithms } from "../../src/pileup/index.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { tabulatePulse } from "../../src/readout/pulse-shape.ts";
import { allocateReconstructed } from "../../src/readout/reconstructed.ts";
import type { Msadc } from "../../src/tables/run-card.ts";
import { MeV, ns } from "../../src/units.ts";
import { shippedCard } from "../shipped-card.ts";
import { oneCell, type ToyPulse } from "./toy.ts";

const names = pileupAlgorithms.map(({ name }) => name);

it("lists each algorithm once, each with its numbers in the shipped cards, and the one that is used among them", () => {
  expect(new Set(names).size).toBe(names.length);
  for (const run of ["I", "II", "III"]) {
    const { pileup } = shippedCard([], run);
    expect(names).toContain(pileup.algorithm);
    for (const name of names) expect(pileup[name]).toBeTypeOf("object");
  }
  for (const { about } of pileupAlgorithms) expect(about.length).toBeGreaterThan(10);
});

describe.each(names)("%s", (name) => {
  const pulses: readonly (readonly ToyPulse[])[] = [
    [],
    [[0, 1000]],
    [
      [0, 30],
      [-100 * ns, 3000],
    ],
    [
      [0, 3000],
      [3 * ns, 3000],
    ],
    [[0, 1e6]],
    [
      [-130 * ns, 1e6],
      [0, 100],
    ],
    [[-1000 * ns, 1e6]],
    [
      [-125 * ns, 500],
      [260 * ns, 500],
    ],
    [
      [-40 * ns, 200],
      [-20 * ns, 300],
      [0, 100],
      [20 * ns, 400],
      [40 * ns, 500],
      [60 * ns, 300],
    ],
  ];

  function finite(electronics: Partial<Msadc>): void {
    const cell = oneCell(name, { electronics });
    pulses.forEach((list, k) => {
      for (let event = 0; event < 20; event++) {
        const { counts, time } = cell(event, list);
        if (!Number.isFinite(counts) || Math.abs(time) === Number.POSITIVE_INFINITY)
          throw new Error(
            `${counts} counts at ${time} ns of pulses ${k} with ${JSON.stringify(electronics)}`,
          );
      }
    });
  }

  it("gives finite energies for records of 16 to 64 samples, wherever the peak stands in them", () => {
    for (const samples of [16, 17, 32, 64]) {
      for (const peakSample of [0, 0.3, 3, 10, samples - 2, samples])
        finite({ samples, peakSample: Math.min(63, peakSample) });
    }
  });

  it("for any pedestals, noise and number of bits, and for samples that saturate", () => {
    for (const [pedestalEven, pedestalOdd] of [
      [0, 0],
      [0, 1000],
      [1000, 0],
      [50.4, 53.9],
    ] as const) {
      for (const noise of [0, 1, 100]) finite({ pedestalEven, pedestalOdd, noise });
    }
    finite({ bits: 8 });
    finite({ bits: 8, pedestalEven: 1000, pedestalOdd: 1000 });
  });

  it("for any pulse and clock", () => {
    for (const samplingPeriod of [1, 5, 100]) finite({ samplingPeriod });
    finite({ tailFraction: 0 });
    finite({ tailFraction: 1 });
    finite({ tailTime: 55.6 * ns });
    finite({ riseTime: 1 * ns, fallTime: 1 * ns, tailTime: 1 * ns });
    finite({ riseTime: 200 * ns });
  });

  it("for channels that are dead, at any count, or hold anything", () => {
    const { msadc, pileup } = shippedCard();
    const channels = 12;
    const energyPerCount = new Float64Array(channels).fill(30 * MeV);
    const algorithm = pileupAlgorithms.find((candidate) => candidate.name === name)!;
    const electronics = { msadc, pulse: tabulatePulse(msadc), energyPerCount };
    const reconstruct = algorithm.prepare(pileup[name], electronics);
    const result = allocateReconstructed(channels);
    const random = new RandomStream(runKeyFromSeed("index.test"));
    const { samples, samplingPeriod, peakSample } = msadc;
    const counts = new Int16Array(channels * samples);
    const dead = [0, 1, 50, 53, 1000, 4095];
    for (let event = 0; event < 200; event++) {
      counts.forEach((_, k) => {
        const channel = Math.floor(k / samples);
        counts[k] = dead[channel] ?? Math.floor(4096 * random.uniform());
      });
      const start = -(peakSample + random.uniform() - 0.5) * samplingPeriod;
      reconstruct({ channels, samples, counts, energyPerCount, start }, result);
      for (const energy of result.energy) expect(Number.isFinite(energy)).toBe(true);
      for (const time of result.time) expect(Math.abs(time)).not.toBe(Number.POSITIVE_INFINITY);
    }
  });

  it("keeps nothing of the event, or of the channel, before", () => {
    const cell = oneCell(name);
    const first = cell(1, [[0, 200]]);
    for (const list of pulses) cell(2, list);
    expect(cell(1, [[0, 200]])).toEqual(first);
  });
});
