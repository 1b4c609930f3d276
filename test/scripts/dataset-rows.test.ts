import { beforeAll, describe, expect, test } from "vitest";
import { electron } from "../../generators/electron.ts";
import { datasetColumns, labelWaveforms, splitOf } from "../../scripts/dataset-rows.ts";
import type { Rows } from "../../src/event/columns.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { shapedHeight } from "../../src/readout/pulse-shape.ts";
import { msadcChannels, prepareSimulation } from "../../src/simulation/simulate-batch.ts";
import type { Recorded } from "../../src/simulation/waveform-recorder.ts";
import { oneIntensity, shippedCard } from "../shipped-card.ts";

// Without what the known shape of a pulse errs by.
const card = shippedCard([...oneIntensity("5e6"), "msadc.templateError=0"]);
const { samples, samplingPeriod, noise, pedestalEven, pedestalOdd, bits } = card.msadc;
const parts = msadcChannels(card);
const channels = 108;
const [first, events] = [995, 12];

let recorded: Recorded;
let rows: Rows;
beforeAll(() => {
  const simulate = prepareSimulation(
    electron.prepare({}, card),
    card,
    runKeyFromSeed("dataset-rows.test"),
    () => true,
  );
  recorded = simulate(first, events).recorded!;
  rows = labelWaveforms(recorded, parts, samples);
});

/** The true pulses of a row. */
function pulsesOf(i: number) {
  const { event, channel, time, delay, energy, origin } = recorded.pulses.columns;
  return Array.from({ length: recorded.pulses.size }, (_, p) => p)
    .filter((p) => event![p] === rows.columns.event![i] && channel![p] === rows.columns.channel![i])
    .map((p) => ({ time: time![p]!, delay: delay![p]!, energy: energy![p]!, own: origin![p] === 0 }));
}

describe("labelWaveforms", () => {
  test("has a row for each channel of each event, in order, of the parts of the card", () => {
    expect(rows.size).toBe(events * channels);
    expect(Object.keys(rows.columns)).toEqual(Object.keys(datasetColumns(samples)));
    for (let i = 0; i < rows.size; i++) {
      const channel = i % channels;
      expect(rows.columns.event![i]).toBe(first + Math.floor(i / channels));
      expect(rows.columns.channel![i]).toBe(channel);
      expect(parts[rows.columns.part![i]!]!.part).toBe(channel < 72 ? "ecal" : "hcal");
    }
    expect(rows.columns.samples).toEqual(recorded.waveforms.columns.samples);
  });

  test("labels are sums over the true pulses of the row", () => {
    let [own, others, empty] = [0, 0, 0];
    for (let i = 0; i < rows.size; i += 7) {
      const pulses = pulsesOf(i);
      const sum = (some: typeof pulses) => some.reduce((total, { energy }) => total + energy, 0);
      const mine = pulses.filter((pulse) => pulse.own);
      expect(rows.columns.pulses![i]).toBe(pulses.length);
      expect(rows.columns.energy![i]).toBeCloseTo(sum(mine), 4);
      expect(rows.columns.otherEnergy![i]).toBeCloseTo(sum(pulses) - sum(mine), 4);
      for (const when of ["time", "delay"] as const) {
        const mean = mine.reduce((total, pulse) => total + pulse.energy * pulse[when], 0) / sum(mine);
        if (mine.length === 0) expect(rows.columns[when]![i]).toBeNaN();
        else expect(rows.columns[when]![i]).toBeCloseTo(mean, 3);
      }
      if (mine.length > 0) own++;
      if (pulses.length > mine.length) others++;
      if (pulses.length === 0) empty++;
    }
    expect(Math.min(own, others, empty), "all kinds of rows are there").toBeGreaterThan(5);
  });

  test("the samples are what the data card says of them, within 4.5 of the noise in nearly all", () => {
    const height = shapedHeight(card.msadc);
    let [far, count] = [0, 0];
    for (let i = 0; i < rows.size; i += 11) {
      const pulses = pulsesOf(i);
      const { start, energyPerCount, samples: counts } = rows.columns;
      for (let k = 0; k < samples; k++) {
        const at = start![i]! + k * samplingPeriod;
        const signal = pulses.reduce(
          (sum, { time, delay, energy }) => sum + energy * height(at - time - delay),
          0,
        );
        const expected = Math.min(
          (1 << bits) - 1,
          signal / energyPerCount![i]! + (k % 2 === 0 ? pedestalEven : pedestalOdd),
        );
        // Rounding, and the table of the pulse, which is within 0.1 %.
        const allowed = 4.5 * noise + 0.5 + 1e-3 * expected;
        if (Math.abs(counts![i * samples + k]! - expected) > allowed) far++;
        count++;
      }
    }
    expect(count).toBeGreaterThan(3000);
    expect(far / count).toBeLessThan(1e-3);
  });
});

test("splitOf goes by the last digit, so that no run mixes what another keeps apart", () => {
  const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const wanted = [0, 0, 0, 0, 0, 0, 0, 0, 1, 2];
  expect(digits.map(splitOf)).toEqual(wanted);
  expect(digits.map((digit) => splitOf(1e12 + digit))).toEqual(wanted);
});
