import { describe, expect, test } from "vitest";
import { ChamberHits } from "../../src/detector/chamber-hits.ts";
import {
  copyTrack,
  countIncomingLines,
  emptyTrack,
  type FoundTrack,
  prepareTrackFinder,
} from "../../src/detector/track-finding.ts";
import { prepareTrackFit } from "../../src/detector/track-fit.ts";
import { m } from "../../src/units.ts";

const middle = -17.6;
const places = [-22.5, -21.5, -0.5, -0.2, -0.4, -0.1];
const fit = prepareTrackFit(
  places.map((z, c) => ({ z: z * m, resolution: c < 4 ? 0.1 : 0.07 })),
  middle * m,
);
const finder = (downstreamHits = 3) => prepareTrackFinder(fit, 6, { downstreamHits, road: 5, chiSquare: 5 });

interface Line {
  readonly x: number;
  readonly y: number;
  readonly angleIn?: number;
  readonly bend?: number;
  readonly angleY?: number;
  /** Chambers without a hit of it. */
  readonly missing?: readonly number[];
}

/** Exact hits of tracks; x and y are those in the middle of the magnets. */
function hitsOf(lines: readonly Line[], most = 16): ChamberHits {
  const hits = new ChamberHits(6, most, 0);
  for (const { x, y, angleIn = 0, bend = 0, angleY = 0, missing = [] } of lines)
    for (const [c, z] of places.entries()) {
      if (missing.includes(c)) continue;
      const along = z - middle;
      hits.add(c, x + angleIn * along + bend * Math.max(0, along), y + angleY * along, 0, true);
    }
  return hits;
}

/** All tracks, as they are found. */
function tracksIn(hits: ChamberHits, find = finder()): FoundTrack[] {
  const tracks: FoundTrack[] = [];
  for (const best = emptyTrack(6); find(hits, best); ) {
    const copy = emptyTrack(6);
    copyTrack(best, copy);
    tracks.push(copy);
  }
  return tracks;
}

const byX = (tracks: readonly FoundTrack[]) => tracks.map(({ x }) => x).sort((a, b) => a - b);

describe("tracks", () => {
  test("of one particle: one, with its hits and its numbers", () => {
    const line = { x: 3, y: -4, angleIn: 0.3, bend: 0.7, angleY: 0.2 };
    const [track, ...others] = tracksIn(hitsOf([line]));
    expect(others).toEqual([]);
    expect(track).toMatchObject({ pattern: 0b111111, downstream: 4 });
    for (const [key, value] of Object.entries(line))
      expect(track![key as keyof typeof line]).toBeCloseTo(value, 9);
    expect(track!.chiSquare).toBeLessThan(1e-15);
    expect(Array.from(track!.hits)).toEqual([0, 16, 32, 48, 64, 80]);
  });

  test("of large angles and bends too: roads come from the resolution alone", () => {
    const [track] = tracksIn(hitsOf([{ x: 30, y: -200, angleIn: -20, bend: 40, angleY: 20 }]));
    expect(track!.bend).toBeCloseTo(40, 9);
  });

  test("of two particles: two, whatever the order of their hits, and no hit in both", () => {
    const lines = [
      { x: 3, y: -4 },
      { x: -6, y: 9, angleIn: 0.2, bend: 0.3, angleY: -0.1 },
    ];
    for (const order of [lines, lines.toReversed()]) {
      const tracks = tracksIn(hitsOf(order));
      expect(tracks).toHaveLength(2);
      for (const [k, x] of [-6, 3].entries()) expect(byX(tracks)[k]).toBeCloseTo(x, 9);
      const used = tracks.flatMap(({ hits }) => Array.from(hits));
      expect(new Set(used).size).toBe(12);
    }
  });

  test("of ten particles: ten", () => {
    const lines = Array.from({ length: 10 }, (_, k) => ({
      x: 7 * k - 31,
      y: 33 - 6.5 * k,
      angleY: 0.02 * k,
    }));
    const tracks = tracksIn(hitsOf(lines));
    expect(tracks).toHaveLength(10);
    for (const [k, { x }] of lines.entries()) expect(byX(tracks)[k]).toBeCloseTo(x, 9);
  });

  test.each<[string, number[], boolean[]]>([
    ["all chambers", [], [true, true, true]],
    ["all but MM3", [2], [true, true, false]],
    ["all but GEM2", [5], [true, true, false]],
    ["GEMs and upstream", [2, 3], [true, false, false]],
    ["MM4 and upstream", [2, 4, 5], [false, false, false]],
    ["all but MM1", [0], [false, false, false]],
    ["all but MM2", [1], [false, false, false]],
  ])("with %s", (_, missing, found) => {
    for (const [k, needed] of [2, 3, 4].entries())
      expect(tracksIn(hitsOf([{ x: 0, y: 0, missing }]), finder(needed)).length === 1).toBe(found[k]);
    expect(tracksIn(hitsOf([{ x: 0, y: 0, missing }]), finder(1))).toHaveLength(
      missing.includes(0) || missing.includes(1) ? 0 : 1,
    );
  });

  test("take the hit that is nearer, and none beyond the road", () => {
    for (const places of [
      [0.4, 0.1],
      [0.1, 0.4],
    ]) {
      const near = hitsOf([{ x: 0, y: 0, missing: [3] }]);
      for (const x of places) near.add(3, x, 0, 0, false);
      const [track] = tracksIn(near);
      expect(track!.downstream).toBe(4);
      expect(near.x[track!.hits[3]!]).toBe(0.1);
    }
    const far = hitsOf([{ x: 0, y: 0, missing: [3] }]);
    far.add(3, 2, 0, 0, false);
    expect(tracksIn(far)[0]).toMatchObject({ downstream: 3, pattern: 0b110111 });
  });

  test("are none where y does not fit: there is no bend", () => {
    const broken = hitsOf([
      { x: 0, y: 0, missing: [2, 3, 4, 5] },
      { x: 0, y: 40, missing: [0, 1] },
    ]);
    expect(tracksIn(broken)).toEqual([]);
    // In x the magnets may have done it, if the points downstream lie on a line from there: 6 mm off are 0.35 mrad, in a wrong track.
    const besideX = (x: number) =>
      tracksIn(
        hitsOf([
          { x: 0, y: 0, missing: [2, 3, 4, 5] },
          { x, y: 0, missing: [0, 1] },
        ]),
      );
    expect(besideX(6)[0]!.bend).toBeGreaterThan(0.2);
    expect(besideX(40)).toEqual([]);
  });

  test("do not take a hit that another has, though it lies on their road", () => {
    for (const missing of [2, 3, 4, 5]) {
      const tracks = tracksIn(
        hitsOf([
          { x: 0, y: 0 },
          { x: 0.2, y: 0.2, missing: [missing] },
        ]),
      );
      expect(tracks.map(({ downstream }) => downstream)).toEqual([4, 3]);
      expect((tracks[1]!.pattern >> missing) & 1).toBe(0);
    }
  });

  test("of more hits come first, then those of less chi-square", () => {
    const hits = hitsOf([
      { x: 0, y: 0, missing: [4] },
      { x: 0.5, y: 0.5, missing: [] },
    ]);
    const [first, second] = tracksIn(hits);
    expect([first!.downstream, second!.downstream]).toEqual([4, 3]);
    expect(first!.x).toBeCloseTo(0.5, 9);
  });
});

describe("incoming lines", () => {
  const lines = (hits: ChamberHits, largest = 20) => countIncomingLines(hits, 1, largest);

  test("are counted with nothing behind the magnets, and not twice", () => {
    expect(lines(hitsOf([]))).toBe(0);
    expect(lines(hitsOf([{ x: 0, y: 0, missing: [2, 3, 4, 5] }]))).toBe(1);
    expect(lines(hitsOf([{ x: 0, y: 0, missing: [1] }]))).toBe(0);
    const three = [0, 5, 9].map((x) => ({ x, y: x }));
    expect(lines(hitsOf([...three, { x: 2, y: 3, missing: [1] }]))).toBe(3);
  });

  test("up to an angle in both views", () => {
    const steep = (angleIn: number, angleY: number) => lines(hitsOf([{ x: 0, y: 0, angleIn, angleY }]), 5);
    expect([steep(4.9, 0), steep(5.1, 0), steep(3, 3.9), steep(3, 4.1)]).toEqual([1, 0, 1, 0]);
    // The same 6 mm over 2 m are 3 mrad.
    const over = (leverArm: number) => countIncomingLines(hitsOf([{ x: 0, y: 0, angleIn: 6 }]), leverArm, 5);
    expect([over(1), over(2)]).toEqual([0, 1]);
  });

  test("take the straightest first", () => {
    // MM1 at 0 and 6, MM2 at 6.5 only: the line of 0.5 mrad.
    const hits = new ChamberHits(6, 4, 0);
    hits.add(0, 0, 0, 0, true);
    hits.add(0, 6, 0, 0, true);
    hits.add(1, 6.5, 0, 0, true);
    expect(lines(hits)).toBe(1);
    expect([hits.used[0], hits.used[1]]).toEqual([0, 1]);
  });
});
