import { describe, expect, test } from "vitest";
import { z } from "zod";
import { allCuts } from "../../cuts/index.ts";
import { subdetectors } from "../../src/detector/index.ts";
import { loadCard } from "../../src/node/load-card.ts";
import { pileupAlgorithms } from "../../src/pileup/index.ts";
import { defineCut } from "../../src/selection/cut.ts";
import { contradictions, runCardSchema } from "../../src/simulation/run-card.ts";
import { valuesOf } from "../../src/tables/check-card.ts";
import { energy } from "../../src/tables/quantity.ts";

const schema = runCardSchema(allCuts);
const { raw, card } = loadCard("III", [], schema);

/** Keys of the node of the JSON Schema at a path. */
function keysAt(of: z.ZodType, ...path: string[]): string[] {
  let node = z.toJSONSchema(of, { io: "input" }) as { properties?: Record<string, object> };
  for (const key of path) node = node.properties?.[key] ?? {};
  return Object.keys(node.properties ?? {});
}

describe("runCardSchema", () => {
  test("has a section for each part, each algorithm and each cut with thresholds", () => {
    expect(keysAt(schema, "detector")).toEqual(subdetectors.map(({ name }) => name));
    expect(keysAt(schema, "pileup")).toEqual(["algorithm", ...pileupAlgorithms.map(({ name }) => name)]);
    const cuts = keysAt(schema, "cuts");
    expect(cuts).toContain("hcal-quiet");
    for (const cut of ["beam-counters-fired", "single-track"])
      expect(cuts, "a cut without a number has no section").not.toContain(cut);
  });

  test("knows the cuts that it is given, and no others", () => {
    const cut = defineCut({
      name: "my-cut",
      about: "a cut",
      thresholds: { above: energy("E") },
      prepare: () => () => true,
    });
    const other = runCardSchema([cut]);
    expect(keysAt(other, "cuts")).toEqual(["my-cut"]);
    const cuts = { "my-cut": { above: { value: "3 GeV", status: "assumed", source: "x" } } };
    expect(other.parse({ ...raw, cuts }).cuts).toEqual({ "my-cut": { above: 3 } });
    expect(schema.safeParse({ ...raw, cuts }).success).toBe(false);
  });

  test("reads a card into internal units", () => {
    expect(card.cuts["hcal-quiet"]).toEqual({ below: 1 });
    expect(card.cuts["synchrotron-tag"]).toMatchObject({ above: 0.0005, below: 0.12 });
    const fit = { modelError: 0.002, chiSquare: 1.8, significance: 5, timeWindow: 4, pulses: 6 };
    expect(card.pileup).toEqual({
      algorithm: "nearest-peak",
      "highest-sample": { pedestalSamples: 4, searchWindow: 25 },
      "nearest-peak": { tailSamples: 4, threshold: 4, searchWindow: 25, timedAbove: 1, timeWindow: 2 },
      "tail-subtraction": { tailSamples: 4, threshold: 4 },
      "optimal-filter": { timedAbove: 1, timeWindow: 12.5, iterations: 4 },
      "template-fit": fit,
      multifit: { ...fit, stepsPerSample: 3 },
      "cluster-fit": {
        ...fit,
        pulses: 7,
        shapeNumbers: 4,
        timeJitter: 0.9,
        timeOffsets: 0.1,
        triggerTime: 1,
      },
    });
    expect(card.exposure.electronsOnTarget).toBe(9e9);
  });

  test("documents every number: a description, and its status and source", () => {
    const without: string[] = [];
    const visit = (node: Record<string, unknown>, path: string): void => {
      const children = node.properties as Record<string, Record<string, unknown>> | undefined;
      if (children === undefined) return;
      for (const [key, child] of Object.entries(children)) {
        const properties = child.properties as Record<string, Record<string, unknown>> | undefined;
        if (properties?.value === undefined) visit(child, `${path}.${key}`);
        else if (
          (properties.value.description ??
            (properties.value.items as { description?: string })?.description ??
            "") === ""
        )
          without.push(`${path}.${key}`);
      }
    };
    visit(z.toJSONSchema(schema, { io: "input" }) as Record<string, unknown>, "");
    expect(without).toEqual([]);
  });

  test.each([
    ["no part", { detector: {} }, "detector.ecal"],
    ["an unknown algorithm", { pileup: { ...(raw.pileup as object), algorithm: "x" } }, "pileup.algorithm"],
    ["no name", { name: "" }, "name"],
    ["an unknown section", { colour: {} }, ""],
  ])("refuses a card with %s", (_, change, path) => {
    const { error } = schema.safeParse({ ...raw, ...change });
    expect(error?.issues.map((issue) => issue.path.join("."))).toContain(path);
  });
});

describe("contradictions", () => {
  const number = valuesOf(schema, raw);
  const changed = (changes: Record<string, number | number[] | undefined>) =>
    contradictions((path) => (path in changes ? changes[path] : number(path))).map(
      ({ path, message, other }) => `${path} ${message} ${other}`,
    );
  const exceeds = (lower: string, upper: string) => `${lower} exceeds ${upper}`;

  test("there is none in the shipped cards", () => {
    for (const run of ["I", "II", "III"])
      expect(contradictions(valuesOf(schema, loadCard(run, [], schema).raw))).toEqual([]);
  });

  test.each([
    ["beam.intensityLow", "beam.intensityMean", { "beam.intensityLow": 4.9e6 }],
    ["beam.intensityMean", "beam.intensityHigh", { "beam.intensityMean": 5.1e6 }],
    ["beam.lowEnergyMinimum", "beam.momentum", { "beam.lowEnergyMinimum": 101 }],
    ["detector.ecal.preshowerDepth", "target.depth", { "detector.ecal.preshowerDepth": 41 }],
    ["msadc.peakSample", "msadc.samples", { "msadc.peakSample": 33 }],
    [
      "pileup.highest-sample.pedestalSamples",
      "msadc.samples",
      { "pileup.highest-sample.pedestalSamples": 33 },
    ],
    [
      "pileup.nearest-peak.timeWindow",
      "pileup.nearest-peak.searchWindow",
      { "pileup.nearest-peak.timeWindow": 26 },
    ],
    ["cuts.preshower-fired.above", "cuts.missing-energy-trigger.below", { "cuts.preshower-fired.above": 81 }],
    ["cuts.beam-momentum.above", "beam.momentum", { "cuts.beam-momentum.above": 101 }],
    ["beam.momentum", "cuts.beam-momentum.below", { "cuts.beam-momentum.below": 99 }],
    ["magnets.exit", "detector.synchrotron.position", { "detector.synchrotron.position": -15_700 }],
    ["cuts.synchrotron-tag.above", "cuts.synchrotron-tag.below", { "cuts.synchrotron-tag.above": 0.2 }],
    ["cuts.missing-energy.above", "cuts.missing-energy.beam", { "cuts.missing-energy.above": 101 }],
  ])("%s must not exceed %s", (lower, upper, changes) => {
    expect(changed(changes)).toEqual([exceeds(lower, upper)]);
  });

  test("equal numbers do not contradict each other", () => {
    expect(changed({ "beam.intensityLow": 4.6e6, "beam.intensityHigh": 4.6e6 })).toEqual([]);
  });

  test.each(["ecal", "hcal"])("the two lists of the lateral profile of the %s belong together", (part) => {
    const [fractions, radii] = [`detector.${part}.lateralFractions`, `detector.${part}.lateralRadii`];
    expect(changed({ [radii!]: [1] })).toEqual([`${fractions} has another number of terms than ${radii}`]);
  });

  test("chambers stand before and behind the field of 4 m that ends at -15.6 m, MM1 before MM2", () => {
    const at = (name: string, z: number) => changed({ [`detector.tracker.${name}`]: z });
    expect(at("mm1", -21_501)).toEqual([]);
    expect(at("mm1", -21_500)).toEqual(["detector.tracker.mm1 does not lie before detector.tracker.mm2"]);
    expect(at("mm2", -19_601)).toEqual([]);
    expect(at("mm2", -19_600)).toEqual([
      "detector.tracker.mm2 does not lie before the field that ends at magnets.exit",
    ]);
    for (const name of ["mm3", "mm4", "gem1", "gem2"]) {
      expect(at(name, -15_599)).toEqual([]);
      expect(at(name, -15_600)).toEqual([`magnets.exit does not lie before detector.tracker.${name}`]);
    }
  });

  test("all are told", () => {
    expect(changed({ "beam.intensityMean": 1, "cuts.missing-energy.beam": 1 })).toEqual([
      exceeds("beam.intensityLow", "beam.intensityMean"),
      exceeds("cuts.missing-energy.above", "cuts.missing-energy.beam"),
    ]);
  });

  test("a number that is wrong by itself contradicts no other", () => {
    expect(changed({ "beam.intensityMean": undefined })).toEqual([]);
    expect(contradictions(() => undefined)).toEqual([]);
  });

  test("every number that is compared is one of the card", () => {
    const asked = new Set<string>();
    contradictions((path) => {
      asked.add(path);
      return number(path);
    });
    expect(asked.size).toBeGreaterThan(10);
    expect([...asked].filter((path) => number(path) === undefined)).toEqual([]);
  });
});
