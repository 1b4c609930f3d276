import { type Curve, curvesFigure } from "../src/figures/curves.ts";
import type { JsonObject } from "../src/figures/specification.ts";
import type { TrackingRow } from "./tracking-rows.ts";

/** Why rows of so many momenta and intensities cannot be drawn, if so. */
export function refuseTrackingPicture(momenta: number, intensities: number): string | undefined {
  if (intensities < 2)
    return "a picture needs several values of --intensity, such as --intensity 5e5:1e7:log:6";
  if (momenta > dashes.length)
    return `a picture can show ${dashes.length} momenta, not ${momenta}: give fewer values of --energy`;
  return undefined;
}

const dashes = ["solid", "dashed", "dotted"] as const;

const shown = [
  ["right track alone", "efficiency"],
  ["more than one track", "extraTracks"],
  ["no track", "noTrack"],
  ["wrong track", "wrongTrack"],
] as const;

/** Efficiency and losses against intensity: a colour for each, dashes for each momentum. */
export function trackingFigure(rows: readonly TrackingRow[], run: string): JsonObject {
  const crowded = rows.filter(({ electrons_per_spill }) => electrons_per_spill > 0);
  const momenta = [...new Set(crowded.map(({ momentum_GeV }) => momentum_GeV))];
  const curves = momenta.flatMap((momentum, k) =>
    shown.map(
      ([words, key], colour): Curve => ({
        label: momenta.length > 1 ? `${words}, ${momentum} GeV` : words,
        colour,
        dash: dashes[k]!,
        points: crowded
          .filter(({ momentum_GeV }) => momentum_GeV === momentum)
          .map((row) => [row.electrons_per_spill, row[key]]),
      }),
    ),
  );
  return curvesFigure({
    x: { title: "electrons per spill", scale: "log" },
    y: { title: "share of the electrons that trigger", scale: "log", low: 1e-4, high: 1 },
    title: "Tracks of beam electrons against intensity",
    subtitle: `${momenta.map((momentum) => `${momentum} GeV`).join(", ")} electrons, ${run}; tracker alone`,
    curves,
  });
}
