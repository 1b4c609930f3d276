import type { FitCard } from "./fit-card.ts";
import { InTimeFit } from "./in-time-fit.ts";
import { prepareMissingPulse } from "./missing-pulse.ts";
import type { Electronics } from "./pileup-algorithm.ts";

/**
 * Says which pulses a group of channels is fitted with, besides that of the trigger: one more is taken in while a channel lacks one, if
 * that is significant. A pulse that comes to stand within the window of the trigger is not: whose it is cannot be told, and it is read
 * with the trigger's.
 */
export function preparePulseAdmission(electronics: Electronics, card: FitCard, channels: number) {
  const { timeWindow } = card;
  const fit = new InTimeFit(electronics, card, channels);
  const { pulses } = fit;
  const missingPulse = prepareMissingPulse(electronics, pulses);
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
      const badness = fit.badness(fit.group[g]!);
      if (badness > largest) {
        largest = badness;
        worst = fit.group[g]!;
      }
    }
    return worst;
  }

  /** Adds a pulse at about `time` if channel c then has significantly less left; else nothing changes. */
  function admit(time: number, c: number): boolean {
    const before = fit.residual(c);
    fit.save();
    pulses.add(time);
    if (fit.settle() && isOutside() && before - fit.residual(c) >= fit.significant * fit.variance(c))
      return true;
    fit.restore();
    return false;
  }

  /** Whether all pulses but the trigger's are outside of its window. */
  function isOutside(): boolean {
    for (let m = 1; m < pulses.count; m++) if (Math.abs(pulses.times[m]!) <= timeWindow) return false;
    return true;
  }

  /** Adds the first `count` of some pulses at once, as many as there is room for, if that makes a fit; else nothing changes. */
  function admitAll(seeds: Float64Array, count: number): void {
    fit.save();
    for (let n = 0; n < count && hasRoom(); n++) pulses.add(seeds[n]!);
    if (!fit.settle() || !isOutside()) fit.restore();
  }

  /** Adds what is missing, then leaves out what later pulses have made needless. */
  function complete(): void {
    for (let c = lacking(); c >= 0; c = lacking()) {
      fit.catchUp();
      const time = missingPulse(fit, c);
      if (Number.isNaN(time) || !admit(time, c)) break;
    }
    for (let m = pulses.count - 1; m > 0 && pulses.count > 2; m--) leaveOut(m);
  }

  /** Leaves pulse m out, unless a channel has significantly more left then. */
  function leaveOut(m: number): void {
    fit.save();
    for (let g = 0; g < fit.size; g++) residuals[fit.group[g]!] = fit.residual(fit.group[g]!);
    pulses.remove(m);
    let isNeedless = fit.settle() && isOutside();
    for (let g = 0; g < fit.size && isNeedless; g++) {
      const c = fit.group[g]!;
      isNeedless = fit.residual(c) - residuals[c]! < fit.significant * fit.variance(c);
    }
    if (!isNeedless) fit.restore();
  }

  return { fit, lacking, admitAll, complete };
}
