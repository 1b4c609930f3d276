import { layoutOf } from "../src/detector/layout.ts";
import { isCharged, isInvisible } from "../src/event/particle.ts";
import { particleSymbol } from "../src/event/particle-names.ts";
import { eventDisplayFigure } from "../src/figures/event-display.ts";
import type { Way } from "../src/figures/particle-ways.ts";
import type { JsonObject } from "../src/figures/specification.ts";
import type { WaveformPanel } from "../src/figures/waveform-panel.ts";
import { shapedHeight } from "../src/readout/pulse-shape.ts";
import { type CellEnergy, cellEnergies } from "../src/simulation/cell-energies.ts";
import { type EventRecord, placeAt, rareVertex, type TrueParticle } from "../src/simulation/event-record.ts";
import type { RunCard } from "../src/simulation/run-card.ts";
import type { Msadc } from "../src/tables/run-card.ts";
import type { Fact } from "./display-facts.ts";
import { byEnergy, cellName } from "./display-text.ts";

/** Cells whose waveforms are shown. */
const shownCells = 6;

/** An axis of energy spans this many counts at least, so that noise looks like noise. */
const leastCounts = 20;

/** The picture of an event. */
export function displayFigure(
  record: EventRecord,
  card: RunCard,
  words: { title: string; subtitle: string; facts: readonly Fact[] },
): JsonObject {
  const layout = layoutOf(card);
  const blocks = layout.blocks.map((block) => ({ block, cells: cellEnergies(block, record) }));
  const hottest = blocks.flatMap(({ cells }) => cells).toSorted(byEnergy);
  const vertex = rareVertex(record, card.target);
  const shape = shapedHeight(card.msadc);
  return eventDisplayFigure({
    ...words,
    facts: words.facts.map(([name, told]) => [name.replace(/_(\w+)/, "_{$1}"), told]),
    view: {
      ...layout,
      ways: record.particles.map((particle) => wayOf(particle, layout.end)),
      hits: record.hits.map(({ z, x, own }) => ({ z, x, own })),
      ...(vertex && { vertex: { z: vertex.z, x: vertex.x } }),
    },
    blocks: blocks.map(({ block: { name, side }, cells }) => ({
      name,
      side,
      own: cells.map(({ column, row, own }) => ({ column, row, energy: own })),
      found: cells.map(({ column, row, found }) => ({ column, row, energy: found })),
    })),
    waveforms: hottest.slice(0, shownCells).map((cell) => waveformOf(cell, card.msadc, shape)),
  });
}

/** The straight way of a particle to its end, or to that of the setup. */
function wayOf(particle: TrueParticle, setupEnd: number): Way {
  const { kind, energy, x, z, time, origin } = particle;
  const end = Math.min(particle.end, setupEnd);
  const own = isInvisible(kind) ? "unseen" : isCharged(kind) ? "own" : "neutral";
  const name = particleSymbol(kind);
  return {
    from: { z, x },
    to: { z: end, x: placeAt(particle, end).x },
    look: origin === 0 ? own : "other",
    label:
      origin === 0 ? `${name} ${short(energy)} GeV` : `${name} ${short(energy)} GeV, ${signedTime(time)}`,
  };
}

function short(value: number): string {
  return value >= 99.95
    ? value.toFixed(0)
    : value >= 0.1
      ? String(Number(value.toPrecision(3)))
      : value.toFixed(3);
}

function signedTime(time: number): string {
  return `${time.toFixed(0).replace("-", "\u2212")} ns`;
}

function waveformOf(cell: CellEnergy, msadc: Msadc, shape: WaveformPanel["shape"]): WaveformPanel {
  const { channel, own, found } = cell;
  const { samples, start, energyPerCount, energy, time } = channel;
  const pulses = channel.pulses.map((pulse) => ({ ...pulse, time: pulse.time + pulse.delay }));
  const pedestal = (k: number): number => (k % 2 === 0 ? msadc.pedestalEven : msadc.pedestalOdd);
  return {
    title: `${cellName(cell)}: ${own.toFixed(2)} GeV left, ${found === 0 ? "empty" : `${found.toFixed(2)} GeV found`}`,
    shape,
    samples: samples!.map((count, k) => ({
      time: start! + k * msadc.samplingPeriod,
      energy: (count - pedestal(k)) * energyPerCount!,
    })),
    own: pulses.filter(({ origin }) => origin === 0),
    others: pulses.filter(({ origin }) => origin !== 0),
    found: { time, energy },
    leastSpan: leastCounts * energyPerCount!,
  };
}
