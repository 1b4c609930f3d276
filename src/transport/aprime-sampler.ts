import { electronMass } from "../constants.ts";
import { cubicAt } from "../math/interpolate.ts";
import { leastVirtuality, virtualitySlope } from "../physics/emission-kinematics.ts";
import { DensityRows } from "../random/density-rows.ts";
import type { RandomStream } from "../random/stream.ts";
import { type AprimeTables, aprimeGrid } from "./aprime-tables.ts";

/** An A′ as it is emitted, relative to its electron. */
export interface AprimeDraw {
  /** E_A′ / E. */
  x: number;
  /** 1 - cos θ: cos θ itself would lose θ below 1e-8. */
  w: number;
  azimuthRad: number;
}

export interface AprimeSampler {
  /** Cross section of A′ above the minimum for an electron energy, mm², ε = 1. 0 below 2 GeV; above 200 GeV as at 200 GeV. */
  crossSectionAt(energy: number): number;
  /** Draws an A′ above the minimum, for an energy whose `crossSectionAt` is not 0. Five uniforms. */
  draw(energy: number, random: RandomStream, result: AprimeDraw): void;
}

/**
 * Sampler of x and angle from tables. The normalised density is linear between its nodes in ln E, ζ and λ, and drawn from exactly by
 * mixing the nodes; the ends of the spectrum and U₀ are those of the actual energy, and the logarithm of the total is cubic in ln E.
 * Within 0.15 % of the exact cross section, and 0.5 % in bins of x or θ with 2 % of the A′, from ten times the mass on; nearer to the
 * threshold 1 % and 10 %.
 */
export function prepareAprimeSampler({ mass, density }: AprimeTables, minimumEnergy = 0): AprimeSampler {
  const { energies, shares, angles } = aprimeGrid;
  const logLowest = Math.log(energies.from);
  const logStep = Math.log(energies.to / energies.from) / (energies.count - 1);
  const lambdaStep = (angles.to - angles.from) / (angles.count - 1);
  const last = shares.count - 1;

  // Angles at each energy and ζ; spectra dσ/dζ at each energy, of which `draw` needs the shapes and `crossSectionAt` the totals too.
  const angleRows = new DensityRows(density, angles.count);
  const spectra = Float64Array.from(
    { length: energies.count * shares.count },
    (_, row) => (angleRows.total(row) * lambdaStep) / last,
  );
  const shareRows = new DensityRows(spectra, shares.count);
  const logTotals = Float64Array.from({ length: energies.count }, (_, node) =>
    Math.log(shareRows.total(node)),
  );

  /** Place of the minimum between the first and the last ζ: the last if no A′ has more. */
  const placeOfMinimum = (energy: number): number => {
    if (minimumEnergy <= mass) return 0;
    if (minimumEnergy + electronMass >= energy) return last;
    const lowest = logit(mass, energy);
    const span = -logit(electronMass, energy) - lowest;
    return (last * (logit(minimumEnergy, energy) - lowest)) / span;
  };

  /** Place of an energy among the nodes. */
  const placeOfEnergy = (energy: number): number =>
    Math.min(energies.count - 1, Math.max(0, (Math.log(energy) - logLowest) / logStep));

  /** The part of the A′ of an energy node that is above a ζ. */
  const partAbove = (node: number, least: number): number =>
    least === 0 ? 1 : 1 - shareRows.below(node, least) / shareRows.total(node);

  const crossSectionAt = (energy: number): number => {
    if (energy < energies.from) return 0;
    const least = placeOfMinimum(energy);
    if (least === last) return 0;
    const place = placeOfEnergy(energy);
    const node = Math.min(energies.count - 2, Math.floor(place));
    const above = (node + 1 - place) * partAbove(node, least) + (place - node) * partAbove(node + 1, least);
    return Math.exp(cubicAt(logTotals, place)) * above;
  };

  const draw = (energy: number, random: RandomStream, result: AprimeDraw): void => {
    const least = placeOfMinimum(energy);
    const place = placeOfEnergy(energy);
    const lower = Math.min(energies.count - 2, Math.floor(place));
    const ofLower = (lower + 1 - place) * partAbove(lower, least);
    const ofUpper = (place - lower) * partAbove(lower + 1, least);
    const node = random.uniform() * (ofLower + ofUpper) < ofLower ? lower : lower + 1;

    const share = shareRows.draw(node, least, random);
    const lowest = logit(mass, energy);
    const span = -logit(electronMass, energy) - lowest;
    const x = 1 / (1 + Math.exp(-lowest - (span * share) / last));

    // The angle from one of the two nodes beside, by what each adds to the density here.
    const left = Math.min(last - 1, Math.floor(share));
    const row = node * shares.count + left;
    const ofLeft = (left + 1 - share) * spectra[row]!;
    const ofRight = (share - left) * spectra[row + 1]!;
    const side = random.uniform() * (ofLeft + ofRight) < ofLeft ? row : row + 1;
    const lambda = angles.from + lambdaStep * angleRows.draw(side, 0, random);
    const unit = leastVirtuality(x, mass, energy) / virtualitySlope(x, mass, energy);
    result.x = x;
    result.w = Math.min(2, unit * Math.exp(lambda));
    result.azimuthRad = 2 * Math.PI * random.uniform();
  };
  return { crossSectionAt, draw };
}

/** ln(x/(1-x)) of x = part/energy. */
function logit(part: number, energy: number): number {
  return Math.log(part / (energy - part));
}
