import type { FitCard } from "./fit-card.ts";
import { type CommonTimeErrors, InTimeFit } from "./in-time-fit.ts";
import { prepareMissingPulse } from "./missing-pulse.ts";
import type { Electronics } from "./pileup-algorithm.ts";

/**
 * Says which pulses a group of channels is fitted with, besides that of the trigger: one more is taken in while a channel lacks one, if
 * that is significant. A pulse that comes to stand within the window of the trigger is not: whose it is cannot be told, and it is read
 * with the trigger's.
 */
export function preparePulseAdmission(
  electronics: Electronics,
  card: FitCard,
  channels: number,
  errors?: CommonTimeErrors,
) {
  const { timeWindow } = card;
  const fit = new InTimeFit(electronics, card, channels, errors);
  const { pulses } = fit;
  const missingPulse = prepareMissingPulse(electronics, pulses);
  const seed = new Float64Array(1);
  const residuals = new Float64Array(channels);

  function hasRoom(): boolean {
    return pulses.count < pulses.most && pulses.used > 2 * pulses.count + 5;
  }

  /** The channel that lacks a pulse most; -1 if none does, or if there is no room for one more. */
  function lacking(): number {
    if (!hasRoom()) return -1;
    let worst = -1;
    let largest = 1;
    for (let g = 0; g < fit.size; g++) {
      const badness = fit.badness(fit.channels[g]!);
      if (badness > largest) {
        largest = badness;
        worst = fit.channels[g]!;
      }
    }
    return worst;
  }

  /**
   * Adds pulses at about the first `number` of some times, as many as there is room for, if channel c then has significantly less left;
   * else nothing changes. One at a time may have a negative height until the next is there; all at once may not.
   */
  function admit(seeds: Float64Array, number: number, c: number): boolean {
    const before = fit.residual(c);
    fit.save();
    for (let n = 0; n < number && hasRoom(); n++) pulses.add(seeds[n]!);
    const isFit = fit.settle() && isOutside() && (number === 1 || isPositive());
    if (isFit && before - fit.residual(c) >= fit.significant * fit.gainVariance(c)) return true;
    fit.restore();
    return false;
  }

  /** Whether all pulses but the trigger's are outside of its window. */
  function isOutside(): boolean {
    for (let m = 1; m < pulses.count; m++) if (Math.abs(pulses.times[m]!) <= timeWindow) return false;
    return true;
  }

  /** Whether no pulse has a negative height over the group that is significant: near the limit of resolution large heights can cancel. */
  function isPositive(): boolean {
    for (let m = 0; m < pulses.count; m++) {
      let height = 0;
      let variance = 0;
      for (let g = 0; g < fit.size; g++) {
        const c = fit.channels[g]!;
        height += fit.amplitude(c, m);
        variance += fit.variance(c);
      }
      variance *= fit.times.products.amplitudeVariance(m);
      if (height < 0 && height * height > fit.significant * variance) return false;
    }
    return true;
  }

  /** Adds what is missing, leaves out what later pulses have made needless, and adds what then is missing. */
  function complete(): void {
    addMissing();
    for (let m = pulses.count - 1; m > 0 && pulses.count > 2; m--) leaveOut(m);
    addMissing();
  }

  function addMissing(): void {
    for (let c = lacking(); c >= 0; c = lacking()) {
      fit.catchUp();
      seed[0] = missingPulse(fit, c);
      if (Number.isNaN(seed[0]!) || !admit(seed, 1, c)) return;
    }
  }

  /** Leaves pulse m out, unless a channel has significantly more left then. */
  function leaveOut(m: number): void {
    fit.save();
    for (let g = 0; g < fit.size; g++) residuals[fit.channels[g]!] = fit.residual(fit.channels[g]!);
    pulses.remove(m);
    let isNeedless = fit.settle() && isOutside();
    for (let g = 0; g < fit.size && isNeedless; g++) {
      const c = fit.channels[g]!;
      isNeedless = fit.residual(c) - residuals[c]! < fit.significant * fit.gainVariance(c);
    }
    if (!isNeedless) fit.restore();
  }

  return { fit, lacking, admit, complete };
}
