import { type Curve, colours, curvesFigure, stepPoints } from "../src/figures/curves.ts";
import type { JsonObject } from "../src/figures/specification.ts";
import { tableText } from "../src/node/write-table.ts";
import { fill1D, histogram1D, lowerEdge, sumOfWeights } from "../src/statistics/histogram.ts";
import type { CrossSectionMethod } from "../src/transport/aprime-production.ts";
import { forEachEmission } from "../src/transport/simulated-yield.ts";
import { GeV, MeV } from "../src/units.ts";
import { version } from "./version.ts";
import { prepareTarget, type YieldRequest } from "./yield-methods.ts";
import { plainOrPower } from "./yield-rows.ts";

/** What is counted: A' by their energy per electron on target, Fig. 4; or events by what is left of the beam's energy, as shares, Fig. 6. */
export const spectrumKinds = ["emission", "deposited"] as const;
export type SpectrumKind = (typeof spectrumKinds)[number];

/** One bin of a spectrum. */
export interface SpectrumRow {
  readonly mass_MeV: number;
  readonly method: CrossSectionMethod;
  readonly from_GeV: number;
  readonly to_GeV: number;
  /** A' per electron on target and GeV, at the epsilon; of "deposited" the share of the events per GeV. */
  readonly per_GeV: number;
  /** Statistical. */
  readonly error_per_GeV: number;
}

export interface Spectrum {
  readonly kind: SpectrumKind;
  readonly epsilon: number;
  readonly run: string;
  readonly above_GeV: number;
  readonly beam_GeV: number;
  readonly rows: readonly SpectrumRow[];
}

const binWidth = 2 * GeV;

/** Histograms of forced emissions, weighted, of A' above the energy of the request. */
export function simulateSpectrum(
  kind: SpectrumKind,
  masses: readonly number[],
  epsilon: number,
  request: YieldRequest,
): Spectrum {
  const { above, card } = request;
  const { emitterOf, electrons, random } = prepareTarget(request);
  const beam = electrons.energy;
  const isEmission = kind === "emission";
  const axis = {
    low: isEmission ? above : 0,
    high: isEmission ? beam : beam - above,
    bins: Math.max(2, Math.round((beam - above) / binWidth)),
    label: isEmission ? "E_{A'}" : "E_0 - E_{A'}",
    unit: "GeV",
  };
  const methods: CrossSectionMethod[] = isEmission ? ["etl", "iww"] : ["etl"];
  const rows = masses.flatMap((mass) =>
    methods.flatMap((method) => {
      const histogram = histogram1D(axis);
      forEachEmission(emitterOf(method, mass, above), electrons, random, ({ x, electronEnergy }, weight) =>
        fill1D(histogram, isEmission ? x * electronEnergy : beam - x * electronEnergy, weight),
      );
      const all = isEmission ? electrons.events / (epsilon * epsilon) : sumOfWeights(histogram);
      return Array.from({ length: axis.bins }, (_, k): SpectrumRow => {
        const [from, to] = [lowerEdge(axis, k + 1), lowerEdge(axis, k + 2)];
        return {
          mass_MeV: Number((mass / MeV).toPrecision(15)),
          method,
          from_GeV: from,
          to_GeV: to,
          per_GeV: histogram.sums[k + 1]! / all / (to - from),
          error_per_GeV: Math.sqrt(histogram.squares[k + 1]!) / all / (to - from),
        };
      });
    }),
  );
  return { kind, epsilon, run: card.name, above_GeV: above / GeV, beam_GeV: beam / GeV, rows };
}

/** Why a spectrum of so many masses cannot be drawn, if so. */
export function refusePicture(masses: number): string | undefined {
  if (masses <= colours.length) return undefined;
  return `a picture can show ${colours.length} masses, not ${masses}: give fewer values of --mass`;
}

const dashes = { etl: "solid", iww: "dashed" } as const;

/** The figure of a spectrum, bins as steps: Fig. 4 or Fig. 6. */
export function spectrumFigure({ kind, epsilon, above_GeV, beam_GeV, rows }: Spectrum): JsonObject {
  const masses = [...new Set(rows.map(({ mass_MeV }) => mass_MeV))];
  const methods = [...new Set(rows.map(({ method }) => method))];
  const { low, high } = decades(rows);
  const curves = masses.flatMap((mass, colour) =>
    methods.map((method): Curve => {
      const own = rows.filter((row) => row.mass_MeV === mass && row.method === method);
      const name = `m_{A\u2032} = ${Number(mass.toPrecision(4))} MeV`;
      return {
        label: methods.length > 1 ? `${name}, ${method.toUpperCase()}` : name,
        colour,
        dash: dashes[method as keyof typeof dashes],
        points: stepPoints(
          own.map(({ from_GeV, to_GeV, per_GeV }) => ({ from: from_GeV, to: to_GeV, value: per_GeV })),
          0.001 * low,
        ),
      };
    }),
  );
  const beam = `${beam_GeV} GeV e^{\u2212} on the thick target`;
  return kind === "emission"
    ? curvesFigure({
        x: { title: "E_{A\u2032} [GeV]", scale: "linear", low: above_GeV, high: beam_GeV },
        y: { title: "dN/dE_{A\u2032} per electron on target [1/GeV]", scale: "log", low, high },
        title: "A\u2032 emission spectra from the target, Fig. 4",
        subtitle: `${beam}, \u03b5 = ${plainOrPower(epsilon)}; ETL: exact at tree level, IWW: its approximation`,
        curves,
      })
    : curvesFigure({
        x: { title: "E_{0} \u2212 E_{A\u2032} [GeV]", scale: "linear", low: 0, high: beam_GeV - above_GeV },
        y: { title: "1/N dN/dE [1/GeV]", scale: "log", low, high },
        title: "Energy deposited in the target beside an A\u2032, exact at tree level, Fig. 6",
        subtitle: `${beam}, A\u2032 above ${above_GeV} GeV; true beam energy less that of the A\u2032, no detector`,
        curves,
      });
}

/** The powers of ten around the bins that hold something. */
function decades(rows: readonly SpectrumRow[]): { low: number; high: number } {
  const filled = rows.map(({ per_GeV }) => per_GeV).filter((value) => value > 0);
  if (filled.length === 0) return { low: 1, high: 10 };
  const low = Math.floor(Math.log10(filled.reduce((a, b) => Math.min(a, b))));
  const high = Math.ceil(Math.log10(filled.reduce((a, b) => Math.max(a, b))));
  return { low: Number(`1e${low}`), high: Number(`1e${Math.max(high, low + 1)}`) };
}

export function spectrumCsv({ kind, epsilon, run, above_GeV, rows }: Spectrum): Promise<string> {
  const isEmission = kind === "emission";
  const columns = [
    { name: "mass", unit: "MeV" },
    { name: "method" },
    { name: "from", unit: "GeV" },
    { name: "to", unit: "GeV" },
    { name: isEmission ? "dN/dE per electron on target" : "share of events", unit: "1/GeV" },
    { name: "error", unit: "1/GeV" },
  ];
  const cells = rows.map((row) => [
    row.mass_MeV,
    row.method,
    row.from_GeV,
    row.to_GeV,
    row.per_GeV,
    row.error_per_GeV,
  ]);
  const title = isEmission
    ? `Energies of A' emitted in the target, epsilon = ${plainOrPower(epsilon)}`
    : "Energy of the beam electron less that of the A', as shares of the events";
  return tableText(columns, cells, [
    `${title}, ${run}`,
    `source: NA64-2018 ${isEmission ? "Fig. 4" : "Fig. 6, but true energies without detector"}`,
    `obtained: simulated by aprime ${version()}, yield --spectrum ${kind}`,
    `note: A' above ${above_GeV} GeV; etl is exact at tree level, iww its approximation; errors are statistical`,
  ]);
}
