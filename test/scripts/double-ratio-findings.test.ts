import { expect, test } from "vitest";
import { prepareDoubleRatio } from "../../scripts/double-ratio.ts";
import { doubleRatioFindings, worksAbove } from "../../scripts/double-ratio-findings.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { MeV } from "../../src/units.ts";
import { texts } from "../figures/read-figure.ts";
import { shippedCard } from "../shipped-card.ts";

test("the energy above which a curve stays near its plateau is where it comes there last", () => {
  const at = (energy: number) => 0.9 * (1 - 0.8 * Math.exp(-energy / 4));
  // 0.8 e^(-E/4) = 0.05.
  expect(worksAbove({ plateau: 0.9, at })).toBeCloseTo(4 * Math.log(16), 0);
  expect(worksAbove({ plateau: 1, at: () => 1.02 })).toBe(0);
  expect(worksAbove({ plateau: 1, at: (energy) => 1 + energy })).toBeNaN();
  expect(worksAbove({ plateau: 1, at: (energy) => (energy > 20 && energy < 20.15 ? 2 : 1) })).toBeCloseTo(
    20.2,
    9,
  );
});

test("numbers stand beside the paper's, and the picture has points and curves", async () => {
  const ratios = [prepareDoubleRatio(), prepareDoubleRatio()];
  for (let event = 0; event < 4000; event++) {
    const energy = 1 + (59 * (event % 997)) / 997;
    for (const [k, ratio] of ratios.entries()) {
      ratio.add(event, "monteCarlo", energy, 1);
      if (energy > 4 || event % 2 === k) ratio.add(event, "data", energy, 1);
    }
  }
  const spectrum = { energies: [2, 30], weights: [1, 1] };
  const found = await doubleRatioFindings(shippedCard(), ratios, [{ mass: 10 * MeV, spectrum }]);
  const of = (quantity: string) => found.numbers.find((number) => number.quantity === quantity)!;
  expect(of("A' of 10 MeV: correction").paper).toBe(0.93);
  expect(of("f: pairs, over those of the Monte Carlo").paper).toBeCloseTo(0.8, 3);
  // Half of the pairs below 4 GeV are lost, 3 of 59 GeV.
  const f = 1 - 0.5 * (3 / 59);
  expect(of("f: pairs, over those of the Monte Carlo").value!).toBeCloseTo(f, 2);
  expect(of("A' of 10 MeV: by bins").value!).toBeCloseTo((0.5 / f + 1 / f) / 2, 1);
  expect(found.bins).toHaveLength(30);
  expect(Object.keys(found.bins[0]!)).toEqual(found.columns.map(({ key }) => key));
  const words = texts(await drawSvg(found.figure()));
  for (const word of ["cuts of Sec. V.B", "exponential", "gaussian", "EECAL [GeV]"])
    expect(words).toContain(word);
});
