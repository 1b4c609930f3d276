import { jackknifeError } from "../src/statistics/jackknife.ts";

/** What is added up over events, per intensity, reading and bin of energy; `weighted` by the weight of each event. */
export const quantities = [
  "events", // number
  "weight",
  "weightSquares",
  "efficient", // weighted: energy within tolerance, and in time
  "efficientSquares",
  "tooLow", // weighted: energy below tolerance
  "tooHigh",
  "outOfTime", // weighted: energy good, time not
  "residual", // weighted, of the efficient: relative deviation of the energy
  "residualSquares",
  "timed", // weighted: efficient with a time that counts
  "time", // weighted, of these, ns
  "timeSquares",
  "read", // weighted: read with an energy of this bin, whatever the true one
  "wrong", // weighted: channels that read far too much
  "lost", // weighted: channels that read far too little
  "selected", // weighted: passes the selection
  "kept", // weighted: passes with this reading and with the perfect one
  "keptSquares",
  "perfect", // weighted: passes with the perfect one
  "perfectSquares",
  "electrons", // number of events with nearly all of the energy of the beam in the ECAL
  "below50", // number of these that are read below 50 GeV, and from there to 80 GeV
  "below80",
  "triggered", // number of the two with energy missing in the trigger's sum too
  "fakesSelected", // number of the two that pass the selection
] as const;
export type Quantity = (typeof quantities)[number];

/** The sums over some events. */
export type Tally = Readonly<Record<Quantity, number>>;

/** Events are in groups by their numbers, so that errors of what is made of the sums can be had by leaving out one group. */
export const groups = 20;

const width = quantities.length;
const place = Object.fromEntries(quantities.map((name, k) => [name, k])) as Record<Quantity, number>;

/** How many intensities, readings and bins of energy there are. */
export interface Shape {
  readonly intensities: number;
  readonly readings: number;
  readonly bins: number;
}

/** Which of the sums. */
export interface Cell {
  readonly intensity: number;
  readonly reading: number;
  /** One bin; all of them without. */
  readonly bin?: number | undefined;
}

/** All sums, flat: what threads send, and what adds up. */
export class PileupSums {
  readonly shape: Shape;
  readonly values: Float64Array;

  constructor(shape: Shape, values = new Float64Array(sizeOf(shape))) {
    this.shape = shape;
    this.values = values;
  }

  /** Adds the sums of other events. */
  merge(values: Float64Array): void {
    for (let k = 0; k < values.length; k++) this.values[k]! += values[k]!;
  }

  /** A function that adds to the sums of an event in its bin. */
  adder(event: number, { intensity, reading, bin = 0 }: Cell): (quantity: Quantity, value: number) => void {
    const base = this.#base(intensity, reading, bin, event % groups);
    return (quantity, value) => {
      this.values[base + place[quantity]]! += value;
    };
  }

  /** The sums of a cell; without one of the groups, if asked. */
  tally({ intensity, reading, bin }: Cell, without?: number): Tally {
    const sums = new Float64Array(width);
    const [first, end] = bin === undefined ? [0, this.shape.bins] : [bin, bin + 1];
    for (let b = first; b < end; b++) {
      for (let group = 0; group < groups; group++) {
        if (group === without) continue;
        const base = this.#base(intensity, reading, b, group);
        for (let k = 0; k < width; k++) sums[k]! += this.values[base + k]!;
      }
    }
    return Object.fromEntries(quantities.map((name, k) => [name, sums[k]!])) as Tally;
  }

  /** What is made of tallies, and its standard error. */
  estimate(statistic: (tally: (cell: Cell) => Tally) => number): { value: number; error: number } {
    return {
      value: statistic((cell) => this.tally(cell)),
      error: jackknifeError(groups, (group) => statistic((cell) => this.tally(cell, group))),
    };
  }

  #base(intensity: number, reading: number, bin: number, group: number): number {
    const { readings, bins } = this.shape;
    return (((intensity * readings + reading) * bins + bin) * groups + group) * width;
  }
}

function sizeOf({ intensities, readings, bins }: Shape): number {
  return intensities * readings * bins * groups * width;
}
