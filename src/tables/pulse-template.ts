import { z } from "zod";
import { plain } from "./quantity.ts";

/** Largest height at the begin and at the end of a table, over its peak: before it there is nothing, behind it the pulse goes on falling. */
const [begin, end] = [0.01, 0.1];

/** What makes a list of heights no pulse, in words; undefined if it is one. */
function problemOf(heights: readonly number[]): string | undefined {
  if (heights.length < 8) return `has ${heights.length} heights: a pulse takes at least 8`;
  const peak = Math.max(...heights);
  const top = heights.indexOf(peak);
  const least = heights.findIndex((height) => height < 0);
  if (least >= 0) return `falls below 0 at height ${least + 1}, ${heights[least]}: take the pedestal off`;
  if (peak === 0) return "is 0 throughout";
  const turn = heights.findIndex(
    (height, k) => k > 0 && (k <= top ? height < heights[k - 1]! : height > heights[k - 1]!),
  );
  if (turn >= 0) {
    const way = turn <= top ? "falls before its highest" : "rises behind its highest";
    return `has more than one maximum: it ${way}, at height ${turn + 1}, ${heights[turn]}`;
  }
  if (heights[0]! > begin * peak)
    return `begins at ${heights[0]}, more than 1 % of its highest: begin earlier`;
  if (heights.at(-1)! > end * peak)
    return `ends at ${heights.at(-1)}, more than 10 % of its highest: go on with it`;
  if (heights.filter((height) => height > 0.1 * peak).length < 4)
    return "has fewer than 4 heights above a tenth of its highest: take smaller steps";
  return undefined;
}

/** The heights of a measured pulse, from the pedestal on, in any unit; none is an empty list. */
export function pulseTemplate(about: string): z.ZodType<number[], unknown> {
  return z.array(plain(about)).superRefine((heights, context) => {
    const problem = heights.length === 0 ? undefined : problemOf(heights);
    if (problem !== undefined) context.addIssue({ code: "custom", message: `${problem} (${about})` });
  });
}
