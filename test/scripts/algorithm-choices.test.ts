import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAlgorithms } from "../../scripts/algorithm-choices.ts";
import { hashModule } from "../../src/node/load-algorithm.ts";
import { InputError } from "../../src/tables/input-error.ts";
import { newFolder, removeFolder } from "./aprime.ts";

let folder = "";
beforeAll(() => {
  folder = newFolder();
  for (const name of ["mine.mjs", "other.js", "typed.ts"]) writeFileSync(join(folder, name), name);
  mkdirSync(join(folder, "folder.mjs"));
});
afterAll(() => removeFolder(folder));

/** Reads a text in which "./" is the folder. */
const read = (text: string) => readAlgorithms(text.replaceAll("./", `${folder}/`));

function problemsOf(text: string): string[] {
  try {
    read(text);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).problems.map(({ where, what }) =>
      `${where}: ${what}`.replaceAll(`${folder}/`, "./"),
    );
  }
  return [];
}

const known =
  "known are highest-sample, nearest-peak, tail-subtraction, optimal-filter, template-fit, multifit, cluster-fit, or give the path of a module, such as ./mine.mjs";
const start = "`aprime pileup --init mine.mjs` writes one to start from";

describe("readAlgorithms", () => {
  test("gives names of the list and modules, in order", () => {
    const module = pathToFileURL(join(folder, "mine.mjs")).href;
    expect(read("nearest-peak, multifit,./mine.mjs")).toEqual([
      { name: "nearest-peak" },
      { name: "multifit" },
      { name: join(folder, "mine.mjs"), module, sha256: hashModule(module) },
    ]);
    expect(read("./other.js")).toHaveLength(1);
  });

  test.each([
    ["multfit", ['--algorithms: there is no algorithm "multfit"; did you mean "multifit"?']],
    ["mine", [`--algorithms: there is no algorithm "mine"; ${known}`]],
    ["", [`--algorithms: there is no algorithm ""; ${known}`]],
    ["multifit,", [`--algorithms: there is no algorithm ""; ${known}`]],
    ["multifit,multifit", ['--algorithms: "multifit" is given twice; give it once']],
    ["./mine.mjs,.//mine.mjs", ['--algorithms: ".//mine.mjs" is given twice; give it once']],
    ["./gone.mjs", [`--algorithms: "./gone.mjs" cannot be read: there is no such file; ${start}`]],
    [
      "./mine.mjs/x.mjs",
      [`--algorithms: "./mine.mjs/x.mjs" cannot be read: there is no such file; ${start}`],
    ],
    [
      "./folder.mjs",
      ['--algorithms: "./folder.mjs" is a folder; give the path of a module, such as ./mine.mjs'],
    ],
    [
      "peak,./gone.mjs,multifit,multifit",
      [
        `--algorithms: there is no algorithm "peak"; ${known}`,
        `--algorithms: "./gone.mjs" cannot be read: there is no such file; ${start}`,
        '--algorithms: "multifit" is given twice; give it once',
      ],
    ],
  ])("tells all that is wrong in %j", (text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  test("takes TypeScript where Node does, and says what to do where not", () => {
    const takes = Boolean((process.features as { typescript?: unknown }).typescript);
    const refusal = `--algorithms: "./typed.ts" is TypeScript, which Node reads from 22.18 on, and this is ${process.version}: use a later one, or compile it first (npx tsc) and give the .js`;
    expect(problemsOf("./typed.ts")).toEqual(takes ? [] : [refusal]);
  });

  test("names the flag", () => {
    expect(() => readAlgorithms("x", "--algorithm")).toThrow("--algorithm: there is no");
  });
});
