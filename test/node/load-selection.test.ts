import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { allCuts } from "../../cuts/index.ts";
import { type EventBatch, eventColumns } from "../../src/detector/events.ts";
import { allocate } from "../../src/event/columns.ts";
import { cardFromRaw, loadCard } from "../../src/node/load-card.ts";
import {
  loadSelection,
  readSelection,
  selectionSource,
  shippedSelection,
  shippedSelections,
} from "../../src/node/load-selection.ts";
import { purpose } from "../../src/random/purpose.ts";
import { runKeyFromSeed } from "../../src/random/run-key.ts";
import { RandomStream } from "../../src/random/stream.ts";
import { prepareSelector } from "../../src/selection/selector.ts";
import { runCardSchema } from "../../src/simulation/run-card.ts";
import { InputError } from "../../src/tables/input-error.ts";

const folder = mkdtempSync(join(tmpdir(), "aprime-selection-"));
afterAll(() => rmSync(folder, { recursive: true }));
const schema = runCardSchema(allCuts);

/** Writes a file, and gives its path. */
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function refused(read: () => unknown): Promise<string[]> {
  try {
    await read();
  } catch (error) {
    if (error instanceof InputError)
      return error.problems.map(({ where, what }) => `${where}: ${what}`.replaceAll(`${folder}/`, ""));
    throw error;
  }
  throw new Error("nothing is refused");
}

/** Events whose columns are such that each of the cuts below passes a good part of them. */
function randomEvents(size: number): EventBatch {
  const batch = allocate(eventColumns, size);
  const random = new RandomStream(runKeyFromSeed("selections")).seek(0, purpose("columns"));
  const most: Partial<Record<keyof typeof eventColumns, number>> = {
    ecalEnergy: 100,
    hcalEnergy: 1.5,
    vetoEnergy: 0.01,
    showerShape: 5,
    showerDepth: 4,
    weight: 3,
  };
  for (const [name, column] of Object.entries(batch.columns)) {
    const top = most[name as keyof typeof eventColumns] ?? 2;
    for (let k = 0; k < column.length; k++) column[k] = top * random.uniform();
  }
  // Eighths, whose sums are the same in any order.
  for (let i = 0; i < size; i++) batch.columns.weight[i] = Math.ceil(8 * batch.columns.weight[i]!) / 8;
  for (let i = 0; i < size; i++) batch.columns.trackCount[i] = random.uniform() < 0.8 ? 1 : 2;
  return batch;
}

const events = randomEvents(4000);
const head = "name: mine\ncuts:\n";
const steps = [
  "- single-track",
  "- shower-shape",
  "- veto-quiet",
  '- { name: light, expression: "weight < 2.5 and not (ecalEnergy > 90 GeV)" }',
  "- hcal-quiet",
  "- missing-energy",
];

/** What a card with these cuts makes of the events. */
async function selected(name: string, cuts: readonly string[]) {
  const path = file(name, head + cuts.map((line) => `  ${line}\n`).join(""));
  const { card } = loadCard("III", [], schema, readSelection(path).thresholds);
  const selection = await loadSelection(path);
  const selector = prepareSelector(selection.cuts, card.cuts);
  return { ...selector.take(events), flow: selector.cutflow(), names: selector.names, card };
}

describe("the shipped selections", () => {
  test("hold cuts of aprime, and expressions for the regions of Sec. VIII", async () => {
    for (const name of shippedSelections()) {
      const { own = [], about } = await loadSelection(name);
      expect(own.length, name).toBe(/side-band|validation/.test(name) ? 1 : 0);
      expect(about).toMatch(/Eq\.|Sec\./);
      expect(readSelection(name).thresholds, "thresholds are left to the run card").toBeUndefined();
    }
    expect((await loadSelection("signal")).cuts).toEqual(shippedSelection("signal").cuts);
  });

  test.each([
    ["side-band-a", [49, 1.1], [49, 0.9], [51, 1.1]],
    ["side-band-c", [51, 0.9], [49, 0.9], [51, 1.1]],
    ["validation-region", [79, 11], [79, 9], [81, 11]],
  ])("%s is where Sec. VIII has it", async (name, inside, ...outside) => {
    const cut = (await loadSelection(name)).cuts.at(-1)!.prepare({});
    const { columns } = allocate(eventColumns, 1);
    const passes = ([ecal, hcal]: readonly number[]): boolean => {
      columns.ecalEnergy[0] = ecal!;
      columns.hcalEnergy[0] = hcal!;
      return cut(columns, 0);
    };
    expect(passes(inside)).toBe(true);
    for (const point of outside) expect(passes(point)).toBe(false);
  });
});

describe("a card", () => {
  test("counts as a brute-force recount does: in order, alone, all but one, and the first cut that fails", async () => {
    const { flow, names, passedCuts, firstFailingCut, card } = await selected("count.yaml", steps);
    const byName = new Map(
      (await loadSelection(join(folder, "count.yaml"))).cuts.map((cut) => [
        cut.name,
        cut.prepare(card.cuts[cut.name] ?? {}),
      ]),
    );
    const rows = Array.from({ length: events.size }, (_, i) =>
      names.map((name) => byName.get(name)!(events.columns, i)),
    );
    for (const [k, row] of flow.rows.entries()) {
      expect(row.events).toBe(rows.filter((passes) => passes.slice(0, k + 1).every(Boolean)).length);
      expect(row.eventsWithout).toBe(
        rows.filter((passes) => passes.every((pass, c) => pass || c === k)).length,
      );
      const weights = rows.map((passes, i) => (passes[k] ? events.columns.weight[i]! : 0));
      const all = [...events.columns.weight].reduce((sum, weight) => sum + weight, 0);
      expect(row.alone.value).toBeCloseTo(weights.reduce((sum, weight) => sum + weight, 0) / all, 12);
      expect(row.alone.value, "the recount is of something").toBeLessThan(1);
    }
    expect([...firstFailingCut]).toEqual(rows.map((passes) => passes.indexOf(false)));
    expect([...passedCuts]).toEqual(
      rows.map((passes) => passes.reduce((bits, pass, k) => bits + (pass ? 2 ** k : 0), 0)),
    );
    expect(flow.rows.at(-1)!.events).toBeGreaterThan(100);
  });

  test("in another order has another flow, and the same result, cut by cut", async () => {
    const [there, turned] = [
      await selected("there.yaml", steps),
      await selected("turned.yaml", steps.toReversed()),
    ];
    const all = steps.length;
    expect([...turned.passedCuts].map((bits) => bits === 2 ** all - 1)).toEqual(
      [...there.passedCuts].map((bits) => bits === 2 ** all - 1),
    );
    for (const row of there.flow.rows) {
      const other = turned.flow.rows.find(({ cut }) => cut === row.cut)!;
      expect({ alone: other.alone, without: other.eventsWithout, last: other.afterAllOthers }).toEqual({
        alone: row.alone,
        without: row.eventsWithout,
        last: row.afterAllOthers,
      });
    }
    expect(turned.flow.rows[0]!.events).not.toBe(there.flow.rows[0]!.events);
  });

  test("with another threshold changes the bit of that cut, for the events between, and nothing else", async () => {
    const place = steps.indexOf("- hcal-quiet");
    const looser = steps.with(place, "- hcal-quiet: { below: 1.2 GeV }");
    const [before, after] = [await selected("before.yaml", steps), await selected("after.yaml", looser)];
    expect(after.names).toEqual(before.names);
    let changed = 0;
    for (let i = 0; i < events.size; i++) {
      const between = events.columns.hcalEnergy[i]! >= 1 && events.columns.hcalEnergy[i]! < 1.2;
      expect(before.passedCuts[i]! ^ after.passedCuts[i]!).toBe(between ? 2 ** place : 0);
      if (between) changed++;
    }
    expect(changed).toBeGreaterThan(100);
    const { "hcal-quiet": _, ...others } = after.card.cuts;
    expect(before.card.cuts).toMatchObject(others);
    expect({ ...after.card, cuts: before.card.cuts }).toEqual(before.card);
  });

  test("lays its thresholds over the run card, as assumptions of its own; --set lies over them", () => {
    const path = file("over.yaml", `${head}  - hcal-quiet: { below: 0.5 GeV }\n  - veto-quiet\n`);
    const { thresholds } = readSelection(path);
    const { raw, card } = loadCard("III", [], schema, thresholds);
    expect(raw.cuts).toMatchObject({
      "hcal-quiet": { below: { value: "0.5 GeV", status: "assumed", source: selectionSource + path } },
    });
    expect(card.cuts["hcal-quiet"]).toEqual({ below: 0.5 });
    expect(card.cuts["veto-quiet"]).toEqual(loadCard("III", [], schema).card.cuts["veto-quiet"]);
    expect(cardFromRaw(loadCard("III", [], schema).raw, [], schema, thresholds).card).toEqual(card);
    expect(
      loadCard("III", ["cuts.hcal-quiet.below=2 GeV"], schema, thresholds).card.cuts["hcal-quiet"],
    ).toEqual({ below: 2 });
  });

  test("keeps status and source of a threshold that has them", () => {
    const path = file(
      "told.yaml",
      `${head}  - hcal-quiet: { below: { value: 2 GeV, status: derived, source: mine } }\n`,
    );
    expect(loadCard("III", [], schema, readSelection(path).thresholds).raw.cuts).toMatchObject({
      "hcal-quiet": { below: { value: "2 GeV", status: "derived", source: "mine" } },
    });
  });

  test("takes a module of the user's, by a path from its folder", async () => {
    file(
      "cut.mjs",
      "export default { name: 'even', about: 'even rows', passes: (events, i) => i % 2 === 0 };",
    );
    const { cuts, own } = await loadSelection(
      file("module.yaml", `${head}  - module: ./cut.mjs\n  - { name: odd, module: ./cut.mjs }\n`),
    );
    expect(cuts.map(({ name }) => name)).toEqual(["even", "odd"]);
    expect([0, 1].map((i) => cuts[0]!.prepare({})(events.columns, i))).toEqual([true, false]);
    expect(own).toEqual(
      ["even", "odd"].map((name) => ({ name, module: expect.stringMatching(/^[0-9a-f]{64}$/) })),
    );
  });
});

describe("what is wrong is told with its line:", () => {
  test("a name that is none", async () => {
    expect(await refused(() => readSelection("sgnal"))).toEqual([
      expect.stringMatching(
        /^--selection: there is no selection "sgnal"; did you mean "signal"\? known are trigger, signal, .*, or give the path of a card/,
      ),
    ]);
    expect(await refused(() => readSelection("./gone.yaml"))).toEqual([
      expect.stringMatching(/^--selection: gone.yaml cannot be read: there is no such file/),
    ]);
  });

  test("cuts and keys", async () => {
    const path = file(
      "wrong.yaml",
      "name: mine\nabuot: x\ncuts:\n  - hcal-quite\n  - single-track: { below: 1 }\n",
    );
    expect(await refused(() => readSelection(path))).toEqual([
      'wrong.yaml:2: abuot is not known here; did you mean "about"?',
      'wrong.yaml:4: cuts.0 "hcal-quite" is no cut; did you mean "hcal-quiet"?',
      "wrong.yaml:5: cuts.1.single-track has no thresholds: write its name alone",
    ]);
  });

  test("thresholds, by the schema of the run card, with another card and with a kept one", async () => {
    const path = file(
      "low.yaml",
      `${head}  - veto-quiet\n  - hcal-quiet:\n      below: 0.5 mm\n      abvoe: 3 GeV\n  - missing-energy: { above: 120 GeV }\n`,
    );
    const { thresholds } = readSelection(path);
    const told = [
      expect.stringContaining('low.yaml:5: cuts.hcal-quiet.below "0.5 mm": mm is not a unit of energy'),
      expect.stringContaining("low.yaml:6: cuts.hcal-quiet.abvoe is not known here; known are below"),
      expect.stringContaining("low.yaml:7: cuts.missing-energy.above exceeds cuts.missing-energy.beam"),
    ];
    expect(await refused(() => loadCard("III", [], schema, thresholds))).toEqual(told);
    const { raw } = loadCard("III", [], schema);
    expect(await refused(() => cardFromRaw(raw, [], schema, thresholds))).toEqual(told);
  });

  test("expressions and modules, all at once", async () => {
    file("odd.mjs", "export default { name: 'hcal-quiet', about: 'a', passes: () => true };");
    const path = file(
      "own.yaml",
      `${head}  - expression: ecalEnergie < 45 GeV\n  - module: ./gone.mjs\n  - { name: b, expression: "hcalEnergy < 1 and colour" }\n  - module: ./odd.mjs\n`,
    );
    expect(await refused(() => loadSelection(path))).toEqual([
      'own.yaml:3: expression, at character 1: there is no column "ecalEnergie"; did you mean "ecalEnergy"?',
      "own.yaml:4: module ./gone.mjs cannot be read: there is no such file; its path is taken from the folder of the card",
      expect.stringContaining(
        "own.yaml:5: expression, at character 1: < has GeV on its left and a pure number on its right",
      ),
      expect.stringContaining('own.yaml:5: expression, at character 20: there is no column "colour"'),
      expect.stringContaining('odd.mjs: name is "hcal-quiet", as a cut of aprime is called'),
    ]);
  });
});
