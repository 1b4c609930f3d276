import { expect, test } from "vitest";
import { type EventDisplay, eventDisplayFigure } from "../../src/figures/event-display.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { texts } from "./read-figure.ts";

const cells = (side: number, energy: number) =>
  Array.from({ length: side * side }, (_, c) => ({
    column: c % side,
    row: Math.floor(c / side),
    energy: c === 4 ? energy : 0,
  }));

const event: EventDisplay = {
  title: "run III: event 4321",
  subtitle: "seed",
  view: {
    start: -30_000,
    end: 6700,
    planes: [{ name: "S1", z: -28_000, spans: [[-40, 40]] }],
    blocks: [{ name: "ECAL", from: 0, to: 450, side: 6, cellSize: 38.2 }],
    field: { from: -19_600, to: -15_600 },
    ways: [],
    hits: [],
  },
  blocks: [
    { name: "PS", side: 6, own: cells(6, 5.5), found: cells(6, 5.25) },
    { name: "HCAL1", side: 3, own: cells(3, 0), found: cells(3, 2.75) },
  ],
  waveforms: Array.from({ length: 6 }, (_, k) => ({
    title: `cell ${k}`,
    shape: () => 0,
    samples: [
      { time: -100, energy: 0 },
      { time: 250, energy: k },
    ],
    own: [],
    others: [],
    found: { time: 0, energy: 0 },
    leastSpan: 1,
  })),
  facts: [
    ["E_{ECAL}", "45.2 GeV"],
    ["", "a second line"],
  ],
};

test("one picture has title, setup, maps with their sums, waveforms and facts", async () => {
  const words = texts(await drawSvg(eventDisplayFigure(event)));
  for (const expected of [
    ...["run III: event 4321", "seed", "S1", "PS", "HCAL1", "5.50 GeV", "5.25 GeV", "2.75 GeV"],
    ...["cell 0", "cell 5", "EECAL", "45.2 GeV", "a second line", "reconstructed", "GeV"],
  ])
    expect(words).toContain(expected);
});

test("it is plain JSON, and the same each time", async () => {
  const figure = eventDisplayFigure(event);
  expect(JSON.parse(JSON.stringify(figure))).toEqual(figure);
  expect(await drawSvg(figure)).toBe(await drawSvg(eventDisplayFigure(event)));
});
