import { extname } from "node:path";
import type { Argv } from "yargs";
import type { JsonObject } from "../src/figures/specification.ts";
import { drawPng, drawSvg } from "../src/node/draw.ts";
import { writeOutput } from "../src/node/output-file.ts";
import { InputError } from "../src/tables/input-error.ts";
import { refuseExisting, refusePlace } from "./refuse-output.ts";
import { print, say } from "./speak.ts";

/** What a command found, in the forms in which it can be had. */
export interface Answer {
  /** The document of --json. */
  readonly document: unknown;
  /** For people: what stands on the terminal, and in a .md file. */
  readonly text: string;
  /** Tables and pictures, where there are such; a destination that wants one that is not there is refused before. */
  readonly csv?: () => Promise<string>;
  readonly figure?: () => JsonObject;
  /** What a .json file holds, where that is not the document. */
  readonly file?: () => unknown;
}

/** Where an answer goes. */
export interface Destination {
  readonly out?: string | undefined;
  readonly force: boolean;
  readonly json: boolean;
}

/** The options that say where an answer goes; `endings` are those of the files that the command can write. */
export function addAnswerOptions<T>(yargs: Argv<T>, endings: readonly string[], note = "") {
  return yargs
    .option("out", {
      type: "string",
      requiresArg: true,
      describe: `File to write, by its ending: ${endings.join(", ")}${note} [default: stdout]`,
    })
    .option("force", { type: "boolean", default: false, describe: "Overwrite what is there" })
    .option("json", {
      type: "boolean",
      default: false,
      describe: "One JSON document on stdout, everything for people on stderr",
    });
}

/** Refuses a file that cannot be written: another ending, or one that is there. */
export function refuseDestination({ out, force }: Destination, endings: readonly string[]): void {
  if (out === undefined) return;
  if (!endings.includes(extname(out))) {
    throw new InputError([{ where: "--out", what: `"${out}" must end in ${endings.join(", ")}` }]);
  }
  refusePlace(out);
  refuseExisting([out], force);
}

export function isPicture(out: string): boolean {
  return [".svg", ".png"].includes(extname(out));
}

/** Prints an answer, or writes it to a file. */
export async function give(answer: Answer, { out, json }: Destination): Promise<void> {
  if (json) print(answer.document);
  if (out !== undefined) {
    await writeOutput(out, await contentOf(answer, out));
    say(`→ ${out}`, json);
  } else if (!json) {
    say(answer.text.trimEnd(), json);
  }
}

async function contentOf(
  { document, text, csv, figure, file }: Answer,
  out: string,
): Promise<string | Uint8Array> {
  if (extname(out) === ".md") return `${text.trimEnd()}\n`;
  if (extname(out) === ".csv") return csv!();
  if (extname(out) === ".json") return `${JSON.stringify(file?.() ?? document, undefined, 2)}\n`;
  const svg = await drawSvg(figure!());
  return extname(out) === ".png" ? drawPng(svg) : svg;
}
