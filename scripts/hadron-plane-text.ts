import { markdownTable } from "markdown-table";
import { tableText } from "../src/node/write-table.ts";
import { type RegionRate, stages } from "./hadron-plane.ts";
import { regionNames } from "./hadron-regions.ts";

const columns = [...regionNames, "all"] as const;

/** A table for each stage: sources down, regions across, and what share of all each region has. */
export function planeText(rates: readonly RegionRate[]): string {
  return stages
    .map(({ name, about }) => {
      const own = rates.filter(({ stage }) => stage === name);
      const rowsOf = (source: string) =>
        columns.map((region) => own.find((row) => row.source === source && row.region === region)!);
      const sources = [...new Set(own.map(({ source }) => source))];
      const all = rowsOf("all");
      const whole = all.at(-1)!.perElectron;
      const share = ({ perElectron }: RegionRate): string =>
        whole === 0 ? "" : `${((100 * perElectron) / whole).toPrecision(3)} %`;
      const table = markdownTable(
        [
          ["", ...columns],
          ...sources.map((source) => [source, ...rowsOf(source).map(rateText)]),
          ["share", ...all.map(share)],
        ],
        { align: ["l", ...columns.map(() => "r")] },
      );
      return `${name}: ${about}\n\n${table}`;
    })
    .join("\n\n");
}

/** "(3.25 ± 0.04)e-4", with two digits of the error; "< 6e-5" where nothing was seen. */
export function rateText({ perElectron, error, atMost, events }: RegionRate): string {
  if (events === 0 || perElectron === 0) return `< ${atMost.toExponential(0)}`;
  return powerText(perElectron, error);
}

export function powerText(value: number, error: number): string {
  const power = Math.floor(Math.log10(value));
  const scale = Number(`1e${power}`);
  const digits = error > 0 ? Math.min(5, Math.max(0, 1 - Math.floor(Math.log10(error / scale)))) : 2;
  return `(${(value / scale).toFixed(digits)} ± ${(error / scale).toFixed(digits)})e${power}`;
}

export function planeCsv(rates: readonly RegionRate[], comments: readonly string[]): Promise<string> {
  return tableText(
    [
      { name: "stage" },
      { name: "source" },
      { name: "region" },
      ...["events per electron", "error", "at most where none is seen", "simulated events"].map((name) => ({
        name,
        unit: "1",
      })),
    ],
    rates.map(({ stage, source, region, perElectron, error, atMost, events }) => [
      stage,
      source,
      region,
      perElectron,
      error,
      atMost,
      events,
    ]),
    comments,
  );
}
