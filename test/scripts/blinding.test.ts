import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Findings } from "../../scripts/findings.ts";
import { openEventFile } from "../../src/node/event-file.ts";
import { maskedCut, signalBox } from "../../src/selection/blinding.ts";
import { aprime, newFolder, removeFolder } from "./aprime.ts";

// Of the built program: beam particles as they come, of which some 7 % are in the signal box.

let folder = "";
const ofBeam = ["--process", "beam", "--events", "400", "--workers", "1", "--quiet"];
const beam = [...ofBeam, "--selection", "./box.yaml"];
beforeAll(async () => {
  folder = newFolder();
  const box =
    "name: box\ncuts:\n  - { name: low, expression: ecalEnergy < 50 GeV }\n  - hcal-quiet: { below: 3 GeV }\n";
  writeFileSync(join(folder, "box.yaml"), box);
  for (const call of [
    ["run", ...beam, "--out", "masked"],
    ["run", ...beam, "--out", "opened", "--unblind"],
    ["select", "masked/events.arrow", "--selection", "./box.yaml", "--out", "again", "--quiet"],
    ["select", "opened/events.arrow", "--selection", "./box.yaml", "--out", "still", "--quiet"],
    ["simulate", ...ofBeam, "--waveforms", "--out", "recorded/events.arrow"],
    ["select", "recorded/events.arrow", "--selection", "./box.yaml", "--out", "of-recorded", "--quiet"],
  ])
    expect(await aprime(folder, ...call)).toMatchObject({ code: 0 });
}, 300_000);
afterAll(() => removeFolder(folder));

const findings = (of: string): Findings => JSON.parse(readFileSync(join(folder, of, "cutflow.json"), "utf8"));

/** The events of a file, and what it tells of the mask. */
async function read(of: string) {
  const file = await openEventFile(join(folder, of, "events.arrow"));
  const rows: Record<string, number>[] = [];
  for await (const { columns, size } of file.groups())
    for (let i = 0; i < size; i++)
      rows.push(
        Object.fromEntries(
          ["event", "weight", "ecalEnergy", "hcalEnergy", "firstFailingCut", "invisibleEnergy"].map(
            (name) => [name, columns[name]?.[i] as number],
          ),
        ),
      );
  await file.close();
  return { rows, metadata: file.metadata };
}

test("the box of pseudo-data is masked in tables and files, whatever the thresholds are, and the files say so", async () => {
  const [masked, opened] = [await read("masked"), await read("opened")];
  const inBox = opened.rows.map(
    ({ ecalEnergy, hcalEnergy }) => ecalEnergy! < signalBox.ecalBelow && hcalEnergy! < signalBox.hcalBelow,
  );
  const count = inBox.filter(Boolean).length;
  expect(count).toBeGreaterThan(5);
  for (const [i, row] of masked.rows.entries()) {
    const { event, weight } = opened.rows[i]!;
    const nothing = {
      ecalEnergy: Number.NaN,
      hcalEnergy: Number.NaN,
      invisibleEnergy: Number.NaN,
      firstFailingCut: maskedCut,
    };
    expect(row).toEqual(inBox[i] ? { event, weight, ...nothing } : opened.rows[i]);
  }
  expect([masked.metadata.blinding, opened.metadata.blinding]).toEqual(["masked", "opened"]);
  const [hidden, open] = [findings("masked"), findings("opened")];
  expect([hidden.blinding, open.blinding]).toEqual(["masked", "opened"]);
  expect([hidden.events, open.events]).toEqual([400 - count, 400]);
  expect(open.cuts[1]!.events - hidden.cuts[1]!.events).toBe(count);
  expect(readFileSync(join(folder, "masked", "cutflow.md"), "utf8")).toContain("is masked");
  expect(open.changed).toEqual(["cuts.hcal-quiet.below = 3 GeV"]);
});

test("a masked file gives the same again, and an opened one stays open", async () => {
  for (const [of, before] of [
    ["again", "masked"],
    ["still", "opened"],
  ] as const) {
    const [{ cuts, events, blinding }, there] = [findings(of), findings(before)];
    expect({ cuts, events, blinding }).toEqual({
      cuts: there.cuts,
      events: there.events,
      blinding: there.blinding,
    });
    expect((await read(of)).rows).toEqual((await read(before)).rows);
  }
});

test("simulate masks as run does, and records no waveforms of the box", async () => {
  const [recorded, masked] = [await read("recorded"), await read("masked")];
  const untold = { firstFailingCut: undefined };
  expect(recorded.rows.map((row) => ({ ...row, ...untold }))).toEqual(
    masked.rows.map((row) => ({ ...row, ...untold })),
  );
  expect(recorded.metadata.blinding).toBe("masked");
  expect(findings("of-recorded").cuts).toEqual(findings("masked").cuts);
  const hidden = masked.rows.filter(({ firstFailingCut }) => firstFailingCut === maskedCut);
  const waveforms = await openEventFile(join(folder, "recorded", "events.waveforms.arrow"));
  const seen = new Set<number>();
  for await (const { columns } of waveforms.groups()) for (const event of columns.event!) seen.add(event);
  await waveforms.close();
  expect(hidden.map(({ event }) => event!).filter((event) => seen.has(event))).toEqual([]);
  expect(seen.size).toBe(400 - hidden.length);
});

test("one event of the box is shown only with --unblind", async () => {
  const { event } = (await read("masked")).rows.find(({ firstFailingCut }) => firstFailingCut === maskedCut)!;
  for (const call of [
    ["simulate", "--process", "beam", "--only-event", `${event}`],
    ["display", `${event}`, "--process", "beam"],
  ]) {
    expect(await aprime(folder, ...call)).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining(`${event} is in the signal box, which is masked`),
    });
    expect(await aprime(folder, ...call, "--unblind")).toMatchObject({ code: 0 });
  }
  const from = (of: string) => aprime(folder, "display", `${event}`, "--from", `${of}/events.arrow`);
  expect(await from("recorded")).toMatchObject({ code: 2, stderr: expect.stringContaining("is masked") });
  expect(await from("opened")).toMatchObject({ code: 0 });
});

test("what was masked cannot be opened, and what is no pseudo-data needs not be", async () => {
  const late = await aprime(folder, "select", "masked/events.arrow", "--unblind", "--out", "late");
  expect(late).toMatchObject({ code: 2, stderr: expect.stringContaining("--unblind: comes too late") });
  const one = await aprime(folder, "run", ...beam, "--component", "hadron", "--unblind", "--out", "one");
  expect(one).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("opens the signal box of pseudo-data"),
  });
  const mixed = await aprime(
    folder,
    "merge",
    "masked/cutflow.json",
    "opened/cutflow.json",
    "--out",
    "all.json",
  );
  expect(mixed).toMatchObject({ code: 2, stderr: expect.stringContaining("signal box is") });
});

test("select --reports-only writes the same cut flow, and no events", async () => {
  const call = [
    "select",
    "opened/events.arrow",
    "--selection",
    "./box.yaml",
    "--quiet",
    "--reports-only",
    "--out",
    "reports",
  ];
  expect(await aprime(folder, ...call)).toMatchObject({ code: 0 });
  expect(findings("reports")).toEqual(findings("still"));
  await expect(openEventFile(join(folder, "reports", "events.arrow"))).rejects.toThrow(
    "there is no such file",
  );
});
