import { signalFactors } from "../cuts/index.ts";
import type { Passes } from "../src/selection/cut.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { entriesOf } from "../src/tables/section.ts";

/** The scale of the HCAL is calibrated to the peak of muons; what electrons and A' events lose there is no less a prediction. */
export const scaleOnly = "predicted with a calibrated scale";

/** One kind of loss: events that pass all steps before it and fail this one. */
export interface LossStep {
  /** The factor of Eq. (23) that holds it. */
  readonly factor: string;
  readonly loss: string;
  readonly cut: string;
  readonly about: string;
  readonly passes: Passes;
}

/**
 * What a cut loses, in few words, and the numbers of the run card that its efficiency rests on, by the beginnings of their paths; what is
 * calibrated by these, if it is not the loss itself.
 */
const ofCuts: Readonly<Record<string, { loss: string; restsOn: readonly string[]; calibrated?: string }>> = {
  "beam-counters-fired": { loss: "S1-S3, V1", restsOn: ["detector.beamCounters."] },
  "missing-energy-trigger": {
    loss: "ECAL sum of the trigger",
    restsOn: ["detector.ecal.trigger", "cuts.missing-energy-trigger."],
  },
  "single-track": { loss: "second track", restsOn: ["detector.tracker."] },
  "small-angle": { loss: "angle of the track", restsOn: ["cuts.small-angle."] },
  "beam-momentum": { loss: "momentum of the track", restsOn: ["cuts.beam-momentum."] },
  "synchrotron-tag": {
    loss: "SRD window",
    restsOn: ["detector.synchrotron.", "cuts.synchrotron-tag."],
  },
  "preshower-fired": {
    loss: "PS sum of the trigger",
    restsOn: ["detector.ecal.triggerPreshower", "cuts.preshower-fired."],
  },
  "shower-shape": {
    loss: "shower shape",
    restsOn: ["detector.ecal.trackError", "detector.ecal.profileError", "cuts.shower-shape."],
  },
  "missing-energy": { loss: "energy in the ECAL", restsOn: ["cuts.missing-energy."] },
  "veto-quiet": { loss: "V2", restsOn: ["detector.veto.", "cuts.veto-quiet."] },
  "hcal-quiet": { loss: "HCAL", restsOn: ["detector.hcal.", "cuts.hcal-quiet."], calibrated: scaleOnly },
};

/** A cut that loses in two ways: events that fail the weaker condition are a loss of their own, before the cut's. */
const twofold: Readonly<Record<string, Pick<LossStep, "loss" | "about" | "passes">>> = {
  "single-track": {
    loss: "no track",
    about: "no incoming track was found (Sec. IV i)",
    passes: (events, i) => events.trackCount[i]! > 0,
  },
};

/** Every kind of loss of the signal selection, factor by factor of Eq. (23): each cut once, or twice where it loses in two ways. */
export function lossSteps({ cuts: thresholds }: Pick<RunCard, "cuts">): LossStep[] {
  return signalFactors.flatMap(({ name: factor, cuts }) =>
    cuts.flatMap((cut) => {
      const whole: LossStep = {
        factor,
        loss: lossName(cut.name),
        cut: cut.name,
        about: cut.about,
        passes: cut.prepare(thresholds[cut.name] ?? {}),
      };
      const weaker = twofold[cut.name];
      return weaker === undefined ? [whole] : [{ ...whole, ...weaker }, whole];
    }),
  );
}

/** What a cut loses, in few words. */
export function lossName(cut: string): string {
  return ofCuts[cut]?.loss ?? cut;
}

/** How far the efficiency of a cut is a prediction: calibrated, and to what, if a number of the raw card is that it rests on. */
export function lossStatus(cut: string, rawCard: unknown): string {
  const { restsOn = [], calibrated } = ofCuts[cut] ?? {};
  return statusOf(restsOn, rawCard, calibrated);
}

/** "predicted", or "calibrated: ", or what stands for it, with the sources of the calibrated numbers whose paths begin so. */
export function statusOf(beginnings: readonly string[], rawCard: unknown, word = "calibrated"): string {
  const calibrated = entriesOf(rawCard)
    .filter(([path, { status }]) => status === "calibrated" && beginnings.some((b) => path.startsWith(b)))
    .map(([path, { source }]) => `${path}: ${source}`);
  return calibrated.length === 0 ? "predicted" : `${word}: ${calibrated.join("; ")}`;
}
