import { antineutron, antiproton, neutron, proton } from "../event/particle.ts";
import { prepareIncompleteGammaTable } from "../math/incomplete-gamma-table.ts";
import {
  electromagneticDepthShare,
  hadronicDepthShare,
  meanElectromagneticFraction,
} from "../physics/hadron-shower.ts";
import { beta } from "../random/beta.ts";
import { gaussian } from "../random/gaussian.ts";
import type { RandomStream } from "../random/stream.ts";
import type { HadronShowers } from "../tables/run-card.ts";
import { GeV } from "../units.ts";

/** Longest and shortest hadronic part, over the typical one. */
const longest = 3;

/** What is drawn for a hadronic shower. */
export interface HadronicShower {
  /** Energy of the hadron, GeV. */
  energy: number;
  /** Share of it that neutral pions carry, f_em. */
  electromagnetic: number;
  /** Length of the hadronic part over that of Bock. */
  stretch: number;
}

export function newHadronicShower(): HadronicShower {
  return { energy: 0, electromagnetic: 0, stretch: 1 };
}

/** Baryons interact within the nuclear interaction length, mesons within that of a pion. */
export function isBaryon(kind: number): boolean {
  return kind === proton || kind === antiproton || kind === neutron || kind === antineutron;
}

/**
 * Prepares what hadronic showers of all calorimeters have in common: the share of neutral pions and its fluctuation, and how the two parts go in
 * depth. Debris is taken for pions. The table of the cumulative Gamma function errs by less than 4.5e-4 of the energy.
 */
export function prepareHadronicShowers(card: HadronShowers) {
  const cumulative = prepareIncompleteGammaTable();

  /** Mean share of neutral pions, for a kind of hadron and its energy. */
  const meanElectromagnetic = (kind: number, energy: number): number =>
    meanElectromagneticFraction(
      energy,
      isBaryon(kind) ? card.nucleonScale : card.pionScale,
      card.multiplicityPower,
    );

  return {
    meanElectromagnetic,
    /** Draws the shower of a hadron that interacts. */
    draw(kind: number, energy: number, random: RandomStream, shower: HadronicShower): void {
      const spread =
        card.electromagneticSpread * Math.exp(-card.spreadPower * Math.log(Math.max(energy, 1 * GeV) / GeV));
      shower.energy = energy;
      shower.electromagnetic = beta(meanElectromagnetic(kind, energy), spread, random);
      const stretch = Math.exp(card.lengthSpread * gaussian(random));
      shower.stretch = Math.min(longest, Math.max(1 / longest, stretch));
    },
    /** Share of the electromagnetic part down to a depth behind the interaction, in radiation lengths. */
    electromagneticTo: ({ energy }: HadronicShower, radiationLengths: number): number =>
      radiationLengths > 0 ? electromagneticDepthShare(energy, radiationLengths, cumulative) : 0,
    /** Share of the hadronic part down to a depth behind the interaction, in nuclear interaction lengths. */
    hadronicTo: ({ energy, stretch }: HadronicShower, interactionLengths: number): number =>
      interactionLengths > 0 ? hadronicDepthShare(energy, interactionLengths / stretch, cumulative) : 0,
  };
}
