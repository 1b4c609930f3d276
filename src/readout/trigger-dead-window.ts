import { Pulses } from "../event/pulses.ts";
import { incompleteGammaUpper } from "../math/incomplete-gamma.ts";
import type { PulseForm } from "./pulse-shape.ts";
import { prepareTriggerSum, type TriggerSum } from "./trigger-sum.ts";

/** A missing-energy event, another particle of which the ECAL takes `other`, and what the trigger asks of their sum. GeV. */
export interface TriggerOverlap {
  readonly deposit: number;
  readonly other: number;
  readonly threshold: number;
  /** Resolution (rms) of sum and threshold. */
  readonly smearing: number;
}

/**
 * Dead window of the trigger's ECAL sum, ns: the integral, over the time of the other particle, of the probability that it lifts the
 * sum above threshold. Of events among others of rate R a share of exp(-R tau) survives, as long as two of them seldom stand together
 * in the window. 30 GeV and one of 100 GeV at 80 GeV without smearing: 42.6 ns for a width of 30 ns and a gate of 20 ns.
 */
export function triggerDeadWindow(
  form: PulseForm,
  sum: TriggerSum,
  { deposit, other, threshold, smearing }: TriggerOverlap,
): number {
  const highest = prepareTriggerSum(form, sum);
  const pulses = new Pulses(2);
  const vetoed = (time: number): number => {
    pulses.clear();
    pulses.add(0, 0, deposit, 0);
    pulses.add(0, time, other, 1);
    return aboveThreshold(highest(pulses, 1) - threshold, smearing);
  };
  const alone = aboveThreshold(deposit - threshold, smearing);
  // From 10 widths before the gate, where the tail is below 1e-3, to 2 widths behind it, where no pulse has begun.
  const from = -sum.gate / 2 - 10 * sum.width;
  const to = sum.gate / 2 + 2 * sum.width;
  const steps = 12_000;
  let integral = 0;
  for (let k = 0; k < steps; k++) integral += vetoed(from + ((k + 0.5) / steps) * (to - from)) - alone;
  return ((integral / steps) * (to - from)) / (1 - alone);
}

/** Probability that a value `excess` above a threshold is found above it. */
function aboveThreshold(excess: number, smearing: number): number {
  if (smearing === 0) return excess >= 0 ? 1 : 0;
  const tail = 0.5 * incompleteGammaUpper(0.5, (excess * excess) / (2 * smearing * smearing));
  return excess < 0 ? tail : 1 - tail;
}
