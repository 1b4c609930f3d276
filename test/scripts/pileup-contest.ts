import type { Contest } from "../../scripts/pileup-rows.ts";
import { PileupSums } from "../../scripts/pileup-sums.ts";
import { beamRate } from "../../src/beam/intensity.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { shippedCard } from "../shipped-card.ts";

export const { beam } = shippedCard();
export const intensities = [0, 1e6, 2e6, 4e6];
export const events = 2000;

/** The events in a random order, in which they pass: those lost by one are among those lost by who loses more. */
const random = new RandomStream(runKeyFromSeed("pileup-contest")).seek(0, 1);
const places = Array.from({ length: events }, (_, place) => ({ place, at: random.uniform() }))
  .sort((a, b) => a.at - b.at)
  .map(({ place }) => place);

/** Two algorithms, of which of every 2000 events so many are read well at each intensity, in each of two bins. */
export function contest(
  well: (algorithm: number, intensity: number, bin: number) => number,
  weight = 1,
): Contest {
  const sums = new PileupSums({ intensities: intensities.length, readings: 3, bins: 2 });
  for (const [k, intensity] of intensities.entries()) {
    for (let reading = 0; reading < 3; reading++) {
      for (let bin = 0; bin < 2; bin++) {
        const passing = reading === 0 ? events : well(reading - 1, intensity, bin);
        for (let event = 0; event < events; event++) {
          const add = sums.adder(event, { intensity: k, reading, bin });
          add("events", 1);
          add("weight", weight);
          add("weightSquares", weight * weight);
          add("read", weight);
          add("electrons", 1);
          if (places[event]! + 0.5 < passing) {
            add("efficient", weight);
            add("efficientSquares", weight * weight);
            add("residual", 0.01 * weight);
            add("residualSquares", 0.0005 * weight);
            add("timed", weight);
            add("time", 0.5 * weight);
            add("timeSquares", 0.5 * weight);
          } else add("below50", 1);
        }
      }
    }
  }
  const speeds = intensities.map((_, k) => [10 + k, 20 + k]);
  return {
    process: "dimuon",
    algorithms: ["one", "two"],
    intensities,
    edges: [0, 10, 100],
    beam,
    sums,
    speeds,
  };
}

/** A dead time in ns: efficiency = 0.99 exp(-rate tau). */
export const dead = (tau: number, intensity: number): number =>
  0.99 * events * Math.exp(-tau * beamRate(intensity, beam));
