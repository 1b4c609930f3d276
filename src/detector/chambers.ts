import type { z } from "zod";
import { angle, count, fraction, length, plain, time } from "../tables/quantity.ts";
import { section } from "../tables/section.ts";
import { mm, ns } from "../units.ts";

const position = (name: string) =>
  length(`position of ${name}, from the front face of the target`, { max: 0 });
const resolution = (what: string) =>
  length(`resolution (rms) of a point of a ${what}, in x and in y`, { min: 1e-9 * mm, max: 10 * mm });

/** The tracker's section of the run card. */
export const trackerSection = section("Micromegas MM1-4 and GEM1-2 around the magnets, Sec. III", {
  mm1: position("MM1"),
  mm2: position("MM2"),
  mm3: position("MM3"),
  mm4: position("MM4"),
  gem1: position("GEM1"),
  gem2: position("GEM2"),
  micromegasSize: length("half side of a Micromegas", { min: 1 * mm }),
  gemSize: length("half side of a GEM", { min: 1 * mm }),
  micromegasEfficiency: fraction("probability that a Micromegas sees a particle"),
  gemEfficiency: fraction("probability that a GEM sees a particle"),
  micromegasResolution: resolution("Micromegas"),
  gemResolution: resolution("GEM"),
  micromegasThickness: plain("thickness of a Micromegas in radiation lengths", { min: 0, max: 1 }),
  gemThickness: plain("thickness of a GEM in radiation lengths", { min: 0, max: 1 }),
  timeResolution: time("resolution (rms) of the time of a hit", { min: 0, max: 1000 * ns }),
  timeWindow: time("full width of the window around the trigger in which hits are kept", { min: 1 * ns }),
  doubleHitDistance: length("particles nearer than this, in x and in y, leave one hit in their middle", {
    min: 0,
  }),
  mostHits: count("hits that a chamber keeps, those nearest to the trigger in time", { min: 1, max: 64 }),
  downstreamHits: count("hits of a track needed in the four downstream chambers; upstream both are needed", {
    min: 1,
    max: 4,
  }),
  road: plain("a hit may be this many standard deviations off the road of a track that is followed", {
    min: 1,
  }),
  chiSquare: plain("largest chi-square of a track, per degree of freedom", { min: 0 }),
  incomingAngle: angle("largest polar angle of an incoming line of two upstream hits", { min: 0 }),
});
export type TrackerCard = z.output<typeof trackerSection>;

/** A chamber across the beam, which measures x and y of a particle. */
export interface Chamber {
  readonly name: string;
  /** Along the beam, in mm. */
  readonly z: number;
  readonly halfSize: number;
  readonly efficiency: number;
  /** Of x and of y, rms in mm. */
  readonly resolution: number;
  /** In radiation lengths. */
  readonly thickness: number;
}

/** How many chambers stand before the magnets; the others are behind them. */
export const upstreamChambers = 2;

/** MM1, MM2, MM3, MM4, GEM1, GEM2: in this order everywhere. */
export function chambersOf(card: TrackerCard): Chamber[] {
  const micromegas = (name: string, z: number): Chamber => ({
    name,
    z,
    halfSize: card.micromegasSize,
    efficiency: card.micromegasEfficiency,
    resolution: card.micromegasResolution,
    thickness: card.micromegasThickness,
  });
  const gem = (name: string, z: number): Chamber => ({
    name,
    z,
    halfSize: card.gemSize,
    efficiency: card.gemEfficiency,
    resolution: card.gemResolution,
    thickness: card.gemThickness,
  });
  return [
    micromegas("MM1", card.mm1),
    micromegas("MM2", card.mm2),
    micromegas("MM3", card.mm3),
    micromegas("MM4", card.mm4),
    gem("GEM1", card.gem1),
    gem("GEM2", card.gem2),
  ];
}
