import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { allCuts } from "../cuts/index.ts";
import { generators } from "../generators/index.ts";
import { eventColumns } from "../src/detector/events.ts";
import { subdetectors } from "../src/detector/index.ts";
import type { ColumnSet } from "../src/event/columns.ts";
import { truthColumns } from "../src/event/truth.ts";
import { pileupAlgorithms } from "../src/pileup/index.ts";
import { selectionColumns } from "../src/selection/selection-columns.ts";

const root = resolve(import.meta.dirname, "..");

/**
 * The floor of each folder, and the one place where it is kept: imports go to the same folder or to a lower floor, never up, and
 * never across to another folder of the same floor. "src" is its own files (units.ts, constants.ts). `scripts/dev` and `test`
 * are free.
 */
const floors: Readonly<Record<string, number>> = {
  scripts: 10,
  "src/node": 9,
  generators: 8,
  cuts: 8,
  "src/arrow": 8,
  "src/figures": 8,
  "src/simulation": 7,
  "src/selection": 7,
  "src/detector": 6,
  "src/pileup": 5,
  "src/transport": 5,
  "src/readout": 4,
  "src/physics": 4,
  "src/statistics": 4,
  "src/beam": 4,
  "src/readout/kernel": 3,
  "src/event": 3,
  "src/tables": 3,
  "src/random": 2,
  "src/math": 1,
  src: 0,
};

/** Files with functions that have no test file of their own, each with the reason. */
const command = "a command: test/scripts/cli.test.ts runs it built, as a user does";
const ofCommands = "flags, checks and words of the commands: by test/scripts/cli.test.ts";
const scans = "a scan of pileup algorithms: its laws in test/scripts/pileup-scan-rows.test.ts";
const untested: Readonly<Record<string, string>> = {
  "scripts/init.ts": command,
  "scripts/inspect.ts": command,
  "scripts/command-line.ts": ofCommands,
  "src/node/lost-thread.ts":
    "an error: thrown in test/node/worker-pool.test.ts, told in test/scripts/outcome.test.ts",
  "scripts/run.ts": command,
  "scripts/select.ts": command,
  "scripts/simulate.ts": command,
  "scripts/describe-event.ts": ofCommands,
  "scripts/plan-run.ts": ofCommands,
  "scripts/run-options.ts": ofCommands,
  "scripts/selection-options.ts": ofCommands,
  "scripts/speak.ts": ofCommands,
  "scripts/analysis.ts":
    "files and findings of run and select: test/scripts/cli.test.ts; counted anew by test/interop",
  "scripts/yield-methods.ts":
    "what yield computes: test/scripts/yield.test.ts, by the numbers of test/transport/forced-emission.test.ts",
  "scripts/yield-refusals.ts": "what yield refuses: test/scripts/yield.test.ts",
  "scripts/yield-rows.ts": "rows and words of yield: test/scripts/yield.test.ts",
  "scripts/tracking-simulation.ts":
    "what tracking simulates: test/scripts/tracking.test.ts, with the part of test/detector/tracker.test.ts",
  "scripts/tagging-fit.ts":
    "the light scale by tagging: test/scripts/tagging.test.ts, and test/detector/synchrotron.test.ts of what it found",
  "scripts/tagging-rows.ts": "rows and words of tagging: test/scripts/tagging.test.ts",
  "scripts/tagging-spectrum.ts": "spectra of tagging: test/scripts/tagging.test.ts",
  "scripts/tagging-window.ts": "windows of tagging: test/scripts/tagging.test.ts",
  "scripts/compare-tables.ts": "flags, checks and document of compare: test/scripts/compare.test.ts",
  "scripts/compare-files.ts": "files that compare lays side by side: test/scripts/compare.test.ts",
  "scripts/compare-list.ts": "compare --list: test/scripts/compare.test.ts",
  "scripts/measured-table-1.ts": "what compare simulates of Table I: test/scripts/compare.test.ts",
  "scripts/measured-table-2.ts": "what compare simulates of Table II: test/scripts/compare.test.ts",
  "scripts/measured-table-3.ts": "what compare simulates of Table III: test/scripts/compare.test.ts",
  "scripts/efficiency-refusals.ts":
    "what efficiency refuses: test/scripts/efficiency.test.ts, test/scripts/efficiency-budget.test.ts",
  "scripts/efficiency-budget-answer.ts": "the document of efficiency: test/scripts/efficiency-budget.test.ts",
  "scripts/efficiency-budget-text.ts": "words of efficiency: test/scripts/efficiency-budget.test.ts",
  "scripts/efficiency-budget-figure.ts": "picture of efficiency: test/scripts/efficiency-budget.test.ts",
  "scripts/efficiency-normalisation.ts":
    "electrons on target beside efficiency: test/scripts/efficiency-budget.test.ts, by the numbers of test/readout/electrons-on-target.test.ts",
  "scripts/efficiency-ratios.ts": "ratios of factors: test/scripts/efficiency-budget.test.ts",
  "scripts/efficiency-curve-answer.ts":
    "words of efficiency --curve: test/scripts/efficiency-thresholds.test.ts",
  "scripts/efficiency-curve-figure.ts":
    "pictures of efficiency --curve: test/scripts/efficiency-thresholds.test.ts",
  "scripts/efficiency-mass-answer.ts":
    "words and picture of efficiency --mass-resolution: test/scripts/efficiency-mass-resolution.test.ts",
  "scripts/simulate-runs.ts": "runs one after the other: test/scripts/efficiency-budget.test.ts",
  "scripts/loss-ledger.ts": "what efficiency --ledger simulates: test/scripts/efficiency.test.ts",
  "scripts/loss-rows.ts": "rows and words of efficiency --ledger: test/scripts/efficiency.test.ts",
  "scripts/trigger-width-rows.ts":
    "rows and words of efficiency: test/scripts/efficiency.test.ts, by the numbers of test/readout/trigger-dead-window.test.ts",
  "scripts/dead-time-rows.ts":
    "rows and words of efficiency: test/scripts/efficiency.test.ts, by the numbers of test/readout/daq-dead-time.test.ts",
  "scripts/changed-numbers.ts":
    "numbers set by --set: test/scripts/findings.test.ts, test/scripts/efficiency.test.ts",
  "scripts/dimuon-figure.ts": "rows of the figures of muon pairs: test/scripts/dimuon-ecal-spectrum.test.ts",
  "scripts/dimuon-double-ratio.ts": "what dimuons --figure 11 simulates: test/scripts/dimuons.test.ts",
  "scripts/double-ratio-pairs.ts": "which pairs: test/scripts/double-ratio-findings.test.ts",
  "scripts/double-ratio-figure.ts":
    "picture of dimuons --figure 11: test/scripts/double-ratio-findings.test.ts",
  "scripts/reduction-rows.ts": "words of pileup --reduction: test/scripts/pileup-reduction.test.ts",
  "scripts/reduction-figure.ts": "picture of pileup --reduction: test/scripts/pileup-reduction.test.ts",
  "scripts/dimuon-samples.ts": "where muon pairs come from: test/scripts/dimuons.test.ts",
  "scripts/hadron-count.ts": "what hadrons --regions has its threads do: test/scripts/hadrons.test.ts",
  "scripts/hadron-plane-answer.ts": "words of hadrons --regions: test/scripts/hadrons.test.ts",
  "scripts/hadron-plane-text.ts": "tables of hadrons --regions: test/scripts/hadron-plane.test.ts",
  "scripts/hadron-plane-figure.ts": "picture of hadrons --regions: test/scripts/hadron-plane.test.ts",
  "scripts/hadron-preselection-answer.ts": "words of hadrons --preselection: test/scripts/hadrons.test.ts",
  "scripts/hadron-production-answer.ts": "words of hadrons --production: test/scripts/hadrons.test.ts",
  "scripts/hadron-refusals.ts": "what hadrons refuses: test/scripts/hadrons.test.ts",
  "scripts/hadron-rejection-answer.ts": "words of hadrons --rejection: test/scripts/hadrons.test.ts",
  "scripts/hadron-rejection-figure.ts":
    "picture of hadrons --rejection: test/scripts/hadron-rejection.test.ts",
  "scripts/hadron-rejection-text.ts": "tables of hadrons --rejection: test/scripts/hadron-rejection.test.ts",
  "scripts/hadron-share-answer.ts": "words of hadrons --intensity: test/scripts/hadrons.test.ts",
  "scripts/hadron-sources.ts":
    "where events of hadrons come from: test/scripts/hadron-plane.test.ts, test/scripts/hadrons.test.ts",
  "scripts/made-events.ts": "what can be done with events of a file: test/scripts/cli.test.ts",
  "scripts/simulate-pairs.ts": "events with others and without: test/scripts/efficiency.test.ts",
  "scripts/display-source.ts": "which event display shows: test/scripts/display.test.ts",
  "scripts/display-facts.ts": "what display says of an event: test/scripts/display.test.ts",
  "scripts/display-text.ts": "what display writes to a terminal: test/scripts/display.test.ts",
  "scripts/display-document.ts": "the document of display: test/scripts/display.test.ts",
  "scripts/display-figure.ts":
    "the picture of display: test/scripts/display.test.ts, by the parts of test/figures/event-display.test.ts",
  "scripts/calorimeters-refusals.ts": "what calorimeters refuses: test/scripts/calorimeters.test.ts",
  "scripts/calorimeters-response.ts":
    "what calorimeters simulates: test/scripts/calorimeters.test.ts, with the sources of test/scripts/calorimeters-events.test.ts",
  "scripts/calorimeters-response-text.ts": "words of calorimeters: test/scripts/calorimeters.test.ts",
  "scripts/calorimeters-response-figure.ts": "picture of calorimeters: test/scripts/calorimeters.test.ts",
  "scripts/calorimeters-leakage-figure.ts":
    "picture of calorimeters --leakage: test/scripts/calorimeters-leakage.test.ts",
  "scripts/calorimeters-leaks.ts":
    "what calorimeters --leakage and --budget count: test/scripts/calorimeters-leakage.test.ts",
  "scripts/calorimeters-leakage-text.ts":
    "words of calorimeters --leakage: test/scripts/calorimeters-leakage.test.ts",
  "scripts/calorimeters-budget-text.ts":
    "words of calorimeters --budget: test/scripts/calorimeters-budget.test.ts",
  "scripts/prove-algorithms.ts": "modules of users, loaded in a thread: test/scripts/own-algorithm.test.ts",
  "scripts/pileup-init.ts": "a module to start from: test/scripts/own-algorithm.test.ts",
  "scripts/pileup-arena.ts": "flags, checks and document of pileup: test/scripts/pileup.test.ts",
  "scripts/pileup-contest.ts": "what pileup has its threads do: test/scripts/pileup.test.ts",
  "scripts/pileup-contestants.ts":
    "the algorithms in the threads of pileup: test/scripts/pileup.test.ts, by the modules of test/node/load-algorithm.test.ts",
  "scripts/pileup-speed.ts":
    "times, which a test cannot know: that there are some, test/scripts/pileup.test.ts",
  "scripts/pileup-text.ts": "words and table of pileup: test/scripts/pileup.test.ts",
  "scripts/pileup-figure.ts": "picture of pileup: test/scripts/pileup.test.ts",
  "scripts/pileup-scan-text.ts": "words of pileup --scan: test/scripts/pileup-scan.test.ts",
  "scripts/pileup-scan-figure.ts":
    "pictures of pileup --scan: test/scripts/pileup-scan.test.ts, by the parts of test/figures/heat-map.test.ts",
  "scripts/pileup-scan-run.ts": "threads of pileup --scan: test/scripts/pileup-scan.test.ts",
  "scripts/pileup-scan-pair.ts": scans,
  "scripts/pileup-scan-burst.ts": scans,
  "scripts/pileup-scan-saturation.ts": scans,
  "scripts/pileup-scan-baseline.ts": scans,
  "scripts/pileup-scan-dead-channel.ts": scans,
  "scripts/pileup-scan-template.ts": scans,
  "scripts/pileup-scan-duty-factor.ts": scans,
  "scripts/systematics-answer.ts": "words and tables of systematics: test/scripts/systematics.test.ts",
  "scripts/systematics-simulation.ts": "what systematics simulates: test/scripts/systematics.test.ts",
  "scripts/run-output.ts": "files of a run while they are written: test/scripts/cli.test.ts",
  "scripts/record-events.ts":
    "what simulate and run share: test/scripts/cli.test.ts, test/scripts/identity.test.ts, test/scripts/waveforms.test.ts",
  "scripts/planned-metadata.ts":
    "what files tell of a run: test/scripts/identity.test.ts, test/scripts/waveforms.test.ts, test/scripts/pileup-export.test.ts",
  "scripts/unfinished.ts": "an error with a cause: told by test/scripts/outcome.test.ts",
  "scripts/version.ts": "a line of package.json: aprime --version in test/scripts/cli.test.ts",
};

/** The folders that the browser could run: no clock, no environment, no chance but the event's stream. */
const isCore = (file: string): boolean => !file.startsWith("scripts/") && !file.startsWith("src/node/");

/** AssemblyScript, another language: test/readout/kernel compares what it does with its twin. */
const otherLanguage = /\/assembly\//;

const sources = ["src", "generators", "cuts", "scripts"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(join(root, folder, file), "utf8") }))
    .filter(({ file }) => !file.startsWith("scripts/dev/") && !otherLanguage.test(file))
    .sort((a, b) => (a.file < b.file ? -1 : 1)),
);

describe("floors", () => {
  test("every folder has one", () => {
    const without = new Set(sources.map(({ file }) => dirname(file)).filter((folder) => !(folder in floors)));
    nothingWrong(
      [...without].map(
        (folder) => `${folder} has no floor: give it one in floors of test/architecture.test.ts`,
      ),
    );
    const gone = Object.keys(floors).filter(
      (folder) => !sources.some(({ file }) => dirname(file) === folder),
    );
    nothingWrong(gone.map((folder) => `${folder} is gone: take it out of floors`));
  });

  const found = sources.flatMap(({ file, text }) =>
    importsOf(text)
      .filter((target) => target.startsWith("."))
      .map((target) => ({ file, target: relative(root, resolve(root, dirname(file), target)) })),
  );

  test("imports go down, or stay in their folder", () => {
    expect(found.length, "imports are found at all").toBeGreaterThan(100);
    const wrong = found.flatMap(({ file, target }) => {
      const [from, to] = [dirname(file), dirname(target)];
      if (from === to) return [];
      const [floor, other] = [floors[from], floors[to]];
      if (floor === undefined) return []; // told above
      if (other === undefined) return [`${file} imports ${target}, which is on no floor: nothing may use it`];
      if (other < floor) return [];
      const way =
        other === floor
          ? `across, to another folder of floor ${floor}`
          : `up, from floor ${floor} to ${other}`;
      return [`${file} imports ${target}: ${way}; move the code down, or hand it in as an argument`];
    });
    nothingWrong(wrong);
  });

  test("generators know no part of the detector", () => {
    const wrong = found.filter(
      ({ file, target }) =>
        file.startsWith("generators/") && /^src\/(detector|readout|pileup|selection)\//.test(target),
    );
    nothingWrong(
      wrong.map(
        ({ file, target }) =>
          `${file} imports ${target}: a generator writes particles, the parts do the rest`,
      ),
    );
  });

  test("only src/arrow and src/node import apache-arrow, which brings Node's types with it", () => {
    const wrong = sources.filter(
      ({ file, text }) =>
        file.startsWith("src/") &&
        !["src/arrow", "src/node"].includes(dirname(file)) &&
        importsOf(text).some((target) => target === "apache-arrow" || target.startsWith("apache-arrow/")),
    );
    nothingWrong(wrong.map(({ file }) => `${file} imports apache-arrow: leave that to src/arrow`));
  });
});

describe("the lists hold every file", () => {
  test.each([
    { folder: "generators", list: generators, named: "generators", what: "generator", everyFile: true },
    { folder: "cuts", list: allCuts, named: "a selection", what: "cut", everyFile: true },
    { folder: "src/detector", list: subdetectors, named: "subdetectors", what: "part", everyFile: false },
    {
      folder: "src/pileup",
      list: pileupAlgorithms,
      named: "pileupAlgorithms",
      what: "algorithm",
      everyFile: false,
    },
  ])("$folder/index.ts", async ({ folder, list, named, what, everyFile }) => {
    const problems: string[] = [];
    const members: unknown[] = [];
    const index = `${folder}/index.ts`;
    for (const { file } of sources.filter(({ file }) => dirname(file) === folder && file !== index)) {
      const exported = Object.entries(await import(join(root, file))).filter(([, value]) => isMember(value));
      if (everyFile && exported.length !== 1)
        problems.push(`${file} exports ${exported.length} ${what}s: one file, one ${what}`);
      for (const [name, value] of exported) {
        members.push(value);
        if (!(list as readonly unknown[]).includes(value))
          problems.push(`${file} is not in ${named} of ${index}: add ${name} there`);
        const wanted = `${folder}/${dashed((value as { name: string }).name)}.ts`;
        if (file !== wanted) problems.push(`${file} should be ${wanted}, by the name of its ${what}`);
      }
    }
    nothingWrong(problems);
    const strangers = list.filter((member) => !members.includes(member)).map(({ name }) => name);
    nothingWrong(strangers.map((name) => `${name} of ${index} is from no file of ${folder}: give it one`));
    const names = list.map(({ name }) => name);
    expect(new Set(names).size, `names of ${index} are unique: ${names.join(", ")}`).toBe(names.length);
  });

  test("every column has one writer", () => {
    const writers = new Map<string, string>();
    const problems: string[] = [];
    const declare = (writer: string, columns: ColumnSet): void => {
      for (const name of Object.keys(columns)) {
        const other = writers.get(name);
        if (other !== undefined)
          problems.push(
            `column ${name} is declared by ${other} and by ${writer}: give one of them another name`,
          );
        writers.set(name, writer);
      }
    };
    declare("src/event/truth.ts", truthColumns);
    for (const { name, columns } of subdetectors) declare(`src/detector/${dashed(name)}.ts`, columns);
    const joined = new Set(writers.keys());
    declare("src/selection/selection-columns.ts", selectionColumns);
    nothingWrong(problems);
    const missing = [...joined].filter((name) => !(name in eventColumns));
    nothingWrong(
      missing.map(
        (name) => `${name} of ${writers.get(name)} is not in eventColumns: join it in src/detector/events.ts`,
      ),
    );
    const strangers = Object.keys(eventColumns).filter((name) => !joined.has(name));
    nothingWrong(
      strangers.map(
        (name) => `${name} of eventColumns has no writer: declare it beside the code that writes it`,
      ),
    );
  });
});

describe("tests", () => {
  const needing = sources.filter(({ text }) => hasExportedFunctions(text)).map(({ file }) => file);

  test("every file with functions has a test file at the mirrored path", () => {
    expect(needing.length).toBeGreaterThan(60);
    const without = needing.filter((file) => !(file in untested) && !existsSync(join(root, testOf(file))));
    nothingWrong(without.map((file) => `${file} has no ${testOf(file)}: write it`));
  });

  test("the exceptions are still needed", () => {
    const stale = Object.keys(untested).filter(
      (file) => !needing.includes(file) || existsSync(join(root, testOf(file))),
    );
    nothingWrong(stale.map((file) => `${file} needs no exception any more: take it out of untested`));
    const named = Object.values(untested).flatMap((reason) => reason.match(/test\/\S+\.test\.ts/g) ?? []);
    const gone = [...new Set(named)].filter((file) => !existsSync(join(root, file)));
    nothingWrong(gone.map((file) => `${file}, named in untested, is gone: test those files elsewhere`));
  });
});

describe("the core", () => {
  test.each([
    [/\bMath\.random\b/, "draw from the RandomStream that you are given"],
    [/\bDate\.now\b|\bnew Date\b|\bperformance\.now\b/, "the core reads no clock: hand the time in"],
    [/\bMath\.pow\b|\*\*/, "powers differ between Node versions: multiply, or Math.exp(y * Math.log(x))"],
    [/\bprocess\.env\b/, "the core reads no environment: hand the value in"],
  ])("holds no %s", (forbidden, advice) => {
    const wrong = sources
      .filter(({ file }) => isCore(file))
      .flatMap(({ file, text }) =>
        scan(text, "code")
          .split("\n")
          .flatMap((line, k) =>
            forbidden.test(line) ? [`${file}:${k + 1}: ${line.trim()}: ${advice}`] : [],
          ),
      );
    nothingWrong(wrong);
  });

  test("does not read data/published or data/comparisons: answers are kept apart from facts", () => {
    const wrong = sources
      .filter(({ file }) => !file.startsWith("scripts/"))
      .filter(({ text }) =>
        /\bdata\W{1,6}(published|comparisons)\b|\b(published|comparisons)\W{1,6}(table-\d|runs)\b/.test(
          scan(text, "code and strings"),
        ),
      );
    nothingWrong(
      wrong.map(
        ({ file }) =>
          `${file} names data/published or data/comparisons: only tests, and scripts that compare, may read them`,
      ),
    );
  });

  describe.concurrent("compiles without the types of Node", () => {
    test("src/tsconfig.json says so", async () => {
      expect(
        await compile("src/tsconfig.json"),
        "keep node: imports and process in src/node and scripts",
      ).toBe("");
    });

    test("and a file with process, or with a module of Node, would be told", async () => {
      // In the tree, so that types are found as they are for src; .cache is not kept by git.
      mkdirSync(join(root, ".cache"), { recursive: true });
      const folder = mkdtempSync(join(root, ".cache", "core-"));
      try {
        const own = JSON.parse(readFileSync(join(root, "src/tsconfig.json"), "utf8"));
        const absolute = (paths: readonly string[]) => paths.map((path) => resolve(root, "src", path));
        writeFileSync(join(folder, "argv.ts"), "export const argv = process.argv;\n");
        writeFileSync(join(folder, "read.ts"), 'export { readFileSync } from "node:fs";\n');
        writeFileSync(
          join(folder, "tsconfig.json"),
          JSON.stringify({
            ...own,
            extends: resolve(root, "src", own.extends),
            include: [...absolute(own.include), "argv.ts", "read.ts"],
            exclude: absolute(own.exclude),
          }),
        );
        const told = await compile(join(folder, "tsconfig.json"));
        const errors = told.split("\n").filter((line) => line.includes("error TS"));
        expect(errors, "the two probes fail, and nothing else").toHaveLength(2);
        expect(errors.find((line) => line.includes("argv.ts"))).toContain("'process'");
        expect(errors.find((line) => line.includes("read.ts"))).toContain("'node:fs'");
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });
});

describe("what this test reads with", () => {
  test("finds imports of every form, and none in comments and strings", () => {
    const text = `
      import "./a.ts";
      import type { B } from "./b.ts";
      import {
        c, // from "./no.ts"
      } from './c.ts';
      export { d } from "./d.ts";
      /* import "./no.ts" */
      const say = 'import "./no.ts"';
      const e = await import("./e.ts");`;
    expect(importsOf(text)).toEqual(["./a.ts", "./b.ts", "./c.ts", "./d.ts", "./e.ts"]);
  });

  test("leaves code, and strings if asked, and neither comments nor patterns", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: code to read, not to run
    const text = "f(/['\"`/*]/); // 2 ** 3\ng('**', `** ${a ** `${2}`} **`); /** */ h(x / 2, y / 2);";
    const code = scan(text, "code");
    expect(code).toHaveLength(text.length);
    expect(code.match(/\*\*/g)).toHaveLength(1);
    expect(code).toContain("a ** ");
    expect(code).toContain("h(x / 2, y / 2);");
    expect(scan(text, "code and strings").match(/\*\*/g)).toHaveLength(4);
  });

  test("knows which files have functions", () => {
    expect(hasExportedFunctions("export function f() {}")).toBe(true);
    expect(hasExportedFunctions("export const f = defineCut({ prepare: () => () => true });")).toBe(true);
    expect(hasExportedFunctions("export class A {}")).toBe(true);
    expect(hasExportedFunctions("export interface A { f(x: number): (y: number) => void }")).toBe(false);
    expect(hasExportedFunctions("export const list = [a, b];\n// a function")).toBe(false);
  });
});

/** Fails with all that is wrong, a line each, in any reporter. */
function nothingWrong(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(`${problems.length} to mend:\n${problems.join("\n")}`);
}

/** The targets of the import and export lines of a file. */
function importsOf(text: string): string[] {
  const code = scan(text, "code");
  const strings = scan(text, "code and strings");
  // Found in the code, where strings are blank; read at the same place where they are not.
  const lines = /\b(?:import|export)\b(?:[\w\s{},*]*\bfrom)?\s*\(?\s*(["'])( *)\1/g;
  return [...code.matchAll(lines)].map((match) => {
    const end = match.index + match[0].length - 1;
    return strings.slice(end - match[2]!.length, end);
  });
}

/** A TypeScript file with its comments and patterns, and for "code" the contents of its strings too, blanked by spaces. */
function scan(text: string, keep: "code" | "code and strings"): string {
  const pieces =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|(?<=[(,=:[!&|?{};>]\s*|\breturn\s+)\/(?![*/])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/|[`{}]/g;
  const blank = (piece: string): string => piece.replace(/[^\n]/g, " ");
  const kept = (piece: string): string => (keep === "code" ? blank(piece) : piece);
  let out = "";
  let at = 0;
  /** For each open brace whether it is one of a template, to which the closing one goes back. */
  const braces: boolean[] = [];
  const template = (from: number): number => {
    let k = from;
    while (k < text.length && text[k] !== "`" && !(text[k] === "$" && text[k + 1] === "{"))
      k += text[k] === "\\" ? 2 : 1;
    out += kept(text.slice(from, k));
    if (text[k] === "`") {
      out += "`";
      return k + 1;
    }
    braces.push(true);
    out += "${";
    return k + 2;
  };
  while (at < text.length) {
    pieces.lastIndex = at;
    const match = pieces.exec(text);
    if (match === null) break;
    const [piece] = match;
    out += text.slice(at, match.index);
    at = match.index + piece.length;
    if (piece === "`") {
      out += piece;
      at = template(at);
    } else if (piece === "{") {
      out += piece;
      braces.push(false);
    } else if (piece === "}") {
      out += piece;
      if (braces.pop()) at = template(at);
    } else if (piece.startsWith("/")) out += blank(piece);
    else out += piece[0] + kept(piece.slice(1, -1)) + piece[0];
  }
  return out + text.slice(at);
}

/** Whether a file exports something that does something: tables of constants and types need no test of their own. */
function hasExportedFunctions(text: string): boolean {
  const code = scan(text, "code");
  return (
    /^export (?:async |abstract )?(?:function|class|const)\b/m.test(code) &&
    /=>|\bfunction\b|\bclass\b/.test(code)
  );
}

function testOf(file: string): string {
  return `test/${file.replace(/^src\//, "").replace(/\.ts$/, ".test.ts")}`;
}

/** A cut, a generator, a part or an algorithm. */
function isMember(value: unknown): boolean {
  return typeof value === "object" && value !== null && "name" in value && "prepare" in value;
}

/** beamCounters as beam-counters. */
function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** What the compiler says of a project; nothing if all is well. */
async function compile(project: string): Promise<string> {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  try {
    await promisify(execFile)(process.execPath, [tsc, "-p", project, "--pretty", "false"], { cwd: root });
    return "";
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    return `${stdout ?? ""}${stderr ?? ""}` || String(error);
  }
}
