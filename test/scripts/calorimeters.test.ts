import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { calorimeterResponse, type Response, type ResponseRow } from "../../scripts/calorimeters-response.ts";
import { responseFigure } from "../../scripts/calorimeters-response-figure.ts";
import { responseCsv } from "../../scripts/calorimeters-response-text.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { parseTable } from "../../src/node/read-table.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { numbers, texts } from "../../src/tables/table.ts";
import { texts as drawnTexts } from "../figures/read-figure.ts";
import { shippedCard } from "../shipped-card.ts";
import { aprime, inFolder, listing, type Outcome } from "./aprime.ts";
import { refusal } from "./refusal.ts";

const run = (folder: string, line: string) =>
  aprime(folder, "calorimeters", ...line.split(" ").filter(Boolean));

/** What it says on stdout, for a call that ends well. */
function said({ code, stdout, stderr }: Outcome): string {
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

const json = async <T>(line: string): Promise<T> => JSON.parse(said(await run(".", `${line} --json`)));

describe("response", async () => {
  const line = "--energy 2GeV,10GeV,30GeV,100GeV --events 800";
  const response = await json<Response>(line);
  const { rows, fits } = response;
  const of = (calorimeter: string, particle: string, pileup = false): ResponseRow[] =>
    rows.filter(
      (row) => row.calorimeter === calorimeter && row.particle === particle && row.pileup === pileup,
    );

  test("has electrons of all energies, pions and muons of those from 10 GeV on, alone and with others", () => {
    expect(of("ECAL", "electron").map(({ energy_GeV }) => energy_GeV)).toEqual([2, 10, 30, 100]);
    expect(of("ECAL", "electron", true)).toHaveLength(4);
    for (const [calorimeter, particle, others] of [
      ["HCAL", "pion", 3],
      ["HCAL", "electron", 0],
      ["ECAL + HCAL", "pion", 3],
      ["HCAL module 4", "muon", 0],
    ] as const) {
      expect(of(calorimeter, particle).map(({ energy_GeV }) => energy_GeV)).toEqual([10, 30, 100]);
      expect(of(calorimeter, particle, true)).toHaveLength(others);
    }
    expect(
      rows.every(({ electrons_per_spill, pileup }) => electrons_per_spill === (pileup ? 4.6e6 : 0)),
    ).toBe(true);
    expect(response).toMatchObject({
      run: "2016 run III",
      algorithm: "nearest-peak",
      events: 800,
      seed: "aprime",
    });
  });

  test("the resolution falls with the energy, and is no better than what goes into the card", () => {
    for (const [calorimeter, particle, term] of [
      ["ECAL", "electron", 0.1],
      ["HCAL", "pion", 0.6],
    ] as const) {
      const own = of(calorimeter, particle);
      for (const [k, row] of own.entries()) {
        expect(row.paperResolution).toBeCloseTo(term / Math.sqrt(row.energy_GeV), 12);
        expect(row.resolution).toBeGreaterThan(row.paperResolution! - 4 * row.resolutionError);
        expect(row.resolution).toBeLessThan(1.6 * row.paperResolution!);
        if (k > 0) expect(row.resolution).toBeLessThan(own[k - 1]!.resolution);
      }
    }
  });

  test("100 GeV electrons are read as such, to which the scale of the ECAL was calibrated", () => {
    const { linearity, linearityError, plainLinearity, plainLinearityError, mean_GeV } = of(
      "ECAL",
      "electron",
    )[3]!;
    // Mean and core of a distribution that is not quite Gaussian.
    expect(Math.abs(linearity)).toBeLessThan(4 * linearityError + 0.001);
    expect(Math.abs(plainLinearity)).toBeLessThan(4 * plainLinearityError + 0.001);
    expect(mean_GeV).toBeCloseTo(100 * (1 + linearity), 9);
  });

  test("others make tails, which the core leaves out", () => {
    for (const [k, row] of of("ECAL", "electron", true).entries()) {
      const alone = of("ECAL", "electron")[k]!;
      expect(row.outside).toBeGreaterThan(alone.outside);
      expect(row.plainResolution).toBeGreaterThan(5 * alone.plainResolution);
      expect(row.resolution).toBeLessThan(row.plainResolution);
    }
  });

  test("the fit has the terms of each series", () => {
    const { terms } = fits.find((fit) => fit.calorimeter === "ECAL" && !fit.pileup)!;
    const { stochastic, noise } = terms;
    expect(stochastic.value).toBeGreaterThan(0.1 - 4 * (stochastic.value - stochastic.low));
    expect(stochastic.value).toBeLessThan(0.12);
    expect(noise.value).toBeLessThan(0.3);
    expect(terms.freedom).toBeGreaterThanOrEqual(1);
    expect(fits.map(({ calorimeter }) => calorimeter)).toContain("ECAL + HCAL");
  });

  test("muons leave 2.5 GeV in each module, whatever their energy", () => {
    const muons = rows.filter(({ particle }) => particle === "muon");
    expect(muons).toHaveLength(12);
    for (const { mode_GeV, modeError_GeV, resolution, mean_GeV, paperResolution } of muons) {
      expect(Math.abs(mode_GeV! - 2.5)).toBeLessThan(0.2 + 4 * modeError_GeV!);
      expect(mode_GeV!).toBeLessThan(mean_GeV);
      // Landau and photoelectrons alone are 0.27 GeV; the rest are showers on the track, more of them the faster the muon.
      expect(resolution * mean_GeV).toBeGreaterThan(0.25);
      expect(resolution * mean_GeV).toBeLessThan(0.7);
      expect(paperResolution).toBeNull();
    }
  });

  test("as tables for people, the same for the same seed, other for another", async () => {
    const short = "--energy 10GeV,100GeV --events 100";
    const [text, again, other] = await Promise.all([
      run(".", short),
      run(".", short),
      run(".", `${short} --seed other`),
    ]);
    for (const part of [
      "paper 10 % / sqrt(E)",
      "paper 60 % / sqrt(E)",
      "e / pi",
      "paper 2.5 GeV",
      "were calibrated to",
    ])
      expect(said(text)).toContain(part);
    expect(said(text)).not.toMatch(/NaN|undefined|null/);
    expect(said(again)).toBe(said(text));
    expect(said(other)).not.toBe(said(text));
  });

  test("with numbers of the card that --set changes: noise, and no others without a beam", async () => {
    const none = ["Low", "Mean", "High"].map((which) => `--set beam.intensity${which}=0`).join(" ");
    const noisy = await json<Response>(`--energy 2GeV --events 800 ${none} --set msadc.noise=6`);
    expect(noisy.rows.map(({ calorimeter, pileup }) => `${calorimeter} ${pileup}`)).toEqual(["ECAL false"]);
    expect(noisy.fits).toEqual([]);
    const [row] = noisy.rows;
    expect(row!.resolution).toBeGreaterThan(of("ECAL", "electron")[0]!.resolution + 4 * row!.resolutionError);
  });
});

describe.concurrent("files", () => {
  test("CSV of the response, not over what is there", async () => {
    await inFolder(async (folder) => {
      expect(said(await run(folder, "--energy 20GeV,50GeV --events 100 --out c.csv"))).toBe("→ c.csv\n");
      const table = await parseTable("c.csv", readFileSync(join(folder, "c.csv"), "utf8"));
      expect(new Set(texts(table, "particle"))).toEqual(new Set(["electron", "pion", "muon"]));
      expect([...numbers(table, "energy", "GeV").slice(0, 2)]).toEqual([20, 50]);
      expect(numbers(table, "mode", "GeV")[0]).toBeNaN();
      writeFileSync(join(folder, "c.csv"), "precious");
      const { code, stderr } = await run(folder, "--energy 2GeV --events 100 --out c.csv");
      expect([code, stderr.includes("c.csv: is there already; --force overwrites it")]).toEqual([2, true]);
      expect(readFileSync(join(folder, "c.csv"), "utf8")).toBe("precious");
    });
  });

  test("Markdown and a picture of the response", async () => {
    await inFolder(async (folder) => {
      const line = "--energy 2GeV,5GeV --events 100 --out";
      said(await run(folder, `${line} c.md`));
      expect(readFileSync(join(folder, "c.md"), "utf8")).toContain("paper 10 % / sqrt(E)");
      said(await run(folder, `${line} c.png`));
      expect(readFileSync(join(folder, "c.png")).subarray(1, 4).toString()).toBe("PNG");
      expect(listing(folder)).toEqual(["c.md", "c.png"]);
    });
  });

  test("of the leakage", async () => {
    await inFolder(async (folder) => {
      const line = "--leakage --energy 50GeV --events 300 --out";
      said(await run(folder, `${line} l.csv`));
      const table = await parseTable("l.csv", readFileSync(join(folder, "l.csv"), "utf8"));
      expect(numbers(table, "epsilon", "1")).toHaveLength(4 * (200 + 110));
    });
  });

  test("of the budget, which has no picture", async () => {
    await inFolder(async (folder) => {
      const line = "--budget --events 200 --out";
      said(await run(folder, `${line} b.csv`));
      const table = await parseTable("b.csv", readFileSync(join(folder, "b.csv"), "utf8"));
      expect(texts(table, "cause")).toContain("photonuclear reactions");
      expect(numbers(table, "HCAL, trigger", "1")).toHaveLength(12);
    });
  });
});

test("the picture of the response has points, fits, the paper and the aim", async () => {
  const response = await calorimeterResponse({
    card: shippedCard(),
    energies: [10, 20, 50],
    events: 100,
    key: runKeyFromSeed("calorimeters.test"),
  });
  const words = drawnTexts(await drawSvg(responseFigure(response, "2016 run III")));
  for (const label of [
    "ECAL, electrons with others",
    "HCAL, pions alone",
    "± 0.5 %",
    "paper, 60 % / sqrt(E)",
    "ECAL, fit alone",
  ])
    expect(words).toContain(label);
  const csv = await responseCsv(response, ["x"]);
  expect(csv).toMatch(/^# note: fit, ECAL, electrons alone: stochastic [\d.]+, constant /m);
});

test("--help has examples", async () => {
  const text = said(await run(".", "--help"));
  for (const part of ["--leakage", "--budget", "aprime calorimeters --budget"]) expect(text).toContain(part);
});

describe.concurrent("bad input", () => {
  const energies =
    "(energies of the particles, of pions and muons those from 10 GeV on; without it 1, 2, 5, 10, 20, 50, 100 GeV, or with --leakage 20, 50 GeV and that of the beam)";
  test.each<[string, string[]]>([
    [
      "--run IV --energy 5 --events 1 --out t.txt",
      [
        "run card IV: IV cannot be read: there is no such file; give a shipped run (I, II, III, 2016-2018, 2016-PRL) or the path of a card",
        `--energy: "5" has no unit; write an energy with its unit, such as "20 MeV" ${energies}`,
        "--events: 1 is out of range: it must be at least 100 and at most 1048576 (particles in each row; without it 5000, with --leakage or --budget 20000)",
        '--out: "t.txt" must end in .md, .csv, .json, .svg, .png',
      ],
    ],
    ["--leakage --budget", ["--leakage: goes without --budget: give one of the two"]],
    [
      "--budget --energy 50GeV --out t.png",
      [
        "--energy: goes without --budget, which takes electrons of the beam of the card",
        '--out: "t.png" would be a picture, which --budget has not; give .md, .csv or .json',
      ],
    ],
    [
      "--energy 50GeV --out t.png",
      [
        '--out: "t.png" would be a picture, which needs several values of --energy, such as 1GeV:100GeV:log:7',
      ],
    ],
    [
      "--energy 1GeV:100GeV:log:101",
      ["--energy: 101 energies are asked for; at most 100 are simulated at once: give fewer values"],
    ],
    [
      "--energy 1GeV,400GeV",
      [`--energy: 400 GeV is out of range: it must be at least 500 MeV and at most 300 GeV ${energies}`],
    ],
    ["--leakge", ["--leakge: is not known; did you mean --leakage?"]],
  ])("refuses %s", async (flags, problems) => {
    expect(await refusal(`calorimeters ${flags}`)).toEqual(problems);
  });
});
