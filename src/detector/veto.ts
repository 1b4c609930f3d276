import type { z } from "zod";
import type { ColumnSet } from "../event/columns.ts";
import { hadronicDebris, isCharged, isHadronic, neutron, photon, shortLivedKaon } from "../event/particle.ts";
import type { Particles } from "../event/particles.ts";
import { isForced } from "../event/punch-through.ts";
import { shortKaonDecayLength } from "../physics/mesons.ts";
import { exponential } from "../random/exponential.ts";
import { poisson } from "../random/poisson.ts";
import type { RandomStream } from "../random/stream.ts";
import { energy, fraction, length, plain, time } from "../tables/quantity.ts";
import { section } from "../tables/section.ts";
import { fastestRecoil } from "../transport/nuclear-breakup.ts";
import { prepareShortKaonDecay } from "../transport/short-kaon.ts";
import { GeV, MeV, mm, ns } from "../units.ts";
import { prepareLandau } from "./landau.ts";
import type { Subdetector } from "./subdetector.ts";

const schema = section("Veto counter V2 behind the ECAL, Sec. III", {
  position: length("position along the beam, from the front face of the target", { min: 0 }),
  size: length("half side of the plane", { min: 1 * mm }),
  mip: energy("most probable energy of a minimum-ionising particle", { min: 0.1 * MeV }),
  landauWidth: energy("width xi of its Landau distribution", { min: 0 }),
  landauTail: plain("where the Landau tail ends, in units of xi", { min: 10, max: 1000 }),
  photoelectrons: plain("photoelectrons per MIP", { min: 1 }),
  leakShare: fraction("mean share that V2 takes of the energy of an e-m shower that leaks from the ECAL"),
  albedoShare: fraction("mean share that comes back to V2 of the energy of a hadronic shower in the HCAL"),
  debrisTracks: plain("mean number of charged particles in debris of a hadronic shower of 1 GeV", {
    min: 0,
    max: 100,
  }),
  debrisPower: plain("power of its energy with which they grow", { min: 0, max: 1 }),
  noise: energy("noise (rms)", { min: 0 }),
  gate: time("width of the integration around the trigger", { min: 1 * ns }),
});

const panels = 3;

/**
 * Share of neutrons that a nucleus gave off which react in V2: 4 cm over 69 cm, by 75 mb on hydrogen and 220 mb on carbon at 100 MeV (derived from cross sections as
 * recalled). They leave any part of their energy evenly, as those do that hit a proton.
 */
const neutronShare = 0.056;

const columns = {
  vetoDeposit: {
    unit: "GeV",
    about: "true energy that the beam particle that triggers and its products lose in V2",
  },
  vetoEnergy: { unit: "GeV", about: "energy in V2 in time with the trigger, all panels" },
} as const satisfies ColumnSet;

/**
 * V2: three panels of scintillator; charged particles leave a MIP, debris of a hadronic shower one for each of a Poisson number of charged
 * particles, e-m showers a share of what leaks, and hadronic showers in the HCAL an albedo.
 */
export const veto: Subdetector<typeof columns, z.output<typeof schema>> = {
  name: "veto",
  about: "veto counter V2",
  columns,
  schema,
  prepare: (card, { target }) => {
    const landau = prepareLandau(card.landauTail);
    const perMip = card.mip / card.photoelectrons;
    const decayShortKaon = prepareShortKaonDecay();
    const ecalBack = target.depth * target.radiationLength;
    let deposited = 0;

    /** Whether the short-lived kaon p decays between the ECAL and here; then it does, and its products come later in the list. */
    function decays(particles: Particles, p: number, random: RandomStream): boolean {
      const from = Math.max(ecalBack, particles.z[p]!);
      const z = from + shortKaonDecayLength(particles.energy[p]!) * exponential(random);
      if (z >= card.position) return false;
      decayShortKaon(particles, p, z, random);
      return true;
    }

    /** Energy that a particle loses in the plane, without a bound by what it has. */
    function lossOf(kind: number, energy: number, random: RandomStream): number {
      let lost = 0;
      if (isCharged(kind)) lost += landau(card.mip, card.landauWidth, random);
      if (kind === photon) lost += card.leakShare * energy * exponential(random);
      if (kind === hadronicDebris) {
        const mean = card.debrisTracks * Math.exp(card.debrisPower * Math.log(energy / GeV));
        for (let left = poisson(mean, random); left > 0; left--)
          lost += landau(card.mip, card.landauWidth, random);
      }
      if (kind === neutron && energy <= fastestRecoil && random.uniform() < neutronShare)
        lost += energy * random.uniform();
      if (isHadronic(kind)) lost += card.albedoShare * energy * exponential(random);
      return lost;
    }

    return {
      readout: { kind: "gate", channels: panels, gate: card.gate, noise: card.noise },
      deposit: ({ particles, punchThrough }, _i, random, pulses) => {
        deposited = 0;
        for (let p = 0; p < particles.count; p++) {
          // What does not shower in the HCAL sends nothing back.
          if (!particles.reaches(p, card.position) || isForced(punchThrough, particles, p)) continue;
          if (particles.kind[p] === shortLivedKaon && decays(particles, p, random)) continue;
          const x = particles.xAt(p, card.position);
          const y = particles.yAt(p, card.position);
          if (Math.abs(x) >= card.size || Math.abs(y) >= card.size) continue;
          const energy = particles.energy[p]!;
          const lost = Math.min(energy, lossOf(particles.kind[p]!, energy, random));
          if (lost <= 0) continue;
          particles.energy[p] = energy - lost;
          if (particles.origin[p] === 0) deposited += lost;
          const panel = Math.floor(((x + card.size) / (2 * card.size)) * panels);
          pulses.add(
            panel,
            particles.time[p]!,
            poisson(lost / perMip, random) * perMip,
            particles.origin[p]!,
          );
        }
      },
      measure: ({ energy: read }, i, events) => {
        let sum = 0;
        for (let c = 0; c < panels; c++) sum += read[c]!;
        events.vetoDeposit[i] = deposited;
        events.vetoEnergy[i] = sum;
      },
    };
  },
};
