import type { z } from "zod";
import type { ColumnSet } from "../event/columns.ts";
import { isCharged, isElectromagnetic, isHadronic, isMuon } from "../event/particle.ts";
import type { Particles } from "../event/particles.ts";
import type { Pulses } from "../event/pulses.ts";
import { isForced, type PunchThrough } from "../event/punch-through.ts";
import type { RandomStream } from "../random/stream.ts";
import { count, energy, length, list, plain } from "../tables/quantity.ts";
import { section } from "../tables/section.ts";
import { MeV, mm } from "../units.ts";
import { hcalCells, prepareHcalShowers } from "./hcal-shower.ts";
import { prepareHcalSpread } from "./hcal-spread.ts";
import { prepareHcalTracks } from "./hcal-track.ts";
import type { Subdetector } from "./subdetector.ts";

export const modules = 4;
export const side = 3;
const cells = side * side;

const schema = section("HCAL: four modules of 3 x 3 cells behind V2, Sec. III", {
  position: length("front face of HCAL1 along the beam, from the front face of the target", { min: 0 }),
  modulePitch: length("distance from one module to the next", { min: 1 * mm }),
  cellSize: length("side of a cell with its part of the frame: a third of a module's side", { min: 1 * mm }),
  activeWidth: length("width of the scintillator of a module; the rest is a frame of iron", { min: 1 * mm }),
  activeHeight: length("height of the scintillator of a module", { min: 1 * mm }),
  backPlate: length("thickness of the plate of iron behind the layers of a module", { min: 0 }),
  interactionLengths: plain("interaction lengths of a pion of one module, without that plate", { min: 0.1 }),
  nucleonInteractionLengths: plain("the same of a nucleon, in which hadronic showers go on", { min: 0.1 }),
  radiationLengths: plain("radiation lengths of one module", { min: 1 }),
  hadronSamplingTerm: plain(
    "sampling fluctuation of the hadronic part of a hadronic shower: sigma / E = this / sqrt(E / GeV)",
    { min: 0, max: 2 },
  ),
  electronResolution: plain("the same for an electromagnetic shower, and for the core of a hadronic one", {
    min: 0,
    max: 2,
  }),
  coreFractions: list(plain("weight of one term of the lateral profile of an electromagnetic shower")),
  coreRadii: list(length("radius of one term of that profile", { min: 0.1 * mm })),
  lateralFractions: list(plain("weight of one term of the lateral profile of the hadronic part of a shower")),
  lateralRadii: list(length("radius of one term of that profile", { min: 1 * mm })),
  layers: count("layers of iron and scintillator in a module", { min: 1, max: 1000 }),
  ironThickness: length("thickness of a plate of iron", { min: 0.1 * mm }),
  scintillatorThickness: length("thickness of a plate of scintillator", { min: 0.1 * mm }),
  plateElectron: energy("electrons of less energy are stopped in the plate in which a muon knocks them on", {
    min: 0.1 * MeV,
    max: 20 * MeV,
  }),
  electronToMip: plain("response to electrons over that to minimum-ionising particles", { min: 0.1, max: 2 }),
  electronResponse: plain("response to electrons on the hadron scale", { min: 0.1, max: 5 }),
  electronToHadron: plain("e/h: response to electrons over that to the hadronic part of a shower", {
    min: 0.5,
    max: 5,
  }),
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

/** HCAL: showers over modules and cells, charged hadrons as tracks until they interact, muons as tracks with the showers on them. */
export const hcal: Subdetector<typeof columns, z.output<typeof schema>> = {
  name: "hcal",
  about: "hadronic calorimeter, four modules",
  columns,
  schema,
  prepare: (card, { hadronShowers }) => {
    const spreadOf = prepareHcalSpread(side, card.cellSize, card.cellThreshold);
    const muons = { entered: new Uint8Array(modules), stopped: new Uint8Array(modules) };
    let deposited = 0;
    let sideways = 0;

    /** Particle p loses this energy here. */
    function lose(particles: Particles, p: number, lost: number): void {
      if (particles.origin[p] === 0) deposited += lost;
    }

    /** This energy of particle p leaves at the sides. */
    function leave(particles: Particles, p: number, left: number): void {
      if (particles.origin[p] === 0) sideways += left;
    }

    const showers = prepareHcalShowers(card, hadronShowers, { modules, side }, { lose, leave });
    const where = hcalCells(card, [{ fraction: 1, radius: 1 * mm }], side);
    const track = prepareHcalTracks(card, where, modules, cells, showers.cross);

    /** A hadron flies until it interacts, with a track if it is charged. */
    function crossHadron(particles: Particles, p: number, random: RandomStream, pulses: Pulses): void {
      const z = showers.interactionOf(particles, p, random);
      if (isCharged(particles.kind[p]!)) {
        lose(particles, p, track(particles, p, random, pulses, muons, z));
        if (particles.energy[p] === 0) return;
      }
      if (z === Number.POSITIVE_INFINITY) return;
      showers.showerHadronically(particles, p, z, particles.energy[p]!, random, pulses);
    }

    /** A hadron that is forced through goes on behind, as it comes. */
    function crossForced(
      punchThrough: PunchThrough,
      particles: Particles,
      p: number,
      random: RandomStream,
      pulses: Pulses,
    ): void {
      const energy = particles.energy[p]!;
      const behind = card.position + punchThrough.modules * card.modulePitch;
      punchThrough.energy += energy;
      punchThrough.lengths += showers.lengthsTo(particles, p, behind);
      particles.end[p] = behind;
      crossHadron(particles, particles.addFrom(p, behind, particles.kind[p]!, energy), random, pulses);
    }

    return {
      readout: { kind: "msadc", energyPerCount: new Float64Array(modules * cells).fill(card.energyPerCount) },
      deposit: (truth, _i, random, pulses) => {
        const { particles, punchThrough } = truth;
        muons.entered.fill(0);
        muons.stopped.fill(0);
        deposited = 0;
        sideways = 0;
        const count = particles.count; // what is appended here is behind the HCAL
        for (let p = 0; p < count; p++) {
          if (!particles.reaches(p, card.position)) continue;
          const kind = particles.kind[p]!;
          if (isMuon(kind)) lose(particles, p, track(particles, p, random, pulses, muons));
          else if (isForced(punchThrough, particles, p))
            crossForced(punchThrough, particles, p, random, pulses);
          else if (isHadronic(kind)) crossHadron(particles, p, random, pulses);
          else if (isElectromagnetic(kind)) showers.cross(particles, p, random, pulses);
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
