import { electronMass } from "../constants.ts";
import { aprimeSpectrum } from "../physics/aprime-cross-section.ts";
import { leastVirtuality, virtualitySlope } from "../physics/emission-kinematics.ts";
import type { RandomStream } from "../random/stream.ts";

/**
 * Draws x = E_A'/E from the IWW spectrum above a minimum energy. With y = 1 - x and r = me²/m², the shape is at most 1/2 of
 * 1 / (r + (1 - 2r) y) in units of 1/m²: U0 x / m² = y + r x² lies above its tangent at x = 1, and the rest below x (1 - x + x²/2).
 */
export function drawIwwShare(
  energy: number,
  mass: number,
  minimumEnergy: number,
  random: RandomStream,
): number {
  const r = (electronMass * electronMass) / (mass * mass);
  const slope = 1 - 2 * r;
  const least = r + (slope * electronMass) / energy;
  const most = r + slope * (1 - Math.max(minimumEnergy, mass) / energy);
  const logRange = Math.log(most / least);
  for (;;) {
    const envelope = least * Math.exp(logRange * random.uniform());
    const x = 1 - (envelope - r) / slope;
    const shape = aprimeSpectrum(x, mass, energy) * mass * mass;
    if (random.uniform() * 0.5 < shape * envelope) return x;
  }
}

/**
 * Draws w = 1 - cos θ at an x, of the angular distribution of the IWW approximation: with U = U0/r, flat in r but for
 * 1 - X x (1 - x) (r - r²) / (U0 (1 - x + x²/2)), X = m² + 2 me², which is at least 1/2 for m above 1 MeV.
 */
export function drawIwwAngle(x: number, energy: number, mass: number, random: RandomStream): number {
  const u0 = leastVirtuality(x, mass, energy);
  const coupling = mass * mass + 2 * electronMass * electronMass;
  const bend = (coupling * x * (1 - x)) / (u0 * (1 - x + 0.5 * x * x));
  const slope = virtualitySlope(x, mass, energy);
  for (;;) {
    const r = random.uniform();
    const w = (u0 / r - u0) / slope;
    if (random.uniform() < 1 - bend * (r - r * r) && w <= 2) return w;
  }
}
