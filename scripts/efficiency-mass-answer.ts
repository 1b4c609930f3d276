import { markdownTable } from "markdown-table";
import { type Curve, curvesFigure } from "../src/figures/curves.ts";
import type { JsonObject } from "../src/figures/specification.ts";
import { tableText } from "../src/node/write-table.ts";
import type { Answer } from "./answer.ts";
import { changedNumbers } from "./changed-numbers.ts";
import {
  factor,
  type MassResolutionRow,
  massResolutions,
  type Neighbours,
  signalEvents,
} from "./efficiency-mass-resolution.ts";
import { version } from "./version.ts";

/** The document of --json. */
export interface MassResolutionDocument {
  readonly run: string;
  readonly algorithm: string;
  readonly seed: string;
  /** Of each shape. */
  readonly events: number;
  readonly version: string;
  readonly changed: readonly string[];
  readonly rows: readonly MassResolutionRow[];
  readonly notes: readonly string[];
}

const notes = [
  `Least error of ln m that any unbiased estimate by the shape of E_ECAL can have (Cramer-Rao), of A' that pass the selection signal; 0.1 is 10 % of the mass. Not its rate: that goes with epsilon squared. The slope is that between masses a factor ${factor} below and above, in 12 bins.`,
  "True energy: what all A' events in the signal box leave in the ECAL, before any cut. The difference is what cuts and resolution take from it.",
  "The same A' events at each intensity. Information is of one event, its error is of the simulated ones, whose fluctuations are taken off by the jackknife. In brackets is what that error allows; up, where there may be no information at all. No background, and the beam and detector known.",
] as const;

/** What the shape of E_ECAL says about the mass of the A', Sec. VI.A. */
export async function massResolutionAnswer(all: readonly Neighbours[], quiet: boolean): Promise<Answer> {
  const rows = await massResolutions(all, quiet);
  const { card, plan, range } = all[0]!.lower;
  const document: MassResolutionDocument = {
    run: card.name,
    algorithm: card.pileup.algorithm,
    seed: plan.seed,
    events: range.end - range.first,
    version: version(),
    changed: changedNumbers(plan.card).filter((change) => !change.startsWith("beam.intensity")),
    rows,
    notes,
  };
  return {
    document,
    text: textOf(document),
    csv: () => csvOf(document),
    figure: () => massResolutionFigure(document),
  };
}

/** Only the first is shown in words, for the others follow from it. */
function textOf({ run, algorithm, rows, events, seed, version, changed, notes }: MassResolutionDocument) {
  const table = markdownTable(
    [
      [
        "MeV",
        "electrons per spill",
        "information, true energy",
        "information",
        ...signalEvents.map((count) => `${count} A'`),
      ],
      ...rows
        .filter((_, k) => k % signalEvents.length === 0)
        .map(({ mass_MeV, electrons_per_spill, ...row }) => [
          String(mass_MeV),
          String(electrons_per_spill),
          informationText(row.trueInformation, row.trueInformationError),
          informationText(row.information, row.informationError),
          ...rows
            .filter((row) => row.mass_MeV === mass_MeV && row.electrons_per_spill === electrons_per_spill)
            .map(errorText),
        ]),
    ],
    { align: ["r", "r", "r", "r", ...signalEvents.map(() => "r" as const)] },
  );
  return [
    `${run}, ${algorithm}: least error of ln m by the shape of E_ECAL`,
    table,
    [
      `${events} events of each shape, seed ${JSON.stringify(seed)}, aprime ${version}.`,
      ...(changed.length === 0 ? [] : [`Changed: ${changed.join(", ")}.`]),
      ...notes,
    ].join("\n"),
  ].join("\n\n");
}

/** With the ends that the error of the information allows, of which the upper one may be none. */
export function errorText({
  error,
  errorLow,
  errorHigh,
}: Pick<MassResolutionRow, "error" | "errorLow" | "errorHigh">): string {
  const low = errorLow === null ? "" : errorLow.toFixed(2);
  if (error === null) return low === "" ? "not known" : `above ${low}`;
  return errorHigh === null
    ? `${error.toFixed(2)} (${low} up)`
    : `${error.toFixed(2)} (${low}-${errorHigh.toFixed(2)})`;
}

function informationText(information: number, error: number): string {
  if (Number.isNaN(information)) return "no events";
  return `${information.toFixed(4)} ± ${Number.isNaN(error) ? "?" : error.toFixed(4)}`;
}

function csvOf({ run, algorithm, rows, events, seed, version, changed, notes }: MassResolutionDocument) {
  return tableText(
    [
      { name: "mass", unit: "MeV" },
      { name: "intensity", unit: "1/spill" },
      ...[
        "signal events",
        "information",
        "information error",
        "true information",
        "true information error",
        "error of ln m",
        "low",
        "high",
      ].map((name) => ({ name, unit: "1" })),
    ],
    rows.map((row) => [
      ...[row.mass_MeV, row.electrons_per_spill, row.signalEvents, row.information, row.informationError],
      ...[row.trueInformation, row.trueInformationError],
      ...[row.error, row.errorLow, row.errorHigh].map((value) => value ?? Number.NaN),
    ]),
    [
      `Least error of the mass of the A' by the shape of E_ECAL, ${run}`,
      "source: NA64-2018 Sec. VI.A",
      `obtained: simulated by aprime ${version}, efficiency --mass-resolution`,
      `note: ${[`${algorithm}, ${events} events of each shape, seed ${JSON.stringify(seed)}`, ...changed].join(", ")}`,
      ...notes.map((note) => `note: ${note}`),
    ],
  );
}

/** Number of signal events of the picture. */
const shown = 100;

/** Against the intensity, a curve for each mass. */
export function massResolutionFigure({
  run,
  algorithm,
  rows,
  events,
  seed,
}: MassResolutionDocument): JsonObject {
  const own = rows.filter((row) => row.signalEvents === shown);
  const farthest = 1.1e-6 * Math.max(...own.map(({ electrons_per_spill }) => electrons_per_spill));
  // Where the information may be none, the bar has no end.
  const most = 1.1 * Math.max(1, ...own.map(({ error, errorHigh }) => errorHigh ?? error ?? 0));
  return curvesFigure({
    x: { title: "10^{6} electrons per spill", scale: "linear", low: 0, high: farthest },
    y: { title: "least error of ln m", scale: "linear", low: 0, high: most },
    title: `Mass of the A' by the shape of E_{ECAL}, ${shown} events`,
    subtitle: `${run}, ${algorithm}; ${events} simulated events of each shape, seed ${seed}`,
    curves: [...new Set(own.map(({ mass_MeV }) => mass_MeV))].map(
      (mass, k): Curve => ({
        label: `${mass} MeV`,
        colour: k % 7,
        measured: true,
        joined: true,
        points: own
          .filter(({ mass_MeV }) => mass_MeV === mass)
          .map(({ electrons_per_spill, error, errorLow, errorHigh }) => [
            1e-6 * electrons_per_spill,
            error ?? Number.NaN,
            { from: errorLow ?? 0, to: errorHigh ?? 2 * most },
          ]),
      }),
    ),
  });
}
