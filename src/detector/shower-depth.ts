import { depositedFraction, type ShowerMedium, showerParameters } from "../physics/shower-profile.ts";
import { GeV } from "../units.ts";

/** Energies of the table, evenly in their logarithm. */
const lowest = 0.3 * GeV;
const highest = 300 * GeV;
const nodes = 24;

/** Nodes of each of the two normals: trapezium rule up to 3.75 standard deviations, which for a Gaussian errs by less than the table. */
const step = 0.75;
const reach = 5;

/** What the energy of the preshower varies by besides its share of the shower. */
export interface DepthErrors {
  /** Sampling term, sqrt(GeV). */
  readonly samplingTerm: number;
  /** Error of the energy in the preshower by noise and lost cells, GeV. */
  readonly preshowerError: number;
}

/**
 * How much deeper a shower is than those of electrons of its energy, in standard deviations, from what it leaves in the preshower of
 * `preshowerDepth` radiation lengths and in all: (<r> - r) / sigma of the root r of the share. The share itself is skew, its root hardly: 1,
 * 50 and 99 % of electrons of 10-100 GeV are below -2.2, 0 and 2.3. Mean and spread are those of Grindhammer and Peters, with their
 * correlated fluctuations; in the root, sampling fluctuations are c / (2 sqrt(E)) whatever the share, but for a factor sqrt(1 - share).
 */
export function prepareShowerDepth(
  medium: ShowerMedium,
  preshowerDepth: number,
  { samplingTerm, preshowerError }: DepthErrors,
): (preshower: number, total: number) => number {
  const means = new Float64Array(nodes + 1);
  const variances = new Float64Array(nodes + 1);
  const perNode = Math.log(highest / lowest) / nodes;
  for (let k = 0; k <= nodes; k++) {
    const { mean, variance } = rootOfShare(lowest * Math.exp(k * perNode), medium, preshowerDepth);
    means[k] = mean;
    variances[k] = variance;
  }
  return (preshower, total) => {
    const place = Math.log(total / lowest) / perNode;
    const k = Math.max(0, Math.min(nodes - 1, Math.floor(place)));
    const u = Math.max(0, Math.min(1, place - k));
    const mean = means[k]! + u * (means[k + 1]! - means[k]!);
    const share = preshower / total;
    const noise = preshowerError / (2 * mean * total);
    const variance =
      variances[k]! +
      u * (variances[k + 1]! - variances[k]!) +
      (0.25 * samplingTerm * samplingTerm * (1 - share)) / total +
      noise * noise;
    return (mean - Math.sqrt(share)) / Math.sqrt(variance);
  };
}

/** Mean and variance of the root of the share in the preshower, over the fluctuations of showers of one energy. */
export function rootOfShare(energy: number, medium: ShowerMedium, preshowerDepth: number) {
  const shape = { alpha: 2, beta: 1 };
  let sum = 0;
  let first = 0;
  let second = 0;
  for (let i = -reach; i <= reach; i++) {
    for (let j = -reach; j <= reach; j++) {
      const weight = Math.exp(-0.5 * step * step * (i * i + j * j));
      showerParameters(energy, medium, i * step, j * step, shape);
      const share = depositedFraction(shape.alpha, shape.beta, preshowerDepth);
      sum += weight;
      first += weight * Math.sqrt(share);
      second += weight * share;
    }
  }
  const mean = first / sum;
  return { mean, variance: second / sum - mean * mean };
}
