import { describe, expect, it } from "vitest";
import {
  aprime,
  electron,
  hadronicDebris,
  longLivedKaon,
  muon,
  neutron,
  photon,
  pion,
  shortLivedKaon,
} from "../../src/event/particle.ts";
import type { Particles } from "../../src/event/particles.ts";
import { GeV, MeV, mm, ns } from "../../src/units.ts";
import { deviation, moments } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";
import { prepareOnePart, pulseSum } from "./one-part.ts";

const mip = 7.2 * MeV;
const shipped = prepareOnePart("veto", shippedCard());
const quiet = prepareOnePart("veto", shippedCard(["detector.veto.noise=0 MeV"]));
const bright = prepareOnePart(
  "veto",
  shippedCard(["detector.veto.noise=0 MeV", "detector.veto.photoelectrons=1e5"]),
);

/** V2's energies of events with these particles. */
function energies(part: typeof shipped, count: number, fill: (particles: Particles) => void): number[] {
  return Array.from({ length: count }, (_, event) => {
    part.see(event, fill);
    return part.columns.vetoEnergy[0]!;
  });
}
const below = (list: number[], limit: number) => list.filter((energy) => energy < limit).length / list.length;

describe("reference: a muon (notes 0.6 and 6)", () => {
  const oneMuon = (particles: Particles) => particles.add(muon, 50 * GeV);

  it("leaves 7.2 MeV most probably", () => {
    const bins = new Map<number, number>();
    for (const energy of energies(bright, 20_000, oneMuon)) {
      const bin = Math.round(energy / (0.2 * MeV));
      bins.set(bin, (bins.get(bin) ?? 0) + 1);
    }
    const [fullest] = [...bins].reduce((best, next) => (next[1] > best[1] ? next : best));
    expect(Math.abs(fullest * 0.2 * MeV - mip)).toBeLessThan(0.3 * MeV);
  });

  it("is lost by a threshold of 1 MIP in 31-35 % of the cases, of 0.8 in 4.5, of 0.6 in 0.1 %", () => {
    const list = energies(quiet, 60_000, oneMuon);
    expect(below(list, mip)).toBeGreaterThan(0.31);
    expect(below(list, mip)).toBeLessThan(0.35);
    expect(Math.abs(below(list, 0.8 * mip) - 0.045)).toBeLessThan(0.008);
    expect(below(list, 0.6 * mip)).toBeLessThan(1.5e-3);
    expect(below(list, 0.5 * mip)).toBeLessThan(2e-4);
    // The noise of three panels, 0.35 MeV, takes a little more.
    expect(Math.abs(below(energies(shipped, 20_000, oneMuon), mip) - 0.32)).toBeLessThan(0.015);
  });

  it("and another one are below 1 MIP together in less than 1e-4", () => {
    const list = energies(shipped, 20_000, (particles) => {
      particles.add(muon, 50 * GeV);
      particles.add(muon, 50 * GeV);
    });
    expect(below(list, mip)).toBeLessThan(1e-4);
  });
});

describe("what leaves a MIP", () => {
  /** The energies of the panels for one particle at (x, y). */
  function panels(kind: number, x = 0, y = 0, time = 0): number[] {
    bright.see(5, (particles) => {
      const p = particles.add(kind, 50 * GeV);
      particles.x[p] = x;
      particles.y[p] = y;
      particles.time[p] = time;
    });
    return [0, 1, 2].map((panel) => pulseSum(bright.pulses, panel, panel + 1));
  }

  it("is a charged particle, hadrons too", () => {
    for (const kind of [muon, pion]) expect(panels(kind)[1]).toBeGreaterThan(6 * MeV);
  });

  // It left nothing: electrons of the low-energy tail land beside the ECAL, which is 23 cm wide, and cross V2.
  it("is an electron too that missed the ECAL", () => {
    expect(panels(electron, 246 * mm)[2]).toBeGreaterThan(6 * MeV);
  });

  it("is no A'", () => {
    expect(panels(aprime)).toEqual([0, 0, 0]);
  });

  it("crosses one of three panels, up to 35 cm off the axis (Sec. VIII)", () => {
    const hit = (x: number, y = 0) => panels(muon, x, y).map((energy) => energy > 0);
    expect(hit(-349)).toEqual([true, false, false]);
    expect(hit(-117)).toEqual([true, false, false]);
    expect(hit(-116)).toEqual([false, true, false]);
    expect(hit(116)).toEqual([false, true, false]);
    expect(hit(117, -349)).toEqual([false, false, true]);
    expect(hit(350)).toEqual([false, false, false]);
    expect(hit(0, -350)).toEqual([false, false, false]);
  });

  it("counts within half the gate of 60 ns", () => {
    panels(muon, 0, 0, 30 * ns);
    expect(bright.columns.vetoEnergy[0]).toBeGreaterThan(6 * MeV);
    panels(muon, 0, 0, 30.1 * ns);
    expect(bright.columns.vetoEnergy[0]).toBe(0);
  });
});

describe("what comes out of the ECAL", () => {
  const back = 449 * mm;

  it("from an e-m shower leaves 9 % on average, exponentially, and never more than there is", () => {
    const leak = 3 * MeV;
    let conserved = 0;
    const list = energies(bright, 20_000, (particles) => {
      particles.end[particles.add(electron, 100 * GeV)] = back;
      particles.addFrom(0, back, photon, leak);
    }).map((energy) => {
      conserved = Math.max(
        conserved,
        Math.abs(bright.columns.vetoDeposit[0]! + bright.particles.energy[1]! - leak),
      );
      return energy;
    });
    let k = 0;
    const { mean } = moments(list.length, () => list[k++]! / MeV);
    expect(deviation(mean, 0.27, 0.27 / Math.sqrt(list.length))).toBeLessThan(4);
    expect(conserved).toBeLessThan(1e-6 * leak);
  });

  it("is nothing from an electron that the target replaced", () => {
    const list = energies(bright, 100, (particles) => {
      particles.end[particles.add(electron, 100 * GeV)] = back;
    });
    expect(Math.max(...list)).toBe(0);
  });

  it("from a hadronic shower is a Poisson number of tracks that grows with its energy, and an albedo of 1e-4", () => {
    let event = 0;
    const track = moments(20_000, () => {
      bright.see(event++, (particles) => particles.add(muon, 50 * GeV));
      return bright.columns.vetoEnergy[0]!;
    });
    for (const energy of [1, 50]) {
      const list = energies(bright, 10_000, (particles) => particles.add(hadronicDebris, energy * GeV));
      let k = 0;
      const { mean, variance } = moments(list.length, () => list[k++]!);
      const tracks = 1.2 * Math.exp(0.67 * Math.log(energy));
      const albedo = 1e-4 * energy * GeV;
      const spread = Math.sqrt(tracks * (track.mean * track.mean + track.variance) + albedo * albedo);
      expect(deviation(mean, tracks * track.mean + albedo, spread / Math.sqrt(list.length))).toBeLessThan(4);
      expect(Math.abs(Math.sqrt(variance) / spread - 1)).toBeLessThan(0.05);
    }
  });

  it("from debris of 1 GeV has no track in e^-1.2 of the cases", () => {
    const list = energies(quiet, 10_000, (particles) => particles.add(hadronicDebris, 1 * GeV));
    expect(Math.abs(below(list, 0.4 * mip) - Math.exp(-1.2))).toBeLessThan(0.02);
  });

  it("is an albedo alone of a neutral hadron", () => {
    const list = energies(bright, 10_000, (particles) => particles.add(neutron, 50 * GeV));
    let k = 0;
    const { mean } = moments(list.length, () => list[k++]! / MeV);
    expect(deviation(mean, 5, 5 / Math.sqrt(list.length))).toBeLessThan(4);
  });
});

it("is noise without particles: 0.2 MeV in each of three panels", () => {
  const list = energies(shipped, 10_000, () => {});
  let k = 0;
  const { mean, variance } = moments(list.length, () => list[k++]! / MeV);
  expect(deviation(mean, 0, Math.sqrt(0.12 / list.length))).toBeLessThan(4);
  expect(deviation(variance, 0.12, 0.12 * Math.sqrt(2 / list.length))).toBeLessThan(4);
});

describe("a neutron that a nucleus gave off", () => {
  it("is seen in 5.6 % of the cases, with any part of its energy", () => {
    const found = energies(bright, 20_000, (particles) => particles.add(neutron, 0.1 * GeV));
    const seen = found.filter((energy) => energy > 0.5 * MeV);
    expect(Math.abs(seen.length / found.length - 0.056)).toBeLessThan(0.006);
    expect(seen.reduce((sum, energy) => sum + energy) / seen.length / (50 * MeV)).toBeCloseTo(1, 1);
    // A fast one, which showers in the HCAL, is not.
    expect(Math.max(...energies(bright, 200, (particles) => particles.add(neutron, 2 * GeV)))).toBeLessThan(
      5 * MeV,
    );
  });
});

// 10 GeV: 539 mm, and 100 mm from the ECAL. Others are seen by the albedo of the HCAL, 1 MeV in the mean.
it("a short-lived kaon decays between ECAL and V2 in 17 % of the cases, and is seen then", () => {
  const seen = (fill: (particles: Particles) => void) => 1 - below(energies(bright, 10_000, fill), 0.7 * mip);
  const short = seen((particles) => {
    particles.z[particles.add(shortLivedKaon, 10 * GeV)] = 300 * mm;
  });
  const long = seen((particles) => {
    particles.z[particles.add(longLivedKaon, 10 * GeV)] = 300 * mm;
  });
  expect(long).toBeLessThan(0.02);
  const decayed = 1 - Math.exp(-(550 - 449.8) / 539);
  expect(Math.abs((short - long) / decayed - 1)).toBeLessThan(0.1);
});
