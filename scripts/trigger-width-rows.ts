import { markdownTable } from "markdown-table";
import { beamRate } from "../src/beam/intensity.ts";
import { tableText } from "../src/node/write-table.ts";
import { triggerDeadWindow } from "../src/readout/trigger-dead-window.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { GeV, ns } from "../src/units.ts";
import { version } from "./version.ts";

/** How long another beam electron vetoes an event by the trigger's ECAL sum: an element of the document of --json. */
export interface TriggerWidthRow {
  readonly run: string;
  readonly width_ns: number;
  readonly gate_ns: number;
  /** What the event leaves in the ECAL. */
  readonly deposit_GeV: number;
  readonly tau_ns: number;
  readonly smearing_GeV: number;
  /** With the smearing of sum and threshold. */
  readonly tauSmeared_ns: number;
  /** exp(-R tau), with the smearing, at the rate of the run. */
  readonly survives: number;
}

/** The numbers of the ECAL's card that its trigger has, as its schema has checked them. */
interface TriggerCard {
  readonly triggerGate: number;
  readonly triggerSmearing: number;
}

export function triggerWidthRows(
  { name, beam, msadc, detector, cuts }: RunCard,
  widths: readonly number[],
  deposits: readonly number[],
): TriggerWidthRow[] {
  const { triggerGate: gate, triggerSmearing } = detector.ecal as TriggerCard;
  const { below: threshold } = cuts["missing-energy-trigger"] as { below: number };
  return widths.flatMap((width) =>
    deposits.map((deposit) => {
      const tau = (smearing: number): number =>
        triggerDeadWindow(msadc, { width, gate }, { deposit, other: beam.momentum, threshold, smearing });
      const smeared = tau(triggerSmearing);
      return {
        run: name,
        width_ns: width / ns,
        gate_ns: gate / ns,
        deposit_GeV: deposit / GeV,
        tau_ns: tau(0) / ns,
        smearing_GeV: triggerSmearing / GeV,
        tauSmeared_ns: smeared / ns,
        survives: Math.exp(-beamRate(beam.intensityMean, beam) * smeared),
      };
    }),
  );
}

const about =
  "tau = -ln(survival) / rate among other electrons of the beam energy; of an event that leaves this energy in the ECAL";

/** The rows as a table for people. */
export function triggerWidthText(rows: readonly TriggerWidthRow[]): string {
  const { run, gate_ns, smearing_GeV } = rows[0]!;
  const table = markdownTable(
    [
      ["width [ns]", "in the ECAL [GeV]", "tau [ns]", "tau, smeared [ns]", "survive in the run [%]"],
      ...rows.map((row) => [
        short(row.width_ns),
        short(row.deposit_GeV),
        row.tau_ns.toFixed(1),
        row.tauSmeared_ns.toFixed(1),
        (100 * row.survives).toFixed(1),
      ]),
    ],
    { align: ["r", "r", "r", "r", "r"] },
  );
  return `${run}: dead window of the trigger's ECAL sum against the width of its pulse; gate ${short(gate_ns)} ns, smearing ${short(smearing_GeV)} GeV\n\n${table}\n\n${about}.`;
}

export function triggerWidthCsv(rows: readonly TriggerWidthRow[]): Promise<string> {
  const columns = [
    { name: "run" },
    { name: "width", unit: "ns" },
    { name: "gate", unit: "ns" },
    { name: "energy in the ECAL", unit: "GeV" },
    { name: "tau", unit: "ns" },
    { name: "smearing", unit: "GeV" },
    { name: "tau smeared", unit: "ns" },
    { name: "survives", unit: "1" },
  ];
  return tableText(
    columns,
    rows.map((row) => Object.values(row)),
    [
      "Dead window of the trigger's ECAL sum",
      "source: NA64-2018 Eq. (14)",
      `obtained: computed by aprime ${version()}, efficiency --trigger-width`,
      `note: ${about}`,
    ],
  );
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
