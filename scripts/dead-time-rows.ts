import { markdownTable } from "markdown-table";
import { beamRate } from "../src/beam/intensity.ts";
import { tableText } from "../src/node/write-table.ts";
import { deadShare } from "../src/readout/daq-dead-time.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { us } from "../src/units.ts";
import { version } from "./version.ts";

/** What the DAQ loses in a run: an element of the document of --json. The last is the mean over the electrons on target. */
export interface DeadTimeRow {
  readonly run: string;
  readonly electronsOnTarget: number;
  readonly intensity: number;
  readonly beamRate_MHz: number;
  readonly triggerRate_kHz: number;
  readonly deadTime_us: number;
  readonly deadShare: number;
}

/** Share of the triggers of a run that the DAQ loses at its mean intensity, with the suppression of its card. */
export function deadShareOf({ beam, daq }: Pick<RunCard, "beam" | "daq">): number {
  return deadShare(beamRate(beam.intensityMean, beam) / daq.triggerSuppression, daq.deadTime);
}

export function deadTimeRows(cards: readonly RunCard[]): DeadTimeRow[] {
  const rows = cards.map(({ name, exposure, beam, daq }) => {
    const rate = beamRate(beam.intensityMean, beam);
    return {
      run: name,
      electronsOnTarget: exposure.electronsOnTarget,
      intensity: beam.intensityMean,
      beamRate_MHz: rate * us,
      triggerRate_kHz: (1e3 * rate * us) / daq.triggerSuppression,
      deadTime_us: daq.deadTime / us,
      deadShare: deadShareOf({ beam, daq }),
    };
  });
  const all = rows.reduce((sum, { electronsOnTarget }) => sum + electronsOnTarget, 0);
  const mean = (key: Exclude<keyof DeadTimeRow, "run">): number =>
    rows.reduce((sum, row) => sum + row.electronsOnTarget * row[key], 0) / all;
  return [
    ...rows,
    {
      run: "all",
      electronsOnTarget: all,
      intensity: mean("intensity"),
      beamRate_MHz: mean("beamRate_MHz"),
      triggerRate_kHz: mean("triggerRate_kHz"),
      deadTime_us: mean("deadTime_us"),
      deadShare: mean("deadShare"),
    },
  ];
}

const about =
  "Dead share R tau / (1 + R tau) at the mean intensity of each run; the last row is the mean over the electrons on target, whose 7.4 % of Sec. VI.B the dead time was calibrated to";

/** The rows as a table for people. */
export function deadTimeText(rows: readonly DeadTimeRow[]): string {
  const table = markdownTable(
    [
      ["run", "electrons per spill", "beam [MHz]", "triggers [kHz]", "dead [%]"],
      ...rows.map((row) => [
        row.run,
        String(Number(row.intensity.toPrecision(3))),
        row.beamRate_MHz.toFixed(3),
        row.triggerRate_kHz.toFixed(2),
        (100 * row.deadShare).toFixed(2),
      ]),
    ],
    { align: ["l", "r", "r", "r", "r"] },
  );
  return `Dead time of the DAQ, ${Number(rows[0]!.deadTime_us.toPrecision(4))} us after each trigger\n\n${table}\n\n${about}.`;
}

export function deadTimeCsv(rows: readonly DeadTimeRow[]): Promise<string> {
  const columns = [
    { name: "run" },
    { name: "electrons on target", unit: "1" },
    { name: "intensity", unit: "1/spill" },
    { name: "beam rate", unit: "MHz" },
    { name: "trigger rate", unit: "kHz" },
    { name: "dead time", unit: "us" },
    { name: "dead share", unit: "1" },
  ];
  return tableText(
    columns,
    rows.map((row) => Object.values(row)),
    [
      "Dead time of the DAQ",
      "source: NA64-2018 Sec. VI.B",
      `obtained: computed by aprime ${version()}, efficiency --dead-time`,
      `note: ${about}`,
    ],
  );
}
