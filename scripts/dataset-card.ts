import { markdownTable } from "markdown-table";
import type { ColumnSet } from "../src/event/columns.ts";
import { rangeText } from "../src/simulation/event-range.ts";
import { changedNumbers } from "./changed-numbers.ts";
import type { RunMetadata } from "./run-metadata.ts";

/** A file of the labelled data. */
export interface DatasetFile {
  readonly name: string;
  readonly rows: number;
  readonly sha256: string;
  readonly columns: ColumnSet;
}

/** The data card: what stands beside labelled data for who uses them without knowing aprime. */
export function datasetCard(
  run: RunMetadata,
  [waveforms, pulses]: readonly [DatasetFile, DatasetFile],
  command: string,
): string {
  const { card, channels = [], ranges, options, seed, runKey } = run;
  const changed = changedNumbers(card);
  const facts = [
    [
      "what",
      `simulated waveforms of the ECAL and HCAL of NA64 in 2016, with the true pulses that they are made of`,
    ],
    [
      "events",
      `${rangeText(ranges)}: ${run.electronsOnTarget}, process ${[run.process, ...Object.entries(options).map((pair) => pair.join(" "))].join(", ")}`,
    ],
    [
      "run card",
      `${String(card.name)}${changed.length > 0 ? `, with ${changed.join(", ")}` : ""}; the whole card is in the metadata of the files`,
    ],
    ["made by", `aprime ${run.version}: \`${command}\``],
    ["seed", `${JSON.stringify(seed)}, run key ${runKey}: the same command gives the same bytes`],
    ["licence", "MIT, as aprime itself; cite the paper of the experiment, Phys. Rev. D 97, 072002 (2018)"],
  ];
  return `${[
    "# Labelled waveforms",
    facts.map(([what, text]) => `- **${what}**: ${text}`).join("\n"),
    "## Files",
    markdownTable([
      ["file", "a row is", "rows", "SHA-256"],
      [waveforms.name, "a channel in an event", String(waveforms.rows), waveforms.sha256],
      [pulses.name, "a true pulse", String(pulses.rows), pulses.sha256],
    ]),
    `Channels: ${channels.map(({ part, first, count }, p) => `${first} to ${first + count - 1} ${part} (part ${p})`).join(", ")}. A row of pulses belongs to the row of its event and channel.`,
    `## Columns of ${waveforms.name}`,
    columnTable(waveforms.columns),
    `## Columns of ${pulses.name}`,
    columnTable(pulses.columns),
    "## Splits",
    "By the last digit of the number of the event: 0 to 7 train, 8 validation, 9 test (column `split`). All channels of an event are in one split; events are independent of each other.",
    "## How they are made",
    "Particles leave energy in the cells, each a pulse; its peak `delay` later than its `time`; a sample is the sum of the pulses on its channel, divided by `energyPerCount`, with the noise and the pedestal of its converter (even and odd samples have their own), rounded, and clipped at the largest count. Sample k is taken at `start` + k times the sampling period; the trigger falls anywhere within one. The shape of a pulse, and every other number with its unit, source and status, is in the section `msadc` of the card.",
    "## Known limits",
    [
      "They are simulated. Pulses have the shape of the card but for the spreads that it gives (`templateError`, `timeOffsets`, `timeJitter`), the gains are known, noise is Gaussian. What is learnt here may do better here than on data.",
      "Other beam particles come at random with the intensity of the card; structures within the spill are in one number, the duty factor.",
      "`otherEnergy` and `pulses` count pulses that lie before or behind the record as well: their times are in the table of pulses.",
      "Each event counts once here: what events of A' and muon pairs weigh is in their event file, which `aprime simulate` makes with the same card, process, seed and events.",
      "Labels are what was left in the channel, with the fluctuations of the shower, and not what an ideal electronics would read.",
    ]
      .map((limit) => `- ${limit}`)
      .join("\n"),
  ].join("\n\n")}\n`;
}

function columnTable(columns: ColumnSet): string {
  return markdownTable([
    ["column", "unit", "stored as", "meaning"],
    ...Object.entries(columns).map(([name, { unit, store = "float32", width, about }]) => [
      name,
      unit,
      width === undefined ? store : `${width} x ${store}`,
      about,
    ]),
  ]);
}
