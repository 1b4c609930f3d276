import { expect, it } from "vitest";
import { prepareCellShares } from "../../src/detector/cell-shares.ts";
import { prepareUnseenEnergy } from "../../src/detector/unseen-energy.ts";
import { GeV, MeV, mm } from "../../src/units.ts";

const side = 6;
const shares = prepareCellShares([{ fraction: 1, radius: 10 * mm }], 38.2 * mm, side);
const threshold = 120 * MeV;
const unseen = prepareUnseenEnergy(shares, side * side, threshold);
const expected = new Float64Array(side * side);
shares.shares(5 * mm, 3 * mm, expected);

/** What is read of a shower of this energy at (5, 3) mm: nothing below threshold. */
function readOf(energy: number): Float64Array {
  return expected.map((share) => (energy * share >= threshold ? energy * share : 0));
}
const sum = (list: Float64Array) => list.reduce((all, value) => all + value, 0);

it("is what was not read, for a shower exactly as expected", () => {
  for (const energy of [1 * GeV, 3 * GeV, 10 * GeV, 100 * GeV]) {
    const read = readOf(energy);
    expect(sum(read)).toBeLessThan(0.999 * energy);
    expect(sum(read) + unseen(read, 5 * mm, 3 * mm)).toBeCloseTo(energy * sum(expected), 9);
  }
});

it("is no more than the threshold in a cell: a hole in the middle is not filled", () => {
  const read = readOf(10 * GeV);
  const before = unseen(read, 5 * mm, 3 * mm);
  const [next] = [...expected.keys()].sort((one, other) => expected[other]! - expected[one]!).slice(1);
  read[next!] = 0;
  expect(unseen(read, 5 * mm, 3 * mm) - before).toBeLessThan(1.05 * threshold);
  expect(unseen(read, 5 * mm, 3 * mm) - before).toBeGreaterThan(0.95 * threshold);
});

it("is nothing of an empty matrix, or where the shower is elsewhere", () => {
  expect(unseen(new Float64Array(side * side), 0, 0)).toBe(0);
  expect(unseen(readOf(10 * GeV), 90 * mm, -90 * mm)).toBe(0);
});
