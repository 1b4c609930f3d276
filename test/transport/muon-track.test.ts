import { describe, expect, it } from "vitest";
import { antimuon, muon, pion, positivePion, proton } from "../../src/event/particle.ts";
import { muonDecayLength, negativeMuonInIron } from "../../src/physics/muon-decay.ts";
import { drawStraggling } from "../../src/physics/truncated-landau.ts";
import { poisson } from "../../src/random/poisson.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { layerLosses, samplingFraction, scintillatorXi } from "../../src/transport/muon-sandwich.ts";
import { hardLoss, newMuonTrack, prepareMuonTrack, singleLoss } from "../../src/transport/muon-track.ts";
import { GeV, MeV, mm } from "../../src/units.ts";
import { deviation, moments } from "../random/standard-errors.ts";
import { hcalLayer, moduleLayers } from "./muon-layers.ts";

const random = new RandomStream(runKeyFromSeed("muon-track.test"));
const module = {
  sandwich: hcalLayer,
  plateElectron: 4 * MeV,
  electronToMip: 0.876,
  electronResolution: 0.32,
  negativeMuon: negativeMuonInIron,
};
const cross = prepareMuonTrack(module);
const track = newMuonTrack();

const kinds = [muon, antimuon, pion, positivePion, proton];

describe("energy", () => {
  it("is conserved, whatever becomes of the muon or hadron", () => {
    let ends = 0;
    for (const energy of [0.12, 0.5, 1.5, 2, 10, 100]) {
      for (let k = 0; k < 2000; k++) {
        cross(energy, kinds[k % kinds.length]!, moduleLayers, random, track);
        const { count, energy: single } = track.singles;
        let sum = track.energy + track.lost + track.invisible;
        for (let s = 0; s < count; s++) {
          expect(single[s]!).toBeGreaterThanOrEqual(singleLoss);
          sum += single[s]!;
        }
        expect(Math.abs(sum / energy - 1)).toBeLessThan(1e-12);
        if (track.energy === 0) ends++;
      }
    }
    expect(ends).toBeGreaterThanOrEqual(6000);
  });

  it("of a muon at rest goes to its electron and neutrinos, or unseen to a nucleus", () => {
    for (const negative of [true, false]) {
      let [electrons, latest] = [0, 0];
      for (let k = 0; k < 2000; k++) {
        cross(0.5 * GeV, negative ? muon : antimuon, moduleLayers, random, track);
        expect(track.energy).toBe(0);
        if (track.lateElectron > 0) electrons++;
        expect(track.lateElectron).toBeLessThan(52.9 * MeV);
        expect(track.lost + track.invisible).toBeCloseTo(0.5, 12);
        expect(track.invisible).toBeGreaterThan(52 * MeV);
        latest = Math.max(latest, track.lateTime);
      }
      if (negative) expect(electrons).toBeLessThan(300);
      else expect(electrons).toBe(2000);
      expect(latest).toBeGreaterThan(negative ? 1000 : 10_000);
    }
  });
});

describe("what is seen", () => {
  it("is in the mean the local loss over sampling fraction and e/mip, and the showers", () => {
    const count = 40_000;
    const energy = 20 * GeV;
    let showers = 0;
    const { mean, variance } = moments(count, () => {
      cross(energy, muon, moduleLayers, random, track);
      showers += track.lost - track.hadronic;
      return track.seen;
    });
    const losses = layerLosses(hcalLayer, { local: 4 * MeV, hard: hardLoss }, energy - 1 * GeV);
    const local = moduleLayers * (losses.continuous - losses.showers);
    const expected =
      (moduleLayers * losses.scintillator) / samplingFraction(hcalLayer) / 0.876 + showers / count - local;
    // Fluctuations of hard showers are in both: half the error of all would do.
    expect(deviation(mean, expected, Math.sqrt(variance / count))).toBeLessThan(1);
  });

  // Notes 5: most probable 36 MeV in the scintillator and ξ 1.68 MeV, mean 39-41; a core of 7.6 %, of 10.9 % with 175 photoelectrons.
  it("has the core of a Landau sum, where there are no showers", () => {
    const meanBelow = (local: number) =>
      moduleLayers * layerLosses(hcalLayer, { local, hard: 0.1 * GeV }, 20 * GeV).scintillator;
    const xi = moduleLayers * scintillatorXi(hcalLayer);
    const core = (photoelectrons: number, longest: number) => {
      const found: number[] = [];
      const mean = meanBelow(longest);
      for (let k = 0; k < 30_000; k++) {
        const sum = mean + drawStraggling(xi, longest, random);
        const perMeV = photoelectrons / (36 * MeV);
        found.push(photoelectrons === 0 ? sum : poisson(sum * perMeV, random) / perMeV);
      }
      const near = (at: number) => found.filter((value) => Math.abs(value - at) < 0.6 * MeV).length;
      let [best, peak] = [0, 0];
      for (let at = 30 * MeV; at < 45 * MeV; at += 0.2 * MeV)
        if (near(at) > best) [best, peak] = [near(at), at];
      const edges = [-1, 1].map((side) => {
        for (let way = 0; ; way += 0.05 * MeV) if (near(peak + side * way) < best / 2) return way;
      });
      return { peak, width: (edges[0]! + edges[1]!) / 2.355 / peak };
    };
    // As Landau has it, with electrons of any energy.
    expect(Math.abs(core(0, 100 * MeV).width - 0.076)).toBeLessThan(0.008);
    // In quadrature; folded with a Landau it is 11.7 %.
    expect(Math.abs(core(175, 100 * MeV).width - 0.109)).toBeLessThan(0.013);
    // Without those that leave their plate, which count as showers.
    const cut = core(0, 4 * MeV);
    expect(Math.abs(cut.peak / (36 * MeV) - 1)).toBeLessThan(0.06);
    expect(Math.abs(cut.width - 0.066)).toBeLessThan(0.006);
    expect(meanBelow(4 * MeV) / MeV).toBeGreaterThan(38);
    expect(meanBelow(4 * MeV) / MeV).toBeLessThan(41);
  });

  it("is nothing without layers", () => {
    cross(20 * GeV, muon, 0, random, track);
    expect([track.energy, track.lost, track.seen]).toEqual([20, 0, 0]);
  });
});

it("decays in flight, as often as the decay length at the beginning of the layers says", () => {
  let decays = 0;
  const count = 400_000;
  for (let k = 0; k < count; k++) {
    cross(2.5 * GeV, antimuon, moduleLayers, random, track);
    if (track.energy === 0 && track.lateTime === 0) decays++;
  }
  const expected = (count * moduleLayers * 29 * mm) / muonDecayLength(2.5 * GeV); // 36
  expect(deviation(decays, expected, Math.sqrt(expected))).toBeLessThan(4);
  expect(decays).toBeGreaterThan(0);
});

describe("a pion that stops", () => {
  const stopped = (kind: number, event: number) => {
    cross(0.4 * GeV, kind, moduleLayers, random.seek(event, 7), track);
    expect(track.energy).toBe(0);
    return track;
  };

  it("if positive, makes a muon of 4.1 MeV, and a positron of 37 MeV in the mean after 2.2 us", () => {
    let [energy, time, invisible] = [0, 0, 0];
    const events = 4000;
    for (let event = 0; event < events; event++) {
      stopped(positivePion, event);
      energy += track.lateElectron / events;
      time += track.lateTime / events;
      invisible += track.invisible / events;
    }
    expect(Math.abs(energy / (36.98 * MeV) - 1)).toBeLessThan(0.02);
    expect(Math.abs(time / 2223 - 1)).toBeLessThan(0.06);
    // 139.57 less 4.12 and 36.98.
    expect(Math.abs(invisible / (98.47 * MeV) - 1)).toBeLessThan(0.02);
  });

  it("if negative, leaves all of its mass to a nucleus, a fifth of it as a hadronic shower", () => {
    for (let event = 0; event < 500; event++) {
      const { lost, invisible, lateElectron, hadronic } = stopped(pion, event);
      expect([invisible, lateElectron]).toEqual([0, 0]);
      expect(lost).toBeCloseTo(0.4, 12);
      expect(hadronic).toBeGreaterThanOrEqual(0.2 * 139.57 * MeV - 1e-12);
    }
  });

  it("has gone as far as a muon of its kinetic energy", () => {
    const layersOf = (kind: number, energy: number) =>
      moments(2000, () => {
        cross(energy, kind, moduleLayers, random, track);
        return track.layers;
      }).mean;
    random.seek(0, 8);
    const ofPion = layersOf(pion, 0.4 * GeV);
    expect(Math.abs(ofPion / layersOf(muon, 0.4 * GeV - 33.9 * MeV) - 1)).toBeLessThan(0.01);
  });
});

it("a proton that stops leaves no electron and nothing to neutrinos", () => {
  for (let event = 0; event < 200; event++) {
    cross(0.4 * GeV, proton, moduleLayers, random.seek(event, 9), track);
    expect([track.energy, track.lateElectron, track.invisible]).toEqual([0, 0, 0]);
  }
});
