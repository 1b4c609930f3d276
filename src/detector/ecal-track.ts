import { muonNeutrino } from "../event/particle.ts";
import type { Particles } from "../event/particles.ts";
import type { Pulses } from "../event/pulses.ts";
import { negativeMuonInLead } from "../physics/muon-decay.ts";
import { lead } from "../physics/muon-materials.ts";
import { gammaAround } from "../random/gamma.ts";
import type { RandomStream } from "../random/stream.ts";
import type { Target } from "../tables/run-card.ts";
import { newMuonTrack, prepareMuonTrack } from "../transport/muon-track.ts";
import { scatter } from "../transport/scatter.ts";
import type { prepareCellShares } from "./cell-shares.ts";

/** What a track needs of the ECAL's section of the card. */
export interface EcalTrackCard {
  readonly preshowerDepth: number;
  readonly samplingFrequency: number;
  readonly leadThickness: number;
  readonly scintillatorThickness: number;
  readonly plateElectron: number;
  readonly electronToMip: number;
  readonly samplingTerm: number;
  readonly hadronSamplingTerm: number;
  readonly electronToHadron: number;
}

/**
 * Prepares what a muon leaves in the ECAL, in the cells of PS and main section that it crosses halfway, from where it starts. Losses above 2 GeV are handed
 * to `single` as particles of their own, which begin there. A charged hadron is taken for a muon until it interacts.
 */
export function prepareEcalTracks(
  card: EcalTrackCard,
  target: Target,
  { covers, cellAt }: ReturnType<typeof prepareCellShares>,
  cells: number,
  single: (p: number) => void,
) {
  const cross = prepareMuonTrack({
    sandwich: {
      absorber: lead,
      absorberThickness: card.leadThickness,
      scintillatorThickness: card.scintillatorThickness,
    },
    plateElectron: card.plateElectron,
    electronToMip: card.electronToMip,
    electronResolution: card.samplingTerm,
    negativeMuon: negativeMuonInLead,
  });
  const track = newMuonTrack();
  const { radiationLength, depth } = target;
  const back = depth * radiationLength;
  const hadronSpread = card.hadronSamplingTerm * card.hadronSamplingTerm;
  const line = { x: 0, y: 0, angleX: 0, angleY: 0 };
  let lost = 0;
  let invisible = 0;

  /** Lets particle p go on to a depth in radiation lengths; returns its energy there, 0 if it ended. Sets `lost` and `invisible`. */
  function advance(
    particles: Particles,
    p: number,
    until: number,
    random: RandomStream,
    pulses: Pulses,
  ): number {
    const kind = particles.kind[p]!;
    const time = particles.time[p]!;
    const origin = particles.origin[p]!;
    let energy = particles.energy[p]!;
    let from = Math.max(0, particles.z[p]! / radiationLength);
    lost = 0;
    invisible = 0;
    for (let section = 0; section < 2 && energy > 0; section++) {
      const to = Math.min(until, section === 0 ? card.preshowerDepth : depth);
      if (from >= to) continue;
      const middle = 0.5 * (from + to) * radiationLength;
      const layers = (to - from) * card.samplingFrequency;
      const begin = from;
      from = to;
      const x = particles.xAt(p, middle);
      const y = particles.yAt(p, middle);
      if (!covers(x, y)) continue;
      cross(energy, kind, layers, random, track);
      energy = track.energy;
      lost += track.lost;
      invisible += track.invisible;
      const hadronic = gammaAround(track.hadronic, hadronSpread, random) / card.electronToHadron;
      const channel = section * cells + cellAt(x, y);
      pulses.add(channel, time, track.seen + hadronic, origin);
      if (track.lateElectron > 0) pulses.add(channel, time + track.lateTime, track.lateElectron, origin);
      const { singles } = track;
      for (let k = 0; k < singles.count; k++) {
        const z = (begin + singles.layers[k]! / card.samplingFrequency) * radiationLength;
        single(particles.addFrom(p, z, singles.kind[k]!, singles.energy[k]!));
      }
    }
    return energy;
  }

  return {
    /** Particle p goes on behind as another one, scattered, with what is left. Returns the energy that is lost here. */
    pass(particles: Particles, p: number, random: RandomStream, pulses: Pulses): number {
      const start = Math.max(0, particles.z[p]! / radiationLength);
      const before = particles.energy[p]!;
      const energy = advance(particles, p, depth, random, pulses);
      if (lost === 0) return 0;
      particles.end[p] = back;
      if (invisible > 0) particles.addFrom(p, back, muonNeutrino, invisible);
      if (energy === 0) return lost;
      const on = particles.addFrom(p, back, particles.kind[p]!, energy);
      line.x = particles.x[on]!;
      line.y = particles.y[on]!;
      line.angleX = particles.angleX[on]!;
      line.angleY = particles.angleY[on]!;
      scatter(
        line,
        { length: back - start * radiationLength, thickness: depth - start },
        before,
        energy,
        random,
      );
      particles.x[on] = line.x;
      particles.y[on] = line.y;
      particles.angleX[on] = line.angleX;
      particles.angleY[on] = line.angleY;
      return lost;
    },
    /** Particle p goes on to a depth in radiation lengths; returns its energy there, 0 if it ended. `lose` is told what it lost. */
    approach(
      particles: Particles,
      p: number,
      until: number,
      random: RandomStream,
      pulses: Pulses,
      lose: (p: number, lost: number) => void,
    ): number {
      const energy = advance(particles, p, until, random, pulses);
      lose(p, lost);
      if (energy === 0) particles.end[p] = back;
      if (invisible > 0) particles.addFrom(p, back, muonNeutrino, invisible);
      return energy;
    },
  };
}
