import { z } from "zod";
import { autoregression } from "../math/autoregression.ts";
import {
  cm,
  eV,
  GeV,
  keV,
  MeV,
  m,
  mm,
  mrad,
  ms,
  ns,
  rad,
  s,
  TeV,
  teslaMetre,
  um,
  urad,
  us,
} from "../units.ts";

// A schema reads one card, or some flags: to compile it first would take longer than to read.
z.config({ jitless: true });

/**
 * Numbers with a unit, as text: "20 MeV", "0.1GeV", "12.5 ns". A bare number is refused where a unit belongs.
 * The result is in the internal units of units.ts.
 */
interface Dimension {
  readonly name: string;
  readonly example: string;
  readonly units: Readonly<Record<string, number>>;
}

const dimensions = {
  energy: { name: "an energy", example: "20 MeV", units: { GeV, MeV, keV, eV, TeV } },
  length: { name: "a length", example: "38.2 mm", units: { mm, cm, m, um } },
  time: { name: "a time", example: "12.5 ns", units: { ns, us, ms, s } },
  angle: { name: "an angle", example: "0.3 mrad", units: { mrad, urad, rad } },
  fieldIntegral: { name: "a field integral", example: "7 T*m", units: { "T*m": teslaMetre } },
  surfaceDensity: { name: "a surface density", example: "6.37 g/cm2", units: { "g/cm2": 1 / (cm * cm) } },
} as const satisfies Record<string, Dimension>;

export type DimensionName = keyof typeof dimensions;
export const dimensionNames = Object.keys(dimensions) as readonly DimensionName[];

/** The dimension of a unit, and its size in internal units; undefined if it is none. */
export function findUnit(unit: string): { dimension: DimensionName; factor: number } | undefined {
  for (const dimension of dimensionNames) {
    const { units } = dimensions[dimension] as Dimension;
    if (Object.hasOwn(units, unit)) return { dimension, factor: units[unit]! };
  }
  return undefined;
}

/** Bounds in internal units, both included. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

const numberText = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?`;
const withUnit = new RegExp(String.raw`^\s*(${numberText})\s*([A-Za-zµ%][A-Za-z0-9*/µ%]*)?\s*$`);

/** The number in `text`, in internal units, or a sentence that says what is wrong. */
export function parseQuantity(text: unknown, dimensionName: DimensionName): number | string {
  const dimension: Dimension = dimensions[dimensionName];
  const expected = `write ${dimension.name} with its unit, such as "${dimension.example}"`;
  if (typeof text !== "string" && typeof text !== "number") return `is not a number; ${expected}`;
  const match = withUnit.exec(String(text));
  if (match === null) return `"${text}" is not a number with a unit; ${expected}`;
  const [, number, unit] = match;
  if (unit === undefined) return `"${text}" has no unit; ${expected}`;
  const factor = dimension.units[unit];
  if (factor === undefined || !Object.hasOwn(dimension.units, unit)) {
    return `"${text}": ${unit} is not a unit of ${dimension.name.replace(/^an? /, "")} (${Object.keys(dimension.units).join(", ")}); ${expected}`;
  }
  return Number(number) * factor;
}

/** The number in `text`: a plain one, or one in per cent. */
export function parsePlainNumber(text: unknown): number | string {
  if (typeof text === "number" && Number.isFinite(text)) return text;
  const match = typeof text === "string" ? withUnit.exec(text) : null;
  if (match === null) return `${typeof text === "number" ? text : JSON.stringify(text)} is not a number`;
  const [, number, unit] = match;
  if (unit === undefined) return Number(number);
  if (unit === "%") return Number(number) / 100;
  return `"${text}": this is a pure number, without a unit (per cent is allowed)`;
}

/** `value` in the first unit of the dimension that makes it readable: 0.02 as "20 MeV". */
export function formatQuantity(value: number, dimensionName: DimensionName): string {
  const units = Object.entries(dimensions[dimensionName].units);
  const [unit, factor] =
    units.find(([, size]) => Math.abs(value) / size >= 1 && Math.abs(value) / size < 1000) ?? units[0]!;
  return `${Number((value / factor).toPrecision(6))} ${unit}`;
}

type Checked = z.ZodType<number, unknown>;

function checked(
  about: string,
  range: Range,
  parse: (value: unknown) => number | string,
  format: (value: number) => string,
  meta: Record<string, unknown>,
): Checked {
  const { min, max } = range;
  const bounds = [
    ...(min === undefined ? [] : [`at least ${format(min)}`]),
    ...(max === undefined ? [] : [`at most ${format(max)}`]),
  ].join(" and ");
  const missing = `is missing${Array.isArray(meta.examples) ? `; write it with its unit, such as "${meta.examples[0]}"` : ""}`;
  return z
    .unknown()
    .transform((value, context) => {
      const result = value === undefined ? missing : parse(value);
      if (typeof result === "string") {
        context.addIssue({ code: "custom", message: `${result} (${about})` });
        return z.NEVER;
      }
      if (
        !Number.isFinite(result) ||
        (min !== undefined && result < min) ||
        (max !== undefined && result > max)
      ) {
        context.addIssue({
          code: "custom",
          message: `${String(value)} is out of range: it must be ${bounds || "finite"} (${about})`,
        });
        return z.NEVER;
      }
      return result;
    })
    .meta({ ...meta, description: bounds === "" ? about : `${about}; ${bounds}` });
}

function dimensional(name: DimensionName) {
  const { units, example } = dimensions[name] as Dimension;
  const pattern = `^\\s*${numberText}\\s*(${Object.keys(units)
    .map((unit) => unit.replace("*", "\\*"))
    .join("|")})\\s*$`;
  return (about: string, range: Range = {}): Checked =>
    checked(
      about,
      range,
      (value) => parseQuantity(value, name),
      (value) => formatQuantity(value, name),
      { type: "string", pattern, examples: [example] },
    );
}

export const energy = dimensional("energy");
export const length = dimensional("length");
export const time = dimensional("time");
export const angle = dimensional("angle");
export const fieldIntegral = dimensional("fieldIntegral");
export const surfaceDensity = dimensional("surfaceDensity");

/** A pure number: a count, a ratio, a rate per spill. */
export function plain(about: string, range: Range = {}): Checked {
  return checked(about, range, parsePlainNumber, (value) => String(value), {
    type: ["number", "string"],
    pattern: String.raw`^\s*${numberText}\s*%?\s*$`,
    ...bare(range),
  });
}

/** A range as JSON Schema says it of bare numbers. */
function bare({ min, max }: Range): Record<string, number> {
  return { ...(min !== undefined && { minimum: min }), ...(max !== undefined && { maximum: max }) };
}

/** A whole number. */
export function count(about: string, range: Range = {}): Checked {
  const whole = (value: unknown): number | string => {
    const number = parsePlainNumber(value);
    return typeof number === "number" && !Number.isInteger(number)
      ? `${String(value)} is not a whole number`
      : number;
  };
  return checked(about, range, whole, (value) => String(value), { type: "integer", ...bare(range) });
}

/** A probability, efficiency or share: 0 to 1, or in per cent. */
export function fraction(about: string): Checked {
  return plain(about, { min: 0, max: 1 });
}

/** A list of quantities of one kind. */
export function list(of: Checked): z.ZodType<number[], unknown> {
  return z.array(of).min(1);
}

/** Correlations of a stationary process at lags 1, 2, ... */
export function correlations(about: string): z.ZodType<number[], unknown> {
  return list(plain(about, { min: -1, max: 1 })).refine((values) => autoregression(values) !== undefined, {
    error: ({ input }) =>
      `${String(input)} are the correlations of no noise: the matrix that they make is not positive definite (${about})`,
  });
}
