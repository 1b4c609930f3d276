import type { Particles } from "../event/particles.ts";

/** What the slabs need of the HCAL's section of the card. */
export interface HcalSlabsCard {
  readonly position: number;
  readonly modulePitch: number;
  readonly cellSize: number;
  readonly layers: number;
  readonly ironThickness: number;
  readonly scintillatorThickness: number;
  readonly backPlate: number;
  readonly interactionLengths: number;
  readonly nucleonInteractionLengths: number;
  readonly radiationLengths: number;
}

/** A piece of the HCAL along the beam: the layers of a module, or the plate of iron behind them. */
export interface Slab {
  /** The module whose cells it has; -1 for a plate, which is seen by none. */
  readonly module: number;
  readonly from: number;
  readonly to: number;
  /** Of the whole slab: for pions, for nucleons and showers, and for electrons. */
  readonly interactionLengths: number;
  readonly nucleonInteractionLengths: number;
  readonly radiationLengths: number;
}

/** The slabs in beam order. Between modules is air. Plates have as much for each mm as the iron of the layers has. */
export function hcalSlabs(card: HcalSlabsCard, modules: number): Slab[] {
  const { position, modulePitch, layers, ironThickness, backPlate } = card;
  const active = layers * (ironThickness + card.scintillatorThickness);
  const lengthsOf = (share: number) => ({
    interactionLengths: share * card.interactionLengths,
    nucleonInteractionLengths: share * card.nucleonInteractionLengths,
    radiationLengths: share * card.radiationLengths,
  });
  return Array.from({ length: modules }, (_, m) => position + m * modulePitch).flatMap((front, m) => {
    const back = front + active;
    const plate = {
      module: -1,
      from: back,
      to: back + backPlate,
      ...lengthsOf(backPlate / (layers * ironThickness)),
    };
    return [{ module: m, from: front, to: back, ...lengthsOf(1) }, ...(backPlate > 0 ? [plate] : [])];
  });
}

type LengthsOf = "interactionLengths" | "nucleonInteractionLengths" | "radiationLengths";

/** Prepares ways of particles through the slabs, within `half` of the axis in x and in y. A way is straight, and counts along the beam. */
export function prepareWays(slabs: readonly Slab[], half: number) {
  const near = { from: 0, to: 0 };

  /** Narrows `near` to where the particle is within `half` in one direction. */
  function within(at: number, slope: number, z: number): void {
    if (slope === 0) {
      if (Math.abs(at) >= half) near.to = Number.NEGATIVE_INFINITY;
      return;
    }
    const one = z + (-half - at) / slope;
    const other = z + (half - at) / slope;
    near.from = Math.max(near.from, Math.min(one, other));
    near.to = Math.min(near.to, Math.max(one, other));
  }

  function findSides(particles: Particles, p: number): void {
    near.from = particles.z[p]!;
    near.to = Number.POSITIVE_INFINITY;
    within(particles.x[p]!, 1e-3 * particles.angleX[p]!, particles.z[p]!);
    within(particles.y[p]!, 1e-3 * particles.angleY[p]!, particles.z[p]!);
  }

  return {
    /** z at which particle p has crossed so many lengths of what it flies through; infinite if it comes out before. */
    to(particles: Particles, p: number, lengths: number, of: LengthsOf): number {
      findSides(particles, p);
      let left = lengths;
      for (const slab of slabs) {
        const from = Math.max(slab.from, near.from);
        const way = Math.min(slab.to, near.to) - from;
        if (!(way > 0)) continue;
        const whole = slab.to - slab.from;
        const crossed = (slab[of] * way) / whole;
        if (left < crossed) return from + (left * whole) / slab[of];
        left -= crossed;
      }
      return Number.POSITIVE_INFINITY;
    },
    /** Lengths that particle p crosses down to z, if nothing stops it. */
    lengthsTo(particles: Particles, p: number, z: number, of: LengthsOf): number {
      findSides(particles, p);
      let lengths = 0;
      for (const slab of slabs) {
        const way = Math.min(slab.to, near.to, z) - Math.max(slab.from, near.from);
        if (way > 0) lengths += (slab[of] * way) / (slab.to - slab.from);
      }
      return lengths;
    },
  };
}
