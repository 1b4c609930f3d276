import type { z } from "zod";
import type { ColumnSet } from "../event/columns.ts";
import { isElectromagnetic, isHadronic, isMuon, isOfNucleus, photon } from "../event/particle.ts";
import type { Particles } from "../event/particles.ts";
import type { Pulses } from "../event/pulses.ts";
import { isForced, noPunchThrough } from "../event/punch-through.ts";
import type { CascadeLists } from "../event/truth.ts";
import { lowEnergyLimit, prepareLowEnergyShower } from "../physics/low-energy-shower.ts";
import { leastReactingPhoton } from "../physics/photonuclear-cross-section.ts";
import { depositedFraction, showerParameters } from "../physics/shower-profile.ts";
import { exponential } from "../random/exponential.ts";
import { gaussian } from "../random/gaussian.ts";
import { poisson } from "../random/poisson.ts";
import type { RandomStream } from "../random/stream.ts";
import { prepareTriggerSum } from "../readout/trigger-sum.ts";
import { angle, energy, fraction, length, list, plain, time } from "../tables/quantity.ts";
import { section } from "../tables/section.ts";
import { prepareCascadeReactions } from "../transport/cascade-reactions.ts";
import { prepareNaturalReactions } from "../transport/natural-reactions.ts";
import { preparePhotonuclearReaction } from "../transport/photonuclear-reaction.ts";
import { cascadeEnergy, prepareShowerDeposits } from "../transport/shower-deposits.ts";
import { MeV, mm, ns } from "../units.ts";
import { prepareCellShares } from "./cell-shares.ts";
import { type EcalProfile, prepareEcalCells } from "./ecal-cells.ts";
import { prepareEcalHadrons } from "./ecal-hadron.ts";
import { isRecoil, prepareEcalNucleons } from "./ecal-nucleons.ts";
import { prepareEcalReconstruction } from "./ecal-reconstruction.ts";
import { prepareEcalTracks } from "./ecal-track.ts";
import type { Subdetector } from "./subdetector.ts";

export const side = 6;
const cells = side * side;

/** Less than this behind the ECAL is not followed. */
const leastLeak = 1 * MeV;

const schema = section(
  "ECAL, the active target: 6 x 6 cells in two sections, preshower (PS) and main, Sec. III",
  {
    cellSize: length("side of a cell", { min: 1 * mm }),
    preshowerDepth: plain("depth of the PS in radiation lengths", { min: 0 }),
    interactionLengths: plain("depth of the whole ECAL in interaction lengths of a pion", {
      min: 0.01,
      max: 100,
    }),
    nucleonInteractionLengths: plain("the same of a nucleon, in which hadronic showers go on", {
      min: 0.01,
      max: 100,
    }),
    effectiveCharge: plain("effective charge Z of the sandwich", { min: 1, max: 120 }),
    samplingFrequency: plain("radiation lengths of a layer, inverse: F_S of Grindhammer and Peters", {
      min: 0.1,
    }),
    electronToMip: plain("response to electrons over that to minimum-ionising particles", {
      min: 0.1,
      max: 2,
    }),
    lateralFractions: list(plain("weight of one term of the lateral profile")),
    lateralRadii: list(length("radius of one term of the lateral profile", { min: 0.01 * mm })),
    preshowerNarrowing: plain("radii in the PS, relative to those in the main section", {
      min: 0.01,
      max: 1,
    }),
    samplingTerm: plain("sampling fluctuation: sigma / E = term / sqrt(E / GeV)", { min: 0, max: 1 }),
    responseSpread: fraction(
      "spread (rms) of the response from shower to shower, the same in all cells: part of the constant term",
    ),
    calibrationSpread: fraction(
      "spread (rms) of the calibration from cell to cell, the same in all events: part of the constant term",
    ),
    hadronSamplingTerm: plain("the same for the hadronic part of a hadronic shower", { min: 0, max: 2 }),
    electronToHadron: plain("e/h: response to electrons over that to the hadronic part of a shower", {
      min: 0.5,
      max: 5,
    }),
    hadronRadius: length("radius of the lateral profile of the hadronic part of a shower", { min: 1 * mm }),
    hadronSideAngle: angle("mean angle to the shower of what its hadronic part lets through the sides", {
      min: 0,
      max: 3000,
    }),
    leadThickness: length("thickness of a plate of lead", { min: 0.1 * mm }),
    scintillatorThickness: length("thickness of a plate of scintillator", { min: 0.1 * mm }),
    plateElectron: energy(
      "electrons of less energy are stopped in the plate in which a muon knocks them on",
      {
        min: 0.1 * MeV,
        max: 20 * MeV,
      },
    ),
    energyPerCount: energy("gain of a main cell: energy per count of the MSADC", { min: 0.1 * MeV }),
    preshowerEnergyPerCount: energy("gain of a PS cell", { min: 0.1 * MeV }),
    scale: plain("calibration: reconstructed energy per energy of the cells above threshold", {
      min: 0.5,
      max: 2,
    }),
    cellThreshold: energy("main cells below this count as empty", { min: 0 }),
    preshowerCellThreshold: energy("PS cells below this count as empty", { min: 0 }),
    triggerWidth: time("width of the pulse of the trigger's analog sums, at half height", {
      min: 5 * ns,
      max: 500 * ns,
    }),
    triggerGate: time("width of the gate in which the trigger takes the highest value of its sums", {
      min: 1 * ns,
      max: 500 * ns,
    }),
    triggerSmearing: energy("resolution (rms) of the trigger's sum of all cells", { min: 0 }),
    triggerPreshowerSmearing: energy("resolution (rms) of the trigger's sum of the PS", { min: 0 }),
    trackError: length("error (rms) of the track at the face, in x and in y, in the shower-shape test", {
      min: 0,
      max: 100 * mm,
    }),
    profileError: fraction("relative error of the radii of the lateral profile, in the shower-shape test"),
  },
);

export type EcalCard = z.output<typeof schema>;

const columns = {
  ecalDeposit: {
    unit: "GeV",
    about: "true energy that the beam particle that triggers and its products lose in the ECAL, seen or not",
  },
  ecalEnergy: { unit: "GeV", about: "E_ECAL: reconstructed energy of PS and main section" },
  preshowerEnergy: { unit: "GeV", about: "reconstructed energy of the PS" },
  ecalTriggerEnergy: {
    unit: "GeV",
    about: "highest value of the analog sum of PS and main section in the gate of the trigger",
  },
  preshowerTriggerEnergy: {
    unit: "GeV",
    about: "highest value of the analog sum of the PS in the gate of the trigger",
  },
  ecalX: {
    unit: "mm",
    mayBeAbsent: true,
    about: "x where the shower hit, from the 3 x 3 main cells around the hottest; NaN if all are empty",
  },
  ecalY: {
    unit: "mm",
    mayBeAbsent: true,
    about: "y where the shower hit, from the 3 x 3 main cells around the hottest; NaN if all are empty",
  },
  showerShape: {
    unit: "1",
    mayBeAbsent: true,
    about:
      "squared deviation, over its expected variance, of the 3 x 3 main cells around the hottest from an electron at the track (without one, at ecalX and ecalY), per cell; NaN if all are empty",
  },
  showerDepth: {
    unit: "1",
    mayBeAbsent: true,
    about:
      "how much deeper the shower is than an electron's of its energy, by the share of the PS, in standard deviations; NaN if all cells are empty",
  },
} as const satisfies ColumnSet;

/**
 * ECAL: an electron or photon becomes one Grindhammer-Peters shower, or what its cascade is if it was followed, shared over PS and main
 * section by depth and over the cells laterally, without the photons that react with nuclei, whose products go their own ways; charged particles
 * leave a track, hadrons until they interact at an exponential depth.
 */
export const ecal: Subdetector<typeof columns, EcalCard> = {
  name: "ecal",
  about: "electromagnetic calorimeter and active target, preshower and main section",
  columns,
  schema,
  prepare: (card, setup) => {
    const { target, msadc } = setup;
    const medium = {
      criticalEnergy: target.criticalEnergy,
      chargeNumber: card.effectiveCharge,
      samplingFrequency: card.samplingFrequency,
      eOverMip: card.electronToMip,
    };
    const components = card.lateralFractions.map((part, k) => ({
      fraction: part,
      radius: card.lateralRadii[k]!,
    }));
    const narrow = components.map((c) => ({ ...c, radius: c.radius * card.preshowerNarrowing }));
    const mainShares = prepareCellShares(components, card.cellSize, side);
    const preshowerShares = prepareCellShares(narrow, card.cellSize, side);
    const hadronShares = prepareCellShares([{ fraction: 1, radius: card.hadronRadius }], card.cellSize, side);
    const back = target.depth * target.radiationLength;
    const spread = prepareEcalCells(cells, card.responseSpread);
    const shower = { alpha: 2, beta: 1 };
    const lowEnergyShower = prepareLowEnergyShower(medium);
    const reactions = prepareNaturalReactions(setup);
    const cascadeReactions = prepareCascadeReactions(reactions);
    const react = preparePhotonuclearReaction(setup.photonuclear);
    const reaction = { depth: 0, photonEnergy: 0 };
    const depositCascade = prepareShowerDeposits(medium, [0, card.preshowerDepth, target.depth]);
    const sections = new Float64Array(2);
    const trigger = { sum: 0, preshower: 0 };
    const triggerSum = prepareTriggerSum(msadc, { width: card.triggerWidth, gate: card.triggerGate });
    const reconstruct = prepareEcalReconstruction(card, setup, {
      side,
      preshowerShares,
      shares: mainShares,
      medium,
    });

    // Of the event at hand, set by `deposit`.
    let particles: Particles;
    let random: RandomStream;
    let pulses: Pulses;
    let punchThrough = noPunchThrough();
    let sideways = 0;
    let deposited = 0;
    let reacted = 0;
    /** Products of reactions and of decays that are yet to enter, by index. */
    const made: number[] = [];

    /** Particle p loses this energy here. */
    function lose(p: number, lost: number): void {
      if (particles.origin[p] === 0) deposited += lost;
    }

    /** This energy of particle p leaves through the sides. */
    function leave(p: number, left: number): void {
      if (particles.origin[p] === 0) sideways += left;
    }

    /** Puts the true energies of the two sections into cells around the axis of particle p. */
    function share(p: number, preshower: number, main: number, profile: EcalProfile): void {
      const z = Math.max(0, particles.z[p]!);
      const x = particles.xAt(p, z);
      const y = particles.yAt(p, z);
      const beside = spread(particles, p, x, y, preshower, main, profile, random, pulses);
      leave(p, beside);
      lose(p, preshower + main - beside);
    }

    const electromagnetic: EcalProfile = {
      preshower: preshowerShares,
      main: mainShares,
      term: card.samplingTerm,
      response: 1,
    };
    const hadronic: EcalProfile = {
      preshower: hadronShares,
      main: hadronShares,
      term: card.hadronSamplingTerm,
      response: 1 / card.electronToHadron,
    };

    /** Particle p ends here: what leaks behind goes on as a photon, what is too little for that is lost here. */
    function endWithLeak(p: number, leak: number): void {
      particles.end[p] = back;
      if (leak > leastLeak) particles.addFrom(p, back, photon, leak);
      else lose(p, leak);
    }

    /** Photon of the shower of particle p reacts: its products begin there, and are dealt with when p is. */
    function makeHadrons(p: number, depth: number, photonEnergy: number): void {
      if (particles.origin[p] === 0) reacted += photonEnergy;
      const first = particles.count;
      react(particles, p, depth * target.radiationLength, photonEnergy, random);
      begin(first);
    }

    /** Particles from this index on are yet to enter. */
    function begin(first: number): void {
      for (let q = first; q < particles.count; q++) made.push(q);
    }

    /** Energy that a shower of particle p from a depth on keeps, after its photonuclear reactions. */
    function afterReactions(p: number, start: number): number {
      const total = particles.energy[p]!;
      let left = total;
      for (let n = poisson(reactions.expected(total), random); n > 0; n--) {
        if (left <= leastReactingPhoton) break;
        const photonEnergy = reactions.drawEnergy(left, random);
        const depth = start + reactions.drawDepth(photonEnergy / left, random);
        if (depth >= target.depth) continue;
        makeHadrons(p, depth, photonEnergy);
        left -= photonEnergy;
      }
      return left;
    }

    function showerElectromagnetically(p: number): void {
      const start = particles.z[p]! > 0 ? particles.z[p]! / target.radiationLength : 0;
      const total = afterReactions(p, start);
      // A photon converts after 9/7 radiation lengths on average; the profile is that of an electron.
      const depth = start + (particles.kind[p] === photon ? (9 / 7) * exponential(random) : 0);
      if (total < lowEnergyLimit) lowEnergyShower(total, gaussian(random), shower);
      else showerParameters(total, medium, gaussian(random), gaussian(random), shower);
      const inPreshower = depositedFraction(
        shower.alpha,
        shower.beta,
        Math.max(0, card.preshowerDepth - depth),
      );
      const inEcal = depositedFraction(shower.alpha, shower.beta, Math.max(0, target.depth - depth));
      share(p, total * inPreshower, total * (inEcal - inPreshower), electromagnetic);
      endWithLeak(p, total * (1 - inEcal));
    }

    /** Particle p is followed in the target: its cascade leaves the energies of the two sections, around its axis. */
    function cascade(p: number, lists: CascadeLists): void {
      // Without what left it in a vertex.
      particles.energy[p] = cascadeEnergy(lists);
      if (!covers(p)) return;
      const most = cascadeReactions.bound(particles.energy[p]!);
      for (let n = poisson(most, random); n > 0; n--) {
        if (cascadeReactions.draw(lists, most, target.depth, random, reaction))
          makeHadrons(p, reaction.depth, reaction.photonEnergy);
      }
      const left = cascadeEnergy(lists);
      depositCascade(lists, random, sections);
      const [preshower, main] = sections as unknown as [number, number];
      share(p, preshower, main, electromagnetic);
      endWithLeak(p, left - preshower - main);
    }

    const track = prepareEcalTracks(card, target, mainShares, cells, showerElectromagnetically);

    /** A charged particle that does not shower; what goes on is another one. */
    function leaveTrack(p: number): void {
      lose(p, track.pass(particles, p, random, pulses));
    }

    const crossHadron = prepareEcalHadrons(card, setup, side, {
      approach: (p, depth) => track.approach(particles, p, depth, random, pulses, lose),
      pass: leaveTrack,
      share: (p, x, y, preshower, main, part) =>
        spread(
          particles,
          p,
          x,
          y,
          preshower,
          main,
          part === "core" ? electromagnetic : hadronic,
          random,
          pulses,
        ),
      lose,
      leave,
      force: (p, lengths) => {
        const forced = isForced(punchThrough, particles, p);
        if (forced) punchThrough.lengths += lengths;
        return forced;
      },
      begin,
      convert: showerElectromagnetically,
    });

    const crossNucleon = prepareEcalNucleons(card, target, mainShares, cells, lose, leave);

    /** Whether particle p hits the cells, where it enters or starts. */
    function covers(p: number): boolean {
      const z = Math.max(0, particles.z[p]!);
      return mainShares.covers(particles.xAt(p, z), particles.yAt(p, z));
    }

    function enter(p: number): void {
      const kind = particles.kind[p]!;
      const inside = particles.z[p]! > 0 && particles.z[p]! < back;
      if (!inside && !particles.reaches(p, 0)) return;
      if (isElectromagnetic(kind)) {
        if (covers(p)) showerElectromagnetically(p);
      } else if (isOfNucleus(kind) || isRecoil(kind, particles.energy[p]!)) {
        crossNucleon(particles, p, random, pulses);
      } else if (isHadronic(kind)) {
        if (covers(p)) crossHadron(particles, p, random);
      } else if (isMuon(kind)) leaveTrack(p);
    }

    return {
      readout: {
        kind: "msadc",
        energyPerCount: Float64Array.from({ length: 2 * cells }, (_, c) =>
          c < cells ? card.preshowerEnergyPerCount : card.energyPerCount,
        ),
      },
      deposit: (truth, _i, stream, channelPulses) => {
        particles = truth.particles;
        punchThrough = truth.punchThrough;
        random = stream;
        pulses = channelPulses;
        // Drawn first, so that they do not depend on how many particles there are.
        trigger.sum = card.triggerSmearing * gaussian(random);
        trigger.preshower = card.triggerPreshowerSmearing * gaussian(random);
        deposited = 0;
        sideways = 0;
        reacted = 0;
        const count = particles.count; // what is appended here is behind the ECAL, or done with
        for (let p = 0; p < count; p++) {
          if (p === truth.cascading) cascade(p, truth.cascade!);
          else enter(p);
          // Before the next one, so that other beam particles do not move their draws.
          for (let k = 0; k < made.length; k++) enter(made[k]!);
          made.length = 0;
        }
        truth.photonuclear += reacted;
        truth.leftSideways += sideways;
        trigger.sum += triggerSum(pulses, 2 * cells);
        trigger.preshower += triggerSum(pulses, cells);
      },
      measure: ({ energy: found }, i, events) => {
        events.ecalDeposit[i] = deposited;
        events.ecalTriggerEnergy[i] = trigger.sum;
        events.preshowerTriggerEnergy[i] = trigger.preshower;
        reconstruct(found, i, events);
      },
    };
  },
};
