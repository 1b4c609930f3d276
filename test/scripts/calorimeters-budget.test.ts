import { describe, expect, test } from "vitest";
import { combine, leakageBudget } from "../../scripts/calorimeters-budget.ts";
import { budgetText } from "../../scripts/calorimeters-budget-text.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { clopperPearson } from "../../src/statistics/efficiency.ts";
import { deviation, moments } from "../random/standard-errors.ts";
import { oneIntensity, shippedCard } from "../shipped-card.ts";

const key = runKeyFromSeed("calorimeters-budget.test");
const places = (["trigger", "one electron"] as const).flatMap((sample) =>
  (["HCAL", "V2"] as const).map((counter) => ({ sample, counter })),
);

// Without treatment of pileup, so that the others count whenever they come.
describe("the budget, with far more others than in any run", async () => {
  const card = shippedCard([...oneIntensity("3e7"), "pileup.algorithm=highest-sample"]);
  const budget = await leakageBudget({ card, events: 1500, key });
  const of = (cause: string) => budget.rows.find((row) => row.cause === cause)!.losses.trigger;

  test("has noise, leak and each component of the beam, the halo's two kinds apart", () => {
    expect(budget.rows.map(({ cause }) => cause)).toEqual([
      "e-m leak",
      "photonuclear reactions",
      "noise",
      "pileup: electrons",
      "pileup: low-energy tail",
      "pileup: hadrons",
      "pileup: muons",
      "pileup: halo muons",
      "pileup: halo electrons",
    ]);
  });

  test("its sum is that of the parts, none of which is negative, and the difference that to the whole", () => {
    for (const { sample, counter } of places) {
      const losses = budget.rows.map((row) => row.losses[sample][counter]);
      for (const { value, low, high } of losses) expect(0 <= low && low <= value && value < high).toBe(true);
      const { mean, error } = budget.sum[sample][counter];
      expect(mean).toBeCloseTo(
        losses.reduce((sum, { value }) => sum + value, 0),
        12,
      );
      expect(error).toBeGreaterThan(0);
      const difference = budget.difference[sample][counter];
      expect(difference.mean).toBeCloseTo(mean - budget.whole[sample][counter].value, 12);
      // Of the same events: known better than of others.
      const { low, high } = budget.whole[sample][counter];
      expect(difference.error).toBeLessThan(Math.hypot(error, 0.5 * (high - low)));
    }
  });

  test("the whole is no less than the largest part, within errors", () => {
    for (const { sample, counter } of places) {
      const largest = Math.max(...budget.rows.map((row) => row.losses[sample][counter].low));
      expect(budget.whole[sample][counter].high).toBeGreaterThan(largest);
    }
  });

  test("neither the shower nor noise reaches 1 GeV in the HCAL; hadrons and muons beside the beam do", () => {
    for (const cause of ["e-m leak", "noise"]) expect(of(cause).HCAL.value).toBe(0);
    for (const cause of ["pileup: hadrons", "pileup: halo muons"])
      expect(of(cause).HCAL.low).toBeGreaterThan(0.002);
    expect(of("noise").V2.value).toBe(0);
    expect(of("pileup: halo muons").V2.low).toBeGreaterThan(0);
  });

  test("photonuclear reactions fire V2 in some percent of the events, and a part of these the HCAL", () => {
    const { V2, HCAL } = of("photonuclear reactions");
    expect(V2.high).toBeGreaterThan(0.01);
    expect(V2.low).toBeLessThan(0.04);
    expect(HCAL.value).toBeLessThan(V2.value);
    expect(HCAL.high).toBeGreaterThan(0.001);
  });

  test("is told to people, with the paper", () => {
    const text = budgetText(budget);
    expect(text).toContain("| sum less all at once ");
    expect(text).toContain("| photonuclear reactions ");
    expect(text).toContain("the paper has 0.98");
    expect(text).not.toMatch(/NaN|undefined|null/);
  });
});

test("without other particles, what is left is leak and noise", async () => {
  const card = shippedCard([...oneIntensity("0"), "photonuclear.scale=0"]);
  const { rows, whole } = await leakageBudget({ card, events: 100, key });
  for (const { losses } of rows.slice(3)) expect(losses.trigger.HCAL.value).toBe(0);
  expect(whole.trigger.HCAL.value).toBe(0);
});

test("the error of a sum or difference of the same events holds in repeated trials", () => {
  const random = new RandomStream(key);
  const events = 2000;
  const trials = Array.from({ length: 300 }, () => {
    const one = { inSample: new Uint8Array(events), failed: new Uint8Array(events) };
    const other = { inSample: new Uint8Array(events), failed: new Uint8Array(events) };
    for (let k = 0; k < events; k++) {
      one.inSample[k] = random.uniform() < 0.9 ? 1 : 0;
      other.inSample[k] = one.inSample[k]! * (random.uniform() < 0.9 ? 1 : 0);
      const fails = random.uniform() < 0.05;
      one.failed[k] = fails ? one.inSample[k]! : 0;
      other.failed[k] = fails || random.uniform() < 0.02 ? other.inSample[k]! : 0;
    }
    const of = ({ inSample, failed }: typeof one) => ({
      inSample,
      failed,
      loss: clopperPearson(
        failed.reduce((sum, flag) => sum + flag, 0),
        inSample.reduce((sum, flag) => sum + flag, 0),
      ),
    });
    return {
      sum: combine([
        [1, of(one)],
        [1, of(other)],
      ]),
      difference: combine([
        [1, of(other)],
        [-1, of(one)],
      ]),
    };
  });
  const truth = { sum: 0.05 + (1 - 0.95 * 0.98), difference: 0.95 * 0.02 };
  for (const key of ["sum", "difference"] as const) {
    let k = 0;
    const pulls = moments(trials.length, () => {
      const { mean, error } = trials[k++]![key];
      return (mean - truth[key]) / error;
    });
    expect(deviation(pulls.mean, 0, 1 / Math.sqrt(trials.length))).toBeLessThan(4);
    expect(deviation(pulls.variance, 1, Math.sqrt(2 / trials.length))).toBeLessThan(4);
  }
});
