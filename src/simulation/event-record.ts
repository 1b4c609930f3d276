import type { ChamberHits } from "../detector/chamber-hits.ts";
import { chambersOf, type TrackerCard } from "../detector/chambers.ts";
import type { EventBatch } from "../detector/events.ts";
import { tracker } from "../detector/tracker.ts";
import type { Particles } from "../event/particles.ts";
import type { RunKey } from "../random/run-key.ts";
import type { PreparedGenerator } from "./generator.ts";
import type { RunCard } from "./run-card.ts";
import { type PartDone, prepareSimulation } from "./simulate-batch.ts";

/** A particle of the truth, as in src/event/particles.ts: it flies straight from (x, y, z) to z = `end`. */
export interface TrueParticle {
  readonly kind: number;
  /** When it is made: parts may take of it later. */
  readonly energy: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly angleX: number;
  readonly angleY: number;
  readonly time: number;
  readonly origin: number;
  readonly parent: number;
  readonly end: number;
}

/** Where a particle is, or would be, at z. */
export function placeAt({ x, y, z: from, angleX, angleY }: TrueParticle, z: number) {
  const way = 1e-3 * (z - from);
  return { x: x + angleX * way, y: y + angleY * way, z };
}

/** A true pulse of a channel: its origin is 0 for the particle that triggers. */
export interface TruePulse {
  readonly channel: number;
  readonly time: number;
  /** By how much later its peak stands in the samples; 0 for a gate. */
  readonly delay: number;
  readonly energy: number;
  readonly origin: number;
}

/** What a channel read: energy and time of the pulse that belongs to the trigger, as the part is handed it. */
export interface Channel {
  readonly energy: number;
  /** NaN where no pulse was found. */
  readonly time: number;
  readonly pulses: readonly TruePulse[];
  /** Its samples in counts, the first at `start`, and its gain; without an MSADC there are none. */
  readonly samples?: readonly number[];
  readonly start?: number;
  readonly energyPerCount?: number;
}

/** A point that a chamber of the tracker measured. */
export interface ChamberHit {
  readonly chamber: string;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly time: number;
  /** Whether the particle that triggers left it, alone or with others. */
  readonly own: boolean;
}

/** All that is known of one event: its columns, and what they were made of. */
export interface EventRecord {
  readonly columns: EventBatch["columns"];
  readonly particles: readonly TrueParticle[];
  /** The channels of each part, by its name. */
  readonly channels: Readonly<Record<string, readonly Channel[]>>;
  readonly hits: readonly ChamberHit[];
}

/** Simulates one event, as in any run that holds it, and keeps all that came and went in it. */
export function recordEvent(
  generator: PreparedGenerator,
  card: RunCard,
  key: RunKey,
  event: number,
): EventRecord {
  const channels: Record<string, Channel[]> = {};
  const chambers = chambersOf(card.detector[tracker.name] as TrackerCard);
  let hits: ChamberHit[] = [];
  let particles: Particles | undefined;
  const energies: number[] = [];
  const watch = (done: PartDone): void => {
    channels[done.name] = channelsOf(done);
    particles = done.truth.particles;
    for (let p = energies.length; p < particles.count; p++) energies.push(particles.energy[p]!);
    if (done.hits !== undefined) hits = hitsOf(done.hits, chambers);
  };
  const { columns } = prepareSimulation(generator, card, key, undefined, watch)(event, 1);
  return { columns, particles: particlesOf(particles!, energies), channels, hits };
}

function particlesOf(all: Particles, energies: readonly number[]): TrueParticle[] {
  return Array.from({ length: all.count }, (_, p) => ({
    kind: all.kind[p]!,
    energy: energies[p]!,
    x: all.x[p]!,
    y: all.y[p]!,
    z: all.z[p]!,
    angleX: all.angleX[p]!,
    angleY: all.angleY[p]!,
    time: all.time[p]!,
    origin: all.origin[p]!,
    parent: all.parent[p]!,
    end: all.end[p]!,
  }));
}

function channelsOf({ pulses, channels, waveforms }: PartDone): Channel[] {
  return Array.from(channels.energy, (energy, c): Channel => {
    const own: TruePulse[] = [];
    for (let p = 0; p < pulses.count; p++) {
      if (pulses.channel[p] !== c) continue;
      own.push({
        channel: c,
        time: pulses.time[p]!,
        delay: waveforms === undefined ? 0 : waveforms.delays[p]!,
        energy: pulses.energy[p]!,
        origin: pulses.origin[p]!,
      });
    }
    const read = { energy, time: channels.time[c]!, pulses: own };
    if (waveforms === undefined) return read;
    const { samples, counts, start, energyPerCount } = waveforms;
    return {
      ...read,
      samples: [...counts.subarray(c * samples, (c + 1) * samples)],
      start,
      energyPerCount: energyPerCount[c]!,
    };
  });
}

function hitsOf(
  { count, most, x, y, time, own }: ChamberHits,
  chambers: ReturnType<typeof chambersOf>,
): ChamberHit[] {
  return chambers.flatMap(({ name, z }, c) =>
    Array.from({ length: count[c]! }, (_, k): ChamberHit => {
      const h = c * most + k;
      return { chamber: name, x: x[h]!, y: y[h]!, z, time: time[h]!, own: own[h] === 1 };
    }),
  );
}

/** The rare vertex: on the way of the particle that triggers, at the depth in the target that the truth tells; undefined without one. */
export function rareVertex({ columns, particles }: EventRecord, { radiationLength }: RunCard["target"]) {
  const z = columns.vertexDepth[0]! * radiationLength;
  const primary = particles.findLast(({ origin, z: from }) => origin === 0 && from < 0);
  return Number.isFinite(z) && primary !== undefined ? placeAt(primary, z) : undefined;
}
