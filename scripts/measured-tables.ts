import type { MeasuredTable } from "./measured-table.ts";
import { measuredTable1 } from "./measured-table-1.ts";

/** The tables of the paper that `aprime compare` simulates. To add one: its file, a list in data/comparisons, and an entry here. */
export const measuredTables: readonly MeasuredTable[] = [measuredTable1];

/** Those that have no list yet. */
export const notYet: readonly string[] = ["II", "III", "IV", "V"];
