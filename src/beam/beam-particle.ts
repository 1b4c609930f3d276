import { electron, muon, pion } from "../event/particle.ts";
import type { Particles } from "../event/particles.ts";
import { exponential } from "../random/exponential.ts";
import { gaussian } from "../random/gaussian.ts";
import type { RandomStream } from "../random/stream.ts";
import type { Beam, Magnets } from "../tables/run-card.ts";
import { rad } from "../units.ts";

/** Where a beam particle starts: upstream of everything, 30 m before the target, in mm. */
export const beamStart = -30_000;

/**
 * Appends a beam electron: Gaussian in momentum, in position at the target and in angle; a share of them from the
 * low-energy tail of Sec. III, flat in energy up to 95 % of the nominal momentum, at larger angles.
 * Returns the part of its way behind the magnets.
 */
export function addBeamElectron(
  beam: Beam,
  magnets: Magnets,
  particles: Particles,
  random: RandomStream,
): number {
  const tail = random.uniform() < beam.lowEnergyFraction;
  const energy = tail
    ? beam.lowEnergyMinimum + random.uniform() * (0.95 * beam.momentum - beam.lowEnergyMinimum)
    : beam.momentum * (1 + beam.momentumSpread * gaussian(random));
  const p = particles.add(electron, energy);
  let angleX = beam.divergence * gaussian(random);
  let angleY = beam.divergence * gaussian(random);
  if (tail) {
    const polar = beam.lowEnergyAngle * exponential(random);
    const azimuth = 2 * Math.PI * random.uniform();
    angleX += polar * Math.cos(azimuth);
    angleY += polar * Math.sin(azimuth);
  }
  aim(particles, p, beam, angleX, angleY, random);
  return passMagnets(particles, p, beam, magnets);
}

/** Appends a beam hadron, a pion of the beam's momentum; returns the part of its way behind the magnets. */
export function addBeamHadron(
  beam: Beam,
  magnets: Magnets,
  particles: Particles,
  random: RandomStream,
): number {
  const p = particles.add(pion, beam.momentum * (1 + beam.momentumSpread * gaussian(random)));
  aim(particles, p, beam, beam.divergence * gaussian(random), beam.divergence * gaussian(random), random);
  return passMagnets(particles, p, beam, magnets);
}

/** Appends a halo particle: a muon of the nominal momentum, anywhere in a wide square, along the beam. */
export function addHaloParticle(beam: Beam, particles: Particles, random: RandomStream): number {
  const p = particles.add(muon, beam.momentum);
  particles.x[p] = beam.haloSize * (2 * random.uniform() - 1);
  particles.y[p] = beam.haloSize * (2 * random.uniform() - 1);
  particles.z[p] = beamStart;
  return p;
}

/** Puts particle p at the start of the beam line such that it points at a Gaussian spot on the target. */
function aim(
  particles: Particles,
  p: number,
  beam: Beam,
  angleX: number,
  angleY: number,
  random: RandomStream,
): void {
  particles.angleX[p] = angleX;
  particles.angleY[p] = angleY;
  particles.z[p] = beamStart;
  particles.x[p] = beam.spotX * gaussian(random) + angleX * 1e-3 * beamStart;
  particles.y[p] = beam.spotY * gaussian(random) + angleY * 1e-3 * beamStart;
}

/** Angle, mrad, by which the magnets bend a particle of the nominal momentum: 21.0 for 7 T m and 100 GeV. */
export function nominalBend(beam: Beam, magnets: Magnets): number {
  return (magnets.fieldIntegral / beam.momentum) * rad;
}

/**
 * Ends the way of particle p in the middle of the magnets and appends the rest of it, turned against the nominal axis by the
 * excess of its bend, theta0 (p0 / p - 1): a 60 GeV electron lands 24 cm off at the target. Returns the rest.
 */
function passMagnets(particles: Particles, p: number, beam: Beam, magnets: Magnets): number {
  const middle = magnets.exit - magnets.length / 2;
  const behind = particles.addFrom(p, middle, particles.kind[p]!, particles.energy[p]!);
  particles.end[p] = middle;
  particles.angleX[behind]! += nominalBend(beam, magnets) * (beam.momentum / particles.energy[behind]! - 1);
  return behind;
}
