import { describe, expect, test } from "vitest";
import { type Way, wayKey, wayLabels, wayMark } from "../../src/figures/particle-ways.ts";
import { figureOf, type JsonObject } from "../../src/figures/specification.ts";
import { drawSvg } from "../../src/node/draw.ts";
import { texts } from "./read-figure.ts";

const setup = { start: -30_000, end: 6700 };
const box = { x: 0, y: 0, width: 600, height: 200 };
const electron: Way = {
  from: { z: -30_000, x: 4 },
  to: { z: 450, x: -2 },
  look: "own",
  label: "e^{\u2212} 100 GeV",
};
const aprime: Way = {
  from: { z: 50, x: -2 },
  to: { z: 6700, x: 60 },
  look: "unseen",
  label: "A\u2032 60 GeV",
};
const other: Way = { ...electron, to: { z: 6700, x: 5 }, look: "other", label: "\u2212312 ns" };

const written = async (marks: JsonObject[]): Promise<string[]> =>
  texts(
    await drawSvg({
      ...figureOf({ width: 800, height: 400 }, { left: 0, right: 0, top: 0, bottom: 0 }),
      marks,
    }),
  );
const labelsOf = (ways: readonly Way[]) => written(wayLabels(ways, setup, (x) => 100 - x, box));

describe("labels", () => {
  test("tell what comes in at the left and what goes out at the right, each once", async () => {
    expect((await labelsOf([other, electron, aprime])).sort()).toEqual(
      ["\u2212312 ns", "\u2212312 ns", "A\u2032 60 GeV", "e\u2212 100 GeV"].sort(),
    );
  });

  test("of very many are those of the trigger, which stand last, and how many more there are", async () => {
    const others = Array.from({ length: 40 }, (_, k) => ({ ...other, label: `other ${k}` }));
    const words = await labelsOf([...others, electron]);
    expect(words).toContain("e\u2212 100 GeV");
    // There is room for 200 / 13 = 15 of 41 that come in and of 40 that go out.
    for (const more of ["and 26 more", "and 25 more"]) expect(words).toContain(more);
  });
});

test("the key tells every look, the vertex and the hits", async () => {
  const words = await written(wayKey(200));
  for (const expected of ["of the particle that triggers", "neutral", "rare vertex", "hit in a chamber"])
    expect(words).toContain(expected);
});

test("what nothing sees is dashed, what others leave is grey", () => {
  expect(JSON.stringify(wayMark("unseen", "way"))).toContain("[8,4]");
  expect(JSON.stringify(wayMark("other", "way"))).toContain("#8c8c8c");
  expect(JSON.stringify(wayMark("own", "way"))).toContain("[]");
});
