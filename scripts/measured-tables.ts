import type { MeasuredTable } from "./measured-table.ts";
import { measuredTable1 } from "./measured-table-1.ts";
import { measuredTable2 } from "./measured-table-2.ts";
import { measuredTable3 } from "./measured-table-3.ts";

/** The tables of the paper that `aprime compare` simulates. To add one: its file, a list in data/comparisons, and an entry here. */
export const measuredTables: readonly MeasuredTable[] = [measuredTable1, measuredTable2, measuredTable3];

/** Those that have no list yet. */
export const notYet: readonly string[] = ["IV", "V"];
