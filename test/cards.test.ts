import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { allCuts } from "../cuts/index.ts";
import { loadCard } from "../src/node/load-card.ts";
import { runCardSchema } from "../src/simulation/run-card.ts";
import { InputError } from "../src/tables/input-error.ts";

const folder = join(import.meta.dirname, "cards");
const schema = runCardSchema(allCuts);

/** What is wrong with each card of test/cards: the line, and the text. */
const expected: Readonly<Record<string, readonly [line: number, what: string][]>> = {
  "bare-number": [
    [
      6,
      'beam.momentum "100" has no unit; write an energy with its unit, such as "20 MeV" (nominal momentum (times c), which the magnets are set to)',
    ],
  ],
  "contradicting-intensities": [
    [4, "beam.intensityLow exceeds beam.intensityMean, which cannot be: change one of the two"],
  ],
  "contradicting-thresholds": [
    [5, "cuts.missing-energy.above exceeds cuts.missing-energy.beam, which cannot be: change one of the two"],
  ],
  empty: [[1, "holds no card; `aprime init` writes one to start from"]],
  "extends-itself": [[3, "extends itself, directly or through another card"]],
  "extends-missing": [
    [
      3,
      "test/cards/no-such-card.yaml cannot be read: there is no such file; extends takes a shipped run (I, II, III, 2016-2018, 2016-PRL) or a path from the folder of its card",
    ],
  ],
  "five-mistakes": [
    [
      5,
      'beam.momentum "100" has no unit; write an energy with its unit, such as "20 MeV" (nominal momentum (times c), which the magnets are set to)',
    ],
    [
      6,
      'beam.spotX "8 MeV": MeV is not a unit of length (mm, cm, m, um); write a length with its unit, such as "38.2 mm" (horizontal size (rms) of the beam at the target)',
    ],
    [
      9,
      "beam.dutyFactor 1.5 is out of range: it must be at least 0.01 and at most 1 (share of the spill in which the beam is on: instantaneous rate = mean rate / duty factor)",
    ],
    [
      7,
      "beam.colour is not known here; known are momentum, momentumSpread, spotX, spotY, divergence, spillLength, dutyFactor, intensityLow, intensityHigh, intensityMean, lowEnergyFraction, lowEnergyMinimum, lowEnergyAngle, hadronFraction, kaonShare, antiprotonShare, muonFraction, haloFraction, haloElectronShare, haloSize",
    ],
    [
      13,
      "cuts.synchrotron-tag.above exceeds cuts.synchrotron-tag.below, which cannot be: change one of the two",
    ],
  ],
  "list-wrong": [
    [
      5,
      'detector.ecal.lateralRadii.1 "43.01" has no unit; write a length with its unit, such as "38.2 mm" (radius of one term of the lateral profile)',
    ],
    [7, "detector.hcal.lateralFractions must be a list"],
  ],
  "misspelt-key": [[5, 'beam.dutyFacter is not known here; did you mean "dutyFactor"?']],
  "missing-entry": [[6, "beam.intensityMean is missing"]],
  "no-source": [[4, "beam.momentum.source is missing"]],
  "not-yaml": [
    [6, "is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]"],
  ],
  "odd-key": [[3, "this cannot be a key"]],
  "out-of-range": [
    [
      4,
      "beam.dutyFactor 1.2 is out of range: it must be at least 0.01 and at most 1 (share of the spill in which the beam is on: instantaneous rate = mean rate / duty factor)",
    ],
  ],
  "unknown-key": [[5, "detector.hcal.colour is not known here; known are"]],
  "unknown-status": [[6, "beam.momentum.status must be one of published, derived, assumed, calibrated"]],
  "wrong-unit": [
    [
      5,
      'detector.ecal.cellSize "38.2 MeV": MeV is not a unit of length (mm, cm, m, um); write a length with its unit, such as "38.2 mm"',
    ],
  ],
};

/** The problems of a card of this folder. */
function problemsOf(card: string) {
  try {
    loadCard(join(folder, `${card}.yaml`), [], schema);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe("a card that is wrong", () => {
  test.each(Object.entries(expected))("%s", (card, problems) => {
    const where = (line: number) => `test/cards/${card}.yaml:${line}`;
    expect(problemsOf(card)).toEqual(
      problems.map(([line, what]) => ({ where: where(line), what: expect.stringContaining(what) })),
    );
  });

  test("each way has a card, and each card is tested", () => {
    const cards = readdirSync(folder).map((file) => file.replace(/\.yaml$/, ""));
    expect(cards.sort()).toEqual(Object.keys(expected).sort());
  });
});
