import { describe, expect, test } from "vitest";
import { type Line, makeTable, numbers, type Table, texts } from "../../src/tables/table.ts";

const comments = ["A table", "source: NA64-2018 Table I", "obtained: made up", "note: one", "note: two: 2"];

function table(header: string[], rows: string[][], above: readonly string[] = comments): Table {
  const line = <T>(content: T, k: number): Line<T> => ({ line: k + 1, content });
  return makeTable(
    "x.csv",
    above.map(line),
    line(header, above.length),
    rows.map((row, k) => line(row, above.length + 1 + k)),
  );
}

describe("makeTable", () => {
  test("keeps what the comments say", () => {
    const { name, title, source, obtained, notes } = table(["mass [MeV]"], []);
    expect({ name, title, source, obtained, notes }).toEqual({
      name: "x.csv",
      title: "A table",
      source: "NA64-2018 Table I",
      obtained: "made up",
      notes: ["one", "two: 2"],
    });
  });

  test("columns with a unit hold numbers, NaN where a cell is empty; the others hold texts", () => {
    const { columns } = table(
      ["run", "beam intensity [1e6/spill]", "events [1]"],
      [
        ["I", "1.8", " 171 "],
        ["II ", "-3.2e-1", ""],
      ],
    );
    expect(columns).toEqual({
      run: { unit: null, values: ["I", "II"] },
      "beam intensity": { unit: "1e6/spill", values: Float64Array.of(1.8, -0.32) },
      events: { unit: "1", values: Float64Array.of(171, Number.NaN) },
    });
  });

  test.each(["1,5", "1.2.3", "0x10", "Infinity", "<0.001", "1e999", "-", "5 MeV"])(
    "%s is not a number",
    (cell) => {
      expect(() =>
        table(
          ["run", "mass [MeV]"],
          [
            ["I", "1"],
            ["II", cell],
          ],
        ),
      ).toThrow(`x.csv:8: column "mass": "${cell}" is not a number`);
    },
  );

  test.each([
    ["", 'x.csv:6: column "": write a name'],
    ["[MeV]", 'x.csv:6: column "[MeV]": write a name'],
    ["mass [MeV", 'x.csv:6: column "mass [MeV": write a name'],
    ["mass []", 'x.csv:6: column "mass []": write a name'],
    ["mass [MeV] x", 'x.csv:6: column "mass [MeV] x": write a name'],
  ])("refuses %j as a column", (cell, message) => {
    expect(() => table(["run", cell], [])).toThrow(message);
  });

  test("refuses two columns of one name, and a row of another length", () => {
    expect(() => table(["a [1]", "b", "a"], [])).toThrow('x.csv:6: two columns are called "a"');
    expect(() => table(["a", "b"], [["1", "2"], ["1"]])).toThrow("x.csv:8: 1 cells in a table of 2 columns");
  });

  test("wants a title, one source, one origin, and no other comment", () => {
    expect(() => table(["a"], [], [])).toThrow("x.csv:1: the first line must be the title");
    expect(() => table(["a"], [], ["source: y", "obtained: z"])).toThrow(
      "x.csv:1: the first line must be the title",
    );
    expect(() => table(["a"], [], ["A", "obtained: z"])).toThrow(
      'x.csv:1: 0 lines "# source: ..." and not one',
    );
    expect(() => table(["a"], [], ["A", "source: y", "obtained: z", "obtained: z"])).toThrow(
      'x.csv:1: 2 lines "# obtained: ..." and not one',
    );
    expect(() => table(["a"], [], ["A", "source:", "obtained: z"])).toThrow('x.csv:2: write "# source: ..."');
    expect(() => table(["a"], [], ["A", "by me"])).toThrow('x.csv:2: write "# source: ..."');
  });
});

describe("numbers and texts", () => {
  const made = table(["run", "mass [MeV]"], [["I", "20"]]);

  test("give the values of a column of that unit", () => {
    expect(numbers(made, "mass", "MeV")).toEqual(Float64Array.of(20));
    expect(texts(made, "run")).toEqual(["I"]);
  });

  test("refuse another unit, another kind, another name", () => {
    expect(() => numbers(made, "mass", "GeV")).toThrow('x.csv: column "mass" is in MeV, not in GeV');
    expect(() => numbers(made, "run", "1")).toThrow('x.csv: column "run" is text, not in 1');
    expect(() => texts(made, "mass")).toThrow('x.csv: column "mass" is in MeV, not text');
    expect(() => numbers(made, "masses", "MeV")).toThrow('x.csv: no column "masses" (there are: run, mass)');
  });
});
