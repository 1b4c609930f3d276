import { Resvg } from "@resvg/resvg-js";
import { describe, expect, test } from "vitest";
import { energyPlaneFigure } from "../../src/figures/energy-plane.ts";
import { drawPng, drawSvg } from "../../src/node/draw.ts";
import { fill2D, histogram2D } from "../../src/statistics/histogram.ts";

/** A picture of one text, 200 × 50. */
function picture(text: string): object {
  return {
    width: 200,
    height: 50,
    autosize: "none",
    marks: [
      { type: "text", encode: { enter: { text: { value: text }, x: { value: 20 }, y: { value: 30 } } } },
    ],
  };
}

function energyPlane(): object {
  const histogram = histogram2D(
    { low: 0, high: 120, bins: 60, label: "E_{ECAL}", unit: "GeV" },
    { low: 0, high: 120, bins: 60, label: "E_{HCAL}", unit: "GeV" },
  );
  for (let i = 0; i < 100; i++) fill2D(histogram, i, 100 - i);
  return energyPlaneFigure({
    histogram,
    box: { ecalMaximum: 50, hcalMaximum: 1 },
    title: "Run & III",
    subtitle: "",
  });
}

describe("drawSvg", () => {
  test("is byte-identical on every call, also at the same time", async () => {
    const first = await drawSvg(energyPlane());
    const others = await Promise.all([drawSvg(energyPlane()), drawSvg(picture("x")), drawSvg(energyPlane())]);
    expect(others[0]).toBe(first);
    expect(others[2]).toBe(first);
  });

  test("numbers clips in each picture anew", async () => {
    const clipped = {
      ...picture("x"),
      marks: [
        { type: "group", clip: true, encode: { enter: { width: { value: 9 }, height: { value: 9 } } } },
      ],
    };
    const [first, second] = [await drawSvg(clipped), await drawSvg(clipped)];
    expect(second).toBe(first);
    expect(first).toContain('id="d1"');
    expect(first).toContain("url(#d1)");
  });

  test("is well-formed: every tag is closed in its turn, every ampersand is escaped", async () => {
    const svg = await drawSvg(energyPlane());
    const open: string[] = [];
    for (const [, closing, name, selfClosing] of svg.matchAll(
      /<(\/?)([a-zA-Z]+)(?:\s+[\w:-]+="[^"<]*")*\s*(\/?)>/g,
    )) {
      if (closing === "/") expect(open.pop()).toBe(name);
      else if (selfClosing === "") open.push(name!);
    }
    expect(open).toEqual([]);
    // No angle bracket is outside of what was taken as a tag.
    expect(svg.replace(/<(\/?)([a-zA-Z]+)(?:\s+[\w:-]+="[^"<]*")*\s*(\/?)>/g, "")).not.toMatch(/[<>]/);
    expect(svg).toContain("Run &amp; III");
    expect(svg).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/);
  });

  test("sets scripts, and returns to the line after them", async () => {
    expect(await drawSvg(picture("m_{e} of 10^{\u22123}"))).toContain(
      '>m<tspan dy="0.306em" font-size="0.72em">e</tspan><tspan dy="-0.220em"> of 10</tspan>' +
        '<tspan dy="-0.528em" font-size="0.72em">\u22123</tspan></text>',
    );
    expect(await drawSvg(picture("a_b {c} ^d"))).toContain(">a_b {c} ^d</text>");
  });

  test("an error inside of Vega is an error here, not a line on the terminal", async () => {
    const marks = [{ type: "rule", encode: { enter: { x: { signal: "datum.nothing.there" } } } }];
    await expect(drawSvg({ ...picture(""), marks })).rejects.toThrow(
      /this figure cannot be drawn: .*nothing|there/,
    );
    await expect(drawSvg({ ...picture(""), marks: [{ type: "no-such-mark" }] })).rejects.toThrow();
  });
});

describe("drawPng", () => {
  test("has the size of the SVG times the scale, and the signature of a PNG", async () => {
    const svg = await drawSvg(picture("ink"));
    for (const scale of [1, 2, 3]) {
      const png = await drawPng(svg, scale);
      expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
      const header = new DataView(png.buffer, png.byteOffset + 16, 8);
      expect([header.getUint32(0), header.getUint32(4)]).toEqual([200 * scale, 50 * scale]);
    }
  });

  test("has ink where the text is, and none elsewhere", async () => {
    const ink = darkPixels(await drawPng(await drawSvg(picture("MMMM")), 1), 200, 50);
    expect(ink.length).toBeGreaterThan(50);
    for (const { x, y } of ink) {
      expect(x).toBeGreaterThanOrEqual(20);
      expect(x).toBeLessThan(80);
      expect(y).toBeGreaterThan(15);
      expect(y).toBeLessThanOrEqual(31);
    }
    expect(darkPixels(await drawPng(await drawSvg(picture("")), 1), 200, 50)).toEqual([]);
  });

  test("a subscript is lower than its line", async () => {
    const lowest = async (text: string) =>
      Math.max(...darkPixels(await drawPng(await drawSvg(picture(text)), 4), 800, 200).map(({ y }) => y));
    expect(await lowest("E_{E}")).toBeGreaterThan((await lowest("EE")) + 4);
  });

  test("the font has the letters of figures: none of them is drawn as a box", async () => {
    const missing = await glyph("\ue000");
    for (const letter of "Eε′×−χγμ≤") expect((await glyph(letter)).equals(missing), letter).toBe(false);
  });
});

/** Decodes a PNG by drawing it once more. */
function pixels(png: Uint8Array, width: number, height: number): Buffer {
  const source = `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="${source}"/></svg>`;
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().pixels;
}

function darkPixels(png: Uint8Array, width: number, height: number): { x: number; y: number }[] {
  const rgba = pixels(png, width, height);
  const found: { x: number; y: number }[] = [];
  for (let k = 0; k < width * height; k++) {
    if (rgba[4 * k + 3] === 255 && rgba[4 * k]! < 128) found.push({ x: k % width, y: Math.floor(k / width) });
  }
  return found;
}

async function glyph(letter: string): Promise<Buffer> {
  return pixels(await drawPng(await drawSvg(picture(letter)), 1), 200, 50);
}
