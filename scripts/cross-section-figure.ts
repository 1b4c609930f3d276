import { type Curve, type CurveAxis, colours, curvesFigure } from "../src/figures/curves.ts";
import type { JsonObject } from "../src/figures/specification.ts";
import type { Scan } from "../src/tables/scan.ts";
import type { CrossSectionRow, SpectrumPoint } from "./cross-section-rows.ts";

/** What a picture shows: k of Eq. (12) as Fig. 2, the cross sections, or the spectra as Fig. 3. */
export type Plot = "k" | "sigma" | "spectrum";

/** How a picture is drawn: what it shows, along what. */
export interface Picture {
  readonly plot: Plot;
  readonly along: "mass_MeV" | "energy_GeV" | "x";
  readonly scale: CurveAxis["scale"];
}

/** The picture of what is asked for, along the quantity of more values; or a sentence that says why there is none. */
export function planPicture(
  plot: Plot,
  { masses, energies, targets }: { masses: Scan; energies: Scan; targets: number },
): Picture | string {
  const [ofMass, ofEnergy] = [masses.values.length, energies.values.length];
  const along = plot === "spectrum" ? "x" : ofMass >= ofEnergy ? "mass_MeV" : "energy_GeV";
  if (along !== "x" && Math.max(ofMass, ofEnergy) < 2)
    return "a picture needs several values of --mass or --energy, such as --mass 1MeV:1GeV:log:50, or --spectrum";
  const shown =
    targets * (along === "mass_MeV" ? ofEnergy : along === "energy_GeV" ? ofMass : ofMass * ofEnergy);
  if (shown > colours.length)
    return `a picture can show ${colours.length} colours, this would need ${shown}: give fewer values of --mass, --energy or --target`;
  return { plot, along, scale: along === "x" ? "linear" : scaleOf(along === "mass_MeV" ? masses : energies) };
}

/** A range is drawn as it is spaced, a list logarithmically if it spans more than a power of ten. */
function scaleOf({ values, spacing }: Scan): CurveAxis["scale"] {
  if (spacing !== "list") return spacing === "log" ? "log" : "linear";
  return values[values.length - 1]! > 10 * values[0]! ? "log" : "linear";
}

/** What tells rows apart, in words of a figure. */
const words = {
  mass_MeV: (row: CrossSectionRow) => `m_{A\u2032} = ${short(row.mass_MeV)} MeV`,
  energy_GeV: (row: CrossSectionRow) => `E_{0} = ${short(row.energy_GeV)} GeV`,
  target: (row: CrossSectionRow) => row.target,
} as const;
const keys = ["mass_MeV", "energy_GeV", "target"] as const;

const reaction = "e^{\u2212} Z \u2192 e^{\u2212} Z A\u2032";
const titles: Readonly<Record<Plot, string>> = {
  k: `k-factor of ${reaction}, Eq. (12)`,
  sigma: `Cross section of ${reaction}, per nucleus`,
  spectrum: `A\u2032 spectra of ${reaction}, per nucleus`,
};
const xTitles = {
  mass_MeV: "m_{A\u2032} [MeV]",
  energy_GeV: "E_{0} [GeV]",
  x: "x = E_{A\u2032} / E_{0}",
} as const;

/** The figure of rows: a colour for each mass, energy and target that they have besides the axis. */
export function crossSectionFigure(
  rows: readonly CrossSectionRow[],
  { plot, along, scale }: Picture,
): JsonObject {
  const others = keys.filter((key) => key !== along);
  const varying = others.filter((key) => new Set(rows.map((row) => row[key])).size > 1);
  const name = (row: CrossSectionRow) => varying.map((key) => words[key](row)).join(", ");
  const groups = new Map<string, CrossSectionRow[]>();
  for (const row of rows) groups.set(name(row), [...(groups.get(name(row)) ?? []), row]);
  const targets = [...new Set(rows.map((row) => row.target))];
  const subtitle = [
    ...others.filter((key) => !varying.includes(key)).map((key) => words[key](rows[0]!)),
    `ETL with ${rows[0]!.formFactor} form factor`,
    ...(plot === "k" ? [] : ["\u03b5 = 1"]),
  ].join(", ");
  return curvesFigure({
    x: { title: xTitles[along], scale, ...(along === "x" && { low: 0, high: 1 }) },
    y: yAxis(plot, rows),
    title: titles[plot],
    subtitle,
    curves: [...groups].flatMap(([label, group], colour) => {
      const dash = dashes[targets.indexOf(group[0]!.target) % dashes.length]!;
      return linesOf({ plot, along, scale }, dash).map(({ name, points, ...line }) => ({
        ...line,
        label: [label, name].filter((words) => words !== "").join(", ") || group[0]!.target,
        colour,
        points: points(group),
      }));
    }),
  });
}

const dashes = ["solid", "dashed", "dotted"] as const;

type Line = Pick<Curve, "dash"> & {
  readonly name: string;
  points(group: readonly CrossSectionRow[]): Curve["points"];
};

/** The curves of one group of rows: one for each method, or k, whose dashes tell targets apart. */
function linesOf({ plot, along }: Picture, dash: (typeof dashes)[number]): Line[] {
  if (along === "x") {
    const inX =
      (y: (point: SpectrumPoint) => number): Line["points"] =>
      ([row]) =>
        row!.spectrum!.map((point) => [point.x, y(point)]);
    return [
      { name: "ETL", dash: "solid", points: inX((point) => point.dsigma_dx_etl_pb) },
      { name: "IWW", dash: "dashed", points: inX((point) => point.dsigma_dx_iww_pb) },
    ];
  }
  const against =
    (y: (row: CrossSectionRow) => number): Line["points"] =>
    (group) =>
      group.map((row) => [row[along], y(row)]);
  if (plot === "k") return [{ name: "", dash, points: against((row) => row.k) }];
  return [
    { name: "ETL", dash: "solid", points: against((row) => row.sigma_etl_pb) },
    { name: "IWW", dash: "dashed", points: against((row) => row.sigma_iww_pb) },
    { name: "WW, Eq. (9)", dash: "dotted", points: against((row) => row.sigma_ww_pb) },
  ];
}

function yAxis(plot: Plot, rows: readonly CrossSectionRow[]): CurveAxis {
  if (plot === "k") return { title: "k = \u03c3_{WW} / \u03c3_{ETL}", scale: "linear" };
  if (plot === "sigma") return { title: "\u03c3 [pb]", scale: "log" };
  return { title: "d\u03c3/dx [pb]", scale: "log", ...spectrumRange(rows) };
}

/** The powers of ten around the spectra, at most five: they fall to zero at both ends, after a rise by 1/(1-x) next to x = 1. */
function spectrumRange(rows: readonly CrossSectionRow[]): { low: number; high: number } {
  const inside = rows.flatMap(({ spectrum }) =>
    spectrum!
      .filter(({ x, dsigma_dx_etl_pb }) => x > 0.02 && x < 0.999 && dsigma_dx_etl_pb > 0)
      .map((point) => point.dsigma_dx_etl_pb),
  );
  if (inside.length === 0) return { low: 1, high: 10 };
  const high = Math.ceil(Math.log10(inside.reduce((a, b) => Math.max(a, b))));
  const least = Math.floor(Math.log10(inside.reduce((a, b) => Math.min(a, b))));
  const low = Math.min(high - 1, Math.max(high - 5, least));
  return { low: Number(`1e${low}`), high: Number(`1e${high}`) };
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
