import { describe, expect, test } from "vitest";
import { frame, inwards, linearTicks, logTicks, signed, type Tick } from "../../src/figures/axes.ts";

const labelled = (ticks: readonly Tick[]) => ticks.map(({ label }) => label).filter((label) => label !== "");
const values = (ticks: readonly Tick[]) => ticks.map(({ value }) => value);

describe("linear ticks", () => {
  test.each<[number, number, string[]]>([
    [0, 120, ["0", "20", "40", "60", "80", "100", "120"]],
    [0, 1, ["0", "0.2", "0.4", "0.6", "0.8", "1"]],
    [-10, 30, ["\u221210", "\u22125", "0", "5", "10", "15", "20", "25", "30"]],
    [0.53, 2.27, ["1", "1.5", "2"]],
  ])("from %s to %s", (low, high, expected) => {
    expect(labelled(linearTicks({ low, high }))).toEqual(expected);
  });

  test.each([
    [0, 120],
    [0.53, 2.27],
    [-3e-7, 2e-6],
    [1e5, 1.01e5],
    [99.5, 1234],
  ])("three to nine labels from %s to %s, equally spaced, all inside, minor ones between", (low, high) => {
    const ticks = linearTicks({ low, high });
    const major = ticks.filter(({ label }) => label !== "");
    expect(major.length).toBeGreaterThanOrEqual(3);
    expect(major.length).toBeLessThanOrEqual(9);
    expect(ticks.length).toBeGreaterThan(2 * major.length);
    const slack = 1e-9 * (high - low);
    for (const { value } of ticks) {
      expect(value).toBeGreaterThanOrEqual(low - slack);
      expect(value).toBeLessThanOrEqual(high + slack);
    }
    const step = major[1]!.value - major[0]!.value;
    for (let k = 1; k < major.length; k++)
      expect((major[k]!.value - major[k - 1]!.value) / step).toBeCloseTo(1, 6);
  });
});

describe("logarithmic ticks", () => {
  test.each<[number, number, string[]]>([
    [1, 1000, ["1", "10", "100", "1000"]],
    [1, 10, ["1", "2", "5", "10"]],
    [1.1, 950, ["10", "100"]],
    [20, 200, ["20", "50", "100", "200"]],
    [0.002, 0.01, ["0.002", "0.005", "0.01"]],
    [1.7e6, 5.8e6, ["2·10^{6}", "5·10^{6}"]],
    [21, 45, ["30", "40"]],
    [5e5, 2e7, ["10^{6}", "10^{7}"]],
    [1e-14, 1e-8, [-14, -13, -12, -11, -10, -9, -8].map((exponent) => `10^{\u2212${-exponent}}`)],
    [1e-12, 1e12, [-12, -9, -6, -3, 0, 3, 6, 9, 12].map((exponent) => power(exponent))],
  ])("from %s to %s", (low, high, expected) => {
    expect(labelled(logTicks([low, high]))).toEqual(expected);
  });

  test("are the digits of each power of ten, inside of both ends", () => {
    expect(values(logTicks([3, 50]))).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50]);
  });
});

/** As the label of 10 to the `exponent`: plain up to a thousand. */
function power(exponent: number): string {
  return Math.abs(exponent) <= 3 ? String(Number(`1e${exponent}`)) : `10^{${signed(exponent)}}`;
}

test("numbers have the minus sign of print", () => {
  expect([signed(-0.5), signed(3)]).toEqual(["\u22120.5", "3"]);
});

test("the frame has ticks on four sides, all pointing inwards, and labels on two", () => {
  const marks = frame({ width: 200, height: 100 }, "x", "y") as unknown as {
    type: string;
    from?: { data: string };
    encode: { enter: Record<string, { value?: number; signal?: string }> };
  }[];
  const rules = marks
    .filter(({ type }) => type === "rule")
    .map(({ from, encode: { enter } }) => {
      const side = from!.data === "xTicks" ? enter.y!.value : enter.x!.value;
      return [from!.data, side, (from!.data === "xTicks" ? enter.y2 : enter.x2)!.signal];
    });
  expect(rules).toEqual([
    ["xTicks", 100, (inwards(100, -1) as { signal: string }).signal],
    ["xTicks", 0, (inwards(0, 1) as { signal: string }).signal],
    ["yTicks", 0, (inwards(0, 1) as { signal: string }).signal],
    ["yTicks", 200, (inwards(200, -1) as { signal: string }).signal],
  ]);
  expect(marks.filter(({ type }) => type === "text").map(({ from }) => from!.data)).toEqual([
    "xTicks",
    "yTicks",
  ]);
});
