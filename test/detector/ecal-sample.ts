import type { Particles } from "../../src/event/particles.ts";
import { mm } from "../../src/units.ts";
import { moments } from "../random/standard-errors.ts";

/** The ECAL of the card: cells of a section, their pitch, and the back. */
export const cells = 36;
export const pitch = 38.2 * mm;
export const back = 40.6 * 11.08 * mm;

export interface Where {
  readonly x?: number;
  readonly y?: number;
  readonly z?: number;
  readonly time?: number;
}

/** Adds a particle along the beam in front of the ECAL, or at z in it; one that is not in time is another beam particle's. */
export function put(
  particles: Particles,
  kind: number,
  energy: number,
  { x = 0, y = 0, z = -1, time = 0 }: Where = {},
) {
  const p = particles.add(kind, energy);
  particles.x[p] = x;
  particles.y[p] = y;
  particles.z[p] = z;
  particles.time[p] = time;
  particles.origin[p] = time === 0 ? 0 : 1;
  return p;
}

/** What deposits of many events give: values sorted, their mean and rms. */
export function sample(count: number, value: (event: number) => number) {
  const values: number[] = [];
  const { mean, variance } = moments(count, () => {
    const next = value(values.length);
    values.push(next);
    return next;
  });
  values.sort((a, b) => a - b);
  return {
    mean,
    rms: Math.sqrt(variance),
    error: Math.sqrt(variance / count),
    quantile: (q: number) => values[Math.floor(q * count)]!,
    below: (limit: number) => values.filter((v) => v < limit).length,
  };
}
