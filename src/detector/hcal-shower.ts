import { hadronicDebris, isElectromagnetic, photon } from "../event/particle.ts";
import type { Particles } from "../event/particles.ts";
import type { Pulses } from "../event/pulses.ts";
import { prepareIncompleteGammaTable } from "../math/incomplete-gamma-table.ts";
import type { LateralComponent } from "../physics/shower-lateral.ts";
import { showerParameters } from "../physics/shower-profile.ts";
import { exponential } from "../random/exponential.ts";
import { gaussian } from "../random/gaussian.ts";
import type { RandomStream } from "../random/stream.ts";
import type { HadronShowers } from "../tables/run-card.ts";
import { isBaryon, newHadronicShower, prepareHadronicShowers } from "../transport/hadronic-shower.ts";
import { GeV, MeV } from "../units.ts";
import { prepareCellShares } from "./cell-shares.ts";
import { type HcalSlabsCard, hcalSlabs, prepareWays } from "./hcal-slabs.ts";
import { fluctuate } from "./sampling.ts";

/** What showers need of the HCAL's section of the card. */
export interface HcalShowerCard extends HcalSlabsCard {
  readonly activeWidth: number;
  readonly activeHeight: number;
  readonly coreFractions: readonly number[];
  readonly coreRadii: readonly number[];
  readonly lateralFractions: readonly number[];
  readonly lateralRadii: readonly number[];
  readonly electronResolution: number;
  readonly hadronSamplingTerm: number;
  readonly electronResponse: number;
  readonly electronToHadron: number;
  readonly electronToMip: number;
}

/** Critical energy of electrons in iron, PDG-2022; its charge. */
const criticalEnergy = 21.68 * MeV;
const chargeNumber = 26;

/** An electromagnetic shower of less is in one place. */
const smallShower = 0.1 * GeV;

/** The cells of a module as its scintillator is cut, in its frame of iron. */
export function hcalCells(
  { activeWidth, activeHeight }: Pick<HcalShowerCard, "activeWidth" | "activeHeight">,
  components: readonly LateralComponent[],
  side: number,
) {
  return prepareCellShares(components, activeWidth / side, side, activeHeight / side);
}

/** In which lengths a kind of hadron interacts. */
function lengthsOf(kind: number): "nucleonInteractionLengths" | "interactionLengths" {
  return isBaryon(kind) ? "nucleonInteractionLengths" : "interactionLengths";
}

/** Where the energy of showers goes, besides the pulses. */
export interface HcalAccount {
  /** Particle p loses this energy in the HCAL, seen or not. */
  readonly lose: (particles: Particles, p: number, lost: number) => void;
  /** This energy of particle p leaves at the sides. */
  readonly leave: (particles: Particles, p: number, left: number) => void;
}

/**
 * Prepares showers in the HCAL, of hadrons and of electrons and photons. A hadronic one has a core of neutral pions and a wider rest, each with its own
 * depth, response and sampling fluctuation. What falls into frames and plates is lost unseen; what leaves at the sides is gone; what leaves behind goes on.
 */
export function prepareHcalShowers(
  card: HcalShowerCard,
  hadronShowers: HadronShowers,
  { modules, side }: { readonly modules: number; readonly side: number },
  { lose, leave }: HcalAccount,
) {
  const cells = side * side;
  const slabs = hcalSlabs(card, modules);
  const back = slabs.at(-1)!.to;
  const half = 0.5 * side * card.cellSize;
  const ways = prepareWays(slabs, half);
  const terms = (fractions: readonly number[], radii: readonly number[]): LateralComponent[] =>
    fractions.map((fraction, k) => ({ fraction, radius: radii[k]! }));
  const coreTerms = terms(card.coreFractions, card.coreRadii);
  const restTerms = terms(card.lateralFractions, card.lateralRadii);
  const coreShares = hcalCells(card, coreTerms, side);
  const restShares = hcalCells(card, restTerms, side);
  const [coreModule, restModule] = [coreTerms, restTerms].map((one) =>
    prepareCellShares(one, side * card.cellSize, 1),
  ) as [ReturnType<typeof prepareCellShares>, ReturnType<typeof prepareCellShares>];
  const edgeX = 0.5 * card.activeWidth * (1 - 1e-9);
  const edgeY = 0.5 * card.activeHeight * (1 - 1e-9);
  const restResponse = card.electronResponse / card.electronToHadron;
  const medium = {
    criticalEnergy,
    chargeNumber,
    samplingFrequency: card.layers / card.radiationLengths,
    eOverMip: card.electronToMip,
  };
  const cumulative = prepareIncompleteGammaTable();
  const showers = prepareHadronicShowers(hadronShowers);
  const shower = newHadronicShower();
  const shape = { alpha: 2, beta: 1 };
  const shares = new Float64Array(cells);
  const whole = new Float64Array(1);
  const core = new Float64Array(modules * cells);
  const rest = new Float64Array(modules * cells);

  /** Puts an energy that particle p has in a slab, from z on, into cells of its module, if it has some. */
  function place(
    particles: Particles,
    p: number,
    slab: (typeof slabs)[number],
    z: number,
    energy: number,
    isCore: boolean,
  ): void {
    if (energy === 0) return;
    const x = particles.xAt(p, z);
    const y = particles.yAt(p, z);
    const inModule = isCore ? coreModule : restModule;
    if (!inModule.covers(x, y)) {
      leave(particles, p, energy);
      return;
    }
    inModule.shares(x, y, whole);
    const inside = Math.min(1, whole[0]!);
    lose(particles, p, energy * inside);
    leave(particles, p, energy * (1 - inside));
    if (slab.module < 0) return;
    // An axis within the frame is taken to its inner edge.
    const atX = Math.max(-edgeX, Math.min(edgeX, x));
    const atY = Math.max(-edgeY, Math.min(edgeY, y));
    (isCore ? coreShares : restShares).shares(atX, atY, shares);
    const deposits = isCore ? core : rest;
    for (let c = 0; c < cells; c++) deposits[slab.module * cells + c]! += energy * Math.max(0, shares[c]!);
  }

  /** Pulses of what is in `core`, and in `rest` if there is some. */
  function addPulses(
    particles: Particles,
    p: number,
    withRest: boolean,
    random: RandomStream,
    pulses: Pulses,
  ): void {
    fluctuate(core, modules * cells, card.electronResolution, random);
    if (withRest) fluctuate(rest, modules * cells, card.hadronSamplingTerm, random);
    for (let c = 0; c < modules * cells; c++) {
      const seen = card.electronResponse * core[c]! + (withRest ? restResponse * rest[c]! : 0);
      if (seen > 0.1 * MeV) pulses.add(c, particles.time[p]!, seen, particles.origin[p]!);
    }
  }

  /** The hadron p interacts at z, with this energy. */
  function showerHadronically(
    particles: Particles,
    p: number,
    z: number,
    energy: number,
    random: RandomStream,
    pulses: Pulses,
  ): void {
    showers.draw(particles.kind[p]!, energy, random, shower);
    const inCore = energy * shower.electromagnetic;
    const inRest = energy - inCore;
    core.fill(0);
    rest.fill(0);
    let [radiationLengths, interactionLengths] = [0, 0];
    let [coreBefore, restBefore] = [0, 0];
    for (const slab of slabs) {
      if (slab.to <= z) continue;
      const from = Math.max(z, slab.from);
      const part = (slab.to - from) / (slab.to - slab.from);
      radiationLengths += part * slab.radiationLengths;
      interactionLengths += part * slab.nucleonInteractionLengths;
      const coreHere = showers.electromagneticTo(shower, radiationLengths);
      const restHere = showers.hadronicTo(shower, interactionLengths);
      place(particles, p, slab, from, inCore * (coreHere - coreBefore), true);
      place(particles, p, slab, from, inRest * (restHere - restBefore), false);
      coreBefore = coreHere;
      restBefore = restHere;
    }
    particles.end[p] = z;
    const behind = inCore * (1 - coreBefore) + inRest * (1 - restBefore);
    if (behind > 0) particles.addFrom(p, back, hadronicDebris, behind);
    else lose(particles, p, behind);
    addPulses(particles, p, true, random, pulses);
  }

  /** The electron or photon p begins to shower at z. */
  function showerElectromagnetically(
    particles: Particles,
    p: number,
    z: number,
    random: RandomStream,
    pulses: Pulses,
  ): void {
    const energy = particles.energy[p]!;
    core.fill(0);
    const small = energy < smallShower;
    if (!small) showerParameters(energy, medium, gaussian(random), gaussian(random), shape);
    let radiationLengths = 0;
    let before = 0;
    for (const slab of slabs) {
      if (slab.to <= z || before === 1) continue;
      const from = Math.max(z, slab.from);
      radiationLengths += (slab.radiationLengths * (slab.to - from)) / (slab.to - slab.from);
      const here = small ? 1 : cumulative(shape.alpha, shape.beta * radiationLengths);
      place(particles, p, slab, from, energy * (here - before), true);
      before = here;
    }
    particles.end[p] = z;
    if (before < 1) particles.addFrom(p, back, photon, energy * (1 - before));
    addPulses(particles, p, false, random, pulses);
  }

  return {
    /** z at which hadron p, which is fresh or debris, interacts; infinite if it comes out. */
    interactionOf(particles: Particles, p: number, random: RandomStream): number {
      const kind = particles.kind[p]!;
      return ways.to(particles, p, kind === hadronicDebris ? 0 : exponential(random), lengthsOf(kind));
    },
    /** Interaction lengths that hadron p crosses down to z if it does not interact. */
    lengthsTo(particles: Particles, p: number, z: number): number {
      return ways.lengthsTo(particles, p, z, lengthsOf(particles.kind[p]!));
    },
    showerHadronically,
    /** The electron or photon p goes on from where it is, and showers if it meets the HCAL. */
    cross(particles: Particles, p: number, random: RandomStream, pulses: Pulses): void {
      if (!isElectromagnetic(particles.kind[p]!)) return;
      const free = particles.kind[p] === photon ? (9 / 7) * exponential(random) : 0;
      const z = ways.to(particles, p, free, "radiationLengths");
      if (z < Number.POSITIVE_INFINITY) showerElectromagnetically(particles, p, z, random, pulses);
    },
  };
}
