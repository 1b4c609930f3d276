import { cellMap, type MappedCell, mappedEnergies } from "./cell-map.ts";
import { colourBar, colourBarData, colourBarScales } from "./colour-bar.ts";
import { type SideView, sideView, sideViewNote } from "./side-view.ts";
import { faint, figureOf, ink, type JsonObject, panel, text } from "./specification.ts";
import { type WaveformPanel, waveformLegend, waveformPanel } from "./waveform-panel.ts";

/** The energies of the cells of a block: what was left in them, and what was read. */
export interface MappedBlock {
  readonly name: string;
  readonly side: number;
  readonly own: readonly MappedCell[];
  readonly found: readonly MappedCell[];
}

export interface EventDisplay {
  /** One line each. */
  readonly title: string;
  readonly subtitle: string;
  readonly view: SideView;
  readonly blocks: readonly MappedBlock[];
  readonly waveforms: readonly WaveformPanel[];
  /** Short lines of a name and what is said of it. */
  readonly facts: readonly (readonly [name: string, words: string])[];
}

const size = { width: 1320, height: 1255 };
const view = { x: 230, y: 140, width: 905, height: 260 };
const maps = { x: 120, y: 535, large: 150, small: 99, gap: 13, rows: [0, 190] } as const;
const waves = { x: 60, y: 955, width: 370, height: 105, right: 70, down: 60, perRow: 3 } as const;
const facts = { x: 990, y: 520, line: 17, words: 112 } as const;

/** Vega specification of one event: the setup from above with its particles, energy per cell, waveforms, and what it is in words. */
export function eventDisplayFigure(event: EventDisplay): JsonObject {
  const blocks = placeBlocks(event.blocks);
  const barLeft = blocks.at(-1)!.right + 16;
  const mapsHeight = maps.rows[1] + maps.large;
  return {
    ...figureOf(size, { left: 10, right: 10, top: 10, bottom: 10 }),
    data: [],
    scales: colourBarScales(mappedEnergies, mapsHeight, "yellowgreenblue"),
    marks: [
      text(event.title, { x: 20, y: 24, fontSize: 19 }),
      text(event.subtitle, { x: 20, y: 46, fill: faint }),
      sideView(view, event.view),
      text(sideViewNote, { x: 20, y: 68, fontSize: 12, fill: faint }),
      ...blocks.flatMap(({ block, x, width }) => [
        text(block.name, { x: x + width / 2, y: maps.y - 10, align: "center", fontSize: 13 }),
        ...(["own", "found"] as const).map((which, k) =>
          cellMap(
            { x, y: maps.y + maps.rows[k]!, width, height: width },
            block.side,
            block[which],
            `${sumOf(block[which])} GeV`,
          ),
        ),
      ]),
      ...["left by the particle", "that triggers"].map((words, k) =>
        text(words, { x: maps.x - 12, y: maps.y + 60 + 16 * k, align: "right", fontSize: 12 }),
      ),
      text("reconstructed", { x: maps.x - 12, y: maps.y + maps.rows[1] + 60, align: "right", fontSize: 12 }),
      text("x to the right, y up", {
        ...{ x: maps.x - 12, y: maps.y + maps.rows[1] + 140, align: "right", fontSize: 11, fill: faint },
      }),
      panel(
        { x: barLeft, y: maps.y, width: 16, height: mapsHeight },
        {
          data: colourBarData(mappedEnergies),
          marks: colourBar({ left: 0, height: mapsHeight, title: "GeV", titleAt: 46 }),
        },
      ),
      ...event.facts.flatMap(([name, words], k) => [
        text(name, { x: facts.x, y: facts.y + facts.line * k, fontSize: 12, fill: faint }),
        text(words, { x: facts.x + facts.words, y: facts.y + facts.line * k, fontSize: 12, fill: ink }),
      ]),
      ...waveformLegend(waves.x, waves.y - 36),
      ...event.waveforms.map((waveform, k) =>
        waveformPanel(
          {
            x: waves.x + (k % waves.perRow) * (waves.width + waves.right),
            y: waves.y + Math.floor(k / waves.perRow) * (waves.height + waves.down),
            width: waves.width,
            height: waves.height,
          },
          waveform,
        ),
      ),
    ],
  };
}

/** The blocks beside each other, those of many cells larger. */
function placeBlocks(blocks: readonly MappedBlock[]) {
  let x: number = maps.x;
  return blocks.map((block) => {
    const width = block.side > 4 ? maps.large : maps.small;
    const placed = { block, x, width, right: x + width };
    x += width + maps.gap;
    return placed;
  });
}

function sumOf(cells: readonly MappedCell[]): string {
  const sum = cells.reduce((all, { energy }) => all + energy, 0);
  return sum.toFixed(2);
}
