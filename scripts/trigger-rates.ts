import { markdownTable } from "markdown-table";
import { beam } from "../generators/beam.ts";
import { beamComponents } from "../src/beam/components.ts";
import { beamRate } from "../src/beam/intensity.ts";
import { shippedSelection } from "../src/node/load-selection.ts";
import { tableText } from "../src/node/write-table.ts";
import type { RunKey } from "../src/random/run-key.ts";
import { deadShare } from "../src/readout/daq-dead-time.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { prepareSimulation } from "../src/simulation/simulate-batch.ts";
import { clopperPearson, type Efficiency } from "../src/statistics/efficiency.ts";
import { s } from "../src/units.ts";
import { deadShareOf } from "./dead-time-rows.ts";
import { percent } from "./report.ts";
import { version } from "./version.ts";

/** How often particles of one component of the beam fire the trigger: an element of the document of --json. */
export interface TriggerRow {
  readonly source: string;
  readonly about: string;
  /** Particles of the component per beam electron. */
  readonly perElectron: number;
  readonly events: number;
  /** Of these particles: all counters and no V1; then the PS too; then the ECAL sum too, which is the trigger of Eq. (14). */
  readonly counters: Efficiency;
  readonly preshower: Efficiency;
  readonly triggered: Efficiency;
  /** Triggers per beam electron, and per second of the spill. */
  readonly ratePerElectron: Efficiency;
  readonly rate_Hz: number;
}

export interface TriggerRates {
  readonly run: string;
  /** Electrons per spill. */
  readonly intensity: number;
  readonly rows: readonly TriggerRow[];
  readonly ratePerElectron: Efficiency;
  readonly rate_Hz: number;
  /** Beam electrons per trigger: the suppression of Sec. VI.B, which the paper has above about 100. */
  readonly suppression: Efficiency;
  /** Share of the triggers lost by the DAQ's dead time, at this rate and at the card's suppression, to which the dead time was calibrated. */
  readonly deadShare: number;
  readonly deadShareAtPublishedSuppression: number;
}

const batchSize = 4096;

/** Simulates as many particles of each component, each as the one that triggers, among the others of the run's intensity. */
export function triggerRates(card: RunCard, events: number, key: RunKey): TriggerRates {
  const { beam: setting, daq } = card;
  const { spillLength, intensityMean } = setting;
  const electronsPerSecond = intensityMean / (spillLength / s);
  const rows = beamComponents.map(({ name, about, abundance }): TriggerRow => {
    const [counters, preshower, triggered] = passed(card, name, events, key);
    const perElectron = abundance(setting);
    const ratePerElectron = scaled(triggered!, perElectron);
    return {
      source: name,
      about,
      perElectron,
      events,
      counters: counters!,
      preshower: preshower!,
      triggered: triggered!,
      ratePerElectron,
      rate_Hz: electronsPerSecond * ratePerElectron.value,
    };
  });
  const all = rows.map(({ ratePerElectron }) => ratePerElectron);
  const value = all.reduce((sum, rate) => sum + rate.value, 0);
  const total = {
    value,
    low: value - Math.hypot(...all.map((rate) => rate.value - rate.low)),
    high: value + Math.hypot(...all.map((rate) => rate.high - rate.value)),
  };
  return {
    run: card.name,
    intensity: intensityMean,
    rows,
    ratePerElectron: total,
    rate_Hz: electronsPerSecond * total.value,
    suppression: { value: 1 / total.value, low: 1 / total.high, high: 1 / total.low },
    deadShare: deadShare(beamRate(intensityMean, setting) * total.value, daq.deadTime),
    deadShareAtPublishedSuppression: deadShareOf(card),
  };
}

/** Of particles of one component: those that pass the first cut of the trigger, the first two, and all three. */
function passed(card: RunCard, component: string, events: number, key: RunKey): Efficiency[] {
  const generator = beam.prepare({ component }, card);
  const simulate = prepareSimulation(generator, card, key);
  const { cuts } = shippedSelection("trigger"); // in the order of the columns of a row
  const passes = cuts.map((cut) => cut.prepare(card.cuts[cut.name] ?? {}));
  const counts = cuts.map(() => 0);
  for (let first = 0; first < events; first += batchSize) {
    const { columns, size } = simulate(first, Math.min(batchSize, events - first));
    for (let i = 0; i < size; i++) {
      for (let k = 0; k < passes.length && passes[k]!(columns, i); k++) counts[k]! += 1;
    }
  }
  return counts.map((count) => clopperPearson(count, events));
}

function scaled({ value, low, high }: Efficiency, factor: number): Efficiency {
  return { value: factor * value, low: factor * low, high: factor * high };
}

/** The rates as a table for people. */
export function triggerText(rates: TriggerRates): string {
  const { run, intensity, rows, ratePerElectron, rate_Hz, suppression } = rates;
  const table = markdownTable(
    [
      ["source", "per electron", "counters [%]", "and PS [%]", "and ECAL sum [%]", "triggers per electron"],
      ...rows.map((row) => [
        row.source,
        String(row.perElectron),
        percent(row.counters),
        percent(row.preshower),
        percent(row.triggered),
        interval(row.ratePerElectron),
      ]),
      ["all", "", "", "", "", interval(ratePerElectron)],
    ],
    { align: ["l", "r", "r", "r", "r", "r"] },
  );
  const share = (value: number) => `${(100 * value).toPrecision(2)} %`;
  return `${table}

${run}, ${intensity} electrons per spill, ${rows[0]!.events} particles of each source: ${rate_Hz.toPrecision(3)} triggers per second of the spill,
one per ${whole(suppression.value)} electrons (${whole(suppression.low)} to ${whole(suppression.high)}). The paper has a suppression of about 100 or more (Sec. VI.B).
The DAQ is dead for ${share(rates.deadShare)} of these triggers; for ${share(rates.deadShareAtPublishedSuppression)} at a suppression of 100, with which its dead time was
calibrated to the mean of 7.4 % of Sec. VI.B.
${notSimulated}`;
}

/** What would trigger too. */
export const notSimulated =
  "Not simulated yet, and to be added: muon pairs in the target, interactions upstream.";

export function triggerCsv({ rows, run }: TriggerRates): Promise<string> {
  const columns = [
    { name: "source" },
    { name: "per electron", unit: "1" },
    { name: "particles", unit: "1" },
    ...["counters", "counters and PS", "triggered"].flatMap((name) => withInterval(name)),
    ...withInterval("triggers per electron"),
    { name: "rate", unit: "1/s" },
  ];
  const cells = rows.map((row) => [
    row.source,
    row.perElectron,
    row.events,
    ...[row.counters, row.preshower, row.triggered, row.ratePerElectron].flatMap(({ value, low, high }) => [
      value,
      low,
      high,
    ]),
    row.rate_Hz,
  ]);
  return tableText(columns, cells, [
    `Triggers of Eq. (14) by their source, ${run}`,
    "source: NA64-2018 Eq. (14)",
    `obtained: simulated by aprime ${version()}, trigger`,
    `note: ${notSimulated}`,
  ]);
}

function withInterval(name: string) {
  return [name, `${name}, low`, `${name}, high`].map((column) => ({ name: column, unit: "1" }));
}

/** "1.31e-3 +0.04 -0.04", the errors in the power of the value; an upper end where nothing was seen. */
function interval({ value, low, high }: Efficiency): string {
  if (value === 0) return `< ${high.toExponential(1)}`;
  const power = Math.floor(Math.log10(value));
  const unit = Number(`1e${power}`);
  const digits = (number: number) => (number / unit).toFixed(2);
  return `${digits(value)}e${power} +${digits(high - value)} -${digits(value - low)}`;
}

function whole(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : "infinity";
}
