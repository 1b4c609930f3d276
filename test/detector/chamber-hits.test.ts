import { describe, expect, test } from "vitest";
import { ChamberHits } from "../../src/detector/chamber-hits.ts";

type Hit = readonly [x: number, y: number, time: number, own: boolean];

function hitsOf(hits: readonly Hit[], { most = 4, distance = 1 } = {}): ChamberHits {
  const chambers = new ChamberHits(2, most, distance);
  for (const hit of hits) chambers.add(1, ...hit);
  return chambers;
}

/** Hits of chamber 1, by x. */
function listed(chambers: ChamberHits): number[][] {
  const first = chambers.most;
  return Array.from({ length: chambers.count[1]! }, (_, h) => [
    chambers.x[first + h]!,
    chambers.y[first + h]!,
    chambers.time[first + h]!,
    chambers.own[first + h]!,
  ]).sort((a, b) => a[0]! - b[0]!);
}

describe("two particles", () => {
  test("apart in x or in y leave two hits, in any order", () => {
    const apart: Hit[] = [
      [0, 0, 5, true],
      [1, 0, -7, false],
      [2, 0.5, 3, false],
      [2.2, 1.5, 4, false],
    ];
    const expected = apart.map(([x, y, time, own]) => [x, y, time, own ? 1 : 0]);
    expect(listed(hitsOf(apart))).toEqual(expected);
    expect(listed(hitsOf(apart.toReversed()))).toEqual(expected);
  });

  test("too near in both leave one in their middle, which is the trigger's if one of them is", () => {
    const near: Hit[] = [
      [3, 1, 10, false],
      [3.8, 0.4, -20, true],
    ];
    for (const hits of [near, near.toReversed()]) {
      const [hit, ...others] = listed(hitsOf(hits));
      expect(others).toEqual([]);
      for (const [k, value] of [3.4, 0.7, -5, 1].entries()) expect(hit![k]).toBeCloseTo(value, 12);
    }
    expect(listed(hitsOf(near, { distance: 0 }))).toHaveLength(2);
  });

  test("and a third: the middle of three", () => {
    const [hit] = listed(
      hitsOf([
        [0, 0, 0, false],
        [0.6, 0, 6, false],
        [0.9, 0.3, 3, false],
      ]),
    );
    for (const [k, value] of [0.5, 0.1, 3, 0].entries()) expect(hit![k]).toBeCloseTo(value, 12);
  });
});

test("a full chamber keeps the hits nearest to the trigger, in any order", () => {
  const times = [40, -10, 5, -60, 20];
  const hits = times.map((time, k): Hit => [10 * k, 0, time, false]);
  for (const order of [hits, hits.toReversed()]) {
    expect(listed(hitsOf(order, { most: 3 })).map(([, , time]) => time)).toEqual([-10, 5, 20]);
    expect(listed(hitsOf(order, { most: 1 })).map(([, , time]) => time)).toEqual([5]);
  }
});

test("a chamber that is cleared holds nothing of before, and new hits are free", () => {
  const chambers = hitsOf([[0, 0, 1, true]]);
  chambers.used.fill(1);
  chambers.clear();
  expect(chambers.count[1]).toBe(0);
  chambers.add(1, 0.2, 0, 4, false);
  expect(listed(chambers)).toEqual([[0.2, 0, 4, 0]]);
  expect(chambers.used[chambers.most]).toBe(0);
  chambers.used.fill(1);
  chambers.release();
  expect(chambers.used.every((used) => used === 0)).toBe(true);
});
