// A pileup algorithm of your own, to start from. It runs as it stands:
//
//   aprime simulate --process electron --algorithm ./mine.mjs
//   aprime pileup --algorithms multifit,./mine.mjs
//
// Nothing is built or installed: change this file, and run again. It may import other files and packages.
// What it prints goes to the terminal (stderr); --workers 1 --only-event 4321 runs it on one event alone.
//
// What happens: in each event, particles leave light in the cells of ECAL and HCAL, and photomultipliers, shapers and ADCs make samples of
// it. The algorithm finds in them the pulse that belongs to the trigger, among those of particles that came before and after.

export default {
  // As it stands in tables and in the event file. None of the names of aprime.
  name: "my-algorithm",
  about: "the pulse at the time of the trigger, by least squares; no treatment of pileup",

  /**
   * Called once for each part of the detector, before the first event: what is the same for all events belongs here.
   *
   *   msadc           what is known of the ADCs, as in the run card: samplingPeriod (ns), samples, peakSample, bits, noise (counts),
   *                   pedestalEven and pedestalOdd (counts): even and odd samples are of two converters
   *   pulse           the pulse of height 1 that the shaper makes: heights[j] at the time first + j * step (ns) from its peak
   *   energyPerCount  of each channel, GeV: a pulse that is h counts high is of h * energyPerCount[c]
   */
  prepare({ msadc, pulse, energyPerCount }) {
    const { samples, samplingPeriod } = msadc;
    const pedestalSamples = 4; // at the start of the record, before any pulse of the trigger
    const [from, to] = [-30, 75]; // the part of the pulse that is fitted, ns from its peak
    const leastHeight = 5; // counts: lower pulses have no time

    /** Height of the pulse at a time from its peak, ns. */
    const heightAt = (time) => {
      const x = (time - pulse.first) / pulse.step;
      const j = Math.floor(x);
      if (j < 0 || j + 1 >= pulse.heights.length) return 0;
      return pulse.heights[j] + (x - j) * (pulse.heights[j + 1] - pulse.heights[j]);
    };
    const shape = new Float64Array(samples);
    const slope = new Float64Array(samples);

    /**
     * Called in each event, for all channels of the part together. Sample k of channel c is counts[c * samples + k], an integer, and it was
     * taken at the time start + k * samplingPeriod, ns, from the trigger.
     *
     * It must write for every channel, and return nothing:
     *   result.energy[c]  GeV; 0 if the channel is empty
     *   result.time[c]    ns from the trigger; NaN if there is no pulse
     *
     * An event must come out the same whichever events were read before it, since they are read in any order by several threads:
     * keep nothing from one event to the next but scratch that is written anew, as `shape` here, and draw no random numbers.
     */
    return ({ channels, counts, start }, result) => {
      // The pulse that we expect, at these samples: its height, and how it changes if it is 1 ns later.
      const first = Math.max(pedestalSamples, Math.ceil((from - start) / samplingPeriod));
      const last = Math.min(samples - 1, Math.floor((to - start) / samplingPeriod));
      let [hh, hs, ss] = [0, 0, 0];
      for (let k = first; k <= last; k++) {
        const time = start + k * samplingPeriod;
        shape[k] = heightAt(time);
        slope[k] = heightAt(time - 0.5) - heightAt(time + 0.5);
        hh += shape[k] * shape[k];
        hs += shape[k] * slope[k];
        ss += slope[k] * slope[k];
      }
      const determinant = hh * ss - hs * hs;

      for (let c = 0; c < channels; c++) {
        const base = c * samples;
        // The mean of the first samples, of each converter by itself.
        const pedestal = [0, 0];
        for (let k = 0; k < pedestalSamples; k++) {
          pedestal[k % 2] += counts[base + k] / (pedestalSamples / 2);
        }
        // Least squares: height * shape + height * delay * slope.
        let [h, s] = [0, 0];
        for (let k = first; k <= last; k++) {
          const count = counts[base + k] - pedestal[k % 2];
          h += count * shape[k];
          s += count * slope[k];
        }
        const height = (h * ss - s * hs) / determinant;
        const delay = (s * hh - h * hs) / determinant / height;
        result.energy[c] = height * energyPerCount[c];
        result.time[c] = height > leastHeight ? delay : Number.NaN;
      }
    };
  },
};
