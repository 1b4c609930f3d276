import { existsSync } from "node:fs";
import { join } from "node:path";
import type { LoggerInterface, Spec } from "vega";
import { packageRoot } from "./package-root.ts";

/**
 * The SVG of a Vega specification; the same text for the same specification, whatever was drawn before or is installed.
 * In its texts of one line `_{...}` and `^{...}` are sub- and superscripts. Whatever Vega warns of is an error here.
 */
export async function drawSvg(specification: object): Promise<string> {
  const { parse, View } = await import("vega");
  const complaints: string[] = [];
  const view = new View(parse(specification as Spec), {
    renderer: "none",
    logger: collector(complaints),
  });
  try {
    const svg = await view.toSVG();
    if (complaints.length > 0) throw new Error(`this figure cannot be drawn: ${complaints.join("; ")}`);
    return setScripts(renumberIds(svg));
  } finally {
    view.finalize();
  }
}

/** The SVG as PNG, `scale` pixels per unit, on white. Its only font is the one in data/fonts. */
export async function drawPng(svg: string, scale = 2): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  const font = join(packageRoot(), "data", "fonts", "DejaVuSans.ttf");
  // resvg draws no text at all, silently, without a font.
  if (!existsSync(font)) throw new Error(`the font of figures is missing: ${font}`);
  const image = new Resvg(svg, {
    background: "white",
    fitTo: { mode: "zoom", value: scale },
    font: { loadSystemFonts: false, fontFiles: [font], defaultFontFamily: "DejaVu Sans" },
  });
  return image.render().asPng();
}

/** A logger of Vega that keeps errors and warnings. */
function collector(complaints: string[]): LoggerInterface {
  const keep = (...words: unknown[]) => {
    complaints.push(words.map((word) => (word instanceof Error ? word.message : String(word))).join(" "));
    return logger;
  };
  const drop = () => logger;
  const logger: LoggerInterface = { level: () => logger, error: keep, warn: keep, info: drop, debug: drop };
  return logger;
}

/** Vega numbers the clips and gradients of a process; here they are numbered from 1 in each picture. */
function renumberIds(svg: string): string {
  const names = new Map<string, string>();
  return svg.replace(/(\bid="|url\(#|href="#)([^")]+)/g, (_, before: string, id: string) => {
    if (!names.has(id)) names.set(id, `d${names.size + 1}`);
    return before + names.get(id);
  });
}

/** Part of the font size by which a script is smaller, lowered and raised. */
const scriptSize = 0.72;
const lowered = 0.22;
const raised = 0.38;

/** Not `baseline-shift`, which Firefox does not know: a shift down and the same back up. */
function setScripts(svg: string): string {
  return svg.replace(/(<text\b[^>]*>)([^<]*)(<\/text>)/g, (_, start: string, text: string, end: string) => {
    let back = 0;
    const pieces = text.split(/([_^]\{[^}]*\})/).map((piece) => {
      const script = /^([_^])\{([^}]*)\}$/.exec(piece);
      if (piece === "") return "";
      const shift = script === null ? 0 : script[1] === "_" ? lowered : -raised;
      const size = script === null ? 1 : scriptSize;
      const dy = (shift - back) / size;
      back = shift;
      const attributes = `${dy === 0 ? "" : ` dy="${dy.toFixed(3)}em"`}${size === 1 ? "" : ` font-size="${size}em"`}`;
      return attributes === "" ? piece : `<tspan${attributes}>${script === null ? piece : script[2]}</tspan>`;
    });
    return start + pieces.join("") + end;
  });
}
