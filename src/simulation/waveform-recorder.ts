import type { ColumnSet, Rows } from "../event/columns.ts";
import { GrowingTable } from "../event/growing-table.ts";
import type { Pulses } from "../event/pulses.ts";
import type { TrueWaveforms } from "../readout/waveform.ts";

/** The samples of a channel in an event: a row of the table of waveforms. */
export function waveformColumns(samples: number) {
  return {
    event: { unit: "1", store: "float64", about: "number of the event" },
    channel: {
      unit: "1",
      store: "uint16",
      about: "MSADC channel; the metadata tells which are whose",
    },
    start: { unit: "ns", about: "time of the first sample against the trigger" },
    energyPerCount: { unit: "GeV", about: "gain: energy of a pulse of one count" },
    samples: { unit: "1", store: "int16", width: samples, about: "samples of the MSADC in counts" },
  } as const satisfies ColumnSet;
}

/** A true pulse: a row of the table of pulses. Those of a channel add up to what its samples hold, with noise and pedestal. */
export const pulseColumns = {
  event: { unit: "1", store: "float64", about: "number of the event" },
  channel: { unit: "1", store: "uint16", about: "MSADC channel that it stands on" },
  time: { unit: "ns", store: "float64", about: "time of the particle that left it, against the trigger" },
  delay: {
    unit: "ns",
    store: "float64",
    about: "by how much later its peak stands in the samples: photoelectrons, and the offset of its channel",
  },
  energy: { unit: "GeV", store: "float64", about: "its energy" },
  origin: {
    unit: "1",
    store: "uint16",
    about: "beam particle that it comes from: 0 the one that triggers, 1 and up the others",
  },
} as const satisfies ColumnSet;

/** Samples and true pulses of some events of a batch. */
export interface Recorded {
  readonly waveforms: Rows;
  readonly pulses: Rows;
}

/** Keeps samples and true pulses of the events that are wanted, while they are simulated. */
export class WaveformRecorder {
  readonly #waveforms: GrowingTable<ReturnType<typeof waveformColumns>>;
  readonly #pulses = new GrowingTable(pulseColumns);

  constructor(samples: number) {
    this.#waveforms = new GrowingTable(waveformColumns(samples));
  }

  /** Takes what the channels of one part, counted from `firstChannel` on, hold in the current event. */
  take(event: number, firstChannel: number, waveforms: TrueWaveforms, pulses: Pulses): void {
    const { channels, samples, counts, start, energyPerCount, delays } = waveforms;
    for (let c = 0; c < channels; c++) {
      const i = this.#waveforms.add();
      const row = this.#waveforms.columns;
      row.event[i] = event;
      row.channel[i] = firstChannel + c;
      row.start[i] = start;
      row.energyPerCount[i] = energyPerCount[c]!;
      for (let k = 0; k < samples; k++) row.samples[i * samples + k] = counts[c * samples + k]!;
    }
    for (let p = 0; p < pulses.count; p++) {
      const i = this.#pulses.add();
      const row = this.#pulses.columns;
      row.event[i] = event;
      row.channel[i] = firstChannel + pulses.channel[p]!;
      row.time[i] = pulses.time[p]!;
      row.delay[i] = delays[p]!;
      row.energy[i] = pulses.energy[p]!;
      row.origin[i] = pulses.origin[p]!;
    }
  }

  /** The event whose parts were taken is over: its rows stay, or go. */
  endEvent(keep: boolean): void {
    this.#waveforms.endEvent(keep);
    this.#pulses.endEvent(keep);
  }

  /** What was kept since the last time. */
  finish(): Recorded {
    return { waveforms: this.#waveforms.finish(), pulses: this.#pulses.finish() };
  }
}
