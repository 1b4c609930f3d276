import { z } from "zod";
import { type DimensionName, formatQuantity, parsePlainNumber, parseQuantity } from "./quantity.ts";

/** Values of a quantity to go through, in internal units, increasing. */
export interface Scan {
  readonly values: readonly number[];
  /** How a range is spaced; a list has its own spacing. */
  readonly spacing: "list" | "lin" | "log";
}

/** What a scan is of: a quantity with a unit, or a pure number. */
type Scanned = DimensionName | "number";

const mostPoints = 10_000;

/**
 * The values that `text` asks for: one ("100MeV"), a list ("10MeV,100MeV") or a range with both ends in it, evenly spaced in the
 * value or in its logarithm ("20GeV:200GeV:lin:10", "1MeV:1GeV:log:50"); or a sentence that says what is wrong. Pure numbers
 * have no unit ("5e5:1e7:log:6").
 */
export function parseScan(text: string, dimension: Scanned): Scan | string {
  return text.includes(":") ? parseRange(text, dimension) : parseList(text, dimension);
}

/** A schema of energies to go through, all from `min` to `max`. */
export function energyScan(about: string, min: number, max: number): z.ZodType<Scan, unknown> {
  return scanSchema("energy", about, min, max);
}

/** The same of times. */
export function timeScan(about: string, min: number, max: number): z.ZodType<Scan, unknown> {
  return scanSchema("time", about, min, max);
}

/** The same of pure numbers. */
export function plainScan(about: string, min: number, max: number): z.ZodType<Scan, unknown> {
  return scanSchema("number", about, min, max);
}

const forms = {
  energy: "a value (20MeV), a list (10MeV,100MeV) or a range (1MeV:1GeV:log:50, 20GeV:200GeV:lin:10)",
  time: "a value (30ns), a list (20ns,99ns) or a range (20ns:100ns:lin:9, 1ns:1us:log:10)",
  number: "a value (5e6), a list (2e6,5e6) or a range (5e5:1e7:log:6, 1e6:5e6:lin:5)",
} as const;

function scanSchema(
  dimension: keyof typeof forms,
  about: string,
  min: number,
  max: number,
): z.ZodType<Scan, unknown> {
  const bounds = `at least ${show(min, dimension)} and at most ${show(max, dimension)}`;
  const read = (text: unknown): Scan | string => {
    if (text === undefined) return `is missing; write ${forms[dimension]}`;
    const found = parseScan(String(text), dimension);
    if (typeof found === "string") return found;
    const beyond = found.values.find((value) => value < min || value > max);
    return beyond === undefined ? found : `${show(beyond, dimension)} is out of range: it must be ${bounds}`;
  };
  return z
    .unknown()
    .transform((text, context) => {
      const found = read(text);
      if (typeof found !== "string") return found;
      context.addIssue({ code: "custom", message: `${found} (${about})` });
      return z.NEVER;
    })
    .meta({ type: "string", description: `${about}: ${forms[dimension]}; ${bounds}` });
}

function parseList(text: string, dimension: Scanned): Scan | string {
  const values: number[] = [];
  for (const piece of text.split(",")) {
    const value = parseFinite(piece, dimension);
    if (typeof value === "string") return value;
    const last = values[values.length - 1];
    if (last !== undefined && value <= last)
      return `"${text}" must increase, but ${show(value, dimension)} follows ${show(last, dimension)}`;
    values.push(value);
  }
  return values.length <= mostPoints ? { values, spacing: "list" } : tooMany(text, values.length);
}

function parseRange(text: string, dimension: Scanned): Scan | string {
  const pieces = text.split(":");
  const [first, last, spacing, number] = pieces.map((piece) => piece.trim());
  if (pieces.length !== 4) return `"${text}" is not a range: write from:to:log:points or from:to:lin:points`;
  const low = parseFinite(first, dimension);
  if (typeof low === "string") return low;
  const high = parseFinite(last, dimension);
  if (typeof high === "string") return high;
  if (spacing !== "lin" && spacing !== "log") return `"${text}": ${spacing} is neither log nor lin`;
  if (low >= high)
    return `"${text}" must increase, but ${show(high, dimension)} follows ${show(low, dimension)}`;
  if (spacing === "log" && low <= 0)
    return `"${text}": a logarithmic range must begin above zero; a linear one need not`;
  const points = /^\d+$/.test(number!) ? Number(number) : Number.NaN;
  if (!(points >= 2)) return `"${text}": "${number}" is not a number of points, from 2 on`;
  if (points > mostPoints) return tooMany(text, points);
  return { values: spread(low, high, spacing, points), spacing };
}

/** Both ends are exactly those given. */
function spread(low: number, high: number, spacing: "lin" | "log", points: number): number[] {
  const logRatio = spacing === "log" ? Math.log(high / low) : 0;
  return Array.from({ length: points }, (_, k) => {
    if (k === points - 1) return high;
    const share = k / (points - 1);
    return spacing === "log" ? low * Math.exp(share * logRatio) : low + share * (high - low);
  });
}

function parseFinite(text: unknown, dimension: Scanned): number | string {
  const value = dimension === "number" ? parsePlainNumber(text) : parseQuantity(text, dimension);
  return typeof value === "string" || Number.isFinite(value) ? value : `"${String(text)}" is too large`;
}

function show(value: number, dimension: Scanned): string {
  return dimension === "number" ? String(value) : formatQuantity(value, dimension);
}

function tooMany(text: string, points: number): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}...` : text;
  return `"${short}" has ${points} points; at most ${mostPoints} are computed at once`;
}
