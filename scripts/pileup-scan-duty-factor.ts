import { beamRate } from "../src/beam/intensity.ts";
import { exponential } from "../src/random/exponential.ts";
import { GeV, ns } from "../src/units.ts";
import type { ScanKind } from "./pileup-scan-kind.ts";

const factors = [0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1];
/** As in the notes: what stands before and behind is seen no more. */
const [from, to] = [-600 * ns, 300 * ns];

/** The same beam in less time: showers of the beam at random. */
export const dutyFactor: ScanKind = {
  name: "duty-factor",
  about: "showers of the beam at random: its mean intensity, over the share of the spill in which it is on",
  energy: 10 * GeV,
  events: 400,
  x: { name: "duty factor", unit: "1", scale: "log" },
  conditions: ({ beam }, energy) =>
    factors.map((x) => {
      const rate = beamRate(beam.intensityMean, { ...beam, dutyFactor: x });
      return {
        x,
        energy,
        others: (add, random) => {
          for (let time = from + exponential(random) / rate; time < to; time += exponential(random) / rate)
            add(time, beam.momentum);
        },
      };
    }),
};
