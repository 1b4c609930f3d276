import { describe, expect, it } from "vitest";
import { pileupAlgorithms } from "../../src/pileup/index.ts";
import { prepareLaboratory, prepareReading, silence } from "../../src/pileup/laboratory.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { pulseHeight } from "../../src/readout/pulse-shape.ts";
import { MeV } from "../../src/units.ts";
import { perfectChannels, shippedCard } from "../shipped-card.ts";

const card = shippedCard(perfectChannels);
const energyPerCount = Float64Array.of(30 * MeV, 10 * MeV);
const key = runKeyFromSeed("laboratory.test");
const quiet = { ...card.msadc, noise: 0 };
const cells = { msadc: card.msadc, energyPerCount };
const samplesOf = (waveforms: { counts: Int16Array }) => Array.from(waveforms.counts);

describe("cells whose pulses one writes", () => {
  it("sample these: pedestal and height, rounded, by the gain of each cell", () => {
    const { pulses, sample } = prepareLaboratory({ msadc: quiet, energyPerCount }, key);
    pulses.add(0, 0, 3000 * MeV, 0);
    pulses.add(1, 40, 3000 * MeV, 0);
    const { counts, samples, start } = sample(5);
    const height = pulseHeight(quiet);
    for (let c = 0; c < 2; c++) {
      for (let k = 0; k < samples; k++) {
        const time = start + k * quiet.samplingPeriod;
        const expected =
          (k % 2 === 0 ? quiet.pedestalEven : quiet.pedestalOdd) +
          (c === 0 ? 100 * height(time) : 300 * height(time - 40));
        expect(Math.abs(counts[c * samples + k]! - expected)).toBeLessThan(0.6);
      }
    }
  });

  it("have noise and phase of the event, whatever was sampled before", () => {
    const { pulses, sample } = prepareLaboratory(cells, key);
    const empty = samplesOf(sample(3));
    expect(samplesOf(sample(4))).not.toEqual(empty);
    pulses.add(0, -100, 1, 0);
    const other = sample(3);
    expect(samplesOf(other)).not.toEqual(empty);
    // The second cell has no pulse.
    expect(samplesOf(other).slice(other.samples)).toEqual(empty.slice(other.samples));
    pulses.clear();
    expect(samplesOf(sample(3))).toEqual(empty);
  });

  it("have the same noise with other electronics: pedestals off by 7 counts", () => {
    const { pedestalEven, pedestalOdd } = card.msadc;
    const off = { ...card.msadc, pedestalEven: pedestalEven + 7, pedestalOdd: pedestalOdd + 7 };
    const here = samplesOf(prepareLaboratory(cells, key).sample(1));
    const there = samplesOf(prepareLaboratory({ msadc: off, energyPerCount }, key).sample(1));
    expect(there).toEqual(here.map((count) => count + 7));
  });
});

it("an algorithm reads them, and of a silent cell nothing", () => {
  const { pulses, sample } = prepareLaboratory(cells, key);
  const algorithm = pileupAlgorithms.find(({ name }) => name === "template-fit")!;
  const read = prepareReading(algorithm, card.pileup[algorithm.name], cells);
  pulses.add(0, 0, 3, 0);
  pulses.add(1, 0, 1, 0);
  const waveforms = sample(0);
  expect(Array.from(read(waveforms).energy, (energy) => Math.round(10 * energy))).toEqual([30, 10]);
  silence(waveforms, 0, card.msadc);
  const { energy, time } = read(waveforms);
  expect(energy[0]).toBeCloseTo(0, 9);
  expect(time[0]).toBeNaN();
  expect(energy[1]).toBeCloseTo(1, 1);
  expect(Array.from(waveforms.counts.subarray(0, 4))).toEqual([50, 53, 50, 53]);
});
