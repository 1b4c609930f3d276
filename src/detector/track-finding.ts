import type { ChamberHits } from "./chamber-hits.ts";
import { upstreamChambers } from "./chambers.ts";
import { degreesOfFreedom, type Track, type TrackFit } from "./track-fit.ts";

/** A track with the hits that it is made of. */
export interface FoundTrack extends Track {
  /** Bit c: it has a hit in chamber c. */
  pattern: number;
  /** How many hits it has downstream. */
  downstream: number;
  /** The hit in chamber c, as ChamberHits numbers them. */
  readonly hits: Int32Array;
}

export function emptyTrack(chambers: number): FoundTrack {
  const track = { x: 0, y: 0, angleIn: 0, bend: 0, angleY: 0, chiSquare: 0 };
  return { ...track, pattern: 0, downstream: 0, hits: new Int32Array(chambers) };
}

/** What makes a track: as in the run card. */
export interface TrackCriteria {
  readonly downstreamHits: number;
  readonly road: number;
  readonly chiSquare: number;
}

/**
 * Finds tracks among hits: an upstream pair and one downstream hit, which fits the pair in y, where there is no bend, say where
 * in every chamber behind a further hit should be, to some 0.1 mm; the nearest within the road is taken, and all are fitted.
 */
export function prepareTrackFinder(fit: TrackFit, chambers: number, criteria: TrackCriteria) {
  const { downstreamHits, chiSquare } = criteria;
  const road = criteria.road * criteria.road;
  const x = new Float64Array(chambers);
  const y = new Float64Array(chambers);
  const trial = emptyTrack(chambers);

  function take(hits: ChamberHits, c: number, h: number): void {
    trial.pattern |= 1 << c;
    trial.hits[c] = h;
    x[c] = hits.x[h]!;
    y[c] = hits.y[h]!;
  }

  /** Extends the trial from its pair and hit h of chamber c, and fits; false if no track comes of it. */
  function follow(hits: ChamberHits, c: number, h: number): boolean {
    trial.pattern = 3;
    trial.downstream = 1;
    take(hits, c, h);
    const { pattern } = trial;
    fit.fit(pattern, x, y, trial);
    if (trial.chiSquare > road) return false;
    for (let d = c + 1; d < chambers; d++) {
      const next = nearest(hits, pattern, d);
      if (next < 0) continue;
      take(hits, d, next);
      trial.downstream++;
    }
    if (trial.downstream < downstreamHits) return false;
    fit.fit(trial.pattern, x, y, trial);
    return trial.chiSquare <= chiSquare * degreesOfFreedom(trial.pattern);
  }

  /** The free hit of chamber d nearest to where the trial, fitted to `pattern`, meets it; -1 if none is on the road. */
  function nearest(hits: ChamberHits, pattern: number, d: number): number {
    let found = -1;
    let least = road;
    const first = d * hits.most;
    for (let h = first; h < first + hits.count[d]!; h++) {
      if (hits.used[h] !== 0) continue;
      const distance = fit.chiSquareOf(pattern, trial, d, hits.x[h]!, hits.y[h]!);
      if (distance >= least) continue;
      least = distance;
      found = h;
    }
    return found;
  }

  /**
   * Puts the best track among the free hits into `best`, and marks its hits as used: that of most hits, among these of the least
   * chi-square. False if there is none. Ask again for the next: no hit is in two tracks.
   */
  return function findBest(hits: ChamberHits, best: FoundTrack): boolean {
    const { most, count, used } = hits;
    best.downstream = 0;
    for (let a = 0; a < count[0]!; a++) {
      if (used[a] !== 0) continue;
      take(hits, 0, a);
      for (let b = most; b < most + count[1]!; b++) {
        if (used[b] !== 0) continue;
        take(hits, 1, b);
        for (let c = upstreamChambers; chambers - c >= Math.max(downstreamHits, best.downstream); c++) {
          for (let h = c * most; h < c * most + count[c]!; h++) {
            if (used[h] !== 0 || !follow(hits, c, h)) continue;
            const isBetter =
              trial.downstream > best.downstream ||
              (trial.downstream === best.downstream && trial.chiSquare < best.chiSquare);
            if (isBetter) copyTrack(trial, best);
          }
        }
      }
    }
    if (best.downstream === 0) return false;
    for (let c = 0; c < chambers; c++) if (((best.pattern >> c) & 1) !== 0) used[best.hits[c]!] = 1;
    return true;
  };
}

export function copyTrack(from: FoundTrack, to: FoundTrack): void {
  to.x = from.x;
  to.y = from.y;
  to.angleIn = from.angleIn;
  to.bend = from.bend;
  to.angleY = from.angleY;
  to.chiSquare = from.chiSquare;
  to.pattern = from.pattern;
  to.downstream = from.downstream;
  to.hits.set(from.hits);
}

/**
 * Lines through a hit of MM1 and one of MM2, `leverArm` m apart, with a polar angle of at most `largest` mrad: the straightest
 * first, no hit in two of them. Uses up the hits. A particle that the magnets bend away counts here, and is no track.
 */
export function countIncomingLines(hits: ChamberHits, leverArm: number, largest: number): number {
  const { most, count, used } = hits;
  for (let lines = 0; ; lines++) {
    let least = largest * leverArm;
    let [first, second] = [-1, -1];
    for (let a = 0; a < count[0]!; a++) {
      if (used[a] !== 0) continue;
      for (let b = most; b < most + count[1]!; b++) {
        if (used[b] !== 0) continue;
        const apart = Math.hypot(hits.x[b]! - hits.x[a]!, hits.y[b]! - hits.y[a]!);
        if (apart > least) continue;
        least = apart;
        first = a;
        second = b;
      }
    }
    if (first < 0) return lines;
    used[first] = 1;
    used[second] = 1;
  }
}
