import { spawn } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashRows } from "../../scripts/inspect.ts";
import { openEventFile } from "../../src/node/event-file.ts";
import { packageRoot } from "../../src/node/package-root.ts";
import {
  aprime,
  inFolder,
  listing,
  newFolder,
  type Outcome,
  program,
  removeFolder,
  start,
  watch,
} from "./aprime.ts";

// Of the built program, since that is what a user has: npm test builds it first. Electrons are simulated, which is fast.

const commands = [
  "run",
  "simulate",
  "select",
  "inspect",
  "display",
  "convert",
  "merge",
  "init",
  "cross-section",
  "decay",
  "yield",
  "dimuons",
  "hadrons",
  "efficiency",
  "pileup",
  "compare",
  "systematics",
];
const electrons = ["--process", "electron", "--workers", "1", "--quiet"];
const fiveMistakes = join(packageRoot(), "test", "cards", "five-mistakes.yaml");

/** A folder with `events.arrow`, 300 electrons, and `card.yaml`, made by init; only to be read. */
let shared = "";
beforeAll(async () => {
  shared = newFolder();
  const made = await Promise.all([
    aprime(shared, "simulate", ...electrons, "--events", "300", "--out", "events.arrow"),
    aprime(shared, "init", "card.yaml"),
  ]);
  expect(made.map(({ code, stderr }) => [code, stderr])).toEqual([
    [0, ""],
    [0, ""],
  ]);
});
afterAll(() => removeFolder(shared));

/** The problems that an outcome tells, "where: what" each; with exit code 2 and without a stack. */
function refusal({ code, stderr }: Outcome): string[] {
  const [title, ...lines] = stderr.trimEnd().split("\n");
  const many = lines.length === 1 ? "this cannot be used" : `${lines.length} things cannot be used`;
  expect(title).toBe(`aprime: ${many}:`);
  expect(code).toBe(2);
  expect(stderr).not.toMatch(/\n\s+at |node:internal|\.js:\d/);
  for (const line of lines) expect(line).toMatch(/^ {2}\S/);
  return lines.map((line) => line.trim());
}

describe.concurrent("help", () => {
  test.each(commands)("aprime %s --help tells what it does, its options, and examples", async (command) => {
    const { code, stdout, stderr } = await aprime(shared, command, "--help");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(new RegExp(`^aprime ${command}`));
    const [, examples] = stdout.split("\nExamples:\n");
    expect(examples).toContain(`aprime ${command}`);
    for (const flag of ["--json", "--help"]) expect(stdout).toContain(flag);
    if (command !== "run") return;
    const text = stdout.replace(/\s+/g, " ");
    expect(text, "options of a process").toContain(
      "(signal) mass of the A'; at least 1 MeV and at most 1 GeV",
    );
    expect(text).toContain("[default: 10 GeV]");
  });

  test("aprime --help lists the commands, with examples", async () => {
    const { code, stdout, stderr } = await aprime(shared, "--help");
    expect([code, stderr]).toEqual([0, ""]);
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^ +aprime ${command}\\b`, "m"));
    expect(stdout).toContain("\nExamples:\n");
  });

  test("aprime --version is that of the package", async () => {
    const { version } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8"));
    expect(await aprime(shared, "--version")).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });
});

/** What an event file tells about itself, and the names of its columns. */
async function read(path: string) {
  const file = await openEventFile(path);
  await file.close();
  return { metadata: file.metadata, columns: Object.keys(file.columns) };
}

const anEnergy = 'write an energy with its unit, such as "20 MeV" (mass of the A\')';
const aRange = "write a number of events, such as 1e6, or a half-open range, such as 5000:10000";
const notWhole = "is not a whole number from 0 to 9007199254740991";

describe.concurrent("what cannot be used is told, all at once, as text and as JSON, and nothing is written:", () => {
  test.each<[string, string[]]>([
    ["", ["command line: give a command; see aprime --help"]],
    ["rnu --mass 20MeV", ['command line: there is no command "rnu"; did you mean "run"?']],
    ["frobnicate", ['command line: there is no command "frobnicate"; see aprime --help']],
    [
      "run --mas 20MeV --colour blue",
      ["--mas: is not known; did you mean --mass?", "--colour: is not known; see aprime run --help"],
    ],
    ["run --mass", ["--mass: needs a value; see aprime run --help"]],
    [
      "run --mass 20MeV --mass 30MeV --seed a --seed b --batch-size 3 --batch-size 4",
      ["--mass", "--seed", "--batch-size"].map((flag) => `${flag}: is given 2 times; give it once`),
    ],
    [
      "run --mass 20 --events 0 --workers 0",
      [
        `--events: "0" holds no event; ${aRange}`,
        '--workers: "0" is not a whole number from 1 to 256',
        `--mass: "20" has no unit; ${anEnergy}`,
      ],
    ],
    [
      "run --mass 20mm --events -5 --selection sgnal",
      [
        '--selection: there is no selection "sgnal"; did you mean "signal"? known are trigger, signal, calibration, dimuon, preselection, final, side-band-a, side-band-c, validation-region, or give the path of a card, such as ./mine.yaml',
        `--events: "-5" ${notWhole}; ${aRange}`,
        `--mass: "20mm": mm is not a unit of energy (GeV, MeV, keV, eV, TeV); ${anEnergy}`,
      ],
    ],
    [
      "run --mass 2GeV --events 1e30 --epsilon 0",
      [
        `--events: "1e30" ${notWhole}; ${aRange}`,
        "--mass: 2GeV is out of range: it must be at least 1 MeV and at most 1 GeV (mass of the A')",
        '--epsilon: "0" is not a number above 0 and up to 1, such as 1e-4',
      ],
    ],
    [
      "run --mass 20MeV --dark-matter-mass 33MeV --alpha-dark 0",
      [
        "--alpha-dark: 0 is out of range: it must be at least 1e-12 and at most 10 (coupling of the A' to dark matter, e_D^2 / 4 pi, Eq. (4))",
        "--dark-matter-mass: is half the mass of the A' or more, which then decays visibly, at epsilon = 1e-4 and 100 GeV after 2030 mm; this process is A' -> invisible: give less than 10 MeV",
      ],
    ],
    [
      "run --mass 20MeV --alpha-dark 1e-9 --epsilon 1e-3 --selection x",
      [
        '--selection: there is no selection "x"; known are trigger, signal, calibration, dimuon, preselection, final, side-band-a, side-band-c, validation-region, or give the path of a card, such as ./mine.yaml',
        "--epsilon: 0.001 makes the A' of this run visible: 11.1 % would decay into dark matter, by Eq. (3) and (4); up to 0.0000355 it is 99 % or more",
      ],
    ],
    [
      "run --events a:b --run gone.yaml",
      [
        "run card gone.yaml: gone.yaml cannot be read: there is no such file; give a shipped run (I, II, III, 2016-2018, 2016-PRL) or the path of a card",
        `--events: "a" ${notWhole}; ${aRange}`,
        '--mass: is missing; write it with its unit, such as "20 MeV" (mass of the A\')',
      ],
    ],
    [
      "simulate --process sginal --events 10:5 --batch-size 1e9",
      [
        `--events: "10:5" holds no event; ${aRange}`,
        '--batch-size: "1e9" is not a whole number from 1 to 1000000',
        '--process: there is no process "sginal"; known are electron, signal, dimuon, hadron-production, beam, beam-hadron, beam-muon, random-trigger',
      ],
    ],
    [
      "simulate --process electron --mass 20MeV --only-event 3 --events 5 --set beam.dutyFacter=3 --set beam.dutyFactor",
      [
        expect.stringContaining('--set: the card has no "beam.dutyFacter"; there it has momentum,'),
        '--set: "beam.dutyFactor" is not of the form path=value, such as beam.dutyFactor=0.8',
        "--only-event: goes without --events: give one of the two",
        "--mass: is an option of signal, not of electron; leave it out",
      ],
    ],
    [
      "select gone.arrow --selection x --epsilon y --set beam.dutyFactor=0.8",
      [
        '--epsilon: "y" is not a number above 0 and up to 1, such as 1e-4',
        '--selection: there is no selection "x"; known are trigger, signal, calibration, dimuon, preselection, final, side-band-a, side-band-c, validation-region, or give the path of a card, such as ./mine.yaml',
        "--set beam.dutyFactor=0.8: comes too late: select changes cuts only; simulate again with it",
        "gone.arrow: there is no such file",
      ],
    ],
    [
      "simulate --process electron --only-event 3 --waveforms --resume",
      [
        "--waveforms: needs a file, and one event is printed; give --out",
        "--resume: needs a file, and one event is printed; give --out",
      ],
    ],
    [
      "run --process electron --events 5 --epsilon 1e-4",
      ["--epsilon: is the mixing of an A', which this process has not; leave it out"],
    ],
    ["select", ["command line: the event file is missing; see aprime select --help"]],
    [
      "init --run gone.yaml",
      [
        "run card gone.yaml: gone.yaml cannot be read: there is no such file; give a shipped run (I, II, III, 2016-2018, 2016-PRL) or the path of a card",
      ],
    ],
    ["inspect gone.arrow", ["gone.arrow: there is no such file"]],
    [
      "display x --from gone.arrow --mass 20MeV --selection y --out event.pdf",
      [
        'event: "x" is not the number of an event, a whole number from 0 to 9007199254740990',
        '--selection: there is no selection "y"; known are trigger, signal, calibration, dimuon, preselection, final, side-band-a, side-band-c, validation-region, or give the path of a card, such as ./mine.yaml',
        '--out: "event.pdf" must end in .svg, .png, .json',
        "--mass: goes without --from: gone.arrow tells it; leave it out",
        "gone.arrow: there is no such file",
      ],
    ],
    [
      "display 3 --process electron --mass 20MeV --run gone.yaml",
      [
        "run card gone.yaml: gone.yaml cannot be read: there is no such file; give a shipped run (I, II, III, 2016-2018, 2016-PRL) or the path of a card",
        "--mass: is an option of signal, not of electron; leave it out",
      ],
    ],
    [
      "simulate --process electron --events 5 --out /proc/x.arrow",
      [
        "/proc/x.arrow: cannot be used: that folder is not there and cannot be made; give another place (ENOENT, open)",
      ],
    ],
  ])("aprime %s", async (line, problems) => {
    await inFolder(async (folder) => {
      const outcome = await aprime(folder, ...line.split(" ").filter((word) => word !== ""), "--json");
      expect(refusal(outcome)).toEqual(problems);
      const document = JSON.parse(outcome.stdout) as { problems: { where: string; what: string }[] };
      expect(document.problems.map(({ where, what }) => `${where}: ${what}`)).toEqual(problems);
      expect(listing(folder)).toEqual([]);
    });
  });

  test("flags and card together, each mistake of the card with its line", async () => {
    await inFolder(async (folder) => {
      const flags = "--mass 20 --events 0 --workers x --selection y --epsilon z --set beam.spotY=5".split(
        " ",
      );
      const problems = refusal(await aprime(folder, "run", "--run", fiveMistakes, ...flags));
      const inCard = problems.filter((problem) => problem.startsWith(fiveMistakes));
      expect(
        inCard.map((problem) => problem.slice(fiveMistakes.length).split(" ", 2).join(" ")).sort(),
      ).toEqual([
        ":13: cuts.synchrotron-tag.above",
        ":5: beam.momentum",
        ":6: beam.spotX",
        ":7: beam.colour",
        ":9: beam.dutyFactor",
      ]);
      const elsewhere = problems.filter((problem) => !problem.startsWith(fiveMistakes));
      expect(elsewhere.map((problem) => problem.split(":")[0]).sort()).toEqual([
        "--epsilon",
        "--events",
        "--mass",
        "--selection",
        "--set",
        "--workers",
      ]);
      expect(listing(folder)).toEqual([]);
    });
  });

  test("the five mistakes of a card, and nothing else", async () => {
    await inFolder(async (folder) => {
      copyFileSync(fiveMistakes, join(folder, "five-mistakes.yaml"));
      const problems = refusal(await aprime(folder, "init", "--run", "five-mistakes.yaml"));
      expect(problems.map((problem) => problem.split(" ", 3).join(" ")).sort()).toEqual([
        "five-mistakes.yaml:13: cuts.synchrotron-tag.above exceeds",
        'five-mistakes.yaml:5: beam.momentum "100"',
        'five-mistakes.yaml:6: beam.spotX "8',
        "five-mistakes.yaml:7: beam.colour is",
        "five-mistakes.yaml:9: beam.dutyFactor 1.5",
      ]);
      expect(listing(folder)).toEqual(["five-mistakes.yaml"]);
    });
  });

  test.each([
    ["simulate --process electron --events 5 --out there.csv", ["there.csv"]],
    ["convert SHARED there.parquet", ["there.parquet"]],
    ["merge SHARED --out there.arrow", ["there.arrow"]],
    ["display 3 --process electron --out there.svg", ["there.svg"]],
    ["init there", ["there"]],
    ["run --process electron --events 5 --out .", ["events.arrow", "cutflow.md"]],
    ["select SHARED --out .", ["events.arrow", "cutflow.md"]],
  ])("%s, over what is there, without --force", async (line, files) => {
    await inFolder(async (folder) => {
      for (const file of files) writeFileSync(join(folder, file), "precious");
      const words = line.replace("SHARED", join(shared, "events.arrow")).split(" ");
      const outcome = await aprime(folder, ...words);
      expect(outcome.stdout).toBe("");
      expect(refusal(outcome)).toEqual(
        files.map((file) => `${file}: is there already; --force overwrites it, another name keeps it`),
      );
      expect(listing(folder)).toEqual([...files].sort());
      for (const file of files) expect(readFileSync(join(folder, file), "utf8")).toBe("precious");
    });
  });

  test("a file that is not an event file", async () => {
    const problems = refusal(await aprime(shared, "inspect", "card.yaml"));
    expect(problems).toEqual([
      expect.stringMatching(/^card\.yaml: is not an event file of aprime: it begins like none/),
    ]);
  });

  test("an event that is not in the file", async () => {
    expect(refusal(await aprime(shared, "inspect", "events.arrow", "--event", "300"))).toEqual([
      "--event: event 300 is not in events.arrow",
    ]);
  });
});

describe.concurrent("--json", () => {
  const json = (outcome: Outcome) => {
    expect([outcome.code, outcome.stderr.includes("a bug of ours")]).toEqual([0, false]);
    return JSON.parse(outcome.stdout);
  };

  test("run: the findings on stdout, the table on stderr, all files written", async () => {
    await inFolder(async (folder) => {
      const words = ["run", ...electrons, "--events", "200", "--selection", "calibration", "--json"];
      const outcome = await aprime(folder, ...words);
      const findings = json(outcome);
      expect(findings).toMatchObject({ events: 200, process: "electron", selection: "calibration" });
      expect(findings.cuts[0]).toMatchObject({ cut: "beam-counters-fired" });
      expect(outcome.stderr).toMatch(/\| cut +\| events \|/);
      const files = ["cutflow.csv", "cutflow.json", "cutflow.md", "energy-plane.png", "energy-plane.svg"];
      expect(listing(folder)).toEqual([
        "out",
        ...[...files, "events.arrow"].sort().map((file) => join("out", file)),
      ]);
      expect([findings.file, ...findings.written].sort()).toEqual(
        [...files, "events.arrow"].map((file) => join("out", file)).sort(),
      );
      const kept = JSON.parse(readFileSync(join(folder, "out", "cutflow.json"), "utf8"));
      expect(findings.cuts).toEqual(kept.cuts);
    });
  });

  test("simulate, into a file and of one event", async () => {
    await inFolder(async (folder) => {
      const words = ["simulate", ...electrons, "--json"];
      const [recorded, event] = await Promise.all([
        aprime(folder, ...words, "--events", "7:10", "--out", "x.arrow"),
        aprime(folder, ...words, "--only-event", "8"),
      ]);
      expect(json(recorded)).toMatchObject({ file: "x.arrow", events: 3 });
      expect(json(event)).toMatchObject({ event: 8, vertexDepth: null });
      expect(event.stderr).toBe("");
      expect(listing(folder)).toEqual(["x.arrow"]);
    });
  });

  test("select: the findings, and a file with the threshold that was set", async () => {
    await inFolder(async (folder) => {
      const words = [
        "select",
        join(shared, "events.arrow"),
        "--selection",
        "calibration",
        "--quiet",
        "--json",
      ];
      const set = ["--set", "cuts.beam-momentum.above=100GeV"];
      const findings = json(await aprime(folder, ...words, ...set));
      const file = join("selected", "events.arrow");
      expect(findings).toMatchObject({ events: 300, selection: "calibration", file });
      const { metadata, columns } = await read(join(folder, file));
      expect(columns).toContain("firstFailingCut");
      expect(metadata.card).toMatchObject({
        cuts: { "beam-momentum": { above: { value: "100GeV", status: "assumed" } } },
      });
      // Half of the electrons have less than the nominal momentum.
      const momentum = findings.cuts.find(({ cut }: { cut: string }) => cut === "beam-momentum");
      expect(momentum.alone.value).toBeGreaterThan(0.2);
      expect(momentum.alone.value).toBeLessThan(0.6);
    });
  });

  test("select: an epsilon at which the A' of the file is visible is refused, a smaller one is not", async () => {
    await inFolder(async (folder) => {
      const few = ["--workers", "1", "--quiet", "--events", "20", "--out", "x.arrow"];
      const made = await aprime(folder, "simulate", "--mass", "20MeV", "--alpha-dark", "1e-9", ...few);
      expect(made.code).toBe(0);
      const visible = await aprime(folder, "select", "x.arrow", "--epsilon", "1e-3");
      expect(refusal(visible)).toEqual([
        expect.stringMatching(/^--epsilon: 0\.001 makes the A' .*: 11\.1 %/),
      ]);
      expect(listing(folder)).toEqual(["x.arrow"]);
      const words = ["select", "x.arrow", "--epsilon", "1e-5", "--quiet", "--json"];
      expect(json(await aprime(folder, ...words))).toMatchObject({ epsilon: 1e-5, events: 20 });
    });
  });

  test("inspect, all three ways", async () => {
    const [telling, hash, event] = await Promise.all([
      aprime(shared, "inspect", "events.arrow", "--json"),
      aprime(shared, "inspect", "events.arrow", "--sha256", "--json"),
      aprime(shared, "inspect", "events.arrow", "--event", "5", "--json"),
    ]);
    expect(json(telling)).toMatchObject({ rows: 300, metadata: { process: "electron", seed: "aprime" } });
    expect(json(hash)).toEqual({
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      rows: 300,
      files: ["events.arrow"],
    });
    expect(json(event)).toMatchObject({ event: 5, weight: 1 });
  });

  test("init", async () => {
    await inFolder(async (folder) => {
      const outcome = await aprime(folder, "init", "below/mine.yaml", "--run", "II", "--json");
      expect(json(outcome)).toEqual({ file: "below/mine.yaml", run: "II" });
      expect(listing(folder)).toEqual(["below", "below/mine.yaml"]);
    });
  });
});

describe.concurrent("a run that is interrupted", () => {
  test.each([
    ["SIGINT", ["simulate", "--out", "x.arrow"], "x.arrow"],
    ["SIGTERM", ["run", "--out", "out", "--json"], join("out", "events.arrow")],
  ] as const)(
    "by %s ends with 130, and --resume goes on to the same bytes: %s",
    async (signal, words, file) => {
      await inFolder(async (folder) => {
        const plan = [...electrons, "--events", "20000"];
        let [code, stdout, stderr] = [null as number | null, "", ""];
        // Too early, nothing is there yet; then later.
        for (let delay = 500; delay < 20_000 && !stderr.includes("--resume"); delay *= 1.3) {
          const { child, ended } = start(folder, [...words, ...plan, "--batch-size", "50"]);
          await wait(delay);
          child.kill(signal);
          ({ code, stdout, stderr } = await ended);
        }
        const told =
          /^aprime: interrupted: events 0:(\d+) of 0:20000 are in (\S+); the same command with --resume goes on from there\n$/.exec(
            stderr,
          );
        expect(told, stderr).not.toBeNull();
        expect(code).toBe(130);
        if ((words as readonly string[]).includes("--json"))
          expect(JSON.parse(stdout).problems).toHaveLength(1);
        expect(listing(folder).filter((name) => name.includes("."))).toEqual([file]);
        expect(told?.[2]).toBe(file);
        const { metadata } = await read(join(folder, file));
        expect(metadata).toMatchObject({
          complete: false,
          ranges: [{ first: 0, end: Number(told![1]) }],
          planned: [{ first: 0, end: 20000 }],
          kept: Number(told![1]),
        });
        const resumed = await aprime(folder, ...words, ...plan, "--resume");
        expect([resumed.code, resumed.stderr.includes("a bug")]).toEqual([0, false]);
        const undisturbed = ["simulate", ...plan, "--out", "whole.arrow"];
        await aprime(
          folder,
          ...(words[0] === "run" ? ["run", ...undisturbed.slice(1, -2), "--out", "whole"] : undisturbed),
        );
        const whole = words[0] === "run" ? join("whole", "events.arrow") : "whole.arrow";
        expect(readFileSync(join(folder, file)).equals(readFileSync(join(folder, whole)))).toBe(true);
        const again = await aprime(folder, ...words, ...plan, "--resume");
        expect([again.code, `${again.stdout}${again.stderr}`]).toEqual([
          0,
          expect.stringContaining("there already"),
        ]);
      });
    },
  );

  test("before it has an event leaves nothing", async () => {
    await inFolder(async (folder) => {
      const line = ["simulate", ...electrons, "--events", "1e9", "--batch-size", "1e6", "--out", "x.arrow"];
      const { child, ended } = start(folder, line);
      while (listing(folder).length === 0 && child.exitCode === null) await wait(5);
      child.kill("SIGINT");
      const { code, stderr } = await ended;
      expect([code, stderr]).toEqual([130, "aprime: interrupted; nothing was written\n"]);
      expect(listing(folder)).toEqual([]);
    });
  });
});

describe.concurrent("a pipe", () => {
  test("that closes early is no error", async () => {
    // Many files, so that there is something to say after the reader has gone.
    const files = Array(60).fill("events.arrow").join(" ");
    const line = `"${process.execPath}" "${program}" inspect ${files} | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = await watch(spawn("bash", ["-c", line], { cwd: shared })).ended;
    expect([stdout, stderr]).toEqual(["events.arrow: 300 events\n0\n", ""]);
  });
});

describe.concurrent("init", () => {
  test("writes a card that gives the same events as the run that it copies", async () => {
    await inFolder(async (folder) => {
      const words = [...electrons, "--events", "300"];
      const { code } = await aprime(
        folder,
        "simulate",
        ...words,
        "--run",
        join(shared, "card.yaml"),
        "--out",
        "x.arrow",
      );
      expect(code).toBe(0);
      const mine = await hashRows([join(folder, "x.arrow")]);
      expect(mine).toEqual(await hashRows([join(shared, "events.arrow")]));
      expect(mine.rows).toBe(300);
    });
  });

  test("writes a card that says how to use it, with every number, its status and source", () => {
    const text = readFileSync(join(shared, "card.yaml"), "utf8");
    expect(text).toMatch(/^# .*aprime run --run card\.yaml/);
    const counts = ["value", "status", "source"].map(
      (key) => text.match(new RegExp(`^ +${key}:( |$)`, "gm"))!.length,
    );
    expect(counts[0]).toBeGreaterThan(100);
    expect(counts[1]).toBe(counts[0]);
    expect(counts[2]).toBe(counts[0]);
  });
});
