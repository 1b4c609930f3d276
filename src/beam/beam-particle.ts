import { antiproton, electron, kaon, muon, pion } from "../event/particle.ts";
import type { Particles } from "../event/particles.ts";
import { exponential } from "../random/exponential.ts";
import { gaussian } from "../random/gaussian.ts";
import type { RandomStream } from "../random/stream.ts";
import type { Beam, Magnets } from "../tables/run-card.ts";
import { rad } from "../units.ts";

/** Where a beam particle starts: upstream of everything, 30 m before the target, in mm. */
export const beamStart = -30_000;

/** How a particle is appended to the list; returns its last piece, that behind the magnets if they cut its way. */
export type AddParticle = (
  beam: Beam,
  magnets: Magnets,
  particles: Particles,
  random: RandomStream,
) => number;

/** An electron of the beam: Gaussian in momentum, in position at the target and in angle. */
export const addElectron: AddParticle = (beam, magnets, particles, random) =>
  addBeamParticle(electron, beam, magnets, particles, random);

/**
 * An electron of the low-energy tail of Sec. III: flat in energy up to 95 % of the nominal momentum, at larger angles, on the
 * way to the spot.
 */
export const addLowEnergyElectron: AddParticle = (beam, magnets, particles, random) => {
  const { lowEnergyMinimum: lowest } = beam;
  const energy = lowest + random.uniform() * (0.95 * beam.momentum - lowest);
  const p = particles.add(electron, energy);
  const polar = beam.lowEnergyAngle * exponential(random);
  const azimuthRad = 2 * Math.PI * random.uniform();
  const angleX = beam.divergence * gaussian(random) + polar * Math.cos(azimuthRad);
  const angleY = beam.divergence * gaussian(random) + polar * Math.sin(azimuthRad);
  aim(particles, p, beam, angleX, angleY, random);
  return passMagnets(particles, p, beam, magnets);
};

/** A hadron among the electrons: pion, kaon or antiproton. */
export const addHadron: AddParticle = (beam, magnets, particles, random) => {
  const u = random.uniform();
  const { kaonShare, antiprotonShare } = beam;
  const kind = u < kaonShare ? kaon : u < kaonShare + antiprotonShare ? antiproton : pion;
  return addBeamParticle(kind, beam, magnets, particles, random);
};

/** A muon among the electrons. */
export const addMuon: AddParticle = (beam, magnets, particles, random) =>
  addBeamParticle(muon, beam, magnets, particles, random);

/**
 * A halo particle of the nominal momentum, anywhere in a wide square, along the beam: an electron, or a muon, which passes
 * through the yokes as if there were no field.
 */
export const addHaloParticle: AddParticle = (beam, magnets, particles, random) => {
  const isElectron = random.uniform() < beam.haloElectronShare;
  const p = particles.add(isElectron ? electron : muon, beam.momentum);
  particles.x[p] = beam.haloSize * (2 * random.uniform() - 1);
  particles.y[p] = beam.haloSize * (2 * random.uniform() - 1);
  particles.z[p] = beamStart;
  return isElectron ? passMagnets(particles, p, beam, magnets) : p;
};

/** A particle of the beam's momentum, angles and spot. */
function addBeamParticle(
  kind: number,
  beam: Beam,
  magnets: Magnets,
  particles: Particles,
  random: RandomStream,
): number {
  const p = particles.add(kind, beam.momentum * (1 + beam.momentumSpread * gaussian(random)));
  aim(particles, p, beam, beam.divergence * gaussian(random), beam.divergence * gaussian(random), random);
  return passMagnets(particles, p, beam, magnets);
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
