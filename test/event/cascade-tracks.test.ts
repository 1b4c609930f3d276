import { describe, expect, it } from "vitest";
import { CascadeTracks } from "../../src/event/cascade-tracks.ts";
import { electron, photon } from "../../src/event/particle.ts";

describe("the tracks", () => {
  it("keep what they hold when they grow", () => {
    const tracks = new CascadeTracks(2);
    for (let k = 0; k < 9; k++) {
      expect(tracks.add(k % 2 === 0 ? electron : photon, k - 1, 0.1 * k, 100 - k)).toBe(k);
      tracks.end(k, 0.1 * k + 0.05, 99.5 - k);
    }
    expect(tracks.count).toBe(9);
    for (let k = 0; k < 9; k++) {
      expect(tracks.kind[k]).toBe(k % 2 === 0 ? electron : photon);
      expect(tracks.parent[k]).toBe(k - 1);
      expect([tracks.from[k], tracks.to[k]]).toEqual([0.1 * k, 0.1 * k + 0.05]);
      expect([tracks.startEnergy[k], tracks.endEnergy[k]]).toEqual([100 - k, 99.5 - k]);
    }
    tracks.clear();
    expect(tracks.count).toBe(0);
  });

  it("have an energy that falls linearly, and that of the start if they have no length", () => {
    const tracks = new CascadeTracks();
    const k = tracks.add(electron, -1, 2, 50);
    expect(tracks.energyAt(k, 2)).toBe(50);
    tracks.end(k, 4, 40);
    expect(tracks.energyAt(k, 2)).toBe(50);
    expect(tracks.energyAt(k, 2.5)).toBeCloseTo(47.5, 12);
    expect(tracks.energyAt(k, 4)).toBe(40);
  });

  it("move with all they have, but for the parent", () => {
    const tracks = new CascadeTracks();
    tracks.add(electron, -1, 0, 100);
    const k = tracks.add(photon, 0, 1, 30);
    tracks.end(k, 3, 30);
    tracks.move(k, 0, -1);
    expect([tracks.kind[0], tracks.parent[0], tracks.from[0], tracks.to[0]]).toEqual([photon, -1, 1, 3]);
    expect([tracks.startEnergy[0], tracks.endEnergy[0]]).toEqual([30, 30]);
  });
});
