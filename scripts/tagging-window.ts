import { colours, curvesFigure } from "../src/figures/curves.ts";
import type { JsonObject } from "../src/figures/specification.ts";
import { tableText } from "../src/node/write-table.ts";
import { GeV, MeV } from "../src/units.ts";
import { type TaggingEvents, tagRate } from "./tagging-events.ts";

/** Tag rate of electrons with one window. */
export interface WindowRow {
  readonly energy_GeV: number;
  readonly above_MeV: number;
  readonly below_MeV: number;
  readonly tagged: number;
  readonly low: number;
  readonly high: number;
}

/** The same events against every pair of edges. */
export function windowRows(
  events: TaggingEvents,
  energies: readonly number[],
  edges: { readonly above: readonly number[]; readonly below: readonly number[] },
  count: number,
): WindowRow[] {
  return energies.flatMap((energy) => {
    const seen = events.electrons(energy, count);
    return edges.below.flatMap((below) =>
      edges.above.map((above): WindowRow => {
        const { value, low, high } = tagRate(seen, { above, below });
        return {
          energy_GeV: digits(energy / GeV),
          above_MeV: digits(above / MeV),
          below_MeV: digits(below / MeV),
          tagged: value,
          low,
          high,
        };
      }),
    );
  });
}

function digits(value: number): number {
  return Number(value.toPrecision(12));
}

export function windowCsv(rows: readonly WindowRow[], comments: readonly string[]): Promise<string> {
  const columns = [
    { name: "energy", unit: "GeV" },
    { name: "above", unit: "MeV" },
    { name: "below", unit: "MeV" },
    ...["tagged", "low", "high"].map((name) => ({ name, unit: "1" })),
  ];
  const cells = rows.map(({ energy_GeV, above_MeV, below_MeV, tagged, low, high }) => [
    energy_GeV,
    above_MeV,
    below_MeV,
    tagged,
    low,
    high,
  ]);
  return tableText(columns, cells, comments);
}

/** Why a picture cannot be drawn of so many energies and upper edges, if so. */
export function refuseWindowPicture(energies: number, above: number, below: number): string | undefined {
  if (energies > 1)
    return `a picture of windows shows electrons of one energy, not of ${energies}: give one --energy`;
  if (above < 2) return "a picture of windows needs several values of --above, such as 0.3MeV:3MeV:log:9";
  if (below <= colours.length) return undefined;
  return `a picture can show ${colours.length} upper edges, not ${below}: give fewer values of --below`;
}

/** Tag rate against the lower edge, a curve for each upper one. */
export function windowFigure(rows: readonly WindowRow[], run: string): JsonObject {
  const uppers = [...new Set(rows.map(({ below_MeV }) => below_MeV))];
  return curvesFigure({
    x: { title: "lower edge [MeV]", scale: "log" },
    y: { title: "tagged by all three counters", scale: "linear" },
    title: "Electrons tagged by synchrotron radiation, against the window",
    subtitle: `electrons of ${rows[0]!.energy_GeV} GeV without other particles, ${run}`,
    curves: uppers.map((upper, colour) => ({
      label: `E < ${Number(upper.toPrecision(4))} MeV`,
      colour,
      points: rows
        .filter(({ below_MeV }) => below_MeV === upper)
        .map(({ above_MeV, tagged }) => [above_MeV, tagged] as const),
    })),
  });
}
