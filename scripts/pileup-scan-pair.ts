import { GeV, ns } from "../src/units.ts";
import type { ScanKind } from "./pileup-scan-kind.ts";

/** From 300 ns before to 300 ns after. */
const distances = Array.from({ length: 61 }, (_, k) => (k - 30) * 10 * ns);
/** Three in each decade. */
const ratios = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];

/** Two showers at one place: which can be told apart. */
export const pair: ScanKind = {
  name: "pair",
  about: "one other shower, by its distance in time and its energy over that of the first",
  energy: 10 * GeV,
  events: 25,
  x: { name: "time of the other", unit: "ns", scale: "linear" },
  y: { name: "energy of the other over the first", unit: "1", scale: "log" },
  conditions: (_, energy) =>
    ratios.flatMap((y) => distances.map((x) => ({ x, y, energy, others: (add) => add(x, y * energy) }))),
};
