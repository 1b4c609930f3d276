import { allocate, type ColumnSet, type Rows } from "../src/event/columns.ts";
import type { Recorded } from "../src/simulation/waveform-recorder.ts";

/** Which MSADC channels are whose. */
export type PartChannels = readonly {
  readonly part: string;
  readonly first: number;
  readonly count: number;
}[];

/** Names of the splits, by their numbers. */
export const splits = ["train", "validation", "test"] as const;

/** A row of the labelled data: a channel in an event, its samples, and what truly stands on it. */
export function datasetColumns(samples: number) {
  return {
    event: { unit: "1", store: "float64", about: "number of the event" },
    channel: { unit: "1", store: "uint16", about: "MSADC channel, through all parts" },
    part: {
      unit: "1",
      store: "uint8",
      about: "part of the detector, in the order of channels in the metadata",
    },
    split: {
      unit: "1",
      store: "uint8",
      about: "by the last digit of the event: 0 train (0 to 7), 1 validation (8), 2 test (9)",
    },
    start: { unit: "ns", about: "time of the first sample against the trigger" },
    energyPerCount: { unit: "GeV", about: "gain: energy of a pulse of one count" },
    energy: { unit: "GeV", about: "label: true energy that the particle that triggers left in the channel" },
    time: {
      unit: "ns",
      about:
        "label: when it was there, against the trigger, the mean by energy if it left several pulses; NaN without one",
      mayBeAbsent: true,
    },
    delay: {
      unit: "ns",
      about: "label: by how much later the peak of that stands in the samples; NaN without one",
      mayBeAbsent: true,
    },
    pulses: { unit: "1", store: "uint16", about: "label: true pulses on the channel, of all particles" },
    otherEnergy: {
      unit: "GeV",
      about:
        "label: true energy of the other beam particles on the channel, in the whole window that is simulated",
    },
    samples: { unit: "1", store: "int16", width: samples, about: "samples of the MSADC in counts" },
  } as const satisfies ColumnSet;
}

/** The split that an event belongs to: the same in whichever run it is made. */
export function splitOf(event: number): 0 | 1 | 2 {
  const digit = event % 10;
  return digit < 8 ? 0 : digit === 8 ? 1 : 2;
}

/** Labels the waveforms of a batch, of which every channel of every event was recorded, by its true pulses. */
export function labelWaveforms({ waveforms, pulses }: Recorded, parts: PartChannels, samples: number): Rows {
  const channels = parts.reduce((sum, { count }) => sum + count, 0);
  const batch = allocate(datasetColumns(samples), waveforms.size);
  const { columns } = batch;
  const partOf = parts.flatMap(({ count }, p) => Array<number>(count).fill(p));
  for (const name of ["event", "channel", "start", "energyPerCount", "samples"] as const)
    columns[name].set(waveforms.columns[name]!);
  for (let i = 0; i < waveforms.size; i++) {
    columns.part[i] = partOf[columns.channel[i]!]!;
    columns.split[i] = splitOf(columns.event[i]!);
  }
  const [own, times, delays, others] = Array.from({ length: 4 }, () => new Float64Array(waveforms.size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const { event, channel, time, delay, energy, origin } = pulses.columns as Record<string, Float64Array>;
  const first = columns.event[0] ?? 0;
  for (let p = 0; p < pulses.size; p++) {
    const i = (event![p]! - first) * channels + channel![p]!;
    columns.pulses[i]!++;
    if (origin![p] === 0) {
      own[i]! += energy![p]!;
      times[i]! += energy![p]! * time![p]!;
      delays[i]! += energy![p]! * delay![p]!;
    } else others[i]! += energy![p]!;
  }
  for (let i = 0; i < waveforms.size; i++) {
    columns.energy[i] = own[i]!;
    columns.time[i] = own[i]! > 0 ? times[i]! / own[i]! : Number.NaN;
    columns.delay[i] = own[i]! > 0 ? delays[i]! / own[i]! : Number.NaN;
    columns.otherEnergy[i] = others[i]!;
  }
  return batch;
}
