import { signalFactors } from "../cuts/index.ts";
import { missingEnergyTrigger } from "../cuts/missing-energy-trigger.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import type { Others, SimulateSource, Source } from "./calorimeters-events.ts";

/** Which events are counted. */
export const samples = ["trigger", "one electron"] as const;
export type Sample = (typeof samples)[number];

/** What HCAL1 and 2 (as Fig. 7) and V2 read of some events, and which of these belong to a sample. */
export interface Leaks {
  readonly hcal: Float64Array;
  readonly veto: Float64Array;
  /** 1 for each event in which a photon of the particle's shower made hadrons. */
  readonly reacted: Uint8Array;
  /** 1 for each event in the sample. */
  readonly inSample: Readonly<Record<Sample, Uint8Array>>;
}

/** What reads a leak, its column, and the threshold of the card. */
export const counters = [
  { counter: "HCAL", key: "hcal", cut: "hcal-quiet" },
  { counter: "V2", key: "veto", cut: "veto-quiet" },
] as const;

export function thresholdOf(card: RunCard, cut: string): number {
  return (card.cuts[cut] as { below: number }).below;
}

/** The cuts on the primary electron: those of the counters, which the trigger makes, and those of Sec. IV (i) and (ii). */
const primary = signalFactors
  .find(({ name }) => name === "primary e-")!
  .cuts.filter((cut) => cut !== missingEnergyTrigger);
const trigger = primary.filter(({ name }) => name === "beam-counters-fired");

/**
 * Simulates particles as the calibration runs of Sec. VI.B took them: the counters fired and V1 did not, without a threshold in the ECAL, nor in
 * the preshower, which those electrons pass anyway. "one electron" asks for the track and the SRD tag of Sec. IV (i) and (ii) too, which
 * `withTrack` has simulated: those are of the momentum of the beam.
 */
export async function simulateLeaks(
  simulate: SimulateSource,
  source: Source,
  card: RunCard,
  { events, others, withTrack }: { events: number; others: Others; withTrack: boolean },
): Promise<Leaks> {
  const passes = { trigger, "one electron": withTrack ? primary : [] };
  const prepared = samples.map((sample) =>
    passes[sample].map((cut) => cut.prepare(card.cuts[cut.name] ?? {})),
  );
  const leaks = {
    hcal: new Float64Array(events),
    veto: new Float64Array(events),
    reacted: new Uint8Array(events),
    inSample: { trigger: new Uint8Array(events), "one electron": new Uint8Array(events) },
  };
  const track = withTrack ? ["tracker", "synchrotron"] : [];
  const read = ["beamCounters", ...track, "veto", "hcal"];
  await simulate(source, { count: events, others, read }, (columns, k) => {
    leaks.hcal[k] = columns.hcalEnergy[0]!;
    leaks.veto[k] = columns.vetoEnergy[0]!;
    leaks.reacted[k] = columns.photonuclearEnergy[0]! > 0 ? 1 : 0;
    for (const [s, sample] of samples.entries()) {
      const cuts = prepared[s]!;
      if (cuts.length > 0 && cuts.every((pass) => pass(columns, 0))) leaks.inSample[sample][k] = 1;
    }
  });
  return leaks;
}
