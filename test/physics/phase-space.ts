import { alpha, electronMass, hbarC } from "../../src/constants.ts";
import { squaredAmplitude } from "../../src/physics/emission-amplitude.ts";
import type { Reaction } from "../../src/physics/emission-kinematics.ts";
import { elasticFormFactor, nuclearMass } from "../../src/physics/form-factor.ts";
import type { RandomStream } from "../../src/random/stream.ts";

/**
 * Total cross section in mm² by another phase space than that of src: σ = α³/(32π M² p²) ∫ ds dt G₂/t² k′/W ∫ dcos′ dφ′ A, with the
 * direction of the A′ in the rest frame of e' and A′, W² = s + mₑ². Quasi Monte Carlo (Kronecker's sequence): the mean and the
 * standard error of `shifts` random shifts of it.
 */
export function phaseSpaceCrossSection(
  reaction: Reaction,
  { points, shifts, random }: { points: number; shifts: number; random: RandomStream },
): { mean: number; error: number } {
  const estimates = Array.from({ length: shifts }, () => {
    const u = [random.uniform(), random.uniform(), random.uniform(), random.uniform()];
    let sum = 0;
    for (let k = 0; k < points; k++) {
      for (let j = 0; j < 4; j++) u[j] = (u[j]! + steps[j]!) % 1;
      sum += integrand(u, reaction);
    }
    return sum / points;
  });
  const mean = estimates.reduce((sum, value) => sum + value, 0) / shifts;
  const variance = estimates.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (shifts - 1);
  return { mean, error: Math.sqrt(variance / shifts) };
}

/** Powers of the inverse of the root of g⁵ = g + 1. */
const golden = 1.1673039782614187;
const steps = [1, 2, 3, 4].map((power) =>
  Array(power)
    .fill(1 / golden)
    .reduce((a, b) => a * b, 1),
);

function integrand(u: readonly number[], { mass, energy, nucleus }: Reaction): number {
  const [m2, me2] = [mass * mass, electronMass * electronMass];
  const target = nuclearMass(nucleus);
  const momentum = Math.sqrt(energy * energy - me2);
  // ln s, from the threshold to what leaves the nucleus at rest in the centre of mass.
  const leastS = m2 + 2 * mass * electronMass;
  const all = target * target + me2 + 2 * target * energy;
  const mostS = (Math.sqrt(all) - target) * (Math.sqrt(all) - target) - me2;
  const logS = Math.log(mostS / leastS);
  const s = leastS * Math.exp(logS * u[0]!);
  // ln t, in its range.
  const c = 1 + energy / target;
  const a2 = c * c - (momentum * momentum) / (target * target);
  const b2 = 4 * momentum * momentum - 2 * s * c;
  const root = Math.sqrt(b2 * b2 - 4 * a2 * s * s);
  const leastT = (2 * s * s) / (b2 + root);
  const mostT = Math.min((b2 + root) / (2 * a2), 10);
  if (!(leastT < mostT)) return 0;
  const logT = Math.log(mostT / leastT);
  const t = leastT * Math.exp(logT * u[1]!);
  // The rest frame of p' + k = p + q: energies and momenta of p and k.
  const w = Math.sqrt(s + me2);
  const pEnergy = (me2 + 0.5 * (s + t)) / w;
  const pSize = Math.sqrt(pEnergy * pEnergy - me2);
  const kEnergy = (w * w + m2 - me2) / (2 * w);
  const kSize = Math.sqrt(kEnergy * kEnergy - m2);
  // ln U, U = 2p·k - m², from k along p to k against it.
  const closest = me2 * kEnergy * kEnergy + m2 * pEnergy * pEnergy - me2 * m2;
  const leastU = (2 * closest) / (pEnergy * kEnergy + pSize * kSize) - m2;
  const logU = Math.log(1 + (4 * pSize * kSize) / leastU);
  const virtuality = leastU * Math.exp(logU * u[2]!);
  const lag = (virtuality - leastU) / (2 * pSize * kSize); // 1 - cos of k to p
  const across = Math.sqrt(lag * (2 - lag));
  // P, the sum of the momenta of the nucleus, and its angle to p.
  const before = 2 * target * energy - 0.5 * (s + t);
  const targetEnergy = before / w;
  const targetSize = Math.sqrt(targetEnergy * targetEnergy - 4 * target * target - t);
  const cosine = (targetEnergy * pEnergy - before) / (targetSize * pSize);
  const sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
  const kAlong = cosine * (1 - lag) + sine * across * Math.cos(2 * Math.PI * u[3]!);
  const aprime = targetEnergy * kEnergy - targetSize * kSize * kAlong; // P·k
  const amplitude = squaredAmplitude(
    { s, u: -virtuality, t, before, after: before - aprime, nuclearMass: target },
    mass,
  );
  const volume = logS * s * logT * t * ((logU * virtuality) / (2 * pSize * kSize)) * 2 * Math.PI;
  const flux = (alpha * alpha * alpha) / (32 * Math.PI * target * target * momentum * momentum);
  const formFactor = elasticFormFactor(t, nucleus) / (t * t);
  return flux * volume * formFactor * (kSize / w) * amplitude * hbarC * hbarC;
}
