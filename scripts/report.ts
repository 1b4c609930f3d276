import { markdownTable } from "markdown-table";
import type { Cutflow } from "../src/selection/cutflow.ts";
import type { Efficiency } from "../src/statistics/efficiency.ts";

/** "95.12 +0.03 -0.04": an efficiency in per cent with its interval, to the precision of the interval. */
export function percent({ value, low, high }: Efficiency): string {
  if (Number.isNaN(value)) return "no events";
  const up = 100 * (high - value);
  const down = 100 * (value - low);
  const largest = Math.max(up, down, 1e-4);
  const digits = Math.min(3, Math.max(0, 1 - Math.floor(Math.log10(largest))));
  return `${(100 * value).toFixed(digits)} +${up.toFixed(digits)} -${down.toFixed(digits)}`;
}

/** The cut flow as a table for people; `full` adds each cut alone and after all others. */
export function cutflowTable(flow: Cutflow, full: boolean): string {
  const head = ["cut", "events", "of those before [%]", "of all [%]"];
  const more = ["alone, of all [%]", "after all others [%]"];
  const rows = flow.rows.map(({ cut, events, relative, cumulative, alone, afterAllOthers }) => [
    cut,
    String(events),
    percent(relative),
    percent(cumulative),
    ...(full ? [percent(alone), percent(afterAllOthers)] : []),
  ]);
  const align = ["l", "r", "r", "r", "r", "r"].slice(0, full ? 6 : 4);
  const first = ["all", String(flow.events), "", "100", ...(full ? ["", ""] : [])];
  return markdownTable([full ? [...head, ...more] : head, first, ...rows], { align });
}

/** What stands below every cut flow. */
export const weighted =
  "Events are counted, percentages are of their weight; intervals hold 68.27 % (Clopper-Pearson, effective counts for weights).";
