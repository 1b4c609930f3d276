import { markdownTable } from "markdown-table";
import { tableText } from "../src/node/write-table.ts";
import type { Answer } from "./answer.ts";
import type { SystematicRow, VariationRow } from "./systematics-rows.ts";
import { version } from "./version.ts";

/** A' in the signal box by another cross section, over those exact at tree level. */
export interface CrossSectionRatio {
  readonly mass_MeV: number;
  readonly method: string;
  readonly overExact: number;
}

/** The document of --json. */
export interface SystematicsDocument {
  readonly run: string;
  /** Of the systematics card. */
  readonly card: string;
  readonly events: number;
  readonly seed: string;
  readonly version: string;
  readonly changed: readonly string[];
  readonly rows: readonly SystematicRow[];
  readonly variations: readonly VariationRow[];
  readonly crossSections: readonly CrossSectionRatio[];
  readonly notes: readonly string[];
}

/** What must be known to read the numbers. */
export const systematicsNotes = [
  "The largest change of the weight that passes the selection signal, of the same events with the numbers of the run card and with each variation; its error is that of the pair. Of changes within their errors the largest is more than there is. 0 is of a source by which no simulated event fares otherwise: its error is not known.",
  "The paper prints a total of 9 % (8 %), which leaves out the cross section: its rows add up to 9.3 % (8.4 %) without and 13.6 % (13.0 %) with it. Totals of the paper are these sums. The paper tells no range: those of the card are its own, none was set to Table III.",
];

/** Tables for people, the document, and all rows as CSV. */
export function systematicsAnswer(document: SystematicsDocument): Answer {
  return { document, text: textOf(document), csv: () => csvOf(document) };
}

function textOf({
  run,
  card,
  events,
  seed,
  changed,
  rows,
  variations,
  crossSections,
  notes,
  ...made
}: SystematicsDocument): string {
  const masses = [...new Set(rows.map(({ mass_MeV }) => mass_MeV))];
  const sources = [...new Set(rows.map(({ source }) => source))];
  const ofSource = (source: string, mass: number): SystematicRow =>
    rows.find((row) => row.source === source && row.mass_MeV === mass)!;
  const errors = markdownTable(
    [
      ["source", ...masses.flatMap((mass) => [`${mass} MeV`, "paper"]), "status"],
      ...sources.map((source) => [
        source,
        ...masses.flatMap((mass) => {
          const { error, statisticalError, paper } = ofSource(source, mass);
          return [measured(error, statisticalError), paper === null ? "" : perCent(paper, 3)];
        }),
        ofSource(source, masses[0]!).status.replace("simulated, range ", ""),
      ]),
    ],
    { align: ["l", ...masses.flatMap(() => ["r", "r"]), "l"] },
  );
  const names = [...new Set(variations.map(({ variation }) => variation))];
  const changes = markdownTable(
    [
      ["variation", ...masses.map((mass) => `change at ${mass} MeV`), "range"],
      ...names.map((name) => {
        const of = masses.map(
          (mass) => variations.find((row) => row.variation === name && row.mass_MeV === mass)!,
        );
        return [name, ...of.map(({ shift, error }) => signed(shift, error)), of[0]!.status];
      }),
    ],
    { align: ["l", ...masses.map(() => "r"), "l"] },
  );
  const ratios = masses.map((mass) => {
    const each = crossSections.filter(({ mass_MeV }) => mass_MeV === mass);
    return `${each.map(({ method, overExact }) => `${method} ${overExact.toFixed(2)}`).join(", ")} at ${mass} MeV`;
  });
  return [
    `${run}: systematic errors of the rate of A' events in %, by the card ${card}`,
    errors,
    changes,
    [
      `${events} events of each variation and mass, seed ${JSON.stringify(seed)}, aprime ${made.version}.`,
      ...(changed.length === 0 ? [] : [`Changed: ${changed.join(", ")}.`]),
      ...(ratios.length === 0
        ? []
        : [`A' in the signal box over those exact at tree level: ${ratios.join("; ")}.`]),
      ...notes,
    ].join("\n"),
  ].join("\n\n");
}

function perCent(value: number, digits: number): string {
  return String(Number((100 * value).toPrecision(digits)));
}

function measured(error: number, statistical: number): string {
  if (Number.isNaN(error)) return "nothing left";
  return statistical === 0
    ? perCent(error, 3)
    : `${(100 * error).toFixed(1)} ± ${(100 * statistical).toFixed(1)}`;
}

function signed(shift: number, error: number): string {
  if (Number.isNaN(shift)) return "nothing left";
  return `${shift < 0 ? "-" : "+"}${(100 * Math.abs(shift)).toFixed(1)} ± ${(100 * error).toFixed(1)}`;
}

function csvOf({
  run,
  card,
  events,
  seed,
  changed,
  rows,
  variations,
  notes,
}: SystematicsDocument): Promise<string> {
  const columns = [
    { name: "run" },
    { name: "mass", unit: "MeV" },
    { name: "source" },
    { name: "variation" },
    { name: "change", unit: "1" },
    { name: "statistical error", unit: "1" },
    { name: "paper", unit: "1" },
    { name: "status" },
  ];
  const cells = [
    ...rows.map((row) => [
      ...[row.run, row.mass_MeV, row.source, ""],
      ...[row.error, row.statisticalError, row.paper ?? Number.NaN, row.status],
    ]),
    ...variations.map((row) => [
      ...[row.run, row.mass_MeV, row.source, row.variation],
      ...[row.shift, row.error, Number.NaN, row.status],
    ]),
  ];
  return tableText(columns, cells, [
    `Systematic errors of the rate of A' events: ${run}`,
    "source: NA64-2018 Table III",
    `obtained: simulated by aprime ${version()}, scripts/systematics.ts, with the card ${card}`,
    `note: ${events} events of each variation and mass, seed ${JSON.stringify(seed)}`,
    "note: the rows without a variation are the errors, each the largest change by its variations without its sign; the others are the changes",
    ...(changed.length === 0 ? [] : [`note: changed: ${changed.join(", ")}`]),
    ...notes.map((note) => `note: ${note}`),
  ]);
}
