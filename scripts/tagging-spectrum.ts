import { counters } from "../src/detector/synchrotron-light.ts";
import { colours, curvesFigure, stepPoints } from "../src/figures/curves.ts";
import type { JsonObject } from "../src/figures/specification.ts";
import { tableText } from "../src/node/write-table.ts";
import { fill1D, histogram1D, lowerEdge } from "../src/statistics/histogram.ts";
import { GeV, MeV } from "../src/units.ts";
import type { TaggingEvents } from "./tagging-events.ts";

/** One bin of the spectrum of one counter. */
export interface CounterBin {
  readonly energy_GeV: number;
  readonly counter: number;
  readonly from_MeV: number;
  readonly to_MeV: number;
  /** Share of the electrons per MeV. */
  readonly per_MeV: number;
  readonly error_per_MeV: number;
}

const axis = { low: -2, high: 160, bins: 81, label: "E_counter", unit: "MeV" };

/** What each counter reads of electrons, in bins of 2 MeV from -2 to 160 MeV; more is left out. */
export function counterSpectra(
  events: TaggingEvents,
  energies: readonly number[],
  count: number,
): CounterBin[] {
  return energies.flatMap((energy) => {
    const seen = events.electrons(energy, count);
    return Array.from({ length: counters }, (_, c) => {
      const histogram = histogram1D(axis);
      for (let k = c; k < seen.length; k += counters) fill1D(histogram, seen[k]! / MeV);
      return Array.from({ length: axis.bins }, (_, bin): CounterBin => {
        const [from_MeV, to_MeV] = [lowerEdge(axis, bin + 1), lowerEdge(axis, bin + 2)];
        const per = 1 / (count * (to_MeV - from_MeV));
        return {
          energy_GeV: Number((energy / GeV).toPrecision(12)),
          counter: c + 1,
          from_MeV,
          to_MeV,
          per_MeV: histogram.sums[bin + 1]! * per,
          error_per_MeV: Math.sqrt(histogram.squares[bin + 1]!) * per,
        };
      });
    }).flat();
  });
}

export function spectrumCsv(bins: readonly CounterBin[], comments: readonly string[]): Promise<string> {
  const columns = [
    { name: "energy", unit: "GeV" },
    { name: "counter", unit: "1" },
    { name: "from", unit: "MeV" },
    { name: "to", unit: "MeV" },
    { name: "share of electrons", unit: "1/MeV" },
    { name: "error", unit: "1/MeV" },
  ];
  const cells = bins.map((bin) => [
    bin.energy_GeV,
    bin.counter,
    bin.from_MeV,
    bin.to_MeV,
    bin.per_MeV,
    bin.error_per_MeV,
  ]);
  return tableText(columns, cells, comments);
}

/** Why the spectra of so many energies cannot be drawn, if so. */
export function refuseSpectrumPicture(energies: number): string | undefined {
  if (energies <= colours.length) return undefined;
  return `a picture can show ${colours.length} energies, not ${energies}: give fewer values of --energy`;
}

const dashes = ["solid", "dashed", "dotted"] as const;

/** Spectra as steps: a colour for each energy, a dash for each counter. */
export function spectrumFigure(bins: readonly CounterBin[], run: string): JsonObject {
  const energies = [...new Set(bins.map(({ energy_GeV }) => energy_GeV))];
  const low = 1e-5;
  return curvesFigure({
    x: { title: "visible energy in the counter [MeV]", scale: "linear", low: axis.low, high: axis.high },
    y: { title: "share of the electrons [1/MeV]", scale: "log", low, high: 1 },
    title: "Energy in the counters of the SRD, electrons",
    subtitle: `without other particles; counter 1 is next to the beam; ${run}`,
    curves: energies.flatMap((energy, colour) =>
      dashes.map((dash, c) => ({
        label: `${energy} GeV, counter ${c + 1}`,
        colour,
        dash,
        points: stepPoints(
          bins
            .filter((bin) => bin.energy_GeV === energy && bin.counter === c + 1)
            .map(({ from_MeV, to_MeV, per_MeV }) => ({ from: from_MeV, to: to_MeV, value: per_MeV })),
          0.001 * low,
        ),
      })),
    ),
  });
}
