import { isMuon, muonNeutrino } from "../event/particle.ts";
import type { Particles } from "../event/particles.ts";
import type { Pulses } from "../event/pulses.ts";
import { negativeMuonInIron } from "../physics/muon-decay.ts";
import { iron } from "../physics/muon-materials.ts";
import { gammaAround } from "../random/gamma.ts";
import { poisson } from "../random/poisson.ts";
import type { RandomStream } from "../random/stream.ts";
import { layerRadiationLengths } from "../transport/muon-sandwich.ts";
import { newMuonTrack, prepareMuonTrack } from "../transport/muon-track.ts";
import { scatter } from "../transport/scatter.ts";
import type { prepareCellShares } from "./cell-shares.ts";

/** What a track needs of the HCAL's section of the card. */
export interface HcalTrackCard {
  readonly position: number;
  readonly modulePitch: number;
  readonly layers: number;
  readonly ironThickness: number;
  readonly scintillatorThickness: number;
  readonly plateElectron: number;
  readonly electronToMip: number;
  readonly electronResponse: number;
  readonly electronResolution: number;
  readonly hadronSamplingTerm: number;
  readonly electronToHadron: number;
  readonly backPlate: number;
  readonly photoelectrons: number;
}

/** Radiation length of iron, mm: 17.6. */
export const ironRadiationLength = iron.radiationLength / iron.density;

/** Truth of an event: muons of the particle that triggers that enter each module, and those of them that end in it. */
export interface HcalMuons {
  readonly entered: Uint8Array;
  readonly stopped: Uint8Array;
}

/**
 * Prepares what a muon leaves in the modules of the HCAL, each in the cell in which it is halfway: light of its track and of the showers on it, in
 * photoelectrons. It scatters from module to module. The particle keeps what it has behind the last one, or ends. Losses above 2 GeV are handed to
 * `single` as particles of their own, which begin there. A charged hadron is taken for a muon up to `until`. Returns the energy that is lost here.
 */
export function prepareHcalTracks(
  card: HcalTrackCard,
  { covers, cellAt }: ReturnType<typeof prepareCellShares>,
  modules: number,
  cells: number,
  single: (particles: Particles, p: number, random: RandomStream, pulses: Pulses) => void,
) {
  const sandwich = {
    absorber: iron,
    absorberThickness: card.ironThickness,
    scintillatorThickness: card.scintillatorThickness,
  };
  const cross = prepareMuonTrack({ ...card, sandwich, negativeMuon: negativeMuonInIron });
  const track = newMuonTrack();
  const inPlate = newMuonTrack();
  const layer = card.ironThickness + card.scintillatorThickness;
  const active = card.layers * layer;
  const block = {
    length: active + card.backPlate,
    thickness: card.layers * layerRadiationLengths(sandwich) + card.backPlate / ironRadiationLength,
  };
  const gap = card.modulePitch - block.length;
  const hadronSpread = card.hadronSamplingTerm * card.hadronSamplingTerm;
  const hadronResponse = card.electronResponse / card.electronToHadron;
  const line = { x: 0, y: 0, angleX: 0, angleY: 0 };
  const advance = (length: number): void => {
    line.x += line.angleX * 1e-3 * length;
    line.y += line.angleY * 1e-3 * length;
  };

  /** What the photomultipliers give for an energy on the hadron scale. */
  const seen = (energy: number, random: RandomStream): number =>
    poisson(energy * card.photoelectrons, random) / card.photoelectrons;

  return (
    particles: Particles,
    p: number,
    random: RandomStream,
    pulses: Pulses,
    muons: HcalMuons,
    until = Number.POSITIVE_INFINITY,
  ): number => {
    const time = particles.time[p]!;
    const origin = particles.origin[p]!;
    const kind = particles.kind[p]!;
    line.x = particles.xAt(p, card.position);
    line.y = particles.yAt(p, card.position);
    line.angleX = particles.angleX[p]!;
    line.angleY = particles.angleY[p]!;
    let energy = particles.energy[p]!;
    let lost = 0;
    let invisible = 0;
    for (let m = 0; m < modules && energy > 0; m++) {
      const before = energy;
      const front = card.position + m * card.modulePitch;
      if (front >= until) break;
      cross(energy, kind, Math.min(card.layers, (until - front) / layer), random, track);
      const half = 0.5 * track.layers * layer;
      advance(half);
      if (!covers(line.x, line.y)) {
        // It passes beside the module.
        advance(card.modulePitch - half);
        continue;
      }
      const channel = m * cells + cellAt(line.x, line.y);
      energy = track.energy;
      if (origin === 0 && isMuon(kind)) {
        muons.entered[m]!++;
        if (energy === 0) muons.stopped[m]!++;
      }
      lost += track.lost;
      invisible += track.invisible;
      const hadronic = hadronResponse * gammaAround(track.hadronic, hadronSpread, random);
      const light = seen(card.electronResponse * track.seen + hadronic, random);
      if (light > 0) pulses.add(channel, time, light, origin);
      if (track.lateElectron > 0) {
        const late = seen(card.electronResponse * track.lateElectron, random);
        if (late > 0) pulses.add(channel, time + track.lateTime, late, origin);
      }
      const { singles } = track;
      for (let k = 0; k < singles.count; k++) {
        const behind = singles.layers[k]! * layer;
        const q = particles.addFrom(p, front + behind, singles.kind[k]!, singles.energy[k]!);
        particles.x[q] = line.x + line.angleX * 1e-3 * (behind - half);
        particles.y[q] = line.y + line.angleY * 1e-3 * (behind - half);
        single(particles, q, random, pulses);
      }
      if (energy === 0 || front + active > until) break;
      if (card.backPlate > 0) {
        cross(energy, kind, card.backPlate / card.ironThickness, random, inPlate);
        energy = inPlate.energy;
        lost += inPlate.lost;
        invisible += inPlate.invisible;
        for (let k = 0; k < inPlate.singles.count; k++) lost += inPlate.singles.energy[k]!;
        if (energy === 0) {
          if (origin === 0 && isMuon(kind)) muons.stopped[m]!++;
          break;
        }
      }
      advance(block.length - half);
      scatter(line, block, before, energy, random);
      advance(gap);
    }
    particles.energy[p] = energy;
    if (energy === 0) particles.end[p] = card.position + modules * card.modulePitch;
    if (invisible > 0)
      particles.addFrom(p, card.position + modules * card.modulePitch, muonNeutrino, invisible);
    return lost;
  };
}
