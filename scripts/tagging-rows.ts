import { markdownTable } from "markdown-table";
import { tableText } from "../src/node/write-table.ts";
import type { Efficiency } from "../src/statistics/efficiency.ts";
import { GeV } from "../src/units.ts";
import { counterRates, knockOnTagRate, type TaggingEvents, tagRate, type Window } from "./tagging-events.ts";

/** How often one kind of particle is tagged: an element of the document of --json. */
export interface TagRow {
  readonly particle: string;
  readonly energy_GeV: number;
  /** Share in the window and in time, counter by counter. */
  readonly counter_1: number;
  readonly counter_2: number;
  readonly counter_3: number;
  /** All three. */
  readonly tagged: number;
  readonly low: number;
  readonly high: number;
  /** Whether knock-on electrons were forced, and weighted. */
  readonly weighted: boolean;
  readonly status: "calibrated" | "predicted";
}

export interface TagRequest {
  readonly events: TaggingEvents;
  readonly window: Window;
  readonly count: number;
  /** Nominal energy of the beam, to whose electrons the light was calibrated. */
  readonly beamEnergy: number;
  /** Whether the light of the card was calibrated to those electrons. */
  readonly isCalibrated: boolean;
}

/** Electrons of the energies, then what is tagged of pions: by knock-on electrons alone, and with the other particles of the run. */
export function tagRows(
  energies: readonly number[],
  { events, window, count, beamEnergy, isCalibrated }: TagRequest,
): TagRow[] {
  const electrons = energies.map((energy) => {
    const seen = events.electrons(energy, count);
    const status = isCalibrated && energy === beamEnergy ? "calibrated" : "predicted";
    return row("electron", energy, counterRates(seen, window), tagRate(seen, window), { status });
  });
  const knockOns = knockOnTagRate(events, window, 10 * count);
  const among = events.pionsAmongOthers(count);
  return [
    ...electrons,
    row("pion, knock-ons alone", beamEnergy, knockOns.counters, knockOns, { weighted: true }),
    row("pion, other particles", beamEnergy, counterRates(among, window), tagRate(among, window)),
  ];
}

function row(
  particle: string,
  energy: number,
  counters: readonly number[],
  { value, low, high }: Efficiency,
  { weighted = false, status = "predicted" }: Partial<Pick<TagRow, "weighted" | "status">> = {},
): TagRow {
  const [counter_1, counter_2, counter_3] = counters as [number, number, number];
  const energy_GeV = Number((energy / GeV).toPrecision(15));
  return {
    particle,
    energy_GeV,
    counter_1,
    counter_2,
    counter_3,
    tagged: value,
    low,
    high,
    weighted,
    status,
  };
}

/** The rows as a table for people. */
export function tagText(rows: readonly TagRow[]): string {
  return markdownTable(
    [
      ["particle", "GeV", "1", "2", "3", "all three", "68 %", "status"],
      ...rows.map((row) => [
        row.particle,
        String(row.energy_GeV),
        short(row.counter_1),
        short(row.counter_2),
        short(row.counter_3),
        short(row.tagged),
        `${short(row.low)} - ${short(row.high)}`,
        row.status,
      ]),
    ],
    { align: ["l", "r", "r", "r", "r", "r", "r", "l"] },
  );
}

export function tagCsv(rows: readonly TagRow[], comments: readonly string[]): Promise<string> {
  const columns = [
    { name: "particle" },
    { name: "energy", unit: "GeV" },
    ...["counter 1", "counter 2", "counter 3", "tagged", "low", "high"].map((name) => ({ name, unit: "1" })),
    { name: "weighted" },
    { name: "status" },
  ];
  return tableText(
    columns,
    rows.map((row) => [
      row.particle,
      row.energy_GeV,
      row.counter_1,
      row.counter_2,
      row.counter_3,
      row.tagged,
      row.low,
      row.high,
      row.weighted ? "yes" : "no",
      row.status,
    ]),
    comments,
  );
}

/** 0.9723, 0.0073, 7.0e-10. */
export function short(share: number): string {
  if (share === 0) return "0";
  if (share >= 1e-3) return share.toFixed(4);
  return share.toExponential(1);
}
