import type { z } from "zod";
import type { ColumnSet } from "../event/columns.ts";
import { hadronicDebris, isElectromagnetic, isHadronic, isMuon } from "../event/particle.ts";
import type { Particles } from "../event/particles.ts";
import type { Pulses } from "../event/pulses.ts";
import { hadronShowerFraction } from "../physics/hadron-shower.ts";
import { exponential } from "../random/exponential.ts";
import type { RandomStream } from "../random/stream.ts";
import { count, energy, length, list, plain } from "../tables/quantity.ts";
import { section } from "../tables/section.ts";
import { MeV, mm } from "../units.ts";
import { prepareCellShares } from "./cell-shares.ts";
import { prepareHcalSpread } from "./hcal-spread.ts";
import { prepareHcalTracks } from "./hcal-track.ts";
import { fluctuate } from "./sampling.ts";
import type { Subdetector } from "./subdetector.ts";

export const modules = 4;
export const side = 3;
const cells = side * side;

const schema = section("HCAL: four modules of 3 x 3 cells behind V2, Sec. III", {
  position: length("front face of HCAL1 along the beam, from the front face of the target", { min: 0 }),
  modulePitch: length("distance from one module to the next", { min: 1 * mm }),
  cellSize: length("side of a cell", { min: 1 * mm }),
  interactionLengths: plain("interaction lengths (of a pion) of one module", { min: 0.1 }),
  radiationLengths: plain("radiation lengths of one module", { min: 1 }),
  hadronResolution: plain("resolution for a hadronic shower: sigma / E = this / sqrt(E / GeV)", {
    min: 0,
    max: 2,
  }),
  electronResolution: plain("the same for an electromagnetic shower", { min: 0, max: 2 }),
  lateralFractions: list(plain("weight of one term of the lateral profile of a hadronic shower")),
  lateralRadii: list(length("radius of one term of the lateral profile", { min: 1 * mm })),
  layers: count("layers of iron and scintillator in a module", { min: 1, max: 1000 }),
  ironThickness: length("thickness of a plate of iron", { min: 0.1 * mm }),
  scintillatorThickness: length("thickness of a plate of scintillator", { min: 0.1 * mm }),
  plateElectron: energy("electrons of less energy are stopped in the plate in which a muon knocks them on", {
    min: 0.1 * MeV,
    max: 20 * MeV,
  }),
  electronToMip: plain("response to electrons over that to minimum-ionising particles", { min: 0.1, max: 2 }),
  electronResponse: plain("response to electrons, relative to a hadronic shower's", { min: 0.1, max: 5 }),
  photoelectrons: plain("photoelectrons per GeV on the hadron scale", { min: 1 }),
  energyPerCount: energy("gain of a cell: energy per count of the MSADC", { min: 0.1 * MeV }),
  cellThreshold: energy("cells below this count as empty", { min: 0 }),
  modulesInSum: count("modules that E_HCAL adds up: two in Fig. 7", { min: 1, max: modules }),
});

const columns = {
  hcalDeposit: {
    unit: "GeV",
    about: "true energy that the beam particle that triggers and its products lose in the HCAL, seen or not",
  },
  hcalEnergy: {
    unit: "GeV",
    about: "E_HCAL as in Fig. 7: reconstructed energy of the first modules of the HCAL",
  },
  hcalTotalEnergy: { unit: "GeV", about: "E_HCAL as in Fig. 8: reconstructed energy of all four modules" },
  hcalModuleEnergy: { unit: "GeV", width: modules, about: "reconstructed energy of each module of the HCAL" },
  hcalSpread: {
    unit: "mm",
    mayBeAbsent: true,
    about: "lateral spread (rms, weighted by energy) of the cells of the HCAL; NaN if all are empty",
  },
  hcalTimeSpread: {
    unit: "ns",
    mayBeAbsent: true,
    about: "spread (rms, weighted by energy) of the times of these cells; NaN if all are empty",
  },
  hcalMuons: {
    unit: "1",
    store: "uint8",
    width: modules,
    about: "truth: muons of the particle that triggers that enter each module of the HCAL",
  },
  hcalMuonsStopped: {
    unit: "1",
    store: "uint8",
    width: modules,
    about: "truth: those of them that have no energy left at its end",
  },
} as const satisfies ColumnSet;

/** HCAL: hadronic showers by Bock's profile over modules and cells, muons as tracks with the showers on them. */
export const hcal: Subdetector<typeof columns, z.output<typeof schema>> = {
  name: "hcal",
  about: "hadronic calorimeter, four modules",
  columns,
  schema,
  prepare: (card) => {
    const components = card.lateralFractions.map((fraction, k) => ({
      fraction,
      radius: card.lateralRadii[k]!,
    }));
    const lateral = prepareCellShares(components, card.cellSize, side);
    const track = prepareHcalTracks(card, lateral, modules, cells);
    const spreadOf = prepareHcalSpread(side, card.cellSize, card.cellThreshold);
    const shares = new Float64Array(cells);
    const deposits = new Float64Array(modules * cells);
    const back = card.position + modules * card.modulePitch;
    const muons = { entered: new Uint8Array(modules), stopped: new Uint8Array(modules) };
    let deposited = 0;
    let sideways = 0;

    /** Particle p loses this energy here. */
    function lose(particles: Particles, p: number, lost: number): void {
      if (particles.origin[p] === 0) deposited += lost;
    }

    function addPulses(particles: Particles, p: number, pulses: Pulses): void {
      for (let c = 0; c < modules * cells; c++) {
        if (deposits[c]! > 0.1 * MeV) pulses.add(c, particles.time[p]!, deposits[c]!, particles.origin[p]!);
      }
    }

    function shower(particles: Particles, p: number, random: RandomStream, pulses: Pulses): void {
      const kind = particles.kind[p]!;
      const total = particles.energy[p]!;
      const hadronic = isHadronic(kind);
      // Depths in modules from the front face. Debris is in a shower already; a fresh hadron flies until it interacts.
      const start = hadronic && kind !== hadronicDebris ? exponential(random) / card.interactionLengths : 0;
      deposits.fill(0);
      const z = card.position + start * card.modulePitch;
      const x = particles.xAt(p, z);
      const y = particles.yAt(p, z);
      if (start >= modules || !lateral.covers(x, y)) return;
      lateral.shares(x, y, shares);
      let before = 0;
      let inside = 0;
      for (let c = 0; c < cells; c++) inside += Math.max(0, shares[c]!);
      for (let m = 0; m < modules; m++) {
        const way = Math.max(0, m + 1 - start);
        const upTo = !hadronic
          ? 1
          : way === 0
            ? 0
            : hadronShowerFraction(total, way * card.radiationLengths, way * card.interactionLengths);
        for (let c = 0; c < cells; c++) deposits[m * cells + c] = total * (upTo - before) * shares[c]!;
        before = upTo;
      }
      const stays = total * before;
      particles.end[p] = z;
      if (stays < total) particles.addFrom(p, back, hadronicDebris, total - stays);
      const beside = stays * Math.max(0, 1 - inside);
      if (particles.origin[p] === 0) sideways += beside;
      lose(particles, p, stays - beside);
      fluctuate(
        deposits,
        modules * cells,
        hadronic ? card.hadronResolution : card.electronResolution,
        random,
      );
      if (!hadronic) for (let c = 0; c < modules * cells; c++) deposits[c]! *= card.electronResponse;
      addPulses(particles, p, pulses);
    }

    return {
      readout: { kind: "msadc", energyPerCount: new Float64Array(modules * cells).fill(card.energyPerCount) },
      deposit: (truth, _i, random, pulses) => {
        const { particles } = truth;
        muons.entered.fill(0);
        muons.stopped.fill(0);
        deposited = 0;
        sideways = 0;
        const count = particles.count; // what is appended here is behind the HCAL
        for (let p = 0; p < count; p++) {
          if (!particles.reaches(p, card.position)) continue;
          const kind = particles.kind[p]!;
          if (isMuon(kind)) lose(particles, p, track(particles, p, random, pulses, muons));
          else if (isHadronic(kind) || isElectromagnetic(kind)) shower(particles, p, random, pulses);
        }
        truth.leftSideways += sideways;
      },
      measure: (reconstructed, i, events) => {
        const { energy: found } = reconstructed;
        const { lateral: spread, time } = spreadOf(reconstructed);
        let first = 0;
        let all = 0;
        for (let m = 0; m < modules; m++) {
          let sum = 0;
          for (let c = m * cells; c < (m + 1) * cells; c++)
            if (found[c]! >= card.cellThreshold) sum += found[c]!;
          events.hcalModuleEnergy[i * modules + m] = sum;
          all += sum;
          if (m < card.modulesInSum) first += sum;
        }
        events.hcalDeposit[i] = deposited;
        events.hcalEnergy[i] = first;
        events.hcalTotalEnergy[i] = all;
        events.hcalSpread[i] = spread;
        events.hcalTimeSpread[i] = time;
        events.hcalMuons.set(muons.entered, i * modules);
        events.hcalMuonsStopped.set(muons.stopped, i * modules);
      },
    };
  },
};
