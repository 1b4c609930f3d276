import { describe, expect, test } from "vitest";
import { allCuts, dimuonFactors, signalFactors } from "../../cuts/index.ts";
import { loadSelection, shippedSelections } from "../../src/node/load-selection.ts";
import { packageRoot } from "../../src/node/package-root.ts";
import { readTable } from "../../src/node/read-table.ts";
import { mostCuts } from "../../src/selection/evaluate.ts";
import { texts } from "../../src/tables/table.ts";

/** Eq. (14), factor by factor. */
const trigger = ["beam-counters-fired", "preshower-fired", "missing-energy-trigger"];

/** Sec. IV (i): one track, at a small angle, of the momentum of the beam; (ii): synchrotron radiation. */
const primary = ["single-track", "small-angle", "beam-momentum", "synchrotron-tag"];

const selections = await Promise.all(shippedSelections().map(loadSelection));

/** (iii) the shower shape, (iv) V2. */
const shower = ["shower-shape", "veto-quiet"];

/** Sec. VIII. */
const upstream = ["single-upstream-hits", "hcal-compact"];

/** Sec. IV: what 7e4 events of 2016 passed. */
const preselection = [...trigger, ...primary, ...shower];

describe("the selections are in the order of the paper", () => {
  test.each([
    ["trigger", trigger],
    ["signal", [...preselection, "hcal-quiet", "missing-energy"]],
    [
      "calibration",
      // Sec. VI.B: the ECAL threshold was removed from the trigger; nothing is asked of the missing energy.
      ["beam-counters-fired", "preshower-fired", ...primary, ...shower, "hcal-quiet"],
    ],
    // Sec. V.B: selected with the trigger, HCAL1 and HCAL4; Table I is of E_ECAL below 60 GeV.
    ["dimuon", [...trigger, "dimuon-ecal", "dimuon-modules"]],
    ["preselection", preselection],
    ["final", [...preselection, ...upstream, "hcal-quiet", "missing-energy"]],
    ["side-band-a", [...preselection, "side-band-a-box"]],
    ["side-band-c", [...preselection, "side-band-c-box"]],
    ["validation-region", [...preselection, "validation-box"]],
  ])("%s", (name, cuts) => {
    expect(namesOf(name)).toEqual(cuts);
  });

  test("there are no others", () => {
    expect(shippedSelections()).toEqual([
      "trigger",
      "signal",
      "calibration",
      "dimuon",
      "preselection",
      "final",
      "side-band-a",
      "side-band-c",
      "validation-region",
    ]);
    expect(
      selections.map(({ name }) => name),
      "each has the name of its card",
    ).toEqual(shippedSelections());
  });
});

describe("the lists are sound", () => {
  test("every cut and every selection has its own name and a sentence", () => {
    const names = allCuts.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(selections.map(({ name }) => name)).size).toBe(selections.length);
    for (const { name, about } of [...allCuts, ...selections]) {
      expect(name).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
      expect(about, name).toMatch(/\w \w/);
    }
  });

  test("every cut tells the section or the equation of the paper, or that it is of the signal box", () => {
    for (const { name, about } of allCuts) expect(about, name).toMatch(/Eq\. \(?\d|Sec\. [IVX]|signal box/);
  });

  test("no selection has a cut twice, none is empty, none has more than fit", () => {
    for (const { name, cuts } of selections) {
      expect(new Set(cuts).size, name).toBe(cuts.length);
      expect(cuts.length, name).toBeGreaterThan(0);
      expect(cuts.length, name).toBeLessThanOrEqual(mostCuts);
    }
  });

  test("allCuts holds each cut once, and each is in a selection", () => {
    expect(new Set(allCuts).size).toBe(allCuts.length);
    const selected = new Set(selections.flatMap(({ cuts }) => cuts));
    for (const cut of allCuts) expect(selected, `${cut.name} is in a card of data/selections`).toContain(cut);
  });

  test("the dimuon factors hold each cut of the dimuon selection exactly once", () => {
    const held = dimuonFactors.flatMap(({ cuts }) => cuts.map(({ name }) => name));
    for (const name of namesOf("dimuon")) expect(held.filter((other) => other === name)).toEqual([name]);
  });
});

describe("the factors of Eq. (23)", () => {
  test("hold each cut of the signal selection exactly once", () => {
    const held = signalFactors.flatMap(({ cuts }) => cuts.map(({ name }) => name));
    expect(held.toSorted()).toEqual(namesOf("signal").toSorted());
  });

  test("have the names of Table II, in its order", async () => {
    const table = await readTable(`${packageRoot()}/data/published/table-2.csv`);
    expect([...signalFactors.map(({ name }) => name), "Total"]).toEqual(texts(table, "item"));
  });

  // Table II has no row for the trigger, and Sec. VI.A corrects the ECAL's for E_PS.
  test("the trigger's counters and its ECAL sum are of the primary electron, its PS threshold is of the ECAL", () => {
    const holding = trigger.map((cut) =>
      signalFactors.find(({ cuts }) => cuts.some(({ name }) => name === cut)),
    );
    expect(holding.map((factor) => factor!.name)).toEqual(["primary e-", "ECAL", "primary e-"]);
  });

  test("V2 and HCAL are what Eq. (25) says: their zero-energy cuts", () => {
    const byName = Object.fromEntries(signalFactors.map(({ name, cuts }) => [name, cuts.map((c) => c.name)]));
    expect(byName.V2).toEqual(["veto-quiet"]);
    expect(byName.HCAL).toEqual(["hcal-quiet"]);
  });
});

function namesOf(selection: string): string[] {
  return selections.find(({ name }) => name === selection)!.cuts.map(({ name }) => name);
}
