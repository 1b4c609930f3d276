import type { Reconstructed } from "../readout/reconstructed.ts";
import type { Waveforms } from "../readout/waveform.ts";
import { prepareFirstLook } from "./first-look.ts";
import type { FitCard } from "./fit-card.ts";
import type { Electronics } from "./pileup-algorithm.ts";
import { preparePulseAdmission } from "./pulse-admission.ts";

type Admission = ReturnType<typeof preparePulseAdmission>;

/**
 * Fits of each channel by itself. What the first look does not explain goes to the function that `prepareSearch` makes: it adds to the
 * pulse of the trigger, which is fitted to channel c already, what others there are.
 */
export function prepareChannelFits(
  electronics: Electronics,
  card: FitCard,
  prepareSearch: (admission: Admission) => (waveforms: Waveforms, c: number) => void,
): (waveforms: Waveforms, result: Reconstructed) => void {
  const { energyPerCount } = electronics;
  const channels = energyPerCount.length;
  const first = prepareFirstLook(electronics, card, channels);
  const admission = preparePulseAdmission(electronics, card, channels);
  const { fit } = admission;
  const search = prepareSearch(admission);
  const group = new Int32Array(1);
  return (waveforms, result) => {
    first.all(waveforms);
    for (let c = 0; c < channels; c++) {
      let amplitude = first.amplitudes[c]!;
      let time = first.times[c]!;
      if (first.isExplained[c] === 0) {
        group[0] = c;
        fit.begin(waveforms, group, 1);
        search(waveforms, c);
        amplitude = fit.amplitude(c, 0);
        time = fit.time;
      }
      result.energy[c] = amplitude * energyPerCount[c]!;
      result.time[c] = time;
    }
  };
}
