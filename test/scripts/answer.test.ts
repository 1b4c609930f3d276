import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Answer, give, isPicture, refuseDestination } from "../../scripts/answer.ts";
import { curvesFigure } from "../../src/figures/curves.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "aprime-answer-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const answer: Answer = {
  document: [{ a: 1 }],
  text: "words",
  csv: async () => "a\n1\n",
  figure: () =>
    curvesFigure({
      x: { title: "x", scale: "linear" },
      y: { title: "y", scale: "linear" },
      curves: [
        {
          label: "one",
          points: [
            [0, 0],
            [1, 1],
          ],
          colour: 0,
        },
      ],
      title: "title",
      subtitle: "subtitle",
    }),
};

/** What is printed on stdout while `work` runs. */
async function printed(work: () => Promise<void>): Promise<string> {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    await work();
    return write.mock.calls.map(([text]) => String(text)).join("");
  } finally {
    write.mockRestore();
  }
}

it.each([
  ["a.md", /^words\n$/],
  ["a.csv", /^a\n1\n$/],
  ["a.json", /^\[\n {2}\{\n {4}"a": 1\n {2}\}\n\]\n$/],
  ["a.svg", /^<svg[\s\S]*title/],
  ["a.png", /^.PNG/],
])("is written as its ending says: %s", async (name, content) => {
  const out = join(folder, name);
  const told = await printed(() => give(answer, { out, force: false, json: false }));
  expect(readFileSync(out, "latin1")).toMatch(content);
  expect(told).toBe(`→ ${out}\n`);
});

it("goes to stdout without a file: the words, or the document of --json alone", async () => {
  expect(await printed(() => give(answer, { force: false, json: false }))).toBe("words\n");
  const json = await printed(() => give(answer, { force: false, json: true }));
  expect(JSON.parse(json)).toEqual([{ a: 1 }]);
});

it("is refused where it cannot go", () => {
  const there = join(folder, "there.csv");
  writeFileSync(there, "");
  const refuse = (out: string | undefined, force = false) =>
    refuseDestination({ out, force, json: false }, [".md", ".csv"]);
  expect(() => refuse("k.pdf")).toThrow('"k.pdf" must end in .md, .csv');
  expect(() => refuse(there)).toThrow("is there already");
  expect(() => refuse(there, true)).not.toThrow();
  expect(() => refuse(undefined)).not.toThrow();
  expect(["a.svg", "b.png", "c.md"].map(isPicture)).toEqual([true, true, false]);
});
