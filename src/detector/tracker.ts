import type { z } from "zod";
import type { ColumnSet } from "../event/columns.ts";
import { isCharged } from "../event/particle.ts";
import { gaussian } from "../random/gaussian.ts";
import { angle, count, fraction, length, time } from "../tables/quantity.ts";
import { section } from "../tables/section.ts";
import { mm, ns } from "../units.ts";
import type { Subdetector } from "./subdetector.ts";

const schema = section("Micromegas MM1-4 and GEM1-2 around the magnets, Sec. III", {
  upstream: length("position of MM1, MM2 (taken as one)", { max: 0 }),
  downstream: length("position of MM3, MM4, GEM1, GEM2 (taken as one)", { max: 0 }),
  size: length("half side of the chambers", { min: 1 * mm }),
  micromegasEfficiency: fraction("efficiency of one Micromegas chamber"),
  gemEfficiency: fraction("efficiency of one GEM chamber"),
  downstreamHits: count("hits needed among the four downstream chambers; upstream both are needed", {
    min: 1,
    max: 4,
  }),
  timeWindow: time("full width of the window around the trigger in which a particle leaves hits", {
    min: 1 * ns,
  }),
  momentumResolution: fraction("relative resolution (rms) of the momentum"),
  tailFraction: fraction("share of tracks with a wrong hit"),
  tailResolution: fraction("relative resolution (rms) of the momentum of those"),
  angleResolution: angle("resolution (rms) of the angles before and behind the magnets", { min: 0 }),
  positionResolution: length("resolution (rms) of the track at the front face of the target", { min: 0 }),
});

const columns = {
  trackCount: { unit: "1", store: "uint8", about: "reconstructed tracks in the window of the trigger" },
  trackMomentum: {
    unit: "GeV",
    mayBeAbsent: true,
    about: "momentum of the track closest in time; NaN without a track",
  },
  trackAngleIn: {
    unit: "mrad",
    mayBeAbsent: true,
    about: "polar angle of that track before the magnets; NaN without a track",
  },
  trackAngleOut: {
    unit: "mrad",
    mayBeAbsent: true,
    about: "polar angle of that track to the nominal axis behind the magnets; NaN without a track",
  },
  trackX: { unit: "mm", mayBeAbsent: true, about: "x of that track at the target; NaN without a track" },
  trackY: { unit: "mm", mayBeAbsent: true, about: "y of that track at the target; NaN without a track" },
} as const satisfies ColumnSet;

/** The spectrometer: tracks of charged beam particles, with momentum and angles smeared by its resolution. */
export const tracker: Subdetector<typeof columns, z.output<typeof schema>> = {
  name: "tracker",
  about: "spectrometer: Micromegas and GEM chambers around the magnets",
  columns,
  schema,
  prepare: (card) => {
    const track = { count: 0, time: 0, momentum: 0, angleIn: 0, angleOut: 0, x: 0, y: 0 };
    return {
      readout: { kind: "gate", channels: 0, gate: card.timeWindow, noise: 0 },
      deposit: ({ particles }, _i, random) => {
        track.count = 0;
        track.time = Number.POSITIVE_INFINITY;
        for (let p = 0; p < particles.count; p++) {
          const time = particles.time[p]!;
          if (Math.abs(time) > card.timeWindow / 2) continue;
          if (!isCharged(particles.kind[p]!) || !particles.reaches(p, card.downstream)) continue;
          const before = particles.reaches(p, card.upstream) ? p : particles.parent[p]!;
          if (before < 0 || !particles.reaches(before, card.upstream)) continue;
          if (Math.abs(particles.xAt(before, card.upstream)) > card.size) continue;
          if (Math.abs(particles.yAt(before, card.upstream)) > card.size) continue;
          if (Math.abs(particles.xAt(p, card.downstream)) > card.size) continue;
          if (Math.abs(particles.yAt(p, card.downstream)) > card.size) continue;
          let upstream = 0;
          let downstream = 0;
          for (let plane = 0; plane < 2; plane++) {
            if (random.uniform() < card.micromegasEfficiency) upstream++;
            if (random.uniform() < card.micromegasEfficiency) downstream++;
            if (random.uniform() < card.gemEfficiency) downstream++;
          }
          if (upstream < 2 || downstream < card.downstreamHits) continue;
          track.count++;
          if (Math.abs(time) >= Math.abs(track.time)) continue;
          track.time = time;
          const wrong = random.uniform() < card.tailFraction;
          const resolution = wrong ? card.tailResolution : card.momentumResolution;
          track.momentum = particles.energy[p]! * (1 + resolution * gaussian(random));
          const smear = card.angleResolution;
          track.angleIn = Math.hypot(
            particles.angleX[before]! + smear * gaussian(random),
            particles.angleY[before]! + smear * gaussian(random),
          );
          track.angleOut = Math.hypot(
            particles.angleX[p]! + smear * gaussian(random),
            particles.angleY[p]! + smear * gaussian(random),
          );
          track.x = particles.xAt(p, 0) + card.positionResolution * gaussian(random);
          track.y = particles.yAt(p, 0) + card.positionResolution * gaussian(random);
        }
      },
      measure: (_channels, i, events) => {
        const found = track.count > 0;
        events.trackCount[i] = track.count;
        events.trackMomentum[i] = found ? track.momentum : Number.NaN;
        events.trackAngleIn[i] = found ? track.angleIn : Number.NaN;
        events.trackAngleOut[i] = found ? track.angleOut : Number.NaN;
        events.trackX[i] = found ? track.x : Number.NaN;
        events.trackY[i] = found ? track.y : Number.NaN;
      },
    };
  },
};
