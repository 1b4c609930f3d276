import { describe, expect, it } from "vitest";
import { Pulses } from "../../src/event/pulses.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { perfectChannels as perfect } from "../../src/readout/channel-errors.ts";
import { prepareSampleKernel } from "../../src/readout/kernel/sample-kernel.ts";
import { prepareSampleTwin } from "../../src/readout/kernel/sample-twin.ts";
import { pulseHeight, tabulatePulse } from "../../src/readout/pulse-shape.ts";
import { prepareWaveforms } from "../../src/readout/waveform.ts";
import type { Msadc } from "../../src/tables/run-card.ts";
import { GeV, MeV, ns } from "../../src/units.ts";
import { chiSquareDeviation, deviation, moments } from "../random/standard-errors.ts";
import { perfectChannels, shippedCard } from "../shipped-card.ts";

const { msadc } = shippedCard(perfectChannels);
const { samples, samplingPeriod, peakSample, pedestalEven, pedestalOdd } = msadc;
const height = pulseHeight(msadc);
const gains = Float64Array.of(30 * MeV, 10 * MeV, 40 * MeV);
const random = new RandomStream(runKeyFromSeed("waveform.test"));

type Pulse = readonly [channel: number, time: number, energy: number];

function digitiser(changes: Partial<Msadc> = {}, energyPerCount = gains) {
  const card = { ...msadc, ...changes };
  const { sample } = prepareWaveforms(card, tabulatePulse(card), energyPerCount);
  const pulses = new Pulses();
  return (event: number, list: readonly Pulse[]) => {
    pulses.clear();
    for (const [channel, time, energy] of list) pulses.add(channel, time, energy, 0);
    const { counts, start, channels } = sample(pulses, random.seek(event, 0));
    return { start, channels, counts: Int16Array.from(counts) };
  };
}

function pedestal(k: number): number {
  return k % 2 === 0 ? pedestalEven : pedestalOdd;
}

/** Pulses early, in time, late, outside the record, and two on one channel. */
const several: readonly Pulse[] = [
  [0, 0, 50 * GeV],
  [1, -90 * ns, 10 * GeV],
  [1, 40.3 * ns, 7 * GeV],
  [2, 250 * ns, 20 * GeV],
  [2, -590 * ns, 100 * GeV],
  [0, 400 * ns, 100 * GeV],
];

describe("without noise", () => {
  const quiet = digitiser({ noise: 0 });

  it("a sample is pedestal plus pulses at its time, rounded", () => {
    let largest = 0;
    for (let event = 0; event < 200; event++) {
      const { counts, start } = quiet(event, several);
      expect(counts.length).toBe(gains.length * samples);
      for (let c = 0; c < gains.length; c++) {
        for (let k = 0; k < samples; k++) {
          let expected = pedestal(k);
          for (const [channel, time, energy] of several) {
            if (channel === c) expected += (energy / gains[c]!) * height(start + k * samplingPeriod - time);
          }
          largest = Math.max(largest, Math.abs(counts[c * samples + k]! - expected));
        }
      }
    }
    // Half a count of rounding; the table of the pulse ends at 1e-4 of its peak, 0.33 counts at 100 GeV.
    expect(largest).toBeLessThan(0.5 + 0.34);
  });

  it("rounds to the nearest count: mean error 0, variance 1/12", () => {
    let event = 0;
    const { mean, variance } = moments(2000, () => {
      const { counts, start } = quiet(event++, [[0, 0, 50 * GeV]]);
      return counts[12]! - pedestalEven - (50 / 0.03) * height(start + 12 * samplingPeriod);
    });
    expect(deviation(mean, 0, Math.sqrt(1 / 12 / 2000))).toBeLessThan(4);
    expect(deviation(variance, 1 / 12, Math.sqrt(1 / 180 / 2000))).toBeLessThan(4);
  });

  it("is linear in the energy and in the gain", () => {
    const finer = digitiser(
      { noise: 0 },
      gains.map((gain) => gain / 2),
    );
    for (let event = 0; event < 50; event++) {
      const once = quiet(event, [[0, 0, 20 * GeV]]).counts;
      const threefold = quiet(event, [[0, 0, 60 * GeV]]).counts;
      const halfGain = finer(event, [[0, 0, 20 * GeV]]).counts;
      for (let k = 0; k < samples; k++) {
        const counts = once[k]! - pedestal(k);
        expect(Math.abs(threefold[k]! - pedestal(k) - 3 * counts)).toBeLessThanOrEqual(2);
        expect(Math.abs(halfGain[k]! - pedestal(k) - 2 * counts)).toBeLessThanOrEqual(1.5);
      }
    }
  });

  it("does not depend on the order of the pulses", () => {
    expect(quiet(3, several)).toEqual(quiet(3, several.toReversed()));
  });

  it("saturates at the largest count of its bits, without wrapping", () => {
    for (const bits of [10, 12, 14]) {
      const most = 2 ** bits - 1;
      const { counts } = digitiser({ noise: 0, bits })(1, [[0, 0, 3000 * GeV]]);
      expect(Math.max(...counts)).toBe(most);
      expect(counts[Math.round(peakSample)]).toBe(most);
      expect(Math.min(...counts)).toBeGreaterThanOrEqual(pedestalEven);
    }
  });

  it("full scale of a main cell is 121 GeV", () => {
    const most = (energy: number) => Math.max(...quiet(4, [[0, 0, energy]]).counts);
    expect(most(120 * GeV)).toBeLessThan(4095);
    expect(most(124 * GeV)).toBe(4095);
  });

  it("an empty record shows the two pedestals, in every channel from the even one on", () => {
    const { counts } = quiet(0, []);
    counts.forEach((value, k) => {
      expect(value).toBe(pedestal(k % samples));
    });
    // With an odd number of samples too: each channel starts on the even converter.
    const odd = digitiser({ noise: 0, samples: 17 })(0, []).counts;
    odd.forEach((value, k) => {
      expect(value).toBe(pedestal(k % 17));
    });
  });
});

describe("the clock", () => {
  it("has any phase within a sample, the peak of an in-time pulse at its sample on average", () => {
    const quiet = digitiser({ noise: 0 });
    const bins = new Float64Array(20);
    for (let event = 0; event < 20_000; event++) {
      const position = -quiet(event, []).start / samplingPeriod - peakSample + 0.5;
      bins[Math.floor(20 * position)]! += 1; // NaN, not a bin, outside the sample
    }
    expect(bins.reduce((sum, n) => sum + n, 0)).toBe(20_000);
    expect(Math.abs(chiSquareDeviation(bins, Array(20).fill(1 / 20)))).toBeLessThan(4);
  });
});

describe("noise", () => {
  it("has the mean of the pedestals and the variance of the card plus that of rounding, white", () => {
    const noise = 1.7;
    const noisy = digitiser({ noise });
    const events = 2000;
    const variance = noise * noise + 1 / 12;
    const sums = { even: 0, odd: 0, square: 0, neighbours: 0, nextChannel: 0 };
    let size = 0;
    for (let event = 0; event < events; event++) {
      const { counts } = noisy(event, []);
      size = counts.length;
      const left = Array.from(counts, (value, k) => value - pedestal(k % samples));
      for (let k = 0; k < size; k++) {
        sums[k % 2 === 0 ? "even" : "odd"] += left[k]!;
        sums.square += left[k]! * left[k]!;
        sums.neighbours += left[k]! * left[(k + 1) % size]!;
        sums.nextChannel += left[k]! * left[(k + samples) % size]!;
      }
    }
    const n = events * size;
    expect(deviation(sums.even / (n / 2), 0, Math.sqrt(variance / (n / 2)))).toBeLessThan(4);
    expect(deviation(sums.odd / (n / 2), 0, Math.sqrt(variance / (n / 2)))).toBeLessThan(4);
    expect(deviation(sums.square / n, variance, variance * Math.sqrt(2 / n))).toBeLessThan(4);
    expect(deviation(sums.neighbours / n, 0, variance / Math.sqrt(n))).toBeLessThan(4);
    expect(deviation(sums.nextChannel / n, 0, variance / Math.sqrt(n))).toBeLessThan(4);
  });

  it("has the correlations of the card in each channel, less what rounding dilutes, and none across channels", () => {
    const noisy = digitiser({ noise: 3, noiseCorrelation: [0.7, 0.2] });
    const events = 3000;
    const lagged = [0, 0, 0];
    let across = 0;
    for (let event = 0; event < events; event++) {
      const { counts } = noisy(event, []);
      const left = Array.from(counts, (value, k) => value - pedestal(k % samples));
      for (let k = 0; k < left.length; k++) {
        for (let lag = 0; lag <= 2 && (k % samples) + lag < samples; lag++) {
          lagged[lag]! += (left[k]! * left[k + lag]!) / (samples - lag);
        }
        across += left[k]! * left[(k + samples) % left.length]!;
      }
    }
    const n = events * gains.length;
    const variance = 9 + 1 / 12;
    // 32 samples of such noise are worth 14 that are independent.
    const error = 4 / Math.sqrt(14 * n) + 0.003;
    expect(Math.abs(lagged[0]! / n / variance - 1)).toBeLessThan(error * Math.SQRT2);
    expect(Math.abs(lagged[1]! / n / variance - (0.7 * 9) / variance)).toBeLessThan(error);
    expect(Math.abs(lagged[2]! / n / variance - (0.2 * 9) / variance)).toBeLessThan(error);
    expect(Math.abs(across / (n * samples) / variance)).toBeLessThan(error);
  });

  it("does not depend on the pulses: other channels keep theirs to the bit", () => {
    const noisy = digitiser();
    for (let event = 0; event < 20; event++) {
      const empty = noisy(event, []);
      const filled = noisy(event, [[1, 0, 5 * GeV]]);
      expect(filled.start).toBe(empty.start);
      expect(filled.counts.subarray(0, samples)).toEqual(empty.counts.subarray(0, samples));
      expect(filled.counts.subarray(2 * samples)).toEqual(empty.counts.subarray(2 * samples));
      for (let k = 0; k < samples; k++) {
        const added = filled.counts[samples + k]! - empty.counts[samples + k]!;
        expect(Math.abs(added - 500 * height(empty.start + k * samplingPeriod))).toBeLessThan(1.1);
      }
    }
  });

  it("is clipped at zero counts", () => {
    const noisy = digitiser({ pedestalEven: 0, pedestalOdd: 0, noise: 5 });
    const { counts } = noisy(0, []);
    expect(Math.min(...counts)).toBe(0);
    expect(Math.max(...counts)).toBeGreaterThan(5);
  });
});

it("the twin of the kernel gives the same counts", () => {
  const pulses = new Pulses();
  const [kernel, twin] = [prepareSampleKernel, prepareSampleTwin].map(
    (prepare) => prepareWaveforms(msadc, tabulatePulse(msadc), gains, { prepareLoops: prepare }).sample,
  );
  for (let event = 0; event < 200; event++) {
    pulses.clear();
    for (const [channel, time, energy] of several) pulses.add(channel, time + event, energy, 0);
    const expected = Int16Array.from(twin!(pulses, random.seek(event, 1)).counts);
    expect(kernel!(pulses, random.seek(event, 1)).counts).toEqual(expected);
  }
});

it("nothing of an event is left in the next", () => {
  const noisy = digitiser();
  const first = noisy(7, []);
  noisy(8, several);
  expect(noisy(7, [])).toEqual(first);
});

describe("channels that are not perfect", () => {
  const card = { ...msadc, timeJitter: 0.9 * ns, noise: 0 };
  const pulse = tabulatePulse(card);
  const errors = {
    ...perfect(gains.length),
    offset: Float64Array.of(1, -2, 0.5),
    rise: Float64Array.of(0.02, 0, 0),
  };
  const { sample } = prepareWaveforms(card, pulse, gains, { errors });
  const pulses = new Pulses();

  it("hold each pulse where its delay says, with the height of its energy", () => {
    for (let event = 0; event < 50; event++) {
      pulses.clear();
      pulses.add(1, 0, 20 * GeV, 0);
      pulses.add(2, 30 * ns, 40 * GeV, 1);
      const { counts, start, delays } = sample(pulses, random.seek(event, 0));
      expect(delays[0]).not.toBe(-2);
      for (let k = 0; k < samples; k++) {
        const time = start + k * samplingPeriod;
        const one = pedestal(k) + 2000 * height(time - delays[0]!);
        const two = pedestal(k) + 1000 * height(time - 30 * ns - delays[1]!);
        expect(Math.abs(counts[samples + k]! - one)).toBeLessThan(0.75);
        expect(Math.abs(counts[2 * samples + k]! - two)).toBeLessThan(0.75);
      }
    }
  });

  it("deform their own pulses alone, and keep their height", () => {
    pulses.clear();
    pulses.add(0, 0, 90 * GeV, 0);
    const straight = prepareWaveforms({ ...card, timeJitter: 0 }, pulse, gains, {
      errors: { ...errors, rise: new Float64Array(3) },
    });
    const bent = prepareWaveforms({ ...card, timeJitter: 0 }, pulse, gains, { errors });
    let [most, atTop] = [0, 0];
    for (let event = 0; event < 50; event++) {
      const { counts, start } = straight.sample(pulses, random.seek(event, 0));
      const expected = Int16Array.from(counts);
      const found = bent.sample(pulses, random.seek(event, 0)).counts;
      expect(found.subarray(samples)).toEqual(expected.subarray(samples));
      for (let k = 0; k < samples; k++) {
        const difference = Math.abs(found[k]! - expected[k]!);
        most = Math.max(most, difference);
        if (Math.abs(start + k * samplingPeriod - 1) < 1) atTop = Math.max(atTop, difference);
      }
    }
    // A rise that is 2 % slower: 2 % of 3000 counts where it is steepest far from the peak, nothing at it.
    expect(most).toBeGreaterThan(50);
    expect(most).toBeLessThan(70);
    expect(atTop).toBeLessThanOrEqual(2);
  });

  it("have the noise and the phase of perfect ones, whatever pulses there are", () => {
    const noisy = prepareWaveforms({ ...card, noise: 2 }, pulse, gains, { errors });
    const read = (list: readonly Pulse[]) => {
      pulses.clear();
      for (const [channel, time, energy] of list) pulses.add(channel, time, energy, 0);
      const { counts, start } = noisy.sample(pulses, random.seek(5, 0));
      return { counts: Int16Array.from(counts), start };
    };
    const [empty, full] = [
      read([]),
      read([
        [1, 0, 20 * GeV],
        [1, -200 * ns, 3 * GeV],
      ]),
    ];
    expect(full.start).toBe(empty.start);
    expect(full.counts.subarray(0, samples)).toEqual(empty.counts.subarray(0, samples));
    expect(full.counts.subarray(2 * samples)).toEqual(empty.counts.subarray(2 * samples));
    expect(full.counts).not.toEqual(empty.counts);
  });
});

describe("the edges of the window of other particles", () => {
  const { overlay } = shippedCard();
  const quiet = digitiser({ noise: 0 });

  it("leave nothing out behind the trigger: a pulse of full scale after the last one changes no sample", () => {
    for (let event = 0; event < 200; event++) {
      const empty = quiet(event, []);
      expect(quiet(event, [[0, overlay.windowEnd, 120 * GeV]]).counts).toEqual(empty.counts);
      // It is not much too wide either: 40 ns earlier it does.
      expect(quiet(event, [[0, overlay.windowEnd - 85 * ns, 120 * GeV]]).counts).not.toEqual(empty.counts);
    }
  });

  // 80 GeV are what the hottest cell has of an electron. Who comes before the window, 15 of 100 electrons in another 160 ns, is missing.
  it("leave less than 2 counts of the largest pulse out before it, on average 0.2 counts of that cell", () => {
    let most = 0;
    for (let event = 0; event < 200; event++) {
      const { counts } = quiet(event, [[0, overlay.windowStart, 80 * GeV]]);
      most = Math.max(most, ...counts.subarray(0, samples).map((count, k) => count - pedestal(k)));
    }
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(2);
    const rate = 4.6e6 / 4.8e9;
    let left = 0;
    for (let time = overlay.windowStart; time > -4000 * ns; time--) left += height(-131 * ns - time);
    expect(rate * left * (80 / 0.03)).toBeLessThan(0.25);
  });

  it("are not seen in the samples of one pulse inside: from -600 to 300 ns all of it that is in the record is there", () => {
    for (const time of [-600, -400, -130, 0, 200, 256, 299]) {
      for (let event = 0; event < 20; event++) {
        const { counts, start } = quiet(event, [[0, time * ns, 100 * GeV]]);
        let [found, expected] = [0, 0];
        for (let k = 0; k < samples; k++) {
          found += counts[k]! - pedestal(k);
          expected += (100 / 0.03) * height(start + k * samplingPeriod - time);
        }
        // 32 roundings.
        expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt(samples / 12) + 0.5);
      }
    }
  });
});
