import { describe, expect, it } from "vitest";
import type { PreparedPart, Readout } from "../../src/detector/subdetector.ts";
import { Pulses } from "../../src/event/pulses.ts";
import { highestSample } from "../../src/pileup/highest-sample.ts";
import type { PileupAlgorithm } from "../../src/pileup/pileup-algorithm.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareReadOut } from "../../src/simulation/read-out.ts";
import { GeV, MeV, ns } from "../../src/units.ts";
import { perfectChannels, shippedCard } from "../shipped-card.ts";

const { msadc, pileup } = shippedCard(perfectChannels);
const numbers = pileup[highestSample.name] as never;
const random = new RandomStream(runKeyFromSeed("read-out.test"));

function partOf(readout: Readout): PreparedPart {
  return { readout, deposit: () => {}, measure: () => {} };
}
const sampled = partOf({ kind: "msadc", energyPerCount: Float64Array.of(30 * MeV, 10 * MeV) });
const gated = partOf({ kind: "gate", channels: 2, gate: 60 * ns, noise: 0 });

function pulsesOf(...list: [number, number, number][]): Pulses {
  const pulses = new Pulses();
  for (const [channel, time, energy] of list) pulses.add(channel, time, energy, 0);
  return pulses;
}

describe("a part read by the MSADC", () => {
  it("goes from pulses by samples and the algorithm to channels", () => {
    const { read } = prepareReadOut("ecal", sampled, { ...msadc, noise: 0 }, highestSample, numbers);
    const { energy, time } = read(pulsesOf([0, 0, 50 * GeV], [1, 10 * ns, 20 * GeV]), random.seek(1, 0));
    expect(energy.length).toBe(2);
    expect(Math.abs(energy[0]! / 50 - 1)).toBeLessThan(0.006);
    expect(Math.abs(energy[1]! / 20 - 1)).toBeLessThan(0.006);
    expect(Math.abs(time[1]! - 11 * ns)).toBeLessThan(1);
  });

  it("uses the algorithm it is given, with the electronics of the card", () => {
    const seen: unknown[] = [];
    const counting: PileupAlgorithm<{ factor: number }> = {
      name: "counting",
      about: "",
      schema: highestSample.schema as never,
      prepare: ({ factor }, electronics) => {
        seen.push(electronics.msadc.noise, electronics.energyPerCount, electronics.pulse.stepsPerSample);
        return ({ channels, samples, counts }, result) => {
          seen.push(channels, samples, counts.length);
          result.energy.fill(factor);
        };
      },
    };
    const { read } = prepareReadOut("ecal", sampled, { ...msadc, noise: 0 }, counting, { factor: 7 });
    expect(Array.from(read(pulsesOf(), random).energy)).toEqual([7, 7]);
    expect(seen).toEqual([0, Float64Array.of(0.03, 0.01), 64, 2, 32, 64]);
  });

  it("keeps nothing of the event before", () => {
    const { read } = prepareReadOut("ecal", sampled, msadc, highestSample, numbers);
    const before = Array.from(read(pulsesOf(), random.seek(3, 0)).energy);
    read(pulsesOf([0, 0, 80 * GeV], [1, -90 * ns, 30 * GeV]), random.seek(4, 0));
    expect(Array.from(read(pulsesOf(), random.seek(3, 0)).energy)).toEqual(before);
  });
});

describe("a part read by a gate", () => {
  it("adds up what lies in the gate, whatever the MSADC and the algorithm are", () => {
    const { read } = prepareReadOut("ecal", gated, { ...msadc, bits: 8, noise: 100 }, highestSample, numbers);
    const { energy, time } = read(pulsesOf([0, -20 * ns, 5], [0, 31 * ns, 50], [1, 1, 1e9]), random);
    expect(Array.from(energy)).toEqual([5, 1e9]);
    expect(Array.from(time)).toEqual([-20, 1]);
  });
});

it("two parts have scratch of their own", () => {
  const [first, second] = [1, 2].map(() =>
    prepareReadOut("ecal", sampled, { ...msadc, noise: 0 }, highestSample, numbers),
  );
  const result = first!.read(pulsesOf([0, 0, 50 * GeV]), random.seek(1, 0));
  const energy = result.energy[0];
  second!.read(pulsesOf([0, 0, 3 * GeV]), random.seek(2, 0));
  expect(result.energy[0]).toBe(energy);
});
