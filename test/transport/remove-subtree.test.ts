import { describe, expect, it } from "vitest";
import { CascadeTracks } from "../../src/event/cascade-tracks.ts";
import { Leftovers } from "../../src/event/leftovers.ts";
import { electron, photon, positron } from "../../src/event/particle.ts";
import { prepareSubtreeRemoval } from "../../src/transport/remove-subtree.ts";

/** An electron 0-1-4 that makes a photon 2 at the end of 0, which makes a pair 5, 6, and a photon 3 at the end of 1. */
function family() {
  const tracks = new CascadeTracks();
  const leftovers = new Leftovers();
  tracks.add(electron, -1, 0, 100); // 0
  tracks.add(electron, 0, 1, 90); // 1
  tracks.add(photon, 0, 1, 10); // 2
  tracks.add(photon, 1, 2, 20); // 3
  tracks.add(electron, 1, 2, 70); // 4
  tracks.add(positron, 2, 3, 6); // 5
  tracks.add(electron, 2, 3, 4); // 6
  for (let k = 0; k < 7; k++) leftovers.add(electron, k, 10, k);
  leftovers.add(electron, 7, 10, -1);
  return { tracks, leftovers, removeAfter: prepareSubtreeRemoval(tracks, leftovers) };
}

const energies = ({ leftovers }: ReturnType<typeof family>) =>
  Array.from(leftovers.energy.subarray(0, leftovers.count));

describe("what is removed", () => {
  it("is what comes of the particle after the end of the track", () => {
    const all = family();
    all.removeAfter(1);
    expect(Array.from(all.tracks.startEnergy.subarray(0, all.tracks.count))).toEqual([100, 90, 10, 6, 4]);
    expect(Array.from(all.tracks.parent.subarray(0, all.tracks.count))).toEqual([-1, 0, 0, 2, 2]);
    expect(energies(all)).toEqual([0, 2, 5, 6, 7]);
    expect(Array.from(all.leftovers.parent.subarray(0, 5))).toEqual([0, 2, 3, 4, -1]);
  });

  it("is all but the first track after that, and nothing after a last one but its own leftover", () => {
    const first = family();
    first.removeAfter(0);
    expect(first.tracks.count).toBe(1);
    expect(energies(first)).toEqual([7]);
    const last = family();
    last.removeAfter(6);
    expect(last.tracks.count).toBe(7);
    expect(energies(last)).toEqual([0, 1, 2, 3, 4, 5, 7]);
  });

  it("is found in lists longer than any before", () => {
    const tracks = new CascadeTracks();
    const leftovers = new Leftovers();
    const removeAfter = prepareSubtreeRemoval(tracks, leftovers);
    for (let k = 0; k < 5000; k++) tracks.add(electron, k === 2500 ? -1 : k - 1, 0, 1);
    removeAfter(1000);
    expect(tracks.count).toBe(1001 + 2500);
    expect(tracks.parent[1001]).toBe(-1);
    expect(tracks.parent[3500]).toBe(3499);
  });
});
