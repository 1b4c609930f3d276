import { markdownTable } from "markdown-table";
import { particleName } from "../src/event/particle-names.ts";
import type { CellEnergy } from "../src/simulation/cell-energies.ts";
import type { EventRecord, TrueParticle } from "../src/simulation/event-record.ts";
import { MeV } from "../src/units.ts";
import type { Fact } from "./display-facts.ts";

/** Cells with less, true and reconstructed, are not listed. */
const leastListed = 50 * MeV;

/** Rows that a table has at most, so that one event at a high rate stays a page. */
const mostRows = 60;

export interface DisplayWords {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly record: EventRecord;
  readonly cells: readonly CellEnergy[];
}

/** One event for a terminal of 80 columns: what it is, its particles, and its cells. */
export function displayText({ title, facts, record: { particles }, cells }: DisplayWords): string {
  const listed = cells.filter(({ own, others, found }) => Math.max(own, others, found) >= leastListed);
  return [
    title,
    facts.map(([name, words]) => `  ${name.padEnd(14)}${words}`).join("\n"),
    "Particles; origin 0 is the one that triggers, 1 and up are other beam particles:",
    table(
      ["", "kind", "GeV", "z [m]", "to [m]", "x [mm]", "ns", "origin", "of"],
      particles.map(particleRow),
      ["r", "l", "r", "r", "r", "r", "r", "r", "r"],
    ),
    `Cells from ${leastListed / MeV} MeV on, in GeV: left by origin 0, by others, and reconstructed;\nE_ECAL adds what is expected in cells below threshold:`,
    table(
      ["cell", "x [mm]", "y [mm]", "origin 0", "others", "found", "at [ns]"],
      listed.toSorted(byEnergy).map(cellRow),
      ["l", "r", "r", "r", "r", "r", "r"],
    ),
  ].join("\n\n");
}

/** The hottest first, by what belongs to the trigger, then by what others left. */
export function byEnergy(a: CellEnergy, b: CellEnergy): number {
  return Math.max(b.own, b.found) - Math.max(a.own, a.found) || b.others - a.others;
}

function table(head: string[], rows: readonly string[][], align: string[]): string {
  if (rows.length === 0) return "  none";
  const left = rows.length - mostRows;
  const more = left > 0 ? `\n\nand ${left} more; --json has all` : "";
  return markdownTable([head, ...rows.slice(0, mostRows)], { align, padding: true }) + more;
}

function particleRow({ kind, energy, x, z, time, origin, parent, end }: TrueParticle, p: number): string[] {
  return [
    String(p),
    particleName(kind),
    energy.toFixed(3),
    (z / 1000).toFixed(3),
    Number.isFinite(end) ? (end / 1000).toFixed(3) : "",
    x.toFixed(1),
    time.toFixed(1),
    String(origin),
    parent < 0 ? "" : String(parent),
  ];
}

function cellRow({ block, column, row, x, y, own, others, found, channel }: CellEnergy): string[] {
  return [
    cellName({ block, column, row }),
    x.toFixed(0),
    y.toFixed(0),
    own.toFixed(3),
    others.toFixed(3),
    found.toFixed(3),
    found === 0 || Number.isNaN(channel.time) ? "" : channel.time.toFixed(1),
  ];
}

/** Such as "ECAL 3,2": column in x and row in y, from 0. */
export function cellName({ block, column, row }: Pick<CellEnergy, "block" | "column" | "row">): string {
  return `${block} ${column},${row}`;
}
