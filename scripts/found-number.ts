import { markdownTable } from "markdown-table";
import type { Estimate } from "../src/statistics/estimate.ts";
import { plainOrPower } from "./yield-rows.ts";

/** A number that was found by simulation, beside that of the paper. */
export interface FoundNumber {
  readonly quantity: string;
  /** Of which sample it is, or of which selection of it: a column of the table. */
  readonly sample: string;
  /** None where there are too few events to tell. */
  readonly value: number | null;
  /** Statistical. */
  readonly error: number | null;
  readonly unit: "GeV" | "1";
  /** What the paper has for it, if it has. */
  readonly paper: number | null;
  /** Whether the paper has it as an upper limit. */
  readonly paperIsLimit?: true;
  /** Whether the paper's number set a scale that this one hangs on: then it is no prediction. */
  readonly status: "predicted" | "calibrated";
}

/** One that was found, or of which there was too little to tell. */
export function foundNumber(
  quantity: string,
  sample: string,
  found: Estimate | undefined,
  more: Partial<Pick<FoundNumber, "unit" | "status" | "paperIsLimit">> & { paper?: number | undefined } = {},
): FoundNumber {
  const known = found !== undefined && Number.isFinite(found.mean) && Number.isFinite(found.error);
  return {
    quantity,
    sample,
    value: known ? found.mean : null,
    error: known ? found.error : null,
    unit: more.unit ?? "1",
    paper: more.paper ?? null,
    ...(more.paperIsLimit && { paperIsLimit: true }),
    status: more.status ?? "predicted",
  };
}

/** The numbers as a table for people: a column for each sample. */
export function numbersTable(numbers: readonly FoundNumber[]): string {
  const samples = [...new Set(numbers.map(({ sample }) => sample))];
  const quantities = [...new Set(numbers.map(({ quantity }) => quantity))];
  const rows = quantities.map((quantity) => {
    const own = numbers.filter((one) => one.quantity === quantity);
    const { unit } = own[0]!;
    const published = own.find(({ paper }) => paper !== null);
    return [
      unit === "1" ? quantity : `${quantity} [${unit}]`,
      ...samples.map((sample) => {
        const found = own.find((one) => one.sample === sample);
        return found === undefined ? "" : valueText(found);
      }),
      published === undefined
        ? ""
        : `${published.paperIsLimit ? "< " : ""}${plainOrPower(Number(published.paper!.toPrecision(3)))}${published.status === "calibrated" ? " (scale)" : ""}`,
    ];
  });
  const align = ["l", ...samples.map(() => "r"), "r"];
  return markdownTable([["", ...samples, "paper"], ...rows], { align });
}

/** "5.03 ± 0.02", with two digits of the error. */
function valueText({ value, error }: FoundNumber): string {
  if (value === null || error === null) return "too few events";
  if (error === 0)
    return Math.abs(value) < 1e-3 && value !== 0 ? value.toExponential(3) : value.toPrecision(4);
  if (Math.abs(value) < 1e-3 && value !== 0) {
    const power = Math.floor(Math.log10(Math.abs(value)));
    const scale = Number(`1e${power}`);
    return `(${(value / scale).toFixed(3)} ± ${(error / scale).toFixed(3)})e${power}`;
  }
  const digits = Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(error))));
  return `${value.toFixed(digits)} ± ${error.toFixed(digits)}`;
}
