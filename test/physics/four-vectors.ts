import { electronMass } from "../../src/constants.ts";
import { emissionKinematics, type Reaction } from "../../src/physics/emission-kinematics.ts";
import { nuclearMass } from "../../src/physics/form-factor.ts";
import type { RandomStream } from "../../src/random/stream.ts";

/** Energy and three momenta. */
export type FourVector = readonly [number, number, number, number];

export function dot(a: FourVector, b: FourVector): number {
  return a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3];
}

export function add(a: FourVector, b: FourVector, sign = 1): FourVector {
  return [a[0] + sign * b[0], a[1] + sign * b[1], a[2] + sign * b[2], a[3] + sign * b[3]];
}

/** The momenta of e(p) Z → e(p') A′(k) Z: `target` is that of the nucleus before plus that after, `transfer` before less after. */
export interface Momenta {
  readonly p: FourVector;
  readonly after: FourVector;
  readonly k: FourVector;
  readonly transfer: FourVector;
  readonly target: FourVector;
}

/**
 * The emission at x, w and t, with the transfer at azimuth φ about k - p; from energies and momenta, and not as src has it. p' is what
 * momentum conservation leaves, so that p'² = mₑ² is a check.
 */
export function momentaAt(
  { x, w, t, azimuthRad }: { x: number; w: number; t: number; azimuthRad: number },
  { mass, energy, nucleus }: Reaction,
): Momenta {
  const [m2, me2, weight] = [mass * mass, electronMass * electronMass, nuclearMass(nucleus)];
  const [pz, ek] = [Math.sqrt(energy * energy - me2), x * energy];
  const kSize = Math.sqrt(ek * ek - m2);
  const cosine = 1 - w;
  const sine = Math.sqrt(w * (2 - w));
  const p: FourVector = [energy, 0, 0, pz];
  const k: FourVector = [ek, kSize * sine, 0, kSize * cosine];
  const axis = [k[1], 0, k[3] - pz] as const;
  const length = Math.hypot(axis[0], axis[2]);
  // p' = p - k + q on its shell: (p - k)² - mₑ² + 2 q·(p - k) - t = 0, for the part of q along k - p.
  const q0 = -t / (2 * weight);
  const offShell = m2 - 2 * dot(p, k);
  const along = (t - offShell - 2 * q0 * (energy - ek)) / (2 * length);
  const across = Math.sqrt(q0 * q0 + t - along * along);
  // Unit vectors: e along k - p, n across it in the plane of emission, and y.
  const e = [axis[0] / length, axis[2] / length] as const;
  const inPlane = across * Math.cos(azimuthRad);
  const transfer: FourVector = [
    q0,
    along * e[0] + inPlane * e[1],
    across * Math.sin(azimuthRad),
    along * e[1] - inPlane * e[0],
  ];
  const after = add(add(p, k, -1), transfer);
  const target = add([2 * weight, 0, 0, 0], transfer, -1);
  return { p, after, k, transfer, target };
}

/** A random point of the phase space: x over the spectrum in η, w over the peak of the angle, t in its range, all on scales of logarithms. */
export function randomPoint(reaction: Reaction, random: RandomStream) {
  const { mass, energy } = reaction;
  for (;;) {
    const [low, high] = [mass / energy, 1 - electronMass / energy];
    const eta =
      Math.log(low / (1 - low)) +
      random.uniform() * (Math.log(high / (1 - high)) - Math.log(low / (1 - low)));
    const x = 1 / (1 + Math.exp(-eta));
    const w = Math.exp(Math.log(1e-6) * random.uniform());
    const { smallestT, largestT } = emissionKinematics(x, w, reaction);
    if (!(smallestT < largestT)) continue;
    const t = smallestT * Math.exp(random.uniform() * Math.log(largestT / smallestT));
    return { x, w, t, azimuthRad: 2 * Math.PI * random.uniform() };
  }
}

/** The same on logarithmic scales for mass and energy: 1-300 MeV, 2.5 to 1000 times the mass. Proton, so that recoil matters. */
export function randomReaction(random: RandomStream): Reaction {
  const mass = 1e-3 * Math.exp(Math.log(300) * random.uniform());
  const energy = mass * 2.5 * Math.exp(Math.log(400) * random.uniform());
  return { mass, energy, nucleus: { charge: 1, massNumber: 1 } };
}
