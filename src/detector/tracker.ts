import { nominalBend } from "../beam/beam-particle.ts";
import type { ColumnSet } from "../event/columns.ts";
import { m, rad } from "../units.ts";
import { ChamberHits } from "./chamber-hits.ts";
import { chambersOf, type TrackerCard, trackerSection } from "./chambers.ts";
import { prepareHits } from "./leave-hits.ts";
import type { Subdetector } from "./subdetector.ts";
import { copyTrack, countIncomingLines, emptyTrack, prepareTrackFinder } from "./track-finding.ts";
import { degreesOfFreedom, hitsOf, prepareTrackFit } from "./track-fit.ts";

const chamberCount = 6;

const columns = {
  trackCount: {
    unit: "1",
    store: "uint8",
    about: "tracks through both magnets found in the window of the trigger",
  },
  upstreamTracks: {
    unit: "1",
    store: "uint8",
    about: "incoming lines of a hit in MM1 and one in MM2, no hit in two: also of particles bent away",
  },
  trackerHits: {
    unit: "1",
    store: "uint8",
    width: chamberCount,
    about: "hits in MM1, MM2, MM3, MM4, GEM1, GEM2 in the window",
  },
  trackMomentum: {
    unit: "GeV",
    mayBeAbsent: true,
    about: "momentum of the track closest in time, below zero if bent like a positron; NaN without a track",
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
  trackChiSquare: {
    unit: "1",
    mayBeAbsent: true,
    about: "chi-square of that track per degree of freedom; NaN without a track",
  },
  trackPurity: {
    unit: "1",
    mayBeAbsent: true,
    about: "truth: share of its hits that the triggering beam particle left; NaN without a track",
  },
} as const satisfies ColumnSet;

/**
 * The spectrometer: hits of every charged particle in six chambers, and tracks fitted to them, with the momentum from the bend,
 * p = 0.3 B L / angle. About 0.85 % at 100 GeV, by the metre between MM1 and MM2.
 */
export const tracker: Subdetector<typeof columns, TrackerCard> = {
  name: "tracker",
  about: "spectrometer: Micromegas and GEM chambers around the magnets",
  columns,
  schema: trackerSection,
  prepare: (card, { beam, magnets }) => {
    const chambers = chambersOf(card);
    const middle = magnets.exit - magnets.length / 2;
    const toTarget = -middle / m;
    const leverArm = (card.mm2 - card.mm1) / m;
    const expectedBend = nominalBend(beam, magnets);
    const hits = new ChamberHits(chamberCount, card.mostHits, card.doubleHitDistance);
    const findBest = prepareTrackFinder(prepareTrackFit(chambers, middle), chamberCount, card);
    const leaveHits = prepareHits(card, hits);
    const found = emptyTrack(chamberCount);
    const track = emptyTrack(chamberCount);
    let [count, incoming, time] = [0, 0, 0];

    const meanTime = (): number => {
      let sum = 0;
      for (let c = 0; c < chamberCount; c++)
        if (((found.pattern >> c) & 1) !== 0) sum += hits.time[found.hits[c]!]!;
      return sum / hitsOf(found.pattern);
    };

    return {
      readout: { kind: "gate", channels: 0, gate: card.timeWindow, noise: 0 },
      hits,
      deposit: ({ particles }, _i, random) => {
        hits.clear();
        leaveHits(particles, random);
        incoming = countIncomingLines(hits, leverArm, card.incomingAngle);
        hits.release();
        time = Number.POSITIVE_INFINITY;
        for (count = 0; findBest(hits, found); count++) {
          const mean = meanTime();
          if (Math.abs(mean) >= Math.abs(time)) continue;
          time = mean;
          copyTrack(found, track);
        }
      },
      measure: (_channels, i, events) => {
        events.trackCount[i] = count;
        events.upstreamTracks[i] = incoming;
        for (let c = 0; c < chamberCount; c++) events.trackerHits[i * chamberCount + c] = hits.count[c]!;
        const isFound = count > 0;
        const { angleIn, bend, angleY } = track;
        const angleOut = angleIn + bend;
        const momentum = (magnets.fieldIntegral * rad) / (expectedBend + bend);
        events.trackMomentum[i] = isFound ? momentum : Number.NaN;
        events.trackAngleIn[i] = isFound ? Math.hypot(angleIn, angleY) : Number.NaN;
        events.trackAngleOut[i] = isFound ? Math.hypot(angleOut, angleY) : Number.NaN;
        events.trackX[i] = isFound ? track.x + angleOut * toTarget : Number.NaN;
        events.trackY[i] = isFound ? track.y + angleY * toTarget : Number.NaN;
        events.trackChiSquare[i] = isFound ? track.chiSquare / degreesOfFreedom(track.pattern) : Number.NaN;
        let own = 0;
        for (let c = 0; c < chamberCount; c++)
          if (((track.pattern >> c) & 1) !== 0) own += hits.own[track.hits[c]!]!;
        events.trackPurity[i] = isFound ? own / hitsOf(track.pattern) : Number.NaN;
      },
    };
  },
};
