import { describe, expect, it } from "vitest";
import { beamRate } from "../../src/beam/intensity.ts";
import { findRoot } from "../../src/math/find-root.ts";
import { packageRoot } from "../../src/node/package-root.ts";
import { readTable } from "../../src/node/read-table.ts";
import { exponential } from "../../src/random/exponential.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { deadShare } from "../../src/readout/daq-dead-time.ts";
import { numbers } from "../../src/tables/table.ts";
import { us } from "../../src/units.ts";
import { deviation } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";

describe("the dead time of the DAQ", () => {
  // The lost triggers of one busy time are a Poisson number of mean R tau: its variance is that of the toy, per taken trigger.
  it.each([0.02, 0.135, 1, 5])("is what a toy of random triggers loses, R tau = %s", (busy) => {
    const random = new RandomStream(runKeyFromSeed("daq-dead-time")).seek(0, 0);
    let [time, freeAt, taken, lost] = [0, 0, 0, 0];
    while (taken < 50_000) {
      time += exponential(random);
      if (time < freeAt) lost++;
      else {
        taken++;
        freeAt = time + busy;
      }
    }
    const share = lost / (lost + taken);
    const error = (1 - share) * (1 - share) * Math.sqrt(busy / taken);
    expect(deviation(share, deadShare(1, busy), error)).toBeLessThan(4);
  });

  it("is nothing without triggers, and all of them in the end", () => {
    expect(deadShare(0, 14 * us)).toBe(0);
    expect(deadShare(1e9, 14 * us)).toBeCloseTo(1, 9);
  });
});

describe("paper: Sec. VI.B, a dead time of 7.4 % on average", () => {
  const cards = ["I", "II", "III"].map((run) => shippedCard([], run));
  const rates = cards.map(({ beam, daq }) => beamRate(beam.intensityMean, beam) / daq.triggerSuppression);
  const [{ daq }] = cards as [(typeof cards)[0]];

  // Printed to 0.05 of 7.4 %, which is 0.7 % of the dead time. The middle of the bands of Sec. IV, instead of Table I, has 14.23 us; the
  // average over the electrons that came, and not over those that are counted, 13.98 us.
  it("of the electrons on target of the runs makes 14.15 us: the card was calibrated to it", async () => {
    const table = await readTable(`${packageRoot()}/data/published/runs.csv`);
    const exposures = numbers(table, "electrons on target", "1e10");
    const mean = (deadTime: number): number =>
      rates.reduce((sum, rate, k) => sum + exposures[k]! * deadShare(rate, deadTime), 0) /
      exposures.reduce((sum, exposure) => sum + exposure);
    const exact = findRoot((deadTime) => mean(deadTime) - 0.074, 1 * us, 100 * us);
    expect(exact / us).toBeCloseTo(14.151, 3);
    expect(Math.abs(daq.deadTime - exact)).toBeLessThan(0.005 * us);
    expect(mean(daq.deadTime)).toBeCloseTo(0.074, 5);
  });

  it("is then 5.0, 8.6 and 11.9 % in runs I, II and III", () => {
    const shares = rates.map((rate) => 100 * deadShare(rate, daq.deadTime));
    expect(shares.map((share) => share.toFixed(1))).toEqual(["5.0", "8.6", "11.9"]);
  });
});
