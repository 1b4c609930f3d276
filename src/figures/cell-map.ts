import { type Box, ink, type JsonObject, mark, panel, text, values } from "./specification.ts";

/** A cell of a map: its place, column in x and row in y from the lowest, and its energy in GeV. */
export interface MappedCell {
  readonly column: number;
  readonly row: number;
  readonly energy: number;
}

/** The energies that the colours of a map tell, GeV: less is as the least, and none at all is white. */
export const mappedEnergies = [0.1, 100] as const;

/** Energies from here on are written into their cells. */
const leastWritten = 0.1;

/**
 * Energy per cell of a square block, coloured by the scale `colour` of the figure, x to the right and y up; with a line of words
 * below it.
 */
export function cellMap(box: Box, side: number, cells: readonly MappedCell[], words: string): JsonObject {
  const size = box.width / side;
  const filled = cells.filter(({ energy }) => energy > 0);
  const place = {
    x: { signal: `datum.column * ${size}` },
    y: { signal: `(${side} - 1 - datum.row) * ${size}` },
  };
  const middle = {
    x: { signal: `(datum.column + 0.5) * ${size}` },
    y: { signal: `(${side} - 0.5 - datum.row) * ${size}` },
  };
  return panel(box, {
    data: [
      {
        name: "cells",
        values: filled.map(({ column, row, energy }) => ({ column, row, energy, label: written(energy) })),
      },
    ],
    marks: [
      mark(
        "rect",
        { ...place, ...values({ width: size, height: size }), fill: { scale: "colour", field: "energy" } },
        "cells",
      ),
      ...Array.from({ length: side - 1 }, (_, k) => (k + 1) * size).flatMap((at) => [
        mark("rule", values({ x: at, y: 0, y2: box.height, stroke: "#d8d8d8", strokeWidth: 0.7 })),
        mark("rule", values({ y: at, x: 0, x2: box.width, stroke: "#d8d8d8", strokeWidth: 0.7 })),
      ]),
      mark("rect", values({ x: 0, y: 0, width: box.width, height: box.height, stroke: ink })),
      mark(
        "text",
        {
          ...middle,
          text: { field: "label" },
          // The colours go from light to dark.
          fill: { signal: "datum.energy > 7 ? 'white' : 'black'" },
          ...values({ align: "center", baseline: "middle", fontSize: size > 30 ? 11 : 9 }),
        },
        "cells",
      ),
      text(words, { x: box.width / 2, y: box.height + 15, align: "center", fontSize: 11 }),
    ],
  });
}

/** To a tenth of a GeV, or two digits below 1 GeV, as there is no room for more. */
function written(energy: number): string {
  if (energy < leastWritten) return "";
  return energy < 0.995 ? energy.toFixed(2).replace(/^0/, "") : energy.toFixed(1);
}
