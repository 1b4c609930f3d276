import { ink, type JsonObject, mark, values } from "./specification.ts";

/** A tick without a label is a minor one. */
export type Tick = { readonly value: number; readonly label: string };

/** Labelled ticks in three to eight steps of 1, 2 or 5 times a power of ten, minor ones between. */
export function linearTicks({ low, high }: { readonly low: number; readonly high: number }): Tick[] {
  const finest = (high - low) / 8;
  const decade = Number(`1e${Math.floor(Math.log10(finest))}`);
  const steps = [
    { size: 1, parts: 5 },
    { size: 2, parts: 4 },
    { size: 5, parts: 5 },
    { size: 10, parts: 5 },
  ] as const;
  const { size, parts } = steps.find((step) => step.size * decade >= finest) ?? steps[3];
  const minor = (size * decade) / parts;
  const ticks: Tick[] = [];
  for (let k = Math.ceil(low / minor - 1e-9); k <= high / minor + 1e-9; k++) {
    const value = Number((k * minor).toPrecision(12));
    ticks.push({ value, label: k % parts === 0 ? signed(value) : "" });
  }
  return ticks;
}

/**
 * Labels at powers of ten, and where there are few of these at 2 and 5 times them too; minor ticks at the other digits, which
 * are labelled where hardly anything else would be.
 */
export function logTicks(domain: readonly [number, number]): Tick[] {
  const ticks = logTicksAt(domain, [2, 5], 3);
  if (ticks.filter(({ label }) => label !== "").length > 1) return ticks;
  const more = logTicksAt(domain, [2, 5]);
  return more.filter(({ label }) => label !== "").length > 1
    ? more
    : logTicksAt(domain, [2, 3, 4, 5, 6, 7, 8, 9]);
}

/** With labels at these digits too where there are few powers of ten, up to exponents of `largest`. */
function logTicksAt(
  [low, high]: readonly [number, number],
  digits: readonly number[],
  largest = Number.POSITIVE_INFINITY,
): Tick[] {
  const first = Math.floor(Math.log10(low) + 1e-9);
  const last = Math.ceil(Math.log10(high) - 1e-9);
  const every = Math.ceil((last - first) / 10);
  const few = high < 30 * low;
  const ticks: Tick[] = [];
  for (let exponent = first; exponent <= last; exponent++) {
    for (let digit = 1; digit < 10; digit++) {
      const value = Number(`${digit}e${exponent}`);
      if (value < low * (1 - 1e-9) || value > high * (1 + 1e-9)) continue;
      const short = Math.abs(exponent) <= 3;
      const labelled =
        digit === 1
          ? (exponent - first) % every === 0
          : few && Math.abs(exponent) <= largest && digits.includes(digit);
      const power = `${digit === 1 ? "" : `${digit}\u00b7`}10^{${signed(exponent)}}`;
      ticks.push({ value, label: !labelled ? "" : short ? String(value) : power });
    }
  }
  return ticks;
}

/** With the minus sign of print. */
export function signed(value: number): string {
  return String(value).replace("-", "\u2212");
}

/**
 * The frame of a plot. Ticks point inwards from all four sides; their labels stand at the left and below. The ticks of a
 * scale `x` are the data `xTicks`.
 */
export function frame(
  { width, height }: { readonly width: number; readonly height: number },
  xScale: string,
  yScale: string,
): JsonObject[] {
  const x = { scale: xScale, field: "value" };
  const y = { scale: yScale, field: "value" };
  const [xTicks, yTicks] = [`${xScale}Ticks`, `${yScale}Ticks`];
  return [
    ticks(xTicks, { x, y: { value: height }, y2: inwards(height, -1) }),
    ticks(xTicks, { x, y: { value: 0 }, y2: inwards(0, 1) }),
    ticks(yTicks, { y, x: { value: 0 }, x2: inwards(0, 1) }),
    ticks(yTicks, { y, x: { value: width }, x2: inwards(width, -1) }),
    mark("rect", values({ x: 0, y: 0, width, height, stroke: ink, strokeWidth: 1.2 })),
    labels(xTicks, { x, ...values({ y: height + 19, align: "center" }) }),
    labels(yTicks, { y, ...values({ x: -8, align: "right", baseline: "middle" }) }),
  ];
}

export function ticks(data: string, ends: JsonObject): JsonObject {
  return mark("rule", { ...ends, stroke: { value: ink } }, data);
}

/** Where a tick that begins at `from` ends: 9 units further if it is labelled, 5 if it is a minor one. */
export function inwards(from: number, direction: number): JsonObject {
  return { signal: `${from} + ${direction} * (datum.label === '' ? 5 : 9)` };
}

export function labels(data: string, where: JsonObject): JsonObject {
  return mark("text", { text: { field: "label" }, ...where }, data);
}
