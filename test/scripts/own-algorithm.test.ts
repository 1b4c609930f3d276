import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashRows } from "../../scripts/inspect.ts";
import { type PlanFlags, planRun } from "../../scripts/plan-run.ts";
import { openEventFile } from "../../src/node/event-file.ts";
import { hashModule } from "../../src/node/load-algorithm.ts";
import { packageRoot } from "../../src/node/package-root.ts";
import { aprime, listing, newFolder, type Outcome, removeFolder, start } from "./aprime.ts";

// Of the built program, which no test here builds again. What is wrong with a module: test/faults/own-algorithms.ts, test/pileup/guard.test.ts.

let folder = "";
let begun: Outcome;
beforeAll(async () => {
  folder = newFolder();
  begun = await aprime(folder, "pileup", "--init", "mine.mjs");
});
afterAll(() => removeFolder(folder));

const electrons = ["--process", "electron", "--quiet"];
const problemOf = ({ stderr }: Outcome): string => stderr.replace(/^aprime: .*:\n {2}/, "").trimEnd();

/** The metadata of an event file of the folder. */
async function told(file: string): Promise<Record<string, unknown>> {
  const { metadata, close } = await openEventFile(join(folder, file));
  await close();
  return metadata;
}

/** Mean of the energy in the ECAL, GeV. */
async function meanEnergy(name: string): Promise<number> {
  const file = await openEventFile(join(folder, name));
  let sum = 0;
  for await (const { columns } of file.groups()) for (const energy of columns.ecalEnergy!) sum += energy;
  await file.close();
  return sum / file.rows;
}

describe("aprime pileup --init", () => {
  test("writes the module, and says what to do next", async () => {
    expect(begun).toMatchObject({ code: 0, stderr: "" });
    expect(begun.stdout).toContain("→ mine.mjs");
    expect(begun.stdout).toContain("aprime simulate --process electron --algorithm ./mine.mjs");
    expect(readFileSync(join(folder, "mine.mjs"), "utf8")).toBe(
      readFileSync(join(packageRoot(), "data", "pileup-algorithm.mjs"), "utf8"),
    );
  });

  test("writes over nothing without --force, and refuses what is no module", async () => {
    writeFileSync(join(folder, "precious.mjs"), "precious");
    const refused = await aprime(folder, "pileup", "--init", "precious.mjs");
    expect(refused.code).toBe(2);
    expect(problemOf(refused)).toBe(
      "precious.mjs: is there already; --force overwrites it, another name keeps it",
    );
    expect(readFileSync(join(folder, "precious.mjs"), "utf8")).toBe("precious");
    const other = await aprime(folder, "pileup", "--init", "mine.py");
    expect(problemOf(other)).toBe('--init: "mine.py" must end in .mjs or .js: it is a module of JavaScript');
    expect(listing(folder)).not.toContain("mine.py");
  });
});

describe("simulate --algorithm ./mine.mjs", () => {
  const simulate = (...words: string[]) => aprime(folder, "simulate", ...electrons, ...words);

  test("reads with it, whatever threads and batches, and keeps its name and hash", async () => {
    mkdirSync(join(folder, "with space #1"));
    copyFileSync(join(folder, "mine.mjs"), join(folder, "with space #1", "copy.mjs"));
    const made = await Promise.all([
      simulate("--events", "60", "--algorithm", "./mine.mjs", "--workers", "1", "--out", "a.arrow"),
      simulate(
        ...["--events", "60", "--algorithm", "with space #1/copy.mjs", "--out", "b.arrow"],
        ...["--workers", "2", "--batch-size", "7"],
      ),
    ]);
    expect(made.map(({ code, stderr }) => [code, stderr])).toEqual(made.map(() => [0, ""]));
    const [a, b] = [await hashRows([join(folder, "a.arrow")]), await hashRows([join(folder, "b.arrow")])];
    expect(a).toEqual(b);
    const sha256 = hashModule(pathToFileURL(join(folder, "mine.mjs")).href);
    expect((await told("a.arrow")).algorithm).toEqual({ name: "my-algorithm", sha256 });
    expect(await told("b.arrow")).toEqual(await told("a.arrow"));

    // Changed, and not built: the events are others, and do not go on from those.
    const changed = readFileSync(join(folder, "mine.mjs"), "utf8").replace(
      "height * energyPerCount[c];",
      "2 * height * energyPerCount[c];",
    );
    writeFileSync(join(folder, "twice.mjs"), changed);
    const twice = ["--events", "60:80", "--algorithm", "./twice.mjs", "--workers", "1"];
    expect(await simulate(...twice, "--out", "c.arrow")).toMatchObject({ code: 0, stderr: "" });
    const other = hashModule(pathToFileURL(join(folder, "twice.mjs")).href);
    const hashes = (there: string, here: string) =>
      `pileup algorithm is my-algorithm (SHA-256 ${there}) and not my-algorithm (SHA-256 ${here})`;
    const [merged, resumed, shown] = await Promise.all([
      aprime(folder, "merge", "a.arrow", "c.arrow", "--out", "d.arrow"),
      simulate("--events", "80", "--algorithm", "./twice.mjs", "--out", "a.arrow", "--resume"),
      aprime(folder, "display", "3", "--from", "a.arrow"),
    ]);
    expect(problemOf(merged)).toBe(`c.arrow: is not of the run of a.arrow: ${hashes(other, sha256)}`);
    expect(problemOf(resumed)).toBe(
      `a.arrow: cannot be gone on from: ${hashes(sha256, other)}; --force starts anew`,
    );
    expect(problemOf(shown)).toMatch(/^a\.arrow: was read by a pileup algorithm of your own, my-algorithm, /);
    expect((await meanEnergy("c.arrow")) / (await meanEnergy("a.arrow"))).toBeGreaterThan(1.7);
  });

  test("is ended by Ctrl-C in a loop without end, and leaves nothing", async () => {
    writeFileSync(
      join(folder, "endless.mjs"),
      `export default { name: "endless", about: "x", prepare: () => () => { console.log("begun"); for (;;); } };`,
    );
    const words = ["--algorithm", "./endless.mjs", "--time-limit", "3600 s", "--workers", "2"];
    const { child, ended } = start(folder, [
      ...["simulate", ...electrons, "--events", "9", "--batch-size", "2", "--out", "x.arrow"],
      ...words,
    ]);
    const files = () => listing(folder).filter((name) => name.includes("x.arrow"));
    while (files().length === 0) await new Promise((done) => setTimeout(done, 50));
    await new Promise((done) => setTimeout(done, 1500));
    child.kill("SIGINT");
    expect(await ended).toMatchObject({ code: 130, stdout: "" });
    expect(files()).toEqual([]);
  });
});

test("run --algorithm keeps it with the cut flow, and stdout free of what it prints", async () => {
  const loud = readFileSync(join(folder, "mine.mjs"), "utf8").replace(
    "const { samples, samplingPeriod }",
    'console.log("loud");\nconst { samples, samplingPeriod }',
  );
  writeFileSync(join(folder, "loud.mjs"), loud);
  const words = ["--events", "20", "--selection", "calibration", "--workers", "1", "--json"];
  const { code, stdout, stderr } = await aprime(
    folder,
    ...["run", ...electrons, ...words, "--algorithm", "./loud.mjs"],
  );
  expect(code).toBe(0);
  const algorithm = {
    name: "my-algorithm",
    sha256: hashModule(pathToFileURL(join(folder, "loud.mjs")).href),
  };
  expect(JSON.parse(stdout)).toMatchObject({ algorithm, events: 20 });
  expect(stderr).toContain("loud\n");
  expect(stderr).toContain("read by my-algorithm, a pileup algorithm of your own");
  const kept = (name: string) => readFileSync(join(folder, "out", name), "utf8");
  expect(JSON.parse(kept("cutflow.json")).algorithm).toEqual(algorithm);
  expect(kept("cutflow.md")).toContain(`pileup algorithm my-algorithm (SHA-256 ${algorithm.sha256})`);
});

describe("planRun", () => {
  const plan = (flags: Partial<PlanFlags>) =>
    planRun({ run: "III", process: "electron", set: [], seed: "aprime", ...flags });
  const set = ["pileup.algorithm=multifit"];

  test("takes --algorithm with a name of the list as --set pileup.algorithm", () => {
    expect(plan({ algorithm: "multifit" })).toEqual(plan({ set }));
    expect(plan({ algorithm: "highest-sample" }).card.pileup.algorithm).toBe("highest-sample");
  });

  test("leaves the card as it is with a module, and reads the time limit", () => {
    const algorithm = join(folder, "mine.mjs");
    expect(plan({ algorithm }).plan.card).toEqual(plan({}).plan.card);
    expect(plan({ algorithm }).timeLimit).toBe(1000);
    expect(plan({ algorithm, timeLimit: "250 ms" }).timeLimit).toBe(250);
    expect(plan({ algorithm, timeLimit: "1s" }).plan).toEqual(plan({ algorithm }).plan);
  });

  test.each<[Partial<PlanFlags>, string]>([
    [
      { algorithm: "highest-sample", set },
      "--algorithm: goes without --set pileup.algorithm: give one of the two",
    ],
    [
      { algorithm: "highest-sample,multifit" },
      '--algorithm: "highest-sample,multifit" names several: events are read by one; `aprime pileup` compares several',
    ],
    [
      { algorithm: "multifit", timeLimit: "1s" },
      "--time-limit: is for a pileup algorithm of your own, and none is given; leave it out",
    ],
    [
      { algorithm: "./mine.mjs", timeLimit: "2" },
      '--time-limit: "2" has no unit; write a time with its unit, such as "500 ms"',
    ],
    [
      { algorithm: "./mine.mjs", timeLimit: "1ms" },
      "--time-limit: 1ms is out of range: it must be at least 10 ms and at most 3600 s",
    ],
  ])("refuses %j", (flags, problem) => {
    const algorithm = flags.algorithm!.replace("./", `${folder}/`);
    expect(() => plan({ ...flags, algorithm })).toThrow(problem);
  });
});
