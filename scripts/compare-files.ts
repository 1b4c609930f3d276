import type { Checks } from "../src/tables/input-error.ts";
import type { CompareFlags, Find } from "./compare.ts";
import { answerOf } from "./compare-tables.ts";
import { compareRows } from "./comparison-rows.ts";
import { type Ours, readReference } from "./reference-table.ts";

/** Lays two files side by side: every quantity of the reference beside that of the same name in the result. */
export async function planFiles({ reference, result }: CompareFlags, checks: Checks): Promise<Find> {
  const read = (path: string | undefined, beside?: Ours) =>
    path === undefined
      ? undefined
      : readReference(path, beside).catch((error: unknown) => checks.keep(error));
  const ours = await read(result);
  const quantities = ours?.rows.map(({ quantity }) => quantity) ?? [];
  const known = `${result} has ${quantities.join(", ")}`;
  const theirs = await read(reference, ours && { unit: ours.unit, quantities, known });
  if (theirs === undefined || ours === undefined) return unreachable;
  return async (maxPull) => {
    const measured = new Map(
      ours.rows.map(({ quantity, value: mean, error }) => {
        return [quantity, { mean, error: Number.isNaN(error) ? 0 : error }] as const;
      }),
    );
    const statuses = new Map(ours.rows.map(({ quantity, status }) => [quantity, status] as const));
    const rows = compareRows(theirs.name, theirs, measured, statuses);
    return answerOf([{ table: theirs.name, unit: ours.unit, rows }], undefined, maxPull, ours.unit);
  };
}

/** In the place of a plan of files that could not be read, which the checks tell. */
const unreachable: Find = () => Promise.reject(new Error("files that cannot be read are compared"));
