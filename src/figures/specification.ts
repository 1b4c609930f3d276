/** A value of JSON: a Vega specification is one, and needs no type from Vega here. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** Colours of lines and words, and of words that matter less. */
export const ink = "#1a1a1a";
export const faint = "#555555";

/** What every figure has in common: the size of its plot, the room around it, and how it writes. */
export function figureOf(
  size: { readonly width: number; readonly height: number },
  padding: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
): JsonObject {
  return {
    $schema: "https://vega.github.io/schema/vega/v6.json",
    autosize: "none",
    ...size,
    padding,
    background: "white",
    config: { text: { font: "DejaVu Sans, Verdana, sans-serif", fontSize: 13, fill: ink } },
  };
}

/** A mark of Vega, one for each row of `data` if that is given. */
export function mark(type: string, enter: JsonObject, data?: string): JsonObject {
  return { type, ...(data === undefined ? {} : { from: { data } }), encode: { enter } };
}

/** Channels of a mark that have fixed values. */
export function values(channels: Readonly<Record<string, string | number>>): JsonObject {
  return Object.fromEntries(Object.entries(channels).map(([channel, value]) => [channel, { value }]));
}

/** One line of text, which may hold scripts as `_{...}` and `^{...}`. */
export function text(content: string, channels: Readonly<Record<string, string | number>>): JsonObject {
  return mark("text", values({ text: content, ...channels }));
}

/** A place and size in a figure. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A part of a figure with data and scales of its own, which hide those of the same name outside of it. */
export function panel(
  box: Box,
  content: {
    readonly data?: readonly JsonObject[];
    readonly scales?: readonly JsonObject[];
    readonly marks: readonly JsonObject[];
  },
): JsonObject {
  return { type: "group", encode: { enter: values({ ...box }) }, ...content };
}

/** What is drawn inside of (width, height) only. */
export function clipped(
  { width, height }: Pick<Box, "width" | "height">,
  marks: readonly JsonObject[],
): JsonObject {
  return { type: "group", clip: true, encode: { enter: values({ width, height }) }, marks };
}
