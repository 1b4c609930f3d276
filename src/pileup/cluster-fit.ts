import type { z } from "zod";
import type { Waveforms } from "../readout/waveform.ts";
import { count, time } from "../tables/quantity.ts";
import { section } from "../tables/section.ts";
import { ns } from "../units.ts";
import { prepareFewestPulses } from "./fewest-pulses.ts";
import { prepareFirstLook } from "./first-look.ts";
import { fitEntries } from "./fit-card.ts";
import type { PileupAlgorithm } from "./pileup-algorithm.ts";
import { preparePulseAdmission } from "./pulse-admission.ts";

const schema = section("Cluster fit: the channels of a part together, with common times of their pulses", {
  ...fitEntries,
  shapeNumbers: count(
    "the error of the shape is in so many numbers: a pulse that may be one of them is none",
    {
      min: 1,
      max: 64,
    },
  ),
  timeJitter: time(
    "expected spread (rms) of the time of a pulse of 1 GeV; over the root of the energy in GeV",
    {
      min: 0,
      max: 50 * ns,
    },
  ),
  timeOffsets: time("expected error (rms) of the time of a channel", { min: 0, max: 50 * ns }),
  triggerTime: time("expected error (rms) of the time of the trigger", { min: 0.01 * ns, max: 50 * ns }),
});

/** Channels with pulses below this share of the highest tell nothing of their times, and follow. */
const leastShare = 0.1;

/**
 * Fit of pulses of the known shape to all channels of a part at once: a beam particle has one time in all cells of its shower, so that
 * the hottest cells tell the times to the others, but for the jitter and the offset of each, which is known to its spread: each channel has small shifts of its
 * own about the common times, and its time is with them. Each channel then takes the fewest of these pulses that it needs. A channel with saturated samples, and one
 * that the common times do not explain, is fitted by itself.
 */
export const clusterFit: PileupAlgorithm<z.output<typeof schema>> = {
  name: "cluster-fit",
  about: "fit of pulses of known shape to all channels of a part, with common times",
  schema,
  prepare: (card, electronics) => {
    const { msadc, energyPerCount } = electronics;
    const { samples } = msadc;
    const channels = energyPerCount.length;
    const largest = (1 << msadc.bits) - 1;
    const first = prepareFirstLook(electronics, card, channels);
    const together = preparePulseAdmission(electronics, card, channels, card);
    const alone = preparePulseAdmission(electronics, card, channels);
    const { most } = together.fit.pulses;
    const fewest = prepareFewestPulses(most);
    const products = new Float64Array(most);
    const group = new Int32Array(channels);
    /** 1 for each channel that lacks a pulse, and is fitted with the times of the group. */
    const follows = new Uint8Array(channels);
    const single = new Int32Array(1);
    let size = 0;
    const amplitudes = new Float64Array(channels);
    const times = new Float64Array(channels);

    function isSaturated(counts: Int16Array, c: number): boolean {
      for (let k = c * samples; k < (c + 1) * samples; k++) if (counts[k]! >= largest) return true;
      return false;
    }

    function fitAlone(waveforms: Waveforms, c: number): void {
      single[0] = c;
      alone.fit.begin(waveforms, single, 1);
      alone.complete();
      amplitudes[c] = alone.fit.amplitude(c, 0);
      times[c] = alone.fit.time;
    }

    /** The channel by the fewest of the common pulses. */
    function choose(c: number): void {
      const { fit } = together;
      const { count } = fit.pulses;
      const { gram } = fit.times.products;
      for (let m = 0; m < count; m++) {
        let sum = 0;
        for (let l = 0; l < count; l++) sum += gram[m * most + l]! * fit.amplitude(c, l);
        products[m] = sum;
      }
      const { amplitude, variance } = fewest(gram, products, count, fit.variance(c), card.significance);
      amplitudes[c] = amplitude;
      times[c] = amplitude > card.significance * Math.sqrt(variance) ? fit.timeOn(c) : Number.NaN;
    }

    /** Takes into the group the channels that tell the times, and fits those by themselves that are saturated; whether any other lacks a pulse. */
    function gather(waveforms: Waveforms): boolean {
      let isLacking = false;
      let largest = 0;
      for (let c = 0; c < channels; c++) {
        amplitudes[c] = first.amplitudes[c]!;
        times[c] = first.times[c]!;
        follows[c] = 0;
        if (first.isExplained[c] === 1) continue;
        if (isSaturated(waveforms.counts, c)) fitAlone(waveforms, c);
        else {
          isLacking = true;
          follows[c] = 1;
          largest = Math.max(largest, first.squares[c]!);
        }
      }
      size = 0;
      for (let c = 0; c < channels; c++) {
        const tells = follows[c] === 1 || (first.isExplained[c] === 1 && !Number.isNaN(times[c]!));
        if (tells && first.squares[c]! >= leastShare * leastShare * largest) group[size++] = c;
      }
      return isLacking;
    }

    return (waveforms, result) => {
      first.all(waveforms);
      if (gather(waveforms)) {
        const { fit } = together;
        fit.begin(waveforms, group, size);
        together.complete();
        fit.catchUp();
        for (let c = 0; c < channels; c++) {
          if (follows[c] === 0) continue;
          fit.follow(c);
          if (fit.badness(c) <= 1) choose(c);
          else fitAlone(waveforms, c);
        }
      }
      for (let c = 0; c < channels; c++) {
        result.energy[c] = amplitudes[c]! * energyPerCount[c]!;
        result.time[c] = times[c]!;
      }
    };
  },
};
