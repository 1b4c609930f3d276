import { describe, expect, test } from "vitest";
import { burst } from "../../scripts/pileup-scan-burst.ts";
import { dutyFactor } from "../../scripts/pileup-scan-duty-factor.ts";
import type { AddShower, Condition } from "../../scripts/pileup-scan-kind.ts";
import { scanKinds } from "../../scripts/pileup-scan-kinds.ts";
import { pair } from "../../scripts/pileup-scan-pair.ts";
import { prepareScan, type ScanRow } from "../../scripts/pileup-scan-rows.ts";
import { nineCellShares } from "../../scripts/pileup-scan-shower.ts";
import { rmsDifference, template } from "../../scripts/pileup-scan-template.ts";
import type { EcalCard } from "../../src/detector/ecal.ts";
import { pileupAlgorithms } from "../../src/pileup/index.ts";
import type { PileupAlgorithm } from "../../src/pileup/pileup-algorithm.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import type { RunCard } from "../../src/simulation/run-card.ts";
import { GeV, MeV, ns } from "../../src/units.ts";
import { fits, sampleNoise } from "../pileup/toy.ts";
import { deviation } from "../random/standard-errors.ts";
import { shippedCard } from "../shipped-card.ts";

const shipped = shippedCard();
const ecal = shipped.detector.ecal as EcalCard;
const all = pileupAlgorithms.map(({ name }) => name);

/** What some algorithms make of a point, by their names. */
function read(
  condition: Partial<Condition> & Pick<Condition, "energy">,
  {
    names = all,
    events = 100,
    card = shipped,
  }: { names?: readonly string[]; events?: number; card?: RunCard } = {},
): Record<string, ScanRow> {
  const algorithms = names.map((name) => pileupAlgorithms.find((algorithm) => algorithm.name === name)!);
  const scan = prepareScan({ card, scan: "test", algorithms, events, key: runKeyFromSeed("scan.test") });
  return Object.fromEntries(scan({ x: 0, ...condition }).map((row) => [row.algorithm, row]));
}

/** Another shower of `ratio` times the energy. */
const other = (time: number, ratio: number, energy = 10 * GeV) => ({
  energy,
  others: (add: AddShower) => add(time, ratio * energy),
});

const values = (rows: Record<string, ScanRow>) => Object.values(rows);
/** Standard error of the share of 100 events, where it is 1/2. */
const worst = 0.05;

describe("of an algorithm that reads what it is told", () => {
  const whole = nineCellShares(ecal)(0).reduce((a, b) => a + b, 0) * 10 * GeV;
  const told = (energyOf: (event: number) => number, timeOf: (event: number) => number): ScanRow => {
    let event = 0;
    const algorithm: PileupAlgorithm = {
      name: "told",
      about: "",
      schema: pileupAlgorithms[0]!.schema,
      begin: (number) => {
        event = number;
      },
      prepare: () => (_, result) => {
        result.energy.fill((energyOf(event) * whole) / 9);
        result.time.fill(timeOf(event));
      },
    };
    const key = runKeyFromSeed("told");
    const scan = prepareScan({ card: shipped, scan: "test", algorithms: [algorithm], events: 101, key });
    return scan({ x: 0, energy: 10 * GeV })[0]!;
  };

  test("within 10 % and 4 ns it is read well", () => {
    for (const [energy, time, success] of [
      [0.91, 3.9, 1],
      [1.09, -3.9, 1],
      [0.89, 0, 0],
      [1.11, 0, 0],
      [1, 4.1, 0],
      [1, -4.1, 0],
      [1, Number.NaN, 0],
    ] as const)
      expect(
        told(
          () => energy,
          () => time,
        ).success,
      ).toBe(success);
  });

  test("median, middle 68 % and the share that is timed are those of what it reads", () => {
    const row = told(
      (event) => 1 + 0.002 * event,
      (event) => (event < 51 ? 0.1 * event : Number.NaN),
    );
    expect(row.bias).toBeCloseTo(0.1, 9);
    expect(row.resolution).toBeCloseTo(0.002 * 100 * 0.3413, 6);
    expect(row.timeResolution_ns).toBeCloseTo(0.1 * 50 * 0.3413, 6);
    expect(row.success).toBeCloseTo(41 / 101, 9); // times up to 4 ns: 0 to 40
    const untimed = told(
      () => 1,
      (event) => (event < 50 ? 0 : Number.NaN),
    );
    expect(untimed.timeResolution_ns).toBeNull();
  });
});

describe("a shower alone", () => {
  const alone = read({ energy: 20 * GeV });

  test("is read well by all, without bias but for the highest sample, which is a maximum", () => {
    for (const { success, successLow, bias, resolution, timeResolution_ns } of values(alone)) {
      expect(success).toBe(1);
      expect(successLow).toBeCloseTo(0.982, 3); // of 100: 0.15865^(1/100)
      expect(Math.abs(bias)).toBeLessThan(0.015);
      // Nine cells of 0.57 times the noise: 53 MeV; the highest sample has no fit.
      expect(resolution).toBeLessThan(0.008);
      expect(timeResolution_ns).toBeLessThan(0.6);
    }
    for (const name of fits) {
      expect(Math.abs(alone[name]!.bias)).toBeLessThan(0.001);
      const expected = (3 * 0.57 * sampleNoise * 30 * MeV) / (20 * GeV);
      expect(Math.abs(alone[name]!.resolution / expected - 1)).toBeLessThan(4 * 0.1);
    }
  });

  test("is read as such by all where the other one is behind the record", () => {
    expect(read(other(400 * ns, 10, 20 * GeV))).toEqual(alone);
  });
});

describe("two showers", () => {
  // Notes 7.1: one at -105 ns turns 100 GeV into 44.
  test("one of the same energy 105 ns before pulls the pedestal of the highest sample", () => {
    const { bias, success } = read(other(-105 * ns, 1, 100 * GeV), { names: ["highest-sample"] })[
      "highest-sample"
    ]!;
    expect(success).toBe(0);
    expect(Math.abs(1 + bias - 0.44)).toBeLessThan(0.03);
  });

  test.each([-60, -30, 30, 60])(
    "%s ns from each other are told apart by the fits, up to ten times the energy",
    (time) => {
      for (const ratio of [0.5, 2, 10]) {
        for (const { algorithm, success } of values(read(other(time, ratio), { names: fits, events: 60 })))
          expect(success, `${algorithm}, ${ratio}`).toBeGreaterThan(0.9);
      }
    },
  );

  test("5 ns from each other by none", () => {
    for (const { success } of values(read(other(5 * ns, 1)))) expect(success).toBeLessThan(0.3);
  });

  // Notes 7.1, Cramer-Rao: in units of the noise of a sample, of one cell. A cell that needs no second pulse has the error of an isolated one.
  test.each([
    [25, 4.9],
    [37.5, 1.7],
    [50, 0.96],
    [75, 0.64],
  ])("%s ns apart the fit of the nine cells has an error between that of one and of nine", (time, least) => {
    const { resolution } = read(other(time, 3, 30 * GeV), { names: ["template-fit"], events: 400 })[
      "template-fit"
    ]!;
    const error = (resolution * 30 * GeV) / (sampleNoise * 30 * MeV);
    expect(error).toBeGreaterThan(0.8 * least);
    expect(error).toBeLessThan(1.2 * 3 * least);
  });

  test("later, at 60 ns: the more energy the other has, the fewer are read well", () => {
    const success = [0.1, 0.3, 1, 3, 10].map((ratio) => read(other(60 * ns, ratio)));
    for (const name of ["highest-sample", "nearest-peak", "tail-subtraction", "optimal-filter"]) {
      success.slice(1).forEach((rows, k) => {
        expect(rows[name]!.success).toBeLessThanOrEqual(success[k]![name]!.success + 4 * worst);
      });
      expect(success.at(-1)![name]!.success).toBe(0);
      expect(success[0]![name]!.success).toBeGreaterThan(0.9);
    }
  });

  test("the map has all distances at each ratio", () => {
    const points = pair.conditions(shipped, 10 * GeV);
    const ratios = [...new Set(points.map(({ y }) => y!))];
    expect([ratios[0], ratios.at(-1)]).toEqual([0.01, 100]);
    for (const ratio of ratios) {
      const own = points.filter(({ y }) => y === ratio).map(({ x }) => x);
      expect([own[0], own.at(-1), own.length]).toEqual([-300, 300, 61]);
    }
  });
});

test("a burst of none is a shower alone, and one of n has its last shower a spacing before", () => {
  const points = burst.conditions(shipped, 20 * GeV);
  for (const { x, variant, others } of points) {
    const times: number[] = [];
    others!((time) => times.push(time), undefined as never);
    expect(times).toHaveLength(x);
    if (x > 0) expect(variant).toBe(`one every ${-times[0]!} ns`);
  }
});

describe("saturation", () => {
  const [lead, whole] = [nineCellShares(ecal)(0)[4]!, nineCellShares(ecal)(0).reduce((a, b) => a + b, 0)];
  const full = 4095 - 0.5 * (shipped.msadc.pedestalEven + shipped.msadc.pedestalOdd);
  const limit = (full * ecal.energyPerCount) / lead;

  test("begins where the leading cell reaches 4095 counts, and takes what is beyond from the highest sample", () => {
    const below = read({ energy: 0.95 * limit }, { names: ["highest-sample"] })["highest-sample"]!;
    expect(Math.abs(below.bias)).toBeLessThan(0.003);
    const beyond = read({ energy: 1.5 * limit }, { names: ["highest-sample"] })["highest-sample"]!;
    expect(Math.abs(beyond.bias + (lead / whole) * (1 - 1 / 1.5))).toBeLessThan(0.01);
  });

  test("is none for the fits, which leave the samples out, alone or after another shower", () => {
    for (const condition of [{ energy: 1.5 * limit }, other(-60 * ns, 0.5, 1.5 * limit)])
      for (const { bias, success } of values(read(condition, { names: fits }))) {
        expect(success).toBe(1);
        expect(Math.abs(bias)).toBeLessThan(0.005);
      }
  });
});

describe("pedestals off those of the card", () => {
  const off = (counts: number) =>
    read({
      energy: 20 * GeV,
      electronics: {
        pedestalEven: shipped.msadc.pedestalEven + counts,
        pedestalOdd: shipped.msadc.pedestalOdd + counts,
      },
    });
  const [none, low, lower] = [off(0), off(-5), off(-10)];

  test("change nothing for algorithms that find them in the samples", () => {
    for (const name of ["highest-sample", "optimal-filter", ...fits]) {
      expect(lower[name]!.success).toBe(1);
      expect(Math.abs(lower[name]!.bias - none[name]!.bias)).toBeLessThan(1e-6);
    }
  });

  test("are in the sum of those that take them from the card, in proportion", () => {
    const pull = (rows: Record<string, ScanRow>) =>
      rows["tail-subtraction"]!.bias - none["tail-subtraction"]!.bias;
    expect(pull(low)).toBeLessThan(-0.05);
    expect(pull(lower) / pull(low)).toBeCloseTo(2, 1);
    expect(lower["tail-subtraction"]!.success).toBe(0);
  });
});

test("a dead cell is not in what is to be read: the others are, without bias", () => {
  const dead = read({ energy: 20 * GeV, aside: 0.5 * ecal.cellSize, dead: 5 }, { names: fits });
  for (const { success, bias } of values(dead)) {
    expect(success).toBe(1);
    expect(Math.abs(bias)).toBeLessThan(0.003);
  }
});

describe("another pulse than that of the card", () => {
  const points = template.conditions(shipped, 20 * GeV);

  test("differs by as much as is said", () => {
    for (const { x, electronics } of points) {
      const found = rmsDifference(shipped.msadc, { ...shipped.msadc, ...electronics });
      expect(found).toBeCloseTo(x / 100, 5);
    }
    // Of the tests of the fits: 0.5 % rms.
    const { riseTime, tailFraction } = shipped.msadc;
    const mixed = { ...shipped.msadc, riseTime: 1.01 * riseTime, tailFraction: 1.05 * tailFraction };
    expect(rmsDifference(shipped.msadc, mixed)).toBeGreaterThan(0.003);
    expect(rmsDifference(shipped.msadc, mixed)).toBeLessThan(0.007);
  });

  test("may be a table, which is stretched; it has no tail of its own", () => {
    const heights = [0.05, 0.5, 1, 0.8, 0.5, 0.3, 0.2, 0.1, 0.05, 0.02];
    const card = { ...shipped, msadc: { ...shipped.msadc, template: heights, templateStep: 20 * ns } };
    const tables = template.conditions(card, 20 * GeV);
    expect(new Set(tables.map(({ variant }) => variant))).toEqual(new Set(["slower pulse", "faster pulse"]));
    for (const { x, variant, electronics } of tables) {
      const found = rmsDifference(card.msadc, { ...card.msadc, ...electronics });
      expect(found).toBeCloseTo(x / 100, 5);
      if (x > 0) expect(electronics!.templateStep! > 20 * ns).toBe(variant === "slower pulse");
    }
  });

  test("spoils the fits by several per cent, and the less it differs the less", () => {
    const names = ["template-fit"];
    const slower = points.filter(({ variant }) => variant === "slower pulse");
    const bias = [0, 1, 3].map(
      (x) => read(slower.find((point) => point.x === x)!, { names })["template-fit"]!.bias,
    );
    expect(Math.abs(bias[0]!)).toBeLessThan(0.002);
    expect(Math.abs(bias[1]!)).toBeGreaterThan(0.004);
    expect(Math.abs(bias[2]!)).toBeGreaterThan(2 * Math.abs(bias[1]!));
  });
});

describe("the beam in less time", () => {
  const names = ["nearest-peak", "tail-subtraction"];
  const events = 500;
  const at = (factor: number, card = shipped) =>
    read(dutyFactor.conditions(card, 10 * GeV).find(({ x }) => x === factor)!, { names, events, card });

  test("is the beam at a higher rate", () => {
    const { beam } = shipped;
    const dense = { ...shipped, beam: { ...beam, intensityMean: beam.intensityMean / 0.5 } };
    const withoutX = (rows: Record<string, ScanRow>) => values(rows).map((row) => ({ ...row, x: 0 }));
    expect(withoutX(at(0.5))).toEqual(withoutX(at(1, dense)));
  });

  test("success is exp(-rate x dead window / duty factor)", () => {
    const [full, third] = [at(1), at(0.3)];
    for (const name of names) {
      const losses = [full, third].map((rows, k) => {
        const { success } = rows[name]!;
        const scale = k === 0 ? 1 : 0.3;
        return {
          value: -scale * Math.log(success),
          error: scale * Math.sqrt((1 - success) / success / events),
        };
      });
      const [one, two] = losses as [(typeof losses)[0], (typeof losses)[0]];
      expect(one.value).toBeGreaterThan(0.1);
      expect(deviation(one.value, two.value, Math.hypot(one.error, two.error))).toBeLessThan(4);
    }
  });
});

test("a reading that has no time is not read well, and has no time resolution", () => {
  const { success, timeResolution_ns } = read(other(-60 * ns, 2), { names: ["optimal-filter"] })[
    "optimal-filter"
  ]!;
  expect([success, timeResolution_ns]).toEqual([0, null]);
});

test("every scan has points with its variables, which can be read", () => {
  expect(new Set(scanKinds.map(({ name }) => name)).size).toBe(scanKinds.length);
  for (const kind of scanKinds) {
    const points = kind.conditions(shipped, kind.energy ?? 50 * GeV);
    expect(points.length).toBeGreaterThan(5);
    expect(points.every(({ y }) => (y === undefined) === (kind.y === undefined))).toBe(true);
    const [first] = values(read(points.at(-1)!, { names: ["highest-sample"], events: 10 }));
    expect(first!.bias).toSatisfy(Number.isFinite);
  }
});
