import type { RandomStream } from "../src/random/stream.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import type { Msadc } from "../src/tables/run-card.ts";

/** A point of a scan: how things are, for a shower at time 0 in the middle of the nine cells unless said. */
export interface Condition {
  readonly x: number;
  readonly y?: number;
  /** What there are several of at one x: a picture of its own each. */
  readonly variant?: string;
  /** Energy of the shower. */
  readonly energy: number;
  /** How far to the right of the middle of the nine cells all showers are. */
  readonly aside?: number;
  /** Writes the other showers of the event, at the same place; draws what is left to chance. */
  readonly others?: (add: AddShower, random: RandomStream) => void;
  /** The electronics as they really are, where they are not as the card says, which is what the algorithms know. */
  readonly electronics?: Partial<Msadc>;
  /** A cell that reads its pedestals: 0 to 8, row by row. */
  readonly dead?: number;
}

/** A shower of that energy, `time` after the trigger. */
export type AddShower = (time: number, energy: number) => void;

/** What is changed from point to point. */
export interface ScanAxis {
  readonly name: string;
  /** "1" for pure numbers. */
  readonly unit: string;
  readonly scale: "linear" | "log";
}

/** A controlled scan: one thing is changed, all the rest stays. */
export interface ScanKind {
  readonly name: string;
  /** One line. */
  readonly about: string;
  /** Energy of the shower unless asked for; none where that is what is scanned. */
  readonly energy?: number;
  /** Events at each point unless asked for. */
  readonly events: number;
  readonly x: ScanAxis;
  /** Of a map. */
  readonly y?: ScanAxis;
  conditions(card: RunCard, energy: number): Condition[];
}
