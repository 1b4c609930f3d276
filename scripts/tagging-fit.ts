import { markdownTable } from "markdown-table";
import { findRoot } from "../src/math/find-root.ts";
import type { RunKey } from "../src/random/run-key.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import { prepareTaggingEvents, tagRate, type Window } from "./tagging-events.ts";

/** A light scale at which electrons of the beam are tagged as often as wanted. */
export interface FittedScale {
  readonly scale: number;
  /** Of the number of events; the same events are taken at each scale. */
  readonly error: number;
  /** Which edge of the window loses more with a small step away from the best scale. */
  readonly side: "lower edge" | "upper edge";
}

export interface LightFit {
  readonly target: number;
  /** None if no scale reaches the target. */
  readonly solutions: readonly FittedScale[];
  readonly best: { readonly scale: number; readonly tagged: number };
  readonly card: {
    readonly scale: number;
    readonly tagged: number;
    readonly low: number;
    readonly high: number;
  };
}

const scales = Array.from({ length: 21 }, (_, k) => Math.exp(Math.log(0.25) + (k / 20) * Math.log(16)));

/**
 * Finds the lightScale of the SRD from 0.25 to 4 at which a share `target` of beam electrons is tagged, without other particles. There are
 * two, or none: with less light the lower edge of the window cuts, with more the upper one.
 */
export function fitLightScale(target: number, card: RunCard, key: RunKey, count: number): LightFit {
  const window = card.cuts["synchrotron-tag"] as Window;
  const own = card.detector.synchrotron as { readonly lightScale: number };
  const tagged = (lightScale: number) => {
    const detector = { ...card.detector, synchrotron: { ...own, lightScale } };
    const events = prepareTaggingEvents({ ...card, detector }, key);
    return tagRate(events.electrons(card.beam.momentum, count), window);
  };
  const rates = scales.map((scale) => tagged(scale).value);
  const top = rates.reduce((best, rate, k) => (rate > rates[best]! ? k : best), 0);
  const excess = (logScale: number) => tagged(Math.exp(logScale)).value - target;
  const solve = (end: number, side: FittedScale["side"]): FittedScale[] => {
    if (!(rates[top]! >= target && rates[end]! < target)) return [];
    const logScale = findRoot(excess, Math.log(scales[end]!), Math.log(scales[top]!), 1e-4);
    const step = 0.05;
    const slope = (excess(logScale + step) - excess(logScale - step)) / (2 * step);
    const scale = Math.exp(logScale);
    const error = (scale * Math.sqrt((target * (1 - target)) / count)) / Math.abs(slope);
    return [{ scale, error, side }];
  };
  return {
    target,
    solutions: [...solve(0, "lower edge"), ...solve(scales.length - 1, "upper edge")],
    best: { scale: scales[top]!, tagged: rates[top]! },
    card: cardRate(own.lightScale, tagged(own.lightScale)),
  };
}

function cardRate(scale: number, { value, low, high }: { value: number; low: number; high: number }) {
  return { scale, tagged: value, low, high };
}

export function fitText({ target, solutions, best, card }: LightFit): string {
  const rows = [
    ...solutions.map(({ scale, error, side }) => [
      `${scale.toFixed(3)} ± ${error.toFixed(3)}`,
      target.toFixed(4),
      `the ${side} of the window cuts most`,
    ]),
    [best.scale.toFixed(3), best.tagged.toFixed(4), "best of those tried, 0.25 to 4"],
    [
      card.scale.toFixed(3),
      card.tagged.toFixed(4),
      `the card; 68 % interval ${card.low.toFixed(4)} - ${card.high.toFixed(4)}`,
    ],
  ];
  const table = markdownTable([["lightScale", "tagged", ""], ...rows], { align: ["r", "r", "l"] });
  if (solutions.length > 0) return table;
  return `${table}\n\nNo scale reaches ${target}: widen the window (--set cuts.synchrotron-tag.below=...).`;
}
