import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { allCuts } from "../../cuts/index.ts";
import { cardFromRaw, loadCard, shippedRuns } from "../../src/node/load-card.ts";
import { runCardSchema } from "../../src/simulation/run-card.ts";
import { InputError } from "../../src/tables/input-error.ts";
import { entriesOf } from "../../src/tables/section.ts";

const schema = runCardSchema(allCuts);

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aprime-card-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a card into the folder of the test; returns its path. */
function card(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** "where: what" of each problem; the folder of the test is left out. */
function problems(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ where, what }) => `${where}: ${what}`.replaceAll(`${folder}/`, ""));
  }
  return [];
}

const load = (run: string, sets: readonly string[] = []) => loadCard(run, sets, schema);

describe("shipped runs", () => {
  test("are those of 2016, then those of other data sets", () => {
    expect(shippedRuns()).toEqual(["I", "II", "III", "2016-2018", "2016-PRL"]);
  });

  test.each([
    ["I", "2016 run I", 2.3e10, [1.4e6, 1.8e6, 2e6]],
    ["II", "2016 run II", 1.1e10, [3e6, 3.2e6, 3.5e6]],
    ["III", "2016 run III", 0.9e10, [4.5e6, 4.6e6, 5e6]],
    ["2016-PRL", "2016 first result", 2.75e9, [0.5e6, 1e6, 1.5e6]],
    ["2016-2018", "2016-2018", 2.84e11, [1.4e6, 5e6, 9e6]],
  ])("%s has its own exposure and intensities (Sec. IV, Table I)", (run, name, electronsOnTarget, band) => {
    const { card } = load(run);
    const { intensityLow, intensityMean, intensityHigh } = card.beam;
    expect(card).toMatchObject({ name, exposure: { electronsOnTarget } });
    expect([intensityLow, intensityMean, intensityHigh]).toEqual(band);
  });

  test("of other data sets change nothing but exposure, beam, algorithm and the tag", () => {
    const numbers = (run: string) =>
      new Map(entriesOf(load(run).raw).map(([path, { value }]) => [path, value]));
    const III = numbers("III");
    const changed = (run: string) =>
      [...numbers(run)]
        .filter(([path, value]) => String(value) !== String(III.get(path)))
        .map(([path]) => path);
    const beam = ["beam.intensityLow", "beam.intensityHigh", "beam.intensityMean"];
    const tag = ["above", "below", "counters"].map((key) => `cuts.synchrotron-tag.${key}`);
    expect(new Set(changed("2016-PRL"))).toEqual(new Set(["exposure.electronsOnTarget", ...beam, ...tag]));
    expect(load("2016-PRL").card.pileup.algorithm).toBe("highest-sample");
    expect(load("2016-PRL").card.cuts["synchrotron-tag"]).toMatchObject({ counters: "sum" });
    expect(new Set(changed("2016-2018"))).toEqual(new Set(["exposure.electronsOnTarget", ...beam]));
    expect(load("2016-2018").card.pileup.algorithm).toBe("nearest-peak");
  });

  test("are found from any working folder", () => {
    const before = process.cwd();
    try {
      process.chdir(folder);
      expect(load("III").card.name).toBe("2016 run III");
    } finally {
      process.chdir(before);
    }
  });

  test("go before a file of that name", () => {
    const before = process.cwd();
    card("III", "name: mine\n");
    try {
      process.chdir(folder);
      expect(load("III").card.name).toBe("2016 run III");
      expect(problems(() => load("./III"))[0]).toMatch(/^III:1: about is missing/);
    } finally {
      process.chdir(before);
    }
  });
});

describe("a card of one's own", () => {
  test("says only what differs", () => {
    const path = card("mine.yaml", "extends: II\nname: mine\nbeam:\n  dutyFactor: 80 %\n");
    const { card: parsed, raw } = load(path);
    expect(parsed).toMatchObject({ name: "mine", beam: { dutyFactor: 0.8, intensityMean: 3.2e6 } });
    expect(raw.beam).toMatchObject({
      dutyFactor: { value: "80 %", status: "assumed", source: path },
      momentum: { value: "100 GeV", status: "published" },
    });
    expect(raw).not.toHaveProperty("extends");
  });

  test("extends files against its own folder, in any number of steps", () => {
    mkdirSync(join(folder, "below"));
    card("below/first.yaml", "extends: III\nbeam: { dutyFactor: 0.5, spotX: 5 mm }\n");
    card("second.yaml", "extends: below/first.yaml\nbeam: { dutyFactor: 0.6 }\n");
    const third = card("third.yaml", "extends: ./second.yaml\nbeam: { spotY: 6 mm }\n");
    expect(load(third).card.beam).toMatchObject({
      dutyFactor: 0.6,
      spotX: 5,
      spotY: 6,
      intensityMean: 4.6e6,
    });
  });

  test("is named against the working folder in errors", () => {
    const before = process.cwd();
    card("mine.yaml", "extends: III\nbeam:\n  dutyFactor: 7\n");
    try {
      process.chdir(folder);
      expect(problems(() => load("mine.yaml"))[0]).toMatch(
        /^mine\.yaml:3: beam\.dutyFactor 7 is out of range/,
      );
    } finally {
      process.chdir(before);
    }
  });
});

describe("a card that cannot be read", () => {
  test("is not there", () => {
    expect(problems(() => load(join(folder, "gone.yaml")))).toEqual([
      "run card gone.yaml: gone.yaml cannot be read: there is no such file; give a shipped run (I, II, III, 2016-2018, 2016-PRL) or the path of a card",
    ]);
  });

  test("is a folder", () => {
    expect(problems(() => load(folder))[0]).toContain("cannot be read: it is a folder; give a shipped run");
  });

  test("extends one that is not there: the place is that of extends", () => {
    card("middle.yaml", "name: m\nextends: gone.yaml\n");
    expect(problems(() => load(card("top.yaml", "extends: middle.yaml\n")))).toEqual([
      "middle.yaml:2: gone.yaml cannot be read: there is no such file; extends takes a shipped run (I, II, III, 2016-2018, 2016-PRL) or a path from the folder of its card",
    ]);
  });

  test("extends itself through another", () => {
    card("a.yaml", "extends: b.yaml\n");
    expect(problems(() => load(card("b.yaml", "\nextends: a.yaml\n")))).toEqual([
      "a.yaml:1: extends itself, directly or through another card",
    ]);
  });

  test.each(["3", "[I]", "{ run: I }", ""])("extends %j", (value) => {
    expect(problems(() => load(card("x.yaml", `name: x\nextends: ${value}\n`)))).toEqual([
      "x.yaml:2: extends must name a run or a file",
    ]);
  });

  test("extends one that is no card", () => {
    card("below.yaml", "a: [\n");
    expect(problems(() => load(card("x.yaml", "extends: below.yaml\n")))[0]).toMatch(
      /^below\.yaml:\d: is not YAML/,
    );
  });
});

describe("--set", () => {
  test("changes numbers, in order, and says so in the card", () => {
    const { card, raw } = load("III", [
      "beam.dutyFactor=0.7",
      "beam.dutyFactor=0.8",
      "cuts.hcal-quiet.below=500MeV",
    ]);
    expect(card.beam.dutyFactor).toBe(0.8);
    expect(card.cuts["hcal-quiet"]).toEqual({ below: 0.5 });
    expect(raw.beam).toMatchObject({
      dutyFactor: { value: "0.8", status: "assumed", source: "--set on the command line" },
    });
  });

  test("changes lists and names", () => {
    const { card } = load("III", ["detector.ecal.lateralRadii=5mm,40 mm,1mm", "name=mine"]);
    expect(card.name).toBe("mine");
    expect(card.detector.ecal).toMatchObject({ lateralRadii: [5, 40, 1] });
  });

  test("is told what is wrong with it, with what is wrong in the card", () => {
    const path = card("mine.yaml", "extends: III\nbeam:\n  spotX: 8\n");
    const wrong = problems(() => load(path, ["beam.colour=3", "beam.dutyFactor=7", "x", "beam.spotY=1 km"]));
    expect(wrong.map((text) => text.slice(0, 40))).toEqual([
      '--set: the card has no "beam.colour"; there it has momentum'.slice(0, 40),
      '--set: "x" is not of the form path=value, such as'.slice(0, 40),
      'mine.yaml:3: beam.spotX "8" has no unit; write'.slice(0, 40),
      '--set: beam.spotY "1 km": km is not a unit of length'.slice(0, 40),
      "--set: beam.dutyFactor 7 is out of range: it must".slice(0, 40),
    ]);
  });

  test("is held against the other numbers", () => {
    expect(problems(() => load("III", ["cuts.missing-energy.above=110 GeV"]))).toEqual([
      expect.stringMatching(
        /^--set: cuts.missing-energy.above exceeds cuts.missing-energy.beam, which cannot be: .*2016.yaml:\d+\)$/,
      ),
    ]);
  });
});

describe("cardFromRaw", () => {
  const { raw } = load("III");

  test("reads the card that a file kept, as JSON", () => {
    const kept = JSON.parse(JSON.stringify(raw));
    expect(cardFromRaw(kept, [], schema)).toEqual(load("III"));
  });

  test("lays --set over it, and leaves what it was given alone", () => {
    const kept = JSON.parse(JSON.stringify(raw));
    const { card } = cardFromRaw(kept, ["cuts.hcal-quiet.below=0.5 GeV"], schema);
    expect(card.cuts["hcal-quiet"]).toEqual({ below: 0.5 });
    expect(kept).toEqual(raw);
  });

  test("tells what is wrong with it", () => {
    const wrong = problems(() =>
      cardFromRaw({ ...raw, beam: { ...(raw.beam as object), colour: 1 } }, [], schema),
    );
    expect(wrong).toHaveLength(1);
    expect(wrong[0]).toMatch(/^the file's run card: beam\.colour is not known here/);
    expect(problems(() => cardFromRaw({}, [], schema)).length).toBeGreaterThan(5);
  });
});
