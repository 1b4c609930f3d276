import { markdownTable } from "markdown-table";
import { tableText } from "../src/node/write-table.ts";
import {
  aprimeCrossSection,
  aprimeSpectrum,
  aprimeSpectrumIntegral,
  improvedAprimeCrossSection,
} from "../src/physics/aprime-cross-section.ts";
import { logitRange, type Reaction } from "../src/physics/emission-kinematics.ts";
import { exactCrossSection, exactCrossSectionAbove, exactSpectrum } from "../src/physics/exact-tree-level.ts";
import type { FormFactor } from "../src/physics/form-factor.ts";
import { kMethodCrossSectionAbove } from "../src/physics/k-factor-method.ts";
import { meanOverNuclei, type Target } from "../src/physics/targets.ts";
import { GeV, MeV, pb } from "../src/units.ts";
import { version } from "./version.ts";

/** Spectra at one x = E_A'/E, pb, epsilon = 1. */
export interface SpectrumPoint {
  readonly x: number;
  readonly dsigma_dx_etl_pb: number;
  readonly dsigma_dx_iww_pb: number;
}

/** Cross sections of e- Z -> e- Z A' at one mass and energy, pb per nucleus, epsilon = 1: the document of --json. */
export interface CrossSectionRow {
  readonly mass_MeV: number;
  readonly energy_GeV: number;
  readonly target: string;
  /** Of the exact cross section; the approximations are elastic. */
  readonly formFactor: FormFactor;
  /** Eq. (9). */
  readonly sigma_ww_pb: number;
  /** Improved Weizsaecker-Williams, integrated over x. */
  readonly sigma_iww_pb: number;
  /** Exact at tree level. */
  readonly sigma_etl_pb: number;
  /** Eq. (12): the first over the last. */
  readonly k: number;
  /** The part with E_A' above an energy, exactly and by the k-factor method of Eq. (13), and what the latter counts too much. */
  readonly above_GeV?: number;
  readonly sigma_etl_above_pb?: number;
  readonly sigma_k_method_above_pb?: number;
  readonly k_method_excess?: number;
  readonly spectrum?: readonly SpectrumPoint[];
}

/** What a row is computed for. */
export interface CrossSectionRequest {
  readonly mass: number;
  readonly energy: number;
  readonly target: Target;
  readonly formFactor: FormFactor;
  /** Energy above which A' are told apart, if any. */
  readonly above?: number | undefined;
  /** Number of x of the spectrum; 0 for none. */
  readonly points: number;
}

export function crossSectionRow(request: CrossSectionRequest): CrossSectionRow {
  const { mass, energy, target, formFactor, points } = request;
  const ww = meanOverNuclei(target, (nucleus) => aprimeCrossSection(mass, energy, nucleus)) / pb;
  const iww = meanOverNuclei(target, (nucleus) => improvedAprimeCrossSection(mass, energy, nucleus)) / pb;
  const etl = meanOverNuclei(target, (nucleus) => exactCrossSection(mass, energy, nucleus, formFactor)) / pb;
  return {
    mass_MeV: printed(mass / MeV),
    energy_GeV: printed(energy / GeV),
    target: target.name,
    formFactor,
    sigma_ww_pb: ww,
    sigma_iww_pb: iww,
    sigma_etl_pb: etl,
    k: ww / etl,
    ...(request.above !== undefined && partAbove(request, request.above)),
    ...(points > 0 && { spectrum: spectrum(request, iww) }),
  };
}

function partAbove({ mass, energy, target, formFactor }: CrossSectionRequest, above: number) {
  const mean = (quantity: (minimumEnergy: number, reaction: Reaction) => number): number =>
    meanOverNuclei(target, (nucleus) => quantity(above, { mass, energy, nucleus, formFactor })) / pb;
  const exact = above < energy ? mean(exactCrossSectionAbove) : 0;
  const byK = above < energy ? mean(kMethodCrossSectionAbove) : 0;
  return {
    above_GeV: printed(above / GeV),
    sigma_etl_above_pb: exact,
    sigma_k_method_above_pb: byK,
    ...(exact > 0 && { k_method_excess: byK / exact - 1 }),
  };
}

/** In the middles of equal steps of ln(x/(1-x)), so that both ends are seen: x(1-x) dsigma/dx times the step sums to the total. */
function spectrum(
  { mass, energy, target, formFactor, points }: CrossSectionRequest,
  iww: number,
): SpectrumPoint[] {
  const [from, to] = logitRange(mass, energy);
  const shapeIntegral = aprimeSpectrumIntegral(0, 1, mass, energy);
  return Array.from({ length: points }, (_, k) => {
    const x = 1 / (1 + Math.exp(-(from + ((k + 0.5) / points) * (to - from))));
    const etl = meanOverNuclei(target, (nucleus) => exactSpectrum(x, { mass, energy, nucleus, formFactor }));
    return {
      x,
      dsigma_dx_etl_pb: etl / pb,
      dsigma_dx_iww_pb: (iww * aprimeSpectrum(x, mass, energy)) / shapeIntegral,
    };
  });
}

/** Without the last digit that a unit's factor may have rounded: 0.1 GeV is 100 MeV. */
function printed(value: number): number {
  return Number(value.toPrecision(15));
}

/** The rows as CSV, or their spectra if they have any: a row for each x. */
export async function crossSectionCsv(rows: readonly CrossSectionRow[]): Promise<string> {
  const first = [{ name: "mass", unit: "MeV" }, { name: "energy", unit: "GeV" }, { name: "target" }];
  const heading = (row: CrossSectionRow) => [row.mass_MeV, row.energy_GeV, row.target];
  const inPb = (name: string) => ({ name, unit: "pb" });
  if (rows.some((row) => row.spectrum !== undefined)) {
    const columns = [...first, { name: "x", unit: "1" }, inPb("dsigma_dx_etl"), inPb("dsigma_dx_iww")];
    const cells = rows.flatMap((row) =>
      row.spectrum!.map((point) => [
        ...heading(row),
        point.x,
        point.dsigma_dx_etl_pb,
        point.dsigma_dx_iww_pb,
      ]),
    );
    return tableText(columns, cells, comments(rows, "Spectra in x = E_A'/E"));
  }
  const isCut = rows.some(({ above_GeV }) => above_GeV !== undefined);
  const columns = [
    ...first,
    inPb("sigma_ww"),
    inPb("sigma_iww"),
    inPb("sigma_etl"),
    { name: "k", unit: "1" },
    ...(isCut
      ? [
          { name: "above", unit: "GeV" },
          inPb("sigma_etl_above"),
          inPb("sigma_k_method_above"),
          { name: "k_method_excess", unit: "1" },
        ]
      : []),
  ];
  const absent = Number.NaN;
  const cells = rows.map((row) => [
    ...heading(row),
    row.sigma_ww_pb,
    row.sigma_iww_pb,
    row.sigma_etl_pb,
    row.k,
    ...(isCut
      ? [
          row.above_GeV ?? absent,
          row.sigma_etl_above_pb ?? absent,
          row.sigma_k_method_above_pb ?? absent,
          row.k_method_excess ?? absent,
        ]
      : []),
  ]);
  return tableText(columns, cells, comments(rows, "Cross sections"));
}

function comments(rows: readonly CrossSectionRow[], what: string): string[] {
  return [
    `${what} of e- Z -> e- Z A', per nucleus, epsilon = 1`,
    "source: NA64-2018 Sec. II",
    `obtained: computed by aprime ${version()}, cross-section`,
    `note: ${methods(rows)}`,
  ];
}

/** What the columns are, in one sentence. */
export function methods(rows: readonly CrossSectionRow[]): string {
  return `WW is Eq. (9), IWW its improved form integrated over x, ETL exact at tree level (${rows[0]!.formFactor} form factor; WW and IWW elastic), k = WW/ETL, Eq. (12)`;
}

function aboveText({ above_GeV, sigma_etl_above_pb, k_method_excess }: CrossSectionRow): string[] {
  if (above_GeV === undefined) return [];
  if (k_method_excess === undefined) return [`No A' has more than ${above_GeV} GeV.`];
  const per100 = 100 * k_method_excess;
  const share = `ETL ${sigma_etl_above_pb!.toPrecision(5).replace("+", "")} pb`;
  return [
    `A' above ${above_GeV} GeV: ${share}; the k-factor method, Eq. (13) with the IWW spectrum, counts ${Math.abs(per100).toFixed(2)} % too ${per100 < 0 ? "few" : "many"}`,
  ];
}

/** One row for people, with its spectrum below if it has one. */
export function crossSectionText(row: CrossSectionRow): string {
  const short = (value: number) => String(value.toPrecision(5)).replace("+", "");
  const totals = markdownTable(
    [
      ["method", "cross section [pb]"],
      ["WW, Eq. (9)", short(row.sigma_ww_pb)],
      ["IWW", short(row.sigma_iww_pb)],
      [`ETL, ${row.formFactor}`, short(row.sigma_etl_pb)],
    ],
    { align: ["l", "r"] },
  );
  const head = `e- Z -> e- Z A': ${row.mass_MeV} MeV, ${row.energy_GeV} GeV on ${row.target}, per nucleus, epsilon = 1 (goes as its square)`;
  const ratio = [`k = WW / ETL = ${row.k.toPrecision(4)}, Eq. (12)`, ...aboveText(row)].join("\n");
  if (row.spectrum === undefined) return `${head}\n\n${totals}\n\n${ratio}`;
  const points = markdownTable(
    [
      ["x = E_A' / E", "1 - x", "ETL dsigma/dx [pb]", "IWW dsigma/dx [pb]"],
      ...row.spectrum.map((point) => [
        point.x.toFixed(6),
        (1 - point.x).toExponential(2),
        short(point.dsigma_dx_etl_pb),
        short(point.dsigma_dx_iww_pb),
      ]),
    ],
    { align: ["r", "r", "r", "r"] },
  );
  return `${head}\n\n${totals}\n\n${ratio}\n\n${points}`;
}
