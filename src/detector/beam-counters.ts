import type { z } from "zod";
import type { ColumnSet } from "../event/columns.ts";
import { isCharged } from "../event/particle.ts";
import { fraction, length, time } from "../tables/quantity.ts";
import { section } from "../tables/section.ts";
import { MeV, mm, ns } from "../units.ts";
import type { Subdetector } from "./subdetector.ts";

const schema = section("Beam-defining counters S1-S3 and veto V1, Sec. III", {
  s1: length("position of S1 along the beam, from the front face of the target", { max: 0 }),
  s2: length("position of S2", { max: 0 }),
  s3: length("position of S3", { max: 0 }),
  v1: length("position of V1", { max: 0 }),
  radius: length("radius of S1, S2 and S3, and of the hole in V1", { min: 1 * mm }),
  vetoSize: length("half side of the square V1", { min: 1 * mm }),
  efficiency: fraction("probability that a charged particle fires a counter that it crosses"),
  gate: time("width of the coincidence", { min: 1 * ns }),
});

const columns = {
  beamCountersFired: {
    unit: "1",
    store: "uint8",
    about: "how many of S1, S2, S3 fired in time with the trigger",
  },
  upstreamVetoFired: { unit: "1", store: "uint8", about: "1 if V1 fired in time with the trigger, else 0" },
} as const satisfies ColumnSet;

/** A fired counter gives one arbitrary signal: the discriminators say yes or no. */
const fired = 1 * MeV;

/** S1-S3 and V1: which of them a charged particle fires. */
export const beamCounters: Subdetector<typeof columns, z.output<typeof schema>> = {
  name: "beamCounters",
  about: "beam-defining counters S1-S3 and veto V1",
  columns,
  schema,
  prepare: (card) => {
    const positions = [card.s1, card.s2, card.s3, card.v1];
    const veto = 3;
    return {
      readout: { kind: "gate", channels: positions.length, gate: card.gate, noise: 0 },
      deposit: ({ particles }, _i, random, pulses) => {
        for (let p = 0; p < particles.count; p++) {
          if (!isCharged(particles.kind[p]!)) continue;
          for (let c = 0; c < positions.length; c++) {
            const z = positions[c]!;
            if (!particles.reaches(p, z)) continue;
            const x = particles.xAt(p, z);
            const y = particles.yAt(p, z);
            const central = x * x + y * y < card.radius * card.radius;
            const crossed =
              c === veto ? !central && Math.abs(x) < card.vetoSize && Math.abs(y) < card.vetoSize : central;
            if (crossed && random.uniform() < card.efficiency) {
              pulses.add(c, particles.time[p]!, fired, particles.origin[p]!);
            }
          }
        }
      },
      measure: ({ energy }, i, events) => {
        let count = 0;
        for (let c = 0; c < veto; c++) if (energy[c]! > 0) count++;
        events.beamCountersFired[i] = count;
        events.upstreamVetoFired[i] = energy[veto]! > 0 ? 1 : 0;
      },
    };
  },
};
