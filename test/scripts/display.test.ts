import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { intensitySets } from "../../scripts/card-options.ts";
import { showEvent } from "../../scripts/display.ts";
import type { displayDocument } from "../../scripts/display-document.ts";
import { sourceOfFlags } from "../../scripts/display-source.ts";
import type { PlanFlags } from "../../scripts/plan-run.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { EventFileWriter, openEventFile } from "../../src/node/event-file.ts";
import { shippedSelection } from "../../src/node/load-selection.ts";
import { texts } from "../figures/read-figure.ts";
import { aprime, inFolder, listing, newFolder, type Outcome, removeFolder } from "./aprime.ts";

type Document = ReturnType<typeof displayDocument>;

const words = (line: string): string[] => line.split(" ").filter((word) => word !== "");

/** What it says on stdout, for a call that ends well. */
function said({ code, stdout, stderr }: Outcome): string {
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

const show = async (folder: string, line: string) => said(await aprime(folder, "display", ...words(line)));
const documentOf = async (line: string, folder = "."): Promise<Document> =>
  JSON.parse(await show(folder, `${line} --json`));

const electrons = { run: "III", seed: "aprime", set: [] as string[], process: "electron" };
/** A narrow and a wide event, with others and without, with no primary, and with nothing at all. */
const asked: [string, number, string, PlanFlags][] = [
  ["a signal event", 4321, "signal", { ...electrons, process: "signal", mass: "20MeV" }],
  ["a pair of muons", 3, "dimuon", { ...electrons, process: "dimuon" }],
  ["an electron among others", 5, "calibration", { ...electrons, set: intensitySets(2e7) }],
  ["an electron among very many", 5, "calibration", { ...electrons, set: intensitySets(2e8) }],
  ["a hadron", 1, "signal", { ...electrons, process: "beam", component: "hadron" }],
  ["a halo particle", 3, "signal", { ...electrons, process: "beam", component: "halo" }],
  ["a random trigger", 4, "signal", { ...electrons, process: "random-trigger" }],
  ["a random trigger without deposits", 2, "signal", { ...electrons, process: "random-trigger" }],
];
const shown = asked.map(([name, event, selection, flags]) => {
  const answer = showEvent(sourceOfFlags(event, flags), shippedSelection(selection));
  return [name, { ...answer, document: answer.document as Document }] as const;
});

describe.each(shown)("%s", (_, { document, text, figure }) => {
  const { columns, cells, particles, cuts, selection } = document;

  test("as text: in 80 columns, without a number that is none", () => {
    for (const row of text.split("\n")) expect(row.length, row).toBeLessThanOrEqual(80);
    expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
    expect(text.split("\n")[0]).toMatch(new RegExp(`event ${document.event}$`));
    if (particles.length === 0) expect(text).toContain("  none");
    else expect(text).toContain(` ${particles[0]!.energy_GeV.toFixed(3)} |`);
    expect(text).toContain(`E_ECAL        ${(columns.ecalEnergy as number).toFixed(2)} GeV`);
    const failing = cuts.filter(({ passes }) => !passes).map(({ cut }) => cut);
    for (const cut of failing) expect(text).toContain(cut);
    if (failing.length > 0) expect(text).toContain(`first fails   ${failing[0]}`);
    expect(document.firstFailingCut).toBe(failing[0] ?? null);
    expect(cuts.map(({ cut }) => cut)).toEqual(shippedSelection(selection).cuts.map(({ name }) => name));
  });

  test("as JSON: cells and modules that make its columns, and pulses that make the cells", () => {
    const sum = (block: RegExp) =>
      cells.filter((cell) => block.test(cell.block)).reduce((all, { found_GeV }) => all + found_GeV, 0);
    expect(cells).toHaveLength(2 * 36 + 4 * 9);
    // E_ECAL adds what is expected in cells below threshold, and knows the calibration of each cell.
    expect(sum(/^(PS|ECAL)$/)).toBeLessThanOrEqual(1.02 * (columns.ecalEnergy as number));
    expect(sum(/^(PS|ECAL)$/)).toBeGreaterThanOrEqual(0.95 * (columns.ecalEnergy as number) - 0.2);
    expect(sum(/^HCAL/)).toBeCloseTo(columns.hcalTotalEnergy as number, 3);
    for (const { samples, own_GeV, others_GeV, pulses } of cells) {
      expect(samples).toHaveLength(32);
      const all = pulses.reduce((total, { energy_GeV }) => total + energy_GeV, 0);
      expect(all).toBeCloseTo(own_GeV + others_GeV, 9);
    }
    expect(JSON.stringify(document)).not.toMatch(/NaN|Infinity/);
  });

  test("as a picture, with the energies of its columns", async () => {
    const svg = await drawSvg(figure!());
    const written = texts(svg);
    const inCells = (block: string) =>
      cells.filter((cell) => cell.block === block).reduce((all, { found_GeV }) => all + found_GeV, 0);
    for (const energy of [inCells("PS"), inCells("ECAL"), ...(columns.hcalModuleEnergy as number[])])
      expect(written).toContain(`${energy.toFixed(2)} GeV`);
    expect(written.filter((words) => / GeV left, /.test(words))).toHaveLength(6);
    const incoming = particles.filter(({ z_mm }) => z_mm === -30_000);
    const labels = written.filter((words) => /^(e|\u03bc|\u03c0|K|anti-p)\S* [\d.]+ GeV/.test(words));
    expect(labels.length).toBeGreaterThanOrEqual(Math.min(20, incoming.length));
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });
});

test("the columns are those that simulate --only-event prints", async () => {
  const line = "simulate --only-event 3 --process electron --json";
  const [simulated, displayed] = await Promise.all([
    aprime(".", ...words(line)),
    documentOf("3 --process electron"),
  ]);
  expect(displayed.columns).toEqual(JSON.parse(said(simulated)));
});

test("goes to PNG and to Phoenix by the ending, and is the same each time", async () => {
  await inFolder(async (folder) => {
    for (const name of ["a.png", "a.json", "b.png", "b.json"])
      expect(await show(folder, `3 --process electron --out ${name}`)).toBe(`→ ${name}\n`);
    expect(listing(folder)).toEqual(["a.json", "a.png", "b.json", "b.png"]);
    const bytes = (name: string) => readFileSync(join(folder, name));
    expect(bytes("a.png").subarray(1, 4).toString()).toBe("PNG");
    for (const ending of ["png", "json"])
      expect(bytes(`a.${ending}`).equals(bytes(`b.${ending}`))).toBe(true);
    expect(Object.keys(JSON.parse(bytes("a.json").toString()))).toEqual(["event 3"]);
  });
});

describe("of an event file", () => {
  let folder = "";
  beforeAll(async () => {
    folder = newFolder();
    const made =
      "--process electron --run I --seed other --events 5:25 --waveforms 3 --quiet --out few.arrow";
    expect((await aprime(folder, "simulate", ...words(made))).code).toBe(0);
    await rewrite("few.arrow", "changed.arrow", (energy) => energy + 1);
    await rewrite("few.arrow", "older.arrow", (energy) => energy);
  });
  afterAll(() => removeFolder(folder));

  /** Writes the file anew as one of version 0.0.9, with E_ECAL changed. */
  async function rewrite(from: string, to: string, change: (energy: number) => number): Promise<void> {
    const source = await openEventFile(join(folder, from));
    const writer = await EventFileWriter.create(join(folder, to), source.columns);
    for await (const { size, columns } of source.groups())
      await writer.write({
        size,
        columns: { ...columns, ecalEnergy: columns.ecalEnergy!.map(change) as never },
      });
    await writer.close({ ...source.metadata, version: "0.0.9" });
    await source.close();
  }

  test("is that of its run, seed and process", async () => {
    const [ofFile, ofFlags] = await Promise.all([
      documentOf("17 --from few.arrow", folder),
      documentOf("17 --process electron --run I --seed other"),
    ]);
    expect(ofFile).toEqual(ofFlags);
    expect(ofFile).toMatchObject({ event: 17, run: "2016 run I", seed: "other", process: "electron" });
  });

  test("of another version is shown if that makes no difference", async () => {
    expect((await documentOf("17 --from older.arrow", folder)).event).toBe(17);
  });

  test.each<[string, string[]]>([
    ["25 --from few.arrow", ["event: 25 is not in few.arrow, which holds 5:25"]],
    ["4 --from few.arrow", ["event: 4 is not in few.arrow, which holds 5:25"]],
    [
      "6 --from few.waveforms.arrow",
      ["few.waveforms.arrow: holds waveforms, not events: give the file of the events"],
    ],
    [
      "6 --from few.arrow --run=I --seed other --minimumPairEnergy 20GeV",
      ["--run", "--seed", "--minimum-pair-energy"].map(
        (flag) => `${flag}: goes without --from: few.arrow tells it; leave it out`,
      ),
    ],
  ])("is refused: %s", async (line, problems) => {
    const { code, stdout, stderr } = await aprime(folder, "display", ...words(line));
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr.trimEnd().split("\n").slice(1)).toEqual(problems.map((problem) => `  ${problem}`));
  });

  test("is refused if this version makes another one", async () => {
    const { code, stderr } = await aprime(
      folder,
      "display",
      "17",
      "--from",
      "changed.arrow",
      "--out",
      "e.png",
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /changed\.arrow: was made by aprime 0\.0\.9, and this one, [\d.]+, makes another event of it: ecalEnergy/,
    );
    expect(listing(folder)).not.toContain("e.png");
  });
});
