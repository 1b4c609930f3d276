import { describe, expect, test } from "vitest";
import { leakage } from "../../scripts/calorimeters-leakage.ts";
import { leakageFigure } from "../../scripts/calorimeters-leakage-figure.ts";
import { leakageText, whose } from "../../scripts/calorimeters-leakage-text.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { GeV } from "../../src/units.ts";
import { texts } from "../figures/read-figure.ts";
import { oneIntensity, shippedCard } from "../shipped-card.ts";

const key = runKeyFromSeed("calorimeters-leakage.test");
// Far more others than in any run, and no treatment of pileup: their losses show in few events.
const found = await leakage({
  card: shippedCard([...oneIntensity("4e7"), "pileup.algorithm=highest-sample"]),
  energies: [30 * GeV],
  events: 1500,
  key,
});
const { rows, bins } = found;

describe("rows", () => {
  test("are of each energy and of the beam's, alone and with others, of the beam's with the track too", () => {
    expect(rows.map((row) => `${row.energy_GeV} ${whose(row)}`)).toEqual([
      "30 alone, trigger",
      "30 with others, trigger",
      "100 alone, trigger",
      "100 alone, one electron",
      "100 with others, trigger",
      "100 with others, one electron",
    ]);
  });

  test("an electron alone leaves nothing above the threshold of the HCAL, and hardly anything in V2, without reactions", async () => {
    const card = shippedCard([...oneIntensity("0"), "photonuclear.scale=0"]);
    const { rows } = await leakage({ card, energies: [30 * GeV], events: 1500, key });
    for (const row of [rows[0]!, rows[1]!]) {
      expect(row.epsilonHcal).toBe(1);
      expect(row.epsilonHcalLow).toBeLessThan(1);
      expect(row.epsilonVeto).toBeGreaterThan(0.99);
      expect(row.meanVeto_GeV).toBeLessThan(1e-4 * row.energy_GeV);
    }
  });

  test("photonuclear reactions take some: at 100 GeV 0.5 % in the HCAL and 3 % in V2", () => {
    const alone = rows[2]!;
    expect(alone.epsilonHcal).toBeGreaterThan(0.985);
    expect(alone.epsilonHcal).toBeLessThan(1);
    expect(alone.epsilonVetoHigh).toBeLessThan(0.99);
    expect(alone.epsilonVeto).toBeGreaterThan(0.95);
  });

  test("others take from both; track and tag keep some of them out", () => {
    const [, few, alone, , trigger, electron] = rows;
    for (const row of [few!, trigger!]) expect(row.epsilonHcalHigh).toBeLessThan(0.99);
    expect(trigger!.epsilonVetoHigh).toBeLessThan(alone!.epsilonVetoLow);
    expect(electron!.events).toBeLessThan(trigger!.events);
    expect(electron!.epsilonHcal).toBeGreaterThan(trigger!.epsilonHcal);
  });

  test("none with others where there are none", async () => {
    const card = shippedCard(oneIntensity("0"));
    const { rows } = await leakage({ card, energies: [], events: 100, key });
    expect(rows.map(whose)).toEqual(["alone, trigger", "alone, one electron"]);
  });
});

describe("bins", () => {
  const kinds = [...new Set(bins.map(whose))];

  test("the efficiency grows with the threshold, by the share of each bin", () => {
    for (const counter of ["HCAL", "V2"]) {
      for (const kind of kinds) {
        const own = bins.filter((bin) => bin.counter === counter && whose(bin) === kind);
        for (const [k, bin] of own.entries()) {
          expect(bin.epsilonLow <= bin.epsilon && bin.epsilon <= bin.epsilonHigh).toBe(true);
          if (k === 0) continue;
          expect(bin.from_GeV).toBe(own[k - 1]!.to_GeV);
          expect(bin.epsilon - own[k - 1]!.epsilon).toBeCloseTo(bin.share, 12);
        }
        expect(own.at(-1)!.epsilon).toBeGreaterThan(0.8);
      }
    }
  });

  test("that end at the threshold have the efficiency of the row", () => {
    for (const row of rows.filter(({ energy_GeV }) => energy_GeV === 100)) {
      const at = (counter: string, threshold: number) =>
        bins.find(
          (bin) =>
            bin.counter === counter && whose(bin) === whose(row) && Math.abs(bin.to_GeV - threshold) < 1e-9,
        )!;
      expect(at("HCAL", found.thresholdHcal_GeV).epsilon).toBe(row.epsilonHcal);
      expect(at("V2", found.thresholdVeto_GeV).epsilon).toBe(row.epsilonVeto);
    }
  });
});

test("the paper's efficiencies are those of Table II", () => {
  expect(found.paper).toEqual({ epsilonHcal: 0.98, epsilonVeto: 0.94 });
});

test("words and pictures", async () => {
  const text = leakageText(found);
  expect(text).toMatch(/\| 100 \| with others, one electron \|/);
  expect(text).toContain("epsilon_HCAL 0.98 at 1 GeV");
  expect(text).not.toMatch(/NaN|undefined|null/);
  const words = texts(await drawSvg(leakageFigure(found, "2016 run III")));
  for (const part of [
    "Energy in HCAL1 + HCAL2 of 100 GeV electrons",
    "Efficiency against the threshold in V2",
    "share of the electrons per 0.2 GeV",
    "share of the electrons per 0.6 MeV",
    "paper, run III",
    ...kinds(),
  ])
    expect(words).toContain(part);
});

function kinds(): string[] {
  return [...new Set(bins.map(whose))];
}
