import { leastCount, type PeakSearch, type PeakSetup } from "./peak-search.ts";

/** The search for peaks as it is meant: what the kernel does, with the same results. */
export function preparePeakTwin(setup: PeakSetup): PeakSearch {
  const { channels, samples, samplingPeriod, pedestalEven, pedestalOdd, threshold, farthest } = setup;
  const { earliest, begin, weights, length, amplitude, delay } = setup.filter;
  const { first, step, stepsPerSample, heights, row } = setup.shape;
  const leastEven = leastCount(pedestalEven, threshold);
  const leastOdd = leastCount(pedestalOdd, threshold);
  const list = new Int32Array(channels);
  const values = new Float64Array(channels * samples);
  const firstOf = new Int32Array(channels + 1);
  const rowOf = new Int32Array(channels * samples);
  const sample = new Int32Array(channels * samples);
  const height = new Float64Array(channels * samples);
  const time = new Float64Array(channels * samples);
  const others = new Float64Array(length);

  function reaches(counts: Int16Array, base: number): boolean {
    for (let k = 0; k < samples; k++) {
      if (counts[base + k]! >= (k % 2 === 0 ? leastEven : leastOdd)) return true;
    }
    return false;
  }

  /** From a valley, which is never below 0, the samples rise to a peak, and fall from it into the next one. Returns how many peaks there are then. */
  function findIn(n: number, before: number): number {
    let count = before;
    let valley = 0;
    let top = 0;
    let highest = -1;
    for (let k = 0; k < samples; k++) {
      const value = values[n * samples + k]!;
      if (highest < 0 ? value - valley >= threshold : value > top) {
        highest = k;
        top = value;
      } else if (highest < 0) valley = Math.max(0, Math.min(valley, value));
      else if (top - value >= threshold) {
        sample[count] = highest;
        rowOf[count++] = n;
        highest = -1;
        valley = Math.max(0, value);
      }
    }
    return count;
  }

  /** Sums what the peaks of row n but p are in the samples from `from` on that p is fitted to. */
  function sumOthers(p: number, n: number, from: number, start: number): void {
    others.fill(0);
    for (let q = firstOf[n]!; q < firstOf[n + 1]!; q++) {
      if (q === p) continue;
      // Place of the first of these samples in the pulse, in steps; samples before it are skipped.
      const place = (start + from * samplingPeriod - time[q]! - first) / step;
      const skipped = place > 0 ? 0 : Math.ceil(-place / stepsPerSample);
      if (skipped >= length) continue;
      const exact = place + skipped * stepsPerSample;
      const below = Math.floor(exact);
      const upper = height[q]! * (exact - below);
      const lower = height[q]! - upper;
      let here = (below % stepsPerSample) * row + Math.floor(below / stepsPerSample);
      for (let k = skipped; k < length; k++, here++) {
        others[k]! += lower * heights[here]! + upper * heights[here + row]!;
      }
    }
  }

  /** Height and time by the weights of the place that is next to where the pulse was found last. */
  function fitOne(p: number, start: number): void {
    const n = rowOf[p]!;
    const place = Math.floor((time[p]! - start) / step - earliest + 0.5);
    const from = begin[place]!;
    sumOthers(p, n, from, start);
    let found = 0;
    let later = 0;
    for (let k = 0; k < length; k++) {
      const value = values[n * samples + from + k]! - others[k]!;
      found += amplitude[weights[place]! + k]! * value;
      later += delay[weights[place]! + k]! * value;
    }
    height[p] = Math.max(0, found);
    if (!(found > 0)) return;
    const highest = start + sample[p]! * samplingPeriod;
    const away = start + (earliest + place) * step + later / found - highest;
    time[p] = highest + Math.max(-farthest, Math.min(farthest, away));
  }

  return {
    list,
    values,
    firstOf,
    rowOf,
    sample,
    height,
    time,
    select: (counts) => {
      let rows = 0;
      for (let c = 0; c < channels; c++) {
        if (!reaches(counts, c * samples)) continue;
        for (let k = 0; k < samples; k++) {
          const pedestal = k % 2 === 0 ? pedestalEven : pedestalOdd;
          values[rows * samples + k] = counts[c * samples + k]! - pedestal;
        }
        list[rows++] = c;
      }
      return rows;
    },
    find: (rows) => {
      let count = 0;
      for (let n = 0; n < rows; n++) {
        firstOf[n] = count;
        count = findIn(n, count);
      }
      firstOf[rows] = count;
      return count;
    },
    fit: (count, start, isFirst) => {
      for (let p = 0; p < count; p++) {
        const isAlone = firstOf[rowOf[p]! + 1]! - firstOf[rowOf[p]!]! === 1;
        if (!(isFirst && isAlone)) fitOne(p, start);
      }
    },
  };
}
