import { figureOf, type JsonObject, values } from "./specification.ts";

interface Sides {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * One figure of several: rows of panels, each a whole figure with its titles and the room around it, as `curvesFigure` gives them. A
 * column is as wide as its widest panel, a row as high as its highest.
 */
export function panels(rows: readonly (readonly JsonObject[])[]): JsonObject {
  const all = rows.map((row) => row.map(placed));
  const columns = Math.max(...all.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, c) => Math.max(...all.map((row) => row[c]?.width ?? 0)));
  const heights = all.map((row) => Math.max(...row.map(({ height }) => height)));
  const before = (sizes: readonly number[], k: number): number =>
    sizes.slice(0, k).reduce((sum, size) => sum + size, 0);
  const whole = { width: before(widths, widths.length), height: before(heights, heights.length) };
  return {
    ...figureOf(whole, { left: 0, right: 0, top: 0, bottom: 0 }),
    marks: all.flatMap((row, r) =>
      row.map(({ figure, padding }, c) => ({
        type: "group",
        encode: {
          enter: values({
            x: before(widths, c) + padding.left,
            y: before(heights, r) + padding.top,
            // What is clipped in a panel is clipped to these.
            width: figure.width as number,
            height: figure.height as number,
          }),
        },
        data: figure.data!,
        scales: figure.scales!,
        marks: figure.marks!,
      })),
    ),
  };
}

/** A figure with the size that it takes, room and all. */
function placed(figure: JsonObject) {
  const { width, height, padding } = figure as unknown as {
    width: number;
    height: number;
    padding: Sides;
  };
  return {
    figure,
    padding,
    width: width + padding.left + padding.right,
    height: height + padding.top + padding.bottom,
  };
}
