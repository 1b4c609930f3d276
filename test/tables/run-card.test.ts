import { describe, expect, test } from "vitest";
import { commonSections } from "../../src/tables/run-card.ts";
import { shippedCard } from "../shipped-card.ts";

const from = { status: "assumed", source: "a test" };

describe("the sections that no part owns", () => {
  test.each([
    ["exposure", "electronsOnTarget", [1, 4.3e10, "1e9"], [0, -1, "1 GeV"]],
    ["beam", "momentum", ["10 GeV", "300 GeV"], ["9.9 GeV", "301 GeV", "100", "100 m"]],
    ["beam", "momentumSpread", [0, "1 %", 1], [-0.1, "101 %"]],
    ["beam", "spotX", ["0 mm", "10 cm"], ["-1 mm", "101 mm"]],
    ["beam", "divergence", ["0 mrad", "10 mrad"], ["11 mrad", "1 GeV"]],
    ["beam", "spillLength", ["1 ms", "4.8 s", "100 s"], ["0.9 ms", "101 s"]],
    ["beam", "dutyFactor", [0.01, 1, "80 %"], [0, 1.01]],
    ["beam", "intensityMean", [0, 4.6e6, 1e9], [-1, 1.1e9]],
    ["beam", "lowEnergyMinimum", ["1 GeV"], ["0.9 GeV"]],
    ["beam", "hadronFraction", [0, 1], [1.1]],
    ["beam", "haloSize", ["1 mm", "10 m"], ["0 mm", "11 m"]],
    ["target", "charge", [1, 82, 120], [0, 82.5, 121]],
    ["target", "massNumber", [1, 207.2], [0, 301]],
    ["target", "nucleiMass", ["6.285 g/cm2"], ["-1 g/cm2", "6"]],
    ["target", "radiationLength", ["11.08 mm"], ["0 mm"]],
    ["target", "depth", [1, 40.6, 100], [0.9, 101]],
    ["magnets", "fieldIntegral", ["0 T*m", "7 T*m", "20 T*m"], ["-1 T*m", "21 T*m", "7 T"]],
    ["magnets", "length", ["10 mm"], ["9 mm"]],
    ["magnets", "exit", ["-15.6 m", "0 m"], ["1 mm"]],
    ["msadc", "samplingPeriod", ["1 ns", "100 ns"], ["0 ns", "101 ns"]],
    ["msadc", "samples", [16, 32, 64], [15, 32.5, 65]],
    ["msadc", "peakSample", [0, 10, 63], [-1, 64]],
    ["msadc", "bits", [8, 14], [7, 15]],
    ["msadc", "noise", [0, 100], [-1, 101]],
    ["msadc", "riseTime", ["1 ns"], ["0 ns"]],
    ["msadc", "tailFraction", [0, 1], [1.1]],
    ["msadc", "templateStep", ["0.1 ns", "12.86 ns", "50 ns"], ["0 ns", "51 ns", "12.86"]],
    ["msadc", "templateError", [0, "0.2 %", 0.02], [-0.001, "3 %"]],
    ["msadc", "timeJitter", ["0 ns", "0.9 ns", "10 ns"], ["-1 ns", "11 ns", "0.9"]],
    ["msadc", "timeOffsets", ["0 ns", "0.58 ns", "10 ns"], ["-1 ns", "11 ns"]],
    ["msadc", "gainSpread", [0, "3 %", 0.2], [-0.01, 0.21]],
    ["overlay", "windowStart", ["-600 ns", "0 ns"], ["1 ns"]],
    ["overlay", "windowEnd", ["0 ns", "300 ns"], ["-1 ns"]],
    ["daq", "triggerSuppression", [1, 100], [0.9]],
    ["daq", "deadTime", ["0 us", "14.15 us", "1 s"], ["-1 us", "1.1 s", "14"]],
  ] as const)("%s.%s", (section, key, good, bad) => {
    const ofKey = (value: string | number) => {
      const found = commonSections[section].safeParse({ [key]: { value, ...from } }).error?.issues ?? [];
      return found.filter(({ path }) => path[0] === key).map(({ path }) => path.join("."));
    };
    for (const value of good) expect([value, ofKey(value)]).toEqual([value, []]);
    for (const value of bad) expect([value, ofKey(value)]).toEqual([value, [`${key}.value`]]);
  });

  test("have the numbers of the paper in internal units", () => {
    const { beam, target, magnets, msadc, overlay } = shippedCard();
    expect(beam).toMatchObject({
      momentum: 100,
      momentumSpread: 0.01,
      spillLength: 4.8e9,
      intensityMean: 4.6e6,
    });
    expect(target).toMatchObject({ charge: 82, radiationLength: 11.08, depth: 40.6 });
    expect(target.nucleiMass).toBeCloseTo(0.06285, 12);
    expect(magnets.fieldIntegral).toBeCloseTo(2.0985, 4);
    expect(magnets.exit).toBe(-15600);
    expect(msadc).toMatchObject({ samplingPeriod: 12.5, samples: 32, riseTime: 18.56 });
    expect(overlay).toEqual({ windowStart: -1200, windowEnd: 340 });
  });
});
