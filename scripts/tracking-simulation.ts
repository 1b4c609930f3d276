import { electronComponents } from "../src/beam/components.ts";
import { atIntensity, beamRate } from "../src/beam/intensity.ts";
import { preparePrimary } from "../src/beam/primary.ts";
import type { TrackerCard } from "../src/detector/chambers.ts";
import { eventColumns } from "../src/detector/events.ts";
import { momentumResolution } from "../src/detector/momentum-resolution.ts";
import { tracker } from "../src/detector/tracker.ts";
import { allocate } from "../src/event/columns.ts";
import { Pulses } from "../src/event/pulses.ts";
import { truthOf } from "../src/event/truth.ts";
import { prepareOverlay } from "../src/pileup/overlay.ts";
import type { RunKey } from "../src/random/run-key.ts";
import { RandomStream } from "../src/random/stream.ts";
import { generating, prepareStreamedPart } from "../src/simulation/part-streams.ts";
import type { RunCard } from "../src/simulation/run-card.ts";

export interface TrackingRequest {
  readonly card: RunCard;
  /** How many electrons trigger at each momentum and intensity. */
  readonly events: number;
  readonly key: RunKey;
}

/** What became of the electrons that trigger, at one momentum and intensity. */
export interface TrackingOutcome {
  readonly momentum: number;
  /** Electrons per spill. */
  readonly intensity: number;
  /** Electrons per ns. */
  readonly rate: number;
  /** 1 for each event with one track, the right one: most of its hits, and the momentum within 3 %. */
  readonly right: Uint8Array;
  readonly withoutTrack: number;
  readonly withExtraTracks: number;
  /** One track, but a hit of another particle in it, or a momentum more than 5 sigma off. */
  readonly wrong: number;
  /** By the covariance of the fit, relative. */
  readonly predictedResolution: number;
  /** Measured over true momentum less 1, of every event with one track. */
  readonly deviations: Float64Array;
}

const tolerance = 0.03;
export const wrongFrom = 5;

/**
 * Sends beam electrons of a momentum through the tracker alone, as the simulation of whole events does, at an intensity in
 * electrons per spill. The field is as for the run; beam and nominal axis, on which the chambers stand, are those of the
 * momentum. The same seed gives the same electrons at any intensity.
 */
export function simulateTracking(
  momentum: number,
  intensity: number,
  { card, events, key }: TrackingRequest,
): TrackingOutcome {
  const setup = { ...card, beam: beamAt(momentum, intensity, card) };
  const section = card.detector[tracker.name] as TrackerCard;
  const predictedResolution = momentumResolution(section, setup, momentum);
  const { part, readOut, depositing, reading } = prepareStreamedPart(
    tracker.name,
    tracker.prepare(section, setup),
    card,
  );
  const primary = preparePrimary(setup, electronComponents);
  const overlay = prepareOverlay(setup);
  const random = new RandomStream(key);
  const { columns } = allocate(eventColumns, 1);
  const truth = truthOf({ size: 1, columns });
  const pulses = new Pulses();
  const right = new Uint8Array(events);
  const deviations = new Float64Array(events);
  let [single, withoutTrack, withExtraTracks, wrong] = [0, 0, 0, 0];
  for (let event = 0; event < events; event++) {
    truth.particles.clear();
    columns.event[0] = event;
    const p = primary(truth, 0, random.seek(event, generating));
    overlay(truth, 0, random);
    pulses.clear();
    part.deposit(truth, 0, random.seek(event, depositing), pulses);
    part.measure(readOut.read(pulses, random.seek(event, reading)), 0, columns);
    const tracks = columns.trackCount[0]!;
    if (tracks === 0) withoutTrack++;
    if (tracks > 1) withExtraTracks++;
    if (tracks !== 1) continue;
    const deviation = columns.trackMomentum[0]! / truth.particles.energy[p]! - 1;
    const purity = columns.trackPurity[0]!;
    deviations[single++] = deviation;
    if (purity > 0.5 && Math.abs(deviation) < tolerance) right[event] = 1;
    if (purity < 1 || Math.abs(deviation) > wrongFrom * predictedResolution) wrong++;
  }
  return {
    momentum,
    intensity,
    rate: beamRate(intensity, setup.beam),
    right,
    withoutTrack,
    withExtraTracks,
    wrong,
    predictedResolution,
    deviations: deviations.subarray(0, single),
  };
}

/** The beam of the card at another momentum, its tail with it, and at one intensity. */
function beamAt(momentum: number, intensity: number, { beam }: RunCard): RunCard["beam"] {
  return {
    ...atIntensity(beam, intensity),
    momentum,
    lowEnergyMinimum: (beam.lowEnergyMinimum * momentum) / beam.momentum,
  };
}
