import type { z } from "zod";
import type { ColumnSet } from "../event/columns.ts";
import { hadronicDebris, isCharged, isElectromagnetic } from "../event/particle.ts";
import { exponential } from "../random/exponential.ts";
import { poisson } from "../random/poisson.ts";
import { energy, length, plain, time } from "../tables/quantity.ts";
import { section } from "../tables/section.ts";
import { MeV, mm, ns } from "../units.ts";
import { prepareLandau } from "./landau.ts";
import type { Subdetector } from "./subdetector.ts";

const schema = section("Veto counter V2 behind the ECAL, Sec. III", {
  position: length("position along the beam, from the front face of the target", { min: 0 }),
  size: length("half side of the plane", { min: 1 * mm }),
  mip: energy("most probable energy of a minimum-ionising particle", { min: 0.1 * MeV }),
  landauWidth: energy("width xi of its Landau distribution", { min: 0 }),
  landauTail: plain("where the Landau tail ends, in units of xi", { min: 10, max: 1000 }),
  photoelectrons: plain("photoelectrons per MIP", { min: 1 }),
  showerLeak: plain("mean energy that leaks from an e-m shower into V2, as a share of its energy", {
    min: 0,
    max: 1,
  }),
  debrisMips: plain("MIPs that the debris of a hadronic shower leaves on average", { min: 0 }),
  noise: energy("noise (rms)", { min: 0 }),
  gate: time("width of the integration around the trigger", { min: 1 * ns }),
});

const panels = 3;

const columns = {
  vetoEnergy: { unit: "GeV", about: "energy in V2 in time with the trigger, all panels" },
} as const satisfies ColumnSet;

/** V2: three panels of scintillator; charged particles leave a MIP, showers in the ECAL leak a little. */
export const veto: Subdetector<typeof columns, z.output<typeof schema>> = {
  name: "veto",
  about: "veto counter V2",
  columns,
  schema,
  prepare: (card) => {
    const landau = prepareLandau(card.landauTail);
    const perMip = card.mip / card.photoelectrons;
    return {
      readout: { kind: "gate", channels: panels, gate: card.gate, noise: card.noise },
      deposit: ({ particles }, _i, random, pulses) => {
        for (let p = 0; p < particles.count; p++) {
          const kind = particles.kind[p]!;
          let lost = 0;
          if (particles.reaches(p, card.position)) {
            if (isCharged(kind)) lost = landau(card.mip, card.landauWidth, random);
            else if (kind === hadronicDebris) lost = card.debrisMips * card.mip * exponential(random);
          } else if (isElectromagnetic(kind) && particles.end[p]! > 0 && particles.end[p]! < card.position) {
            lost = card.showerLeak * particles.energy[p]! * exponential(random);
          }
          if (lost <= 0) continue;
          const x = particles.xAt(p, card.position);
          const y = particles.yAt(p, card.position);
          if (Math.abs(x) >= card.size || Math.abs(y) >= card.size) continue;
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
        events.vetoEnergy[i] = sum;
      },
    };
  },
};
